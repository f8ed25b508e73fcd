"""Reads a page of XHTML as the HTML reader sees it, element by element."""

from collections.abc import Iterator
from html import escape
from typing import Final

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.html_tree import HtmlTree, parsed
from exports.formats.readers.xml_tree import XML, Element, xml_tree

_XHTML: Final = "{http://www.w3.org/1999/xhtml}"
_LANGUAGE: Final = f"{{{XML}}}lang"
_VOID: Final = frozenset({"br", "meta", "link"})


def read_xhtml(file_bytes: bytes, *, style: str) -> HtmlTree:
    """Read a page.

    Args:
        file_bytes: In UTF-8.
        style: The one style sheet that it may load; empty for none.

    Raises:
        UnreadableError: No XHTML, or something that HTML would not mean as well.
    """
    return parsed(as_html(file_bytes, style=style))


def as_html(file_bytes: bytes, *, style: str) -> str:
    """Write a page as HTML that means the same, without its style sheet.

    Args:
        file_bytes: In UTF-8.
        style: The one style sheet that it may load; empty for none.

    Raises:
        UnreadableError: No XHTML, or something that HTML would not mean as well.
    """
    root = xml_tree(file_bytes, may_say_html=True)
    for link in list(root.every(f"{_XHTML}link")):
        wanted = {"rel": "stylesheet", "type": "text/css", "href": style}
        if not style or link.values != wanted:
            message = "a page loads what it must not"
            raise UnreadableError(message)
        _drop(root, link)
    return "<!doctype html>\n" + "".join(_html(root))


def read_fragment(element: Element) -> HtmlTree:
    """Read what stands in an element `div` of XHTML.

    Raises:
        UnreadableError: No such element, or something that HTML would not mean as well.
    """
    if element.name != f"{_XHTML}div" or element.values:
        message = "no piece of XHTML"
        raise UnreadableError(message)
    return parsed("".join(_html(element)), is_fragment=True)


def _drop(root: Element, link: Element) -> None:
    for each in (root, *(found for child in root.children for found in _all(child))):
        each.content = [inside for inside in each.content if inside is not link]


def _all(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        yield from _all(child)


def _html(element: Element) -> Iterator[str]:
    tag = element.name.removeprefix(_XHTML)
    values = dict(element.values)
    language = values.pop(_LANGUAGE, None)
    is_strange = tag == element.name or any("}" in name for name in values)
    # Reading programs heed one, browsers the other.
    if is_strange or (language is not None and language != values.get("lang")):
        message = f"no HTML: {tag[:40]!r} as it stands there"
        raise UnreadableError(message)
    written = "".join(f' {name}="{escape(value)}"' for name, value in values.items())
    yield f"<{tag}{written}>"
    for each in element.content:
        if isinstance(each, str):
            yield escape(each, quote=False)
        else:
            yield from _html(each)
    if tag not in _VOID:
        yield f"</{tag}>"
    elif element.content:
        message = f"no HTML: {tag} with something in it"
        raise UnreadableError(message)
