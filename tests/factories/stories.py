"""Makes outlets, stories and their texts for tests, each with a sensible rest."""

from collections.abc import Iterable, Mapping

from articles.actions import boarding, crediting, linking, opening, writing
from articles.actions.backgrounding import keep_background
from articles.models import (
    Article,
    ArticleKind,
    Background,
    CreditRole,
    Origin,
    Outlet,
    RightsBasis,
    Section,
    Version,
)
from articles.text.blocks import Block, BlockKind, parse_body, parse_inline
from people.models import Account, Contributor
from rights.actions.drafting import start_draft
from rights.actions.issuing import issue_house_wording
from rights.models import NoticeDraft, NoticeEdition, Organisation
from tests.factories import people
from tests.factories.numbers import NOW, a_number

TEXTS = {
    "km": ("ទឹកទន្លេឡើងខ្ពស់", ("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "អ្នកភូមិបានរើទៅទីទួល។")),
    "en": (
        "The river has risen",
        ("The river rose today.", "Villagers moved to high ground."),
    ),
}


def an_outlet(*, with_notice: bool = True) -> Outlet:
    """Make an outlet, with its first notice unless told otherwise."""
    number = a_number()
    outlet = Outlet.objects.create(
        slug=f"outlet-{number}", name_km="ផ្សារ", name_en="The Market"
    )
    if with_notice:
        a_notice(outlet)
    return outlet


def a_notice(outlet: Outlet) -> NoticeEdition:
    """Issue one more wording of an outlet's notice."""
    holder, _made = Organisation.objects.get_or_create(
        slug=outlet.slug,
        defaults={
            "name_km": "សមាគមផ្សារ",
            "name_en": "Market Association",
            "address": "rights@market.example",
        },
    )
    return issue_house_wording(outlet=outlet, rights_holder=holder, at=NOW)


def a_draft(outlet: Outlet, *, by: Account | None = None) -> NoticeDraft:
    """Begin the next wording of an outlet that has one, in the house sentences."""
    return start_draft(
        outlet=outlet,
        rights_holder=Organisation.objects.get(slug=outlet.slug),
        is_house_wording=True,
        by=by or people.a_chief(),
        at=NOW,
    )


def a_section() -> Section:
    """Make a section."""
    return Section.objects.create(
        slug=f"section-{a_number()}", name_km="សង្គម", name_en="Society"
    )


def a_story(
    *, outlet: Outlet | None = None, section: Section | None = None, **facts: object
) -> Article:
    """Make a story without any text."""
    article = Article.objects.create(
        **{
            "outlet": outlet or an_outlet(),
            "section": section or a_section(),
            "kind": ArticleKind.NEWS,
            **facts,
        }
    )
    boarding.note_story(article=article, at=article.created_at)
    return article


def blocks(headline: str, paragraphs: Iterable[str], **apart: str) -> tuple[Block, ...]:
    """Make a whole text: the headline, parts that stand apart, paragraphs."""
    parts = {"headline": headline, **apart}
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        *(
            Block(id=k, kind=BlockKind(k), html=parse_inline(text))
            for k, text in parts.items()
        ),
        *parse_body(body),
    )


def a_version(
    *,
    article: Article | None = None,
    language: str = "km",
    origin: Origin | None = None,
    text: tuple[Block, ...] | None = None,
    by: Account | None = None,
) -> Version:
    """Make a version that lacks nothing but being published.

    The first of a story is its original, later ones are translations of it.
    """
    article, by = article or a_story(), by or people.a_chief()
    original = article.versions.filter(origin=Origin.ORIGINAL).first()
    if origin is None:
        origin = Origin.TRANSLATION if original else Origin.ORIGINAL
    version = opening.start_version(
        article=article,
        language=language,
        origin=origin,
        rights_basis=RightsBasis.STAFF,
        by=by,
    )
    described(version, by=by)
    write(version, text or blocks(*TEXTS.get(language, TEXTS["en"])), by=by)
    if origin == Origin.TRANSLATION and original is not None:
        linking.link_source(version=version, source=original, by=by)
    role = (
        CreditRole.TRANSLATOR if origin == Origin.TRANSLATION else CreditRole.REPORTER
    )
    credit(version, (people.a_desk(), role), by=by)
    return version


def described(version: Version, *, by: Account | None = None) -> None:
    """Give a version an address and a rights basis."""
    opening.describe_version(
        version=version,
        slug=f"story-{a_number()}",
        rights_basis=RightsBasis.STAFF,
        by=by or people.a_chief(),
        at=NOW,
    )


def write(
    version: Version, text: tuple[Block, ...], *, by: Account | None = None
) -> None:
    """Write and save a whole text."""
    by = by or people.a_chief()
    writing.write_working_copy(version=version, blocks=text, by=by, at=NOW)
    writing.save_revision(version=version, by=by, at=NOW)


def credit(
    version: Version,
    *entries: tuple[Contributor, CreditRole],
    by: Account | None = None,
) -> None:
    """Set the credits of a version."""
    crediting.set_credits(
        version=version,
        entries=[crediting.CreditEntry(person, role) for person, role in entries],
        by=by or people.a_chief(),
    )


def a_background(
    subject: str = "", *, texts: Mapping[str, str] | None = None, days: int = 180
) -> Background:
    """Keep a background paragraph."""
    return keep_background(
        subject=subject or f"subject {a_number()}",
        texts=texts or {"km": "តុលាការ\u200bបាន\u200bរំលាយ។", "en": "The court ruled."},
        review_days=days,
        by=people.a_chief(),
        at=NOW,
    )
