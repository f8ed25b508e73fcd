"""Reads the values that a PDF is made of: names, numbers, texts, lists, dictionaries.

References:
    ISO 32000-2 §7.3 objects, §7.9.2 texts.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final, NamedTuple, Protocol

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_tokens import text_at, text_in_digits

_DEEPEST: Final = 60
_SPACE: Final = rb"[\x00\t\n\f\r\x20]"
_NAME: Final = rb"/[^\x00\t\n\f\r\x20()<>\[\]{}/%]*+"
_NUMBER: Final = rb"[+-]?(?:\d++\.?\d*+|\.\d++)"
_ENDED: Final = rb"(?=[\x00\t\n\f\r\x20()<>\[\]/]|\Z)"
_IN_LIST: Final = rb"(?=[\x00\t\n\f\r\x20\]])"
_FORMS: Final[Mapping[str, bytes]] = {
    "name": rb"(%b)" % _NAME,
    "reference": rb"(\d++)%b++0%b++R%b" % (_SPACE, _SPACE, _ENDED),
    "number": rb"(%b)%b" % (_NUMBER, _ENDED),
    "<<": rb"(<<)",
    ">>": rb"(>>)",
    # Most lists hold nothing but one of these.
    "numbers": rb"\[((?:%b*+%b%b)*+)%b*+\]" % (_SPACE, _NUMBER, _IN_LIST, _SPACE),
    "references": rb"\[((?:%b*+\d++ 0 R%b)++)%b*+\]" % (_SPACE, _IN_LIST, _SPACE),
    "[": rb"(\[)",
    "]": rb"(\])",
    "text": rb"(\()",
    "digits": rb"<((?:[0-9A-Fa-f]|%b)*+)>" % _SPACE,
    "word": rb"(true|false|null)%b" % _ENDED,
}
"""How each is written; the most usual first."""
# With the name before it, if there is one: nearly all stand in dictionaries.
_TOKEN: Final = re.compile(
    rb"%b*+(?:(%b)%b*+)?(?:%b)" % (_SPACE, _NAME, _SPACE, b"|".join(_FORMS.values()))
)
_KINDS: Final = ("", "", *_FORMS)
_OPENS: Final = {"]": "[", ">>": "<<"}
_WORDS: Final = {b"true": True, b"false": False, b"null": None}
_HIDDEN: Final = re.compile(r"#([0-9A-Fa-f]{2})")
_UTF16: Final = b"\xfe\xff"


class Objects(Protocol):
    """A file that has objects."""

    def object(self, number: int) -> Any:
        """Return one."""


class Name(str):
    """A name, with its stroke; no text is ever one."""

    __slots__ = ()


class Reference(NamedTuple):
    """What stands for an object that is elsewhere in the file."""

    number: int
    file: Objects


class Dictionary(dict[str, Any]):
    """Values by name; those that are elsewhere are found when they are asked for."""

    __slots__ = ()

    def __getitem__(self, name: str) -> Any:
        """Return a value, wherever in the file it is."""
        return resolved(super().__getitem__(name))

    def get(self, name: str, default: Any = None) -> Any:
        """Return a value, wherever in the file it is."""
        return resolved(super().get(name, default))

    def number_of(self, name: str) -> int:
        """Return the number of the object that a name refers to.

        Raises:
            UnreadableError: The object itself stands there.
        """
        value = super().__getitem__(name)
        if not isinstance(value, Reference):
            message = "an object where only its number may be"
            raise UnreadableError(message)
        return value.number


def resolved(value: Any) -> Any:
    """Return an object, wherever in the file it is."""
    return value.file.object(value.number) if type(value) is Reference else value


def text_of(value: bytes) -> str:
    """Read a text: UTF-16 with its mark, or plain ASCII."""
    if value.startswith(_UTF16):
        return value.removeprefix(_UTF16).decode("utf-16-be")
    return value.decode("ascii")


def value_at(file: Objects, file_bytes: bytes, at: int, end: int) -> tuple[int, Any]:
    """Read one value.

    Args:
        file: Where its references lead.
        file_bytes: All of the file.
        at: Where it begins, in bytes.
        end: What it may not reach over.

    Returns:
        Where it ends; names as Name, texts as bytes, lists as list, dictionaries as
        Dictionary.

    Raises:
        UnreadableError: Anything else, such as a comment.
    """
    held: list[tuple[str, list[Any]]] = [("", [])]
    match = _TOKEN.match
    while True:
        found = match(file_bytes, at, end)
        if found is None or len(held) > _DEEPEST:
            message = f"an object that cannot be read at {at}"
            raise UnreadableError(message)
        number, name = found.lastindex or 0, found[1]
        at, kind, written = found.end(), _KINDS[number], found[number]
        if name is not None:
            held[-1][1].append(_name(name))
        read = _READ.get(kind)
        if read is not None:
            value = read(written, file)
        elif kind == "text":
            at, value = text_at(file_bytes, at)
        elif kind in _OPENS:
            value = _closed(held.pop(), kind)
        else:
            held.append((kind, []))
            continue
        opened, inside = held[-1]
        inside.append(value)
        if not opened:
            return at, _alone(inside)


def _alone(values: list[Any]) -> Any:
    if len(values) > 1:
        message = "more than one value where an object is"
        raise UnreadableError(message)
    return values[0]


def _closed(held: tuple[str, list[Any]], kind: str) -> Any:
    opened, items = held
    if opened != _OPENS[kind]:
        message = "a list that was never opened"
        raise UnreadableError(message)
    if kind == "]":
        return items
    names, values = items[::2], items[1::2]
    made = Dictionary(zip(names, values, strict=False))
    if len(made) != len(names) or not all(type(each) is Name for each in names):
        message = "names and values that do not match"
        raise UnreadableError(message)
    return made


@lru_cache(maxsize=1_024)
def _name(written: bytes) -> Name:
    name = written.decode("latin-1")
    if "#" in name:
        name = _HIDDEN.sub(lambda found: chr(int(found[1], 16)), name)
    return Name(name)


def _number(written: bytes, _file: Objects) -> int | float:
    return float(written) if b"." in written else int(written)


def _numbers(written: bytes, file: Objects) -> list[int | float]:
    return [_number(each, file) for each in written.split()]


def _references(written: bytes, file: Objects) -> list[Reference]:
    return [Reference(int(each), file) for each in written.split()[::3]]


_READ: Final[Mapping[str, Callable[[bytes, Objects], Any]]] = {
    "name": lambda written, _file: _name(written),
    "reference": lambda written, file: Reference(int(written), file),
    "number": _number,
    "numbers": _numbers,
    "references": _references,
    "digits": lambda written, _file: text_in_digits(written),
    "word": lambda written, _file: _WORDS[written],
}
