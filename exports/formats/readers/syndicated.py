"""Reads what entries of Atom and items of RSS tell machines alike."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    headline,
    is_picture_address,
    joined,
)
from exports.formats.readers.html_tree import HtmlTree
from exports.formats.readers.xml_tree import XML, Element

ATOM: Final = "{http://www.w3.org/2005/Atom}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
TERMS: Final = "{http://purl.org/dc/terms/}"
LANGUAGE: Final = f"{{{XML}}}lang"
IS_VERSION_OF: Final = "http://purl.org/dc/terms/isVersionOf"
HAS_VERSION: Final = "http://purl.org/dc/terms/hasVersion"
TOLD_ONCE: Final = frozenset(
    [
        *(f"{DC}{name}" for name in ("publisher", "type")),
        *(f"{TERMS}{name}" for name in ("rightsHolder", "accessRights")),
    ]
)
TOLD_OFTEN: Final = frozenset([f"{DC}rights", f"{DC}identifier", f"{ATOM}link"])
_LINK: Final = f"{ATOM}link"
_LINKS: Final = frozenset({"alternate", "license", IS_VERSION_OF, HAS_VERSION})
_VALUES: Final = frozenset({"rel", "href", "hreflang"})


class Parts:
    """An element, by the names of its children."""

    def __init__(self, element: Element) -> None:
        self.element = element

    def named(self, name: str) -> list[Element]:
        """Return the children of a name, in order."""
        return [each for each in self.element.children if each.name == name]

    def text(self, name: str) -> str:
        """Return the text of the children of a name, a line each."""
        return "\n".join(each.text for each in self.named(name))

    def refuse_unless(self, *, once: frozenset[str], often: frozenset[str]) -> None:
        """Refuse other children than these.

        Args:
            once: Names that have to stand there, and once.
            often: Names that may stand there as often as it likes.

        Raises:
            UnreadableError: One is missing, strange or there twice.
        """
        names = [each.name for each in self.element.children]
        if not set(names) <= once | often or not set(names) >= once:
            message = "an element is missing, or one is there that no copy has"
            raise UnreadableError(message)
        if any(names.count(name) > 1 for name in once):
            message = "an element twice that a copy has once"
            raise UnreadableError(message)

    @property
    def link_values(self) -> list[Mapping[str, str]]:
        """Attributes of each link."""
        return [each.values for each in self.named(_LINK)]

    def hrefs(self, relation: str) -> tuple[str, ...]:
        """Return the addresses of the links of a relation."""
        return tuple(
            values.get("href", "")
            for values in self.link_values
            if values.get("rel") == relation
        )

    @property
    def identifiers(self) -> dict[str, str]:
        """What `dc:identifier` tells, by its kind: revision and trace code."""
        return joined(
            each.text.partition(":")[::2] for each in self.named(f"{DC}identifier")
        )

    def notice_slots(self, *, language: str, own: str) -> dict[str, str]:
        """Return the notice by language.

        Args:
            language: Of the copy.
            own: The notice from a place that does not say its language: the copy's
                own, else English.
        """
        slots = [
            (each.values.get(LANGUAGE, ""), each.text)
            for each in self.named(f"{DC}rights")
        ]
        known = {tag for tag, _text in slots}
        return joined([*slots, (language if language in known else "en", own)])

    def forbidden(self) -> Iterator[str]:
        """Yield what no copy may hold, and what it lacks of the reservation."""
        for values in self.link_values:
            if values.get("rel") not in _LINKS or not values.keys() <= _VALUES:
                yield "a link that loads something"
        if self.text(f"{TERMS}accessRights") != "tdm-reservation: 1":
            yield "no reservation of text and data mining"
        if not any(self.hrefs("license")):
            yield "no link to the rights"


def found_in_parts(
    parts: Parts,
    page: HtmlTree,
    *,
    told: Mapping[str, str],
    makers: frozenset[str],
    forbidden: Iterable[str],
) -> Found:
    """Gather what people see in the content and what the elements tell machines.

    Args:
        parts: The entry or item.
        page: Its content.
        told: What each format calls in its own way: urn, title, language, rights.
        makers: Names of the elements that name somebody.
        forbidden: What else no copy may hold.
    """
    marks, ids = page.by_mark, parts.identifiers
    every = [value for each in parts.link_values for value in each.values()]
    return Found(
        urn=told["urn"],
        revision=ids.get("revision", ""),
        language=joined(("", each) for each in (told["language"], *page.languages))[""],
        headline=headline((told["title"], *marks.get("h1", [""]))),
        trace_code=ids.get("trace", ""),
        visible_text=page.visible_text,
        notice_visible="\n".join(marks.get("rights", [])),
        notice_slots=parts.notice_slots(language=told["language"], own=told["rights"]),
        credits=tuple(marks.get("credit", [])),
        creditors=tuple(
            each.text for each in parts.element.children if each.name in makers
        ),
        source_urls=parts.hrefs(IS_VERSION_OF),
        translation_urls=parts.hrefs(HAS_VERSION),
        links=tuple(page.links),
        photo_urls=(
            *page.fetched,
            *filter(is_picture_address, (*page.every_link, *every)),
        ),
        forbidden=(*page.forbidden, *parts.forbidden(), *forbidden),
    )


def is_followed(address: str, links: list[str]) -> bool:
    """Say whether people can follow an address in the content, too."""
    return any(link.partition("#")[0] == address for link in links)
