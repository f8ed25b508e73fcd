"""What the template of a PDF is given: a story as plain values, its body as trees."""

from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser
from typing import Any, Final

from articles.languages import interface_language
from articles.text.dates import to_khmer_digits
from exports.formats.phrases import (
    element,
    lines,
    one_line,
    published_line,
    rights_heading,
    source_label,
    translation_label,
    updated_line,
)
from exports.package import BodyBlock, LicensedPackage, PhotoFacts

PICTURE: Final = "photo.jpg"
_REGIONS: Final = {"Hans": "cn", "Hant": "tw"}
# Of the width of the text: a photo on end must leave room for what is said of it.
_UPRIGHT: Final = 0.6
_SPOKEN: Final = {"cite": "em"}
_HEADINGS: Final = ("h2", "h3")
# In mm: room for a notice in Latin letters, in Khmer, for two in half the width each.
_LATIN_FOOT, _KHMER_FOOT, _TWO_FEET = 44, 52, 62


def story_words(package: LicensedPackage) -> dict[str, Any]:
    """Gather everything that people see, in the order of the template."""
    return {
        **document_words((package,), (package,)),
        **version_words(package),
        "body": [node for nodes in body_trees(package.story.body) for node in nodes],
    }


def document_words(
    sides: Sequence[LicensedPackage], notices: Sequence[LicensedPackage]
) -> dict[str, Any]:
    """Gather what is said of a document as a whole.

    Args:
        sides: Whose texts it holds; its language is that of the first.
        notices: Those of them whose notice it shows, in order.
    """
    moment = sides[0].story.first_published_at
    credits = (line for side in sides for line in side.story.credits)
    names = (one_line(each.name) for line in credits for each in line.creditors)
    told = [_notice(side) for side in notices]
    one_foot = _KHMER_FOOT if told[0]["lang"] == "km" else _LATIN_FOOT
    return {
        **language_words(sides[0].story.language),
        "title": " · ".join(one_line(side.story.headline) for side in sides),
        "names": list(dict.fromkeys(names)),
        "digits": [to_khmer_digits(str(digit)) for digit in range(10)],
        "day": [moment.year, moment.month, moment.day],
        "foot-height": one_foot if len(told) == 1 else _TWO_FEET,
        "notices": told,
    }


def _notice(package: LicensedPackage) -> dict[str, Any]:
    language = package.story.language
    return {
        "lang": language_words(package.notice_language)["lang"],
        "heading": rights_heading(language),
        "heading-lang": interface_language(language),
        "licensed": one_line(package.licensed_line),
        "text": one_line(package.notice_text),
        "foot": one_line(package.notice_text),
    }


def version_words(package: LicensedPackage) -> dict[str, Any]:
    """Gather what people see of a version, without its body and notice."""
    story = package.story
    kicker = (story.outlet, story.section, story.kind_label)
    photo = story.photo
    return {
        **language_words(story.language),
        "headline": one_line(story.headline),
        "kicker": " · ".join(filter(None, map(one_line, kicker))),
        "standfirst": lines(story.standfirst),
        "credits": [
            {"label": one_line(line.label), "names": one_line(line.names)}
            for line in story.credits
        ],
        "stale": lines(story.stale),
        "picture": _picture(photo, story.language) if photo and photo.picture else None,
        "photo": list(_about(photo)) if photo else [],
        "photo-link": {"url": photo.url, "text": one_line(photo.credit)}
        if photo and photo.url
        else None,
        "dateline": lines(story.dateline),
        "after": [each for each in (lines(story.note), lines(story.machine)) if each],
        "links": list(_links(package)),
        "updated": lines(updated_line(package)),
    }


def language_words(tag: str) -> dict[str, str | None]:
    """Split a tag for the typesetter, which knows languages and regions alone."""
    language, *rest = tag.split("-")
    return {
        "lang": language.lower(),
        "region": next((_REGIONS[each] for each in rest if each in _REGIONS), None),
    }


def _picture(photo: PhotoFacts, language: str) -> dict[str, Any]:
    described = photo.description.get(interface_language(language), "")
    return {
        "file": PICTURE,
        "alt": one_line(described or photo.caption or photo.credit),
        "width": _UPRIGHT if photo.is_upright else 1,
    }


def _about(photo: PhotoFacts) -> Iterator[str]:
    yield from lines(photo.withheld)
    yield from lines(photo.caption)
    if photo.url is None:
        yield one_line(photo.credit)


def _links(package: LicensedPackage) -> Iterator[dict[str, str]]:
    story = package.story
    for link in story.sources:
        label = source_label(link, language=story.language)
        yield {"url": link.url, "text": label}
    for link in story.translations:
        label = translation_label(link, language=story.language)
        yield {"url": link.url, "text": label}
    yield {"url": package.traced_url, "text": published_line(package)}


def body_trees(blocks: Iterable[BodyBlock]) -> Iterator[list[dict[str, Any]]]:
    """Yield each block of a body as nodes, in order; headings with their levels."""
    has_section = False
    for block in blocks:
        reader = _Tree()
        reader.feed(element(block))
        reader.close()
        nodes = []
        for node in reader.top:
            if node["tag"] not in _HEADINGS:
                nodes.append(node)
                continue
            # Whoever listens goes from heading to heading: no level may be left out.
            is_under = node["tag"] == "h3" and has_section
            has_section = has_section or node["tag"] == "h2"
            nodes.append({**node, "tag": "heading", "level": 3 if is_under else 2})
        yield nodes


class _Tree(HTMLParser):
    """Reads clean HTML into nodes; those without anything to see are left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.top: list[dict[str, Any]] = []
        self._open: list[dict[str, Any]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        node: dict[str, Any] = {"tag": _SPOKEN.get(tag, tag), "inside": []}
        if tag == "br":
            self._open[-1]["inside"].append(node)
            return
        if tag == "a":
            node["href"] = told.get("href") or ""
            node["tag"] = "a" if node["href"] else "plain"
        if tag == "span":
            node["lang"] = language_words(told.get("lang") or "")["lang"]
            node["tag"] = "span" if node["lang"] else "plain"
        self._open.append(node)

    def handle_endtag(self, _tag: str) -> None:
        node = self._open.pop()
        if not _is_seen(node):
            return
        (self._open[-1]["inside"] if self._open else self.top).append(node)

    def handle_data(self, data: str) -> None:
        before, after = data[:1].isspace(), data[-1:].isspace() and len(data) > 1
        text = f"{' ' * before}{one_line(data)}{' ' * after}" if data.strip() else " "
        if self._open and self._open[-1]["tag"] not in {"ul", "ol"}:
            self._open[-1]["inside"].append(text)


def _is_seen(node: dict[str, Any] | str) -> bool:
    if isinstance(node, str):
        return bool(node.strip())
    return any(_is_seen(each) for each in node["inside"])
