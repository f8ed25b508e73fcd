"""Makes packages of an original and its translation for tests."""

from dataclasses import replace
from typing import Any

from exports.package import (
    BilingualPackage,
    BodyBlock,
    LicensedPackage,
    SideBySide,
    VersionLink,
)
from rights.notices import Notice
from tests.exports.packages import LANGUAGES, SITE, a_credit, a_package

PAIRS = (("km", "en"), ("en", "km"), ("zh-Hans", "vi"), ("vi", "km"))
TEXTS = {
    "km": (
        "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។",
        "«យើងរើទៅទីទួល» អ្នកភូមិនិយាយ។",
        "សាលាបានបិទទ្វារ។",
        "រឿងនេះនៅតែបន្ត។",
    ),
    "en": (
        "The river rose today.",
        "“We moved to high ground,” a villager said.",
        "The school has closed.",
        "The story goes on.",
    ),
    "zh-Hans": (
        "今天河水上涨。",
        "村民说:“我们搬到高处了。”",
        "学校关门了。",
        "未完。",
    ),
    "vi": (
        "Hôm nay nước sông dâng.",
        "“Chúng tôi lên chỗ cao,” một người dân nói.",
        "Trường học đã đóng cửa.",
        "Câu chuyện còn tiếp.",
    ),
}
OUR_LIST = BodyBlock(
    "list",
    '<ul><li>one <a href="https://else.example/a">link</a></li>'
    "<li>two &amp; <em>three</em></li></ul>",
    "one link\ntwo & three",
)


def blocks(language: str) -> tuple[BodyBlock, ...]:
    """Make four paragraphs."""
    return tuple(
        BodyBlock("paragraph", f"<p>{text}</p>", text) for text in TEXTS[language]
    )


def address(language: str) -> str:
    """Return where a version is."""
    return f"{SITE}/{language}/society/river/"


def a_side(
    language: str, other: str, *, is_source: bool, body: Any, **facts: Any
) -> LicensedPackage:
    """Make an original, or a translation that was made from it."""
    third = next(tag for tag in LANGUAGES if tag not in {language, other})
    note = "" if is_source else "(Translated from the original article)"
    translator = a_credit("translator", "The Market desk", language=language)
    return a_package(
        language,
        **{
            "body": body,
            "credits": (
                a_credit("reporter", "Sok Dara", "Chan Vanna", language=language),
                *(() if is_source else (translator,)),
            ),
            "note": note,
            "sources": () if is_source else (VersionLink(address(other), other, "A"),),
            "translations": (
                VersionLink(address(other if is_source else third), other),
            ),
            "stale": ""
            if is_source
            else "The original was changed after this translation was made.",
            "machine": "" if is_source else "A machine drafted part of it.",
            **facts,
        },
    )


def a_bilingual_package(
    source: str = "km",
    target: str = "en",
    *,
    notice: Notice | None = None,
    source_facts: dict[str, Any] | None = None,
    target_facts: dict[str, Any] | None = None,
    rows: tuple[SideBySide, ...] | None = None,
    **package_facts: Any,
) -> BilingualPackage:
    """Make a pair: two paragraphs joined into one, one left out, one added."""
    a, b, c, d = blocks(source)
    x, _y, z, w = blocks(target)
    made = rows or (
        SideBySide((a, b), (x,)),
        SideBySide((c,), ()),
        SideBySide((), (w,)),
        SideBySide((d, OUR_LIST), (z, OUR_LIST)),
    )
    sides = [
        a_side(
            language,
            other,
            is_source=is_source,
            body=tuple(block for row in made for block in getattr(row, name)),
            **(facts or {}),
        )
        for language, other, is_source, name, facts in (
            (source, target, True, "source", source_facts),
            (target, source, False, "target", target_facts),
        )
    ]
    if notice is not None:
        package_facts["notice"] = notice
    both = [replace(side, **package_facts) for side in sides]
    return BilingualPackage(both[0], both[1], made)
