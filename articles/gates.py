"""Who may veto a publication, and with which words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from articles.models import ArticleKind, CreditRole, Origin, Version
from articles.text.blocks import Block, block_text, body_blocks, from_json


@dataclass(frozen=True)
class Objection:
    """One reason why a version may not be published yet.

    Attributes:
        code: Stable name, for tests and for the desk's filters.
        message: What is wrong and what to do, in the interface language.
    """

    code: str
    message: str


class Gate(Protocol):
    """What a room puts between a version and its readers."""

    def objections(self, version: Version) -> Iterable[Objection]:
        """Yield every reason against publishing the version's newest revision."""


class StepRefused(Exception):  # noqa: N818 - refusals are not errors
    """A version may not take a step of the workflow; carries every reason at once.

    Attributes:
        objections: At least one, in the order of the gates.
    """

    def __init__(self, objections: tuple[Objection, ...]) -> None:
        super().__init__("\n".join(objection.message for objection in objections))
        self.objections = objections


class PublicationRefused(StepRefused):
    """A version may not be published; carries every reason at once."""


@cache
def _gates(paths: tuple[str, ...]) -> tuple[Gate, ...]:
    return tuple(import_string(path)() for path in paths)


def _asked(paths: Iterable[str], version: Version) -> tuple[Objection, ...]:
    return tuple(
        objection
        for gate in _gates(tuple(paths))
        for objection in gate.objections(version)
    )


def objections(version: Version) -> tuple[Objection, ...]:
    """Ask every gate of PUBLICATION_GATES; empty means the version may go out."""
    return _asked(settings.PUBLICATION_GATES, version)


def approval_objections(version: Version) -> tuple[Objection, ...]:
    """Ask every gate of APPROVAL_GATES; empty means the text may be approved."""
    return _asked(settings.APPROVAL_GATES, version)


def newest_blocks(version: Version) -> tuple[Block, ...]:
    """Return the blocks of the newest revision; empty before the first save."""
    revision = version.current_revision
    return () if revision is None else from_json(revision.blocks)


class TextGate:
    """There must be something to read, at an address."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to a missing headline, body or slug."""
        yield from self.text_objections(version)
        if not version.slug:
            yield Objection(
                "slug_missing", _("The address (slug) is empty. Fill it in.")
            )

    def text_objections(self, version: Version) -> Iterator[Objection]:
        """Object to a missing headline or body."""
        blocks = newest_blocks(version)
        headline = next((b for b in blocks if b.id == "headline"), None)
        if headline is None or not block_text(headline).strip():
            yield Objection("headline_missing", _("The headline is empty. Write one."))
        if not any(block_text(block).strip() for block in body_blocks(blocks)):
            yield Objection(
                "body_missing", _("The body is empty. Write the story first.")
            )


class OriginGate:
    """A translation must say what it was made from."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to a translation without a source, or a source on anything else."""
        has_sources = version.sources.exists()
        if version.origin == Origin.TRANSLATION and not has_sources:
            yield Objection(
                "source_missing",
                _(
                    "This is a translation, but no source is linked. "
                    "Link the original, or name it if we do not hold it."
                ),
            )
        if version.origin != Origin.TRANSLATION and has_sources:
            yield Objection(
                "source_surplus",
                _(
                    "A source is linked, but the version is not marked as a "
                    "translation. Change one of the two."
                ),
            )


class CreditsGate:
    """Somebody must answer for the text; a desk credit is enough."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to each role that the version's kind and origin ask for in vain."""
        # All of them, not a filtered query: a page may have fetched them already.
        roles = {credit.role for credit in version.credits.all() if credit.is_displayed}
        for wanted in required_roles(version):
            if not roles & wanted:
                names = " / ".join(
                    str(CreditRole(role).label) for role in sorted(wanted)
                )
                yield Objection(
                    f"credit_missing:{'|'.join(sorted(wanted))}",
                    _("No credit as %(role)s. Add one; the desk’s own name will do.")
                    % {"role": names},
                )


class VoiceGate:
    """Somebody answers for the voice of a recording; a desk credit is enough."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to a recording that is credited to nobody."""
        # A page may have fetched it with the version.
        if getattr(version, "recording", None) is not None:
            yield from voice_objections(version)


def voice_objections(version: Version) -> Iterator[Objection]:
    """Object to a version whose recording is, or would be, credited to nobody."""
    # All of them, not a filtered query: a page may have fetched them already.
    roles = {credit.role for credit in version.credits.all() if credit.is_displayed}
    if CreditRole.VOICE not in roles:
        yield Objection(
            f"credit_missing:{CreditRole.VOICE}",
            _(
                "A recording needs a credit as voice. Add one; the desk’s own name "
                "will do."
            ),
        )


def required_roles(version: Version) -> tuple[frozenset[str], ...]:
    """Return the credit rule of a version: of each set, one role must be credited."""
    if version.origin == Origin.TRANSLATION:
        return (frozenset({CreditRole.TRANSLATOR, CreditRole.EDITOR}),)
    if ArticleKind(version.article.kind).is_signed:
        return (frozenset({CreditRole.AUTHOR}),)
    return (frozenset({CreditRole.REPORTER, CreditRole.AUTHOR}),)


class SecrecyGate:
    """A restricted story is for named people until somebody lifts the restriction."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to a restricted story, and to a hidden one."""
        if version.article.is_hidden:
            yield Objection(
                "article_hidden",
                _("The story is hidden. A second person must show it again first."),
            )
        if version.article.is_restricted:
            yield Objection(
                "article_restricted",
                _(
                    "The story is restricted. "
                    "Lift the restriction before publishing it."
                ),
            )
