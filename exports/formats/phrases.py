"""Words and lines that writers put around a story, in Khmer and in English."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Final

from articles.languages import interface_language, name_of
from articles.text.dates import written_date
from articles.text.tags import cleaned
from exports.package import BodyBlock, LicensedPackage, PrintedCredit, VersionLink, fit

_ELEMENT: Final = re.compile(r"<(p|h2|h3|blockquote|ul|ol)>.*</\1>", re.DOTALL)
_BLANKS: Final = re.compile(r"[ \t\n]+")
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "published": "First published by {outlet}, {date}",
        "updated": "Updated {date}",
        "source": "Original in {language}",
        "translation": "Translation in {language}",
        "rights": "Rights",
    },
    "km": {
        "published": "ចុះផ្សាយដំបូងដោយ {outlet} {date}",
        "updated": "កែប្រែចុងក្រោយ {date}",
        "source": "អត្ថបទដើមជា{language}",
        "translation": "អត្ថបទបកប្រែជា{language}",
        "rights": "សិទ្ធិ",
    },
}


def one_line(text: str) -> str:
    r"""Bring a text on one line, without anything that no copy may hold.

    >>> one_line(" a\r\n b\x00 ")
    'a b'
    """
    return _BLANKS.sub(" ", fit(text)).strip()


def lines(text: str) -> tuple[str, ...]:
    """Bring a text on lines of which none is empty.

    Returns:
        In order; empty when there is nothing to see.
    """
    every = (one_line(line) for line in fit(text).split("\n"))
    return tuple(line for line in every if line)


def element(block: BodyBlock) -> str:
    """Write a block of the body as one element of HTML, cleaned once more.

    Returns:
        A paragraph of its plain text where its HTML is no such element.
    """
    html = fit(cleaned(fit(block.html)))
    if _ELEMENT.fullmatch(html):
        return html
    shown = "<br>".join(escape(line, quote=False) for line in lines(block.text))
    return f"<p>{shown}</p>"


def credit_line(credit: PrintedCredit) -> str:
    """Write a credit on one line."""
    return one_line(credit.text)


def published_line(package: LicensedPackage) -> str:
    """Say who published the story first, and when."""
    story = package.story
    return _said("published", package, story.first_published_at)


def updated_line(package: LicensedPackage) -> str:
    """Say when the text last changed; empty if it never did."""
    moment = package.story.updated_at
    return "" if moment is None else _said("updated", package, moment)


def _said(phrase: str, package: LicensedPackage, moment: datetime) -> str:
    story = package.story
    words = _WORDS[interface_language(story.language)]
    return words[phrase].format(
        outlet=one_line(story.outlet), date=written_date(moment, story.language)
    )


def rights_heading(language: str) -> str:
    """Name the part of a copy that holds the notice.

    Args:
        language: BCP 47 tag of the copy.
    """
    return _WORDS[interface_language(language)]["rights"]


def source_label(link: VersionLink, *, language: str) -> str:
    """Name an original in the language of the copy: its own title, or its language.

    Args:
        link: Where it is.
        language: BCP 47 tag of the copy.
    """
    return _label("source", link, language)


def translation_label(link: VersionLink, *, language: str) -> str:
    """Name a translation in the language of the copy.

    Args:
        link: Where it is.
        language: BCP 47 tag of the copy.
    """
    return _label("translation", link, language)


def after_body(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    """Yield what stands between the body and the notice, in its order.

    Yields:
        A text, empty where a story has no such, and the address to which it leads;
        empty for a text that leads nowhere.
    """
    story = package.story
    yield story.note, ""
    yield story.machine, ""
    for link in story.sources:
        yield source_label(link, language=story.language), link.url
    for link in story.translations:
        yield translation_label(link, language=story.language), link.url
    yield published_line(package), package.traced_url
    yield updated_line(package), ""


def _label(phrase: str, link: VersionLink, language: str) -> str:
    words = interface_language(language)
    named = name_of(link.language, in_language=language)
    label = _WORDS[words][phrase].format(language=named)
    title = one_line(link.title)
    return f"{label}: {title}" if title else label


def photo_lines(package: LicensedPackage) -> tuple[str, ...]:
    """Write what a copy says of the photo: why it is not here, caption, credit.

    Returns:
        In order; empty for a story without a photo.
    """
    photo = package.story.photo
    if photo is None:
        return ()
    every = (one_line(each) for each in (photo.withheld, photo.caption, photo.credit))
    return tuple(line for line in every if line)
