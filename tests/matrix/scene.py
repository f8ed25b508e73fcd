"""A story in every state, and people beside it, for the table of deeds."""

from dataclasses import dataclass
from typing import Any

from articles.actions import correcting, previewing, publishing, reviewing
from articles.models import Article, CorrectionKind, Outlet, Status, Version
from people.models import Account
from tests import factories as make

LANGUAGE = "km"


@dataclass(frozen=True)
class Scene:
    """Khmer originals, one in each state, each alone in its story.

    Attributes:
        versions: By state; "scheduled" and "unconfirmed" are published ones too.
            Read them through the scene, which asks the database anew.
        outlet: Whose they are.
        other: Somebody with no role.
        untold: A story without any language yet.
        english: A story told in English only.
    """

    versions: dict[str, Version]
    outlet: Outlet
    other: Account
    untold: Article
    english: Article

    def __getitem__(self, state: str) -> Version:
        return Version.objects.get(pk=self.versions[state].pk)

    def story(self, state: str = Status.PUBLISHED) -> Article:
        """Return the story of a version."""
        return self[state].article

    def restrict(self) -> None:
        """Restrict every story to nobody."""
        Article.objects.update(is_restricted=True)
        self.untold.refresh_from_db()
        self.english.refresh_from_db()


def set_scene() -> Scene:
    """Bring a story into every state, through the actions."""
    outlet = make.an_outlet()

    def fresh() -> Version:
        return make.a_version(article=make.a_story(outlet=outlet), language=LANGUAGE)

    def scheduled() -> Version:
        version = make.approved(fresh())
        hour = make.NOW.replace(year=2999)
        return publishing.publish(
            version=version, by=make.a_chief(), at=make.NOW, visible_from=hour
        )

    def unconfirmed() -> Version:
        version = fresh()
        return publishing.publish_at_once(
            version=version, reason="Flood.", by=make.a_chief(), at=make.NOW
        )

    def in_edit() -> Version:
        version = make.submitted(fresh())
        return reviewing.take(version=version, by=make.a_chief(), at=make.NOW)

    def spiked() -> Version:
        return reviewing.spike(
            version=fresh(), reason="Old.", by=make.a_chief(), at=make.NOW
        )

    versions = {
        Status.DRAFT: fresh(),
        Status.SUBMITTED: make.submitted(fresh()),
        Status.IN_EDIT: in_edit(),
        Status.APPROVED: make.approved(fresh()),
        Status.PUBLISHED: make.published(fresh()),
        Status.WITHDRAWN: spiked(),
        "scheduled": scheduled(),
        "unconfirmed": unconfirmed(),
        "hidden": make.published(fresh()),
    }
    make.hidden(versions["hidden"].article)
    return Scene(
        versions=versions,
        outlet=outlet,
        other=make.an_account(),
        untold=make.a_story(outlet=outlet),
        english=make.a_version(
            article=make.a_story(outlet=outlet), language="en"
        ).article,
    )


def a_translation(scene: Scene) -> Version:
    """Add an English draft, translated from the published version."""
    return make.a_version(article=scene.story(), language="en")


def a_proposal(scene: Scene, state: str = Status.PUBLISHED) -> Any:
    """Propose a note on a story."""
    return correcting.propose_correction(
        article=scene.story(state),
        kind=CorrectionKind.CORRECTION,
        wordings={LANGUAGE: "លេខត្រូវបានកែ។"},
        by=make.a_chief(),
        at=make.NOW,
    )


def a_link(scene: Scene) -> Any:
    """Open a preview of the draft."""
    return previewing.make_link(
        article=scene.story(Status.DRAFT),
        by=make.a_chief(),
        at=make.NOW,
        lasts=previewing.LONGEST_RESTRICTED,
    )
