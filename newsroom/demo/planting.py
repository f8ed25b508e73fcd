"""Plants the demonstration through the same actions that people use."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from articles.actions import (
    crediting,
    linking,
    opening,
    picturing,
    reviewing,
    writing,
)
from articles.models import (
    Article,
    CreditRole,
    Origin,
    Outlet,
    Photo,
    PhotoOwnership,
    RightsBasis,
    Section,
    Series,
    Tag,
    Version,
)
from articles.text.blocks import Block, BlockKind, parse_body, parse_inline
from newsroom import desk, notice_desk
from newsroom.demo.conferring import plant_backgrounds, plant_decisions, plant_questions
from newsroom.demo.drawing import draw_photo
from newsroom.demo.shapes import DemoPhoto, DemoStory, DemoVersion
from newsroom.demo.stories import (
    DEMO_ACCOUNTS,
    DEMO_CONTRIBUTORS,
    DEMO_NOTICE,
    DEMO_OUTLET,
    DEMO_PHOTOS,
    DEMO_REMARK,
    DEMO_SECTIONS,
    DEMO_SERIES,
    DEMO_STORIES,
    DEMO_TAGS,
)
from people.actions import consenting, granting
from people.models import Account, Contributor
from rights.models import Organisation
from translations.actions import aligning, arranging
from translations.actions.importing_terms import start_glossary
from translations.lookup import sources_held
from website.actions.indexing import index_when_due

OUTLET_SLUG = "riverbank"
EVERY_LANGUAGE = ""


@transaction.atomic
def plant(at: datetime) -> bool:
    """Plant the whole demonstration, once.

    Args:
        at: Timezone-aware; when accounts, consents, the notice and embargoes begin.

    Returns:
        Whether anything was planted: False where the outlet stands already.
    """
    if Outlet.objects.filter(slug=OUTLET_SLUG).exists():
        return False
    # Drawing needs no database: it goes on while the logins are hashed.
    with ThreadPoolExecutor() as pool:
        drawn = pool.map(draw_photo, [photo.key for photo in DEMO_PHOTOS])
        outlet = _plant_outlet(at)
        photos = {
            photo.key: _plant_photo(photo, content, outlet, at)
            for photo, content in zip(DEMO_PHOTOS, drawn, strict=True)
        }
    for story in DEMO_STORIES:
        photo = photos[story.photo] if story.photo else None
        _plant_story(story, outlet, photo, at)
    start_glossary(at=at)
    plant_decisions(at)
    plant_questions(at)
    plant_backgrounds(at)
    index_when_due(at=at)
    return True


def _plant_outlet(at: datetime) -> Outlet:
    outlet = Outlet.objects.create(
        slug=OUTLET_SLUG,
        **_in_both("name", DEMO_OUTLET),
        **_in_both("motto", DEMO_REMARK),
    )
    for position, section in enumerate(DEMO_SECTIONS):
        Section.objects.create(
            slug=section.slug, position=position, **_in_both("name", section.names)
        )
    for series in DEMO_SERIES:
        Series.objects.create(
            slug=series.slug,
            **_in_both("title", series.titles),
            **_in_both("description", series.descriptions),
        )
    for tag in DEMO_TAGS:
        Tag.objects.create(slug=tag.slug, **_in_both("name", tag.names))
    _plant_accounts(at)
    _plant_contributors(at)
    holder = Organisation.objects.create(
        slug=OUTLET_SLUG,
        address=DEMO_NOTICE.address,
        **_in_both("name", DEMO_NOTICE.rights_holder),
    )
    notice_desk.issue_first_notice(
        outlet=outlet,
        rights_holder=holder,
        law_clause=DEMO_NOTICE.law_clause,
        at=at,
    )
    return outlet


def _in_both(field: str, texts: object) -> dict[str, str]:
    return {f"{field}_{language}": text for language, text in dict(texts).items()}  # type: ignore[call-overload]


def _plant_accounts(at: datetime) -> None:
    for login in DEMO_ACCOUNTS:
        if Account.objects.filter(username=login.username).exists():
            continue
        make = (
            Account.objects.create_superuser
            if login.is_superuser
            else Account.objects.create_user
        )
        account = make(
            login.username, login.password, interface_language=login.interface_language
        )
        for language in login.languages if login.group else ():
            granting.grant_role(
                account=account,
                group=Group.objects.get(name=login.group),
                language=language,
                by=None,
                at=at,
            )


def _plant_contributors(at: datetime) -> None:
    for contributor in DEMO_CONTRIBUTORS:
        stored = Contributor.objects.create(
            slug=contributor.key,
            kind=contributor.kind,
            **_in_both("name", contributor.names),
            **_in_both("biography", contributor.biography),
        )
        for language in contributor.consents:
            consenting.record_consent(
                contributor=stored, language=language, by=None, at=at
            )


def _plant_photo(
    photo: DemoPhoto, content: bytes, outlet: Outlet, at: datetime
) -> Photo:
    credited = next(c for c in DEMO_CONTRIBUTORS if c.key == photo.credit)
    stored = Photo(
        ownership=PhotoOwnership.OWN,
        outlet=outlet,
        is_illustration=photo.is_illustration,
        **_in_both("credit", credited.names),
        **_in_both("description", photo.description),
    )
    return picturing.store_photo(photo=stored, content=content, by=None, at=at)


def _plant_story(
    story: DemoStory, outlet: Outlet, photo: Photo | None, at: datetime
) -> None:
    publisher = Account.objects.get(username="publisher")
    series = next((each for each in DEMO_SERIES if story.key in each.stories), None)
    article = opening.open_article(
        article=Article(
            slugline=story.key,
            kind=story.kind,
            outlet=outlet,
            section=Section.objects.get(slug=story.section),
            series=Series.objects.get(slug=series.slug) if series else None,
            series_part=series.stories.index(story.key) + 1 if series else None,
            lead_photo=photo,
            embargoed_until=at + story.embargo if story.embargo else None,
        ),
        tags=Tag.objects.filter(slug__in=story.tags),
        by=publisher,
    )
    for telling in story.versions:
        version = _plant_version(telling, article)
        if telling.is_published:
            reviewing.submit(
                version=version, by=_writer(telling), at=telling.published_at
            )
            _let_out(version, publisher, telling.published_at)
        _plant_links(version, telling)
    for telling in story.versions:
        _plant_change(telling, article, publisher)


def _plant_version(telling: DemoVersion, article: Article) -> Version:
    by, at = _writer(telling), telling.published_at
    version = opening.start_version(
        article=article,
        language=telling.language,
        origin=Origin.ORIGINAL if telling.is_original else Origin.TRANSLATION,
        rights_basis=RightsBasis.STAFF,
        by=by,
    )
    opening.describe_version(
        version=version,
        slug=telling.slug,
        rights_basis=RightsBasis.STAFF,
        by=by,
        at=at,
    )
    writing.write_working_copy(version=version, blocks=_blocks(telling), by=by, at=at)
    writing.save_revision(version=version, by=by, at=at)
    if telling.translated_from is not None:
        source = Version.objects.get(article=article, language=telling.translated_from)
        linking.link_source(version=version, source=source, by=by)
    crediting.set_credits(
        version=version,
        entries=[
            crediting.CreditEntry(Contributor.objects.get(slug=key), CreditRole(role))
            for role, key in telling.credits
        ],
        by=by,
    )
    return version


def _plant_links(version: Version, telling: DemoVersion) -> None:
    """Let the translator look at which paragraphs belong together."""
    by, at = _writer(telling), telling.published_at
    for link in sources_held(version):
        if link.source_version is not None and not telling.is_published:
            aligning.align_anew(
                version=version, source=link.source_version, by=by, at=at
            )
        arranging.confirm(version=version, by=by, at=at)


def _plant_change(telling: DemoVersion, article: Article, by: Account) -> None:
    if telling.change is None:
        return
    version = Version.objects.get(article=article, language=telling.language)
    changed = replace(telling, body_html=telling.change.body_html)
    at = telling.change.published_at
    writing.write_working_copy(
        version=version, blocks=_blocks(changed), by=_writer(telling), at=at
    )
    _let_out(version, by, at)


def _let_out(version: Version, by: Account, at: datetime) -> None:
    reviewing.approve(version=version, by=by, at=at)
    desk.publish_story(version=version, by=by, at=at)


def _writer(telling: DemoVersion) -> Account:
    reported = telling.is_original and telling.language == "km"
    return Account.objects.get(username="reporter-km" if reported else "translator")


def _blocks(telling: DemoVersion) -> tuple[Block, ...]:
    apart = (
        (BlockKind.HEADLINE, telling.headline),
        (BlockKind.STANDFIRST, telling.standfirst),
        (BlockKind.CAPTION, telling.caption),
        (BlockKind.DATELINE, telling.dateline),
    )
    return (
        *(
            Block(id=kind.value, kind=kind, html=parse_inline(text))
            for kind, text in apart
            if text
        ),
        *parse_body("\n".join(telling.body_html)),
    )
