"""Makes packages for tests, each with a sensible rest."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from PIL import Image

from articles.credits import CREDIT_LABELS
from exports.package import (
    BodyBlock,
    Creditor,
    LicensedPackage,
    PhotoFacts,
    PrintedCredit,
    Story,
    VersionLink,
)
from rights.notices import Notice
from rights.policy import Decision, GrantTerms, Scope, Use, decide
from rights.terms import Act
from rights.wording import NoticeParameters, house_wording

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=timezone(timedelta(hours=7)))
NAMES = {"km": "សមាគមផ្សារ", "en": "Market Association"}
OUTLET = {"km": "ផ្សារ", "en": "The Market"}
ADDRESS = "rights@market.example"
SITE = "https://market.example"
THEIRS = "https://pictures.example/p/ferry.jpg"

HEADLINES = {
    "km": "ទឹក\u200bទន្លេ\u200bឡើង\u200bខ្ពស់",
    "en": "The river has risen",
    "zh-Hans": "河水上涨",
    "vi": "Nước sông dâng cao",
}
BODIES = {
    "km": ("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "«យើងរើទៅទីទួល» អ្នកភូមិនិយាយ។"),
    "en": ("The river rose today.", "“We moved to high ground,” a villager said."),
    "zh-Hans": ("今天河水上涨。", "村民说:“我们搬到高处了。”"),
    "vi": ("Hôm nay nước sông dâng.", "“Chúng tôi lên chỗ cao,” một người dân nói."),
}
LANGUAGES = tuple(HEADLINES)


def a_notice(edition: int = 3, year: int = 2026) -> Notice:
    """Make an edition of the notice."""
    texts = house_wording(NoticeParameters(NAMES, OUTLET, ADDRESS, year))
    return Notice(edition, year, NAMES, ADDRESS, texts)


def a_grant(**terms: Any) -> GrantTerms:
    """Make a permission for everything, unless told otherwise."""
    return GrantTerms(
        **{
            "id": "g1",
            "licensee_id": "l1",
            "scope": Scope(outlet_id="o1", is_everything=True),
            "acts": frozenset(Act),
            "languages": frozenset("*"),
            "media": frozenset("*"),
            "territories": frozenset("*"),
            "starts_at": datetime(2026, 1, 1, tzinfo=UTC),
            **terms,
        }
    )


def a_use(**facts: Any) -> Use:
    """Make a use of an English story on a website."""
    return Use(
        **{
            "licensee_id": "l1",
            "article_id": "a1",
            "section": "society",
            "outlet_id": "o1",
            "language": "en",
            "acts": frozenset({Act.ELECTRONIC}),
            **facts,
        }
    )


def a_decision(language: str = "en") -> Decision:
    """Make a yes."""
    return decide(a_use(language=language), [a_grant()], at=NOW)


def a_credit(role: str, *names: str, language: str = "en") -> PrintedCredit:
    """Make a credit line; a name that ends in "desk" is no person's."""
    return PrintedCredit(
        role,
        CREDIT_LABELS[role]["km" if language == "km" else "en"],
        " and ".join(names),
        tuple(Creditor(name, is_person=not name.endswith("desk")) for name in names),
    )


def a_story(language: str = "en", **facts: Any) -> Story:
    """Make a translation that was made from one story and into another."""
    others = [tag for tag in LANGUAGES if tag != language]
    bodies = (
        *(BodyBlock("paragraph", f"<p>{text}</p>", text) for text in BODIES[language]),
        BodyBlock(
            "list",
            '<ul><li>one <a href="https://else.example/a">link</a></li>'
            "<li>two &amp; <em>three</em></li></ul>",
            "one link\ntwo & three",
        ),
    )
    story = Story(
        urn="urn:uuid:0190a0e0-0000-7000-8000-000000000001",
        article_id="a1",
        revision=4,
        language=language,
        headline=HEADLINES[language],
        standfirst="Villagers leave\ntheir homes.",
        dateline="PHNOM PENH",
        body=bodies,
        credits=(
            a_credit("reporter", "Sok Dara", "Chan Vanna", language=language),
            a_credit("translator", "The Market desk", language=language),
        ),
        canonical_url=f"{SITE}/{language}/society/river/",
        first_published_at=NOW,
        updated_at=NOW + timedelta(days=1),
        section="Society",
        kind="analysis",
        kind_label="Analysis",
        schema_type="AnalysisNewsArticle",
        outlet=OUTLET["km" if language == "km" else "en"],
        note="(Translated from the original article on The Market)",
        sources=(
            VersionLink(f"{SITE}/{others[0]}/society/a/", others[0], "ទន្លេ & <b>"),
        ),
        translations=(VersionLink(f"{SITE}/{others[1]}/society/b/", others[1]),),
        stale="The original was changed after this translation was made.",
        machine="A machine drafted part of this translation; people checked it.",
        photo=PhotoFacts(
            credit="Photo: Srey Mom / her own page",
            caption="A ferry.",
            withheld="The photo stays with its owner; ask her for it.",
        ),
        withheld_urls=frozenset({THEIRS}),
    )
    return replace(story, **facts)


def our_photo() -> PhotoFacts:
    """Make a photo of our own, with its picture."""
    return PhotoFacts(
        credit="Photo: Srey Mom",
        caption="A ferry.",
        url=f"{SITE}/media/river.jpg",
        picture=_a_picture(),
        description={"km": "សាឡាងមួយ", "en": "A ferry on a brown river"},
        names={"km": "ស្រី មុំ", "en": "Srey Mom"},
    )


@cache
def _a_picture() -> bytes:
    file = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(file, "JPEG", quality=60)
    return file.getvalue()


def a_package(
    language: str = "en", *, notice: Notice | None = None, **facts: Any
) -> LicensedPackage:
    """Make a package of such a story."""
    return LicensedPackage(
        story=a_story(language, **facts),
        decision=a_decision(language),
        notice=notice or a_notice(),
        licensee="River Radio",
        rights_url=f"{SITE}/rights/",
        trace_code="0123456789abcdef",
    )


def for_another(package: LicensedPackage) -> LicensedPackage:
    """Make the package of a copy for another partner."""
    use = replace(package.decision.use, licensee_id="l2")
    return replace(package, decision=replace(package.decision, use=use))
