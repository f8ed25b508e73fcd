"""All the words of a file, to see that the notice is among them: no writer is asked."""

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree.ElementTree import Element

from articles.text.khmer import without_invisibles
from translations.formats import xml, zipped

_PARAGRAPHS: Final = ("p", "note", "lpwstr")


def carries(
    data: bytes, notices: Iterable[str], *, parse: xml.Parse = xml.parse
) -> bool:
    """Say whether a file shows each notice word for word; never true of none."""
    said = _plain(" ".join(texts_of(data, parse)))
    wanted = [_plain(each) for each in notices]
    return bool(wanted) and all(each and each in said for each in wanted)


def texts_of(data: bytes, parse: xml.Parse = xml.parse) -> Iterator[str]:
    """Yield the words of each part of a file: of its paragraphs, of plain text.

    Raises:
        FileError: It is not to be read.
    """
    if not zipped.is_zip(data):
        yield from _words(parse(data))
        return
    for part in zipped.unpack(data):
        if part.name.endswith(".txt"):
            yield part.data.decode("utf-8-sig", "replace")
        elif part.name.endswith((".xml", ".xlf", ".tmx")):
            yield from _words(parse(part.data))


def _words(root: Element) -> Iterator[str]:
    # A notice is in one paragraph; its runs are parted as the script changes.
    for element in root.iter():
        is_near = element.tag.endswith(_PARAGRAPHS)
        if is_near and xml.local(element) in _PARAGRAPHS:
            yield "".join(element.itertext())


def _plain(text: str) -> str:
    return " ".join(without_invisibles(text).split())
