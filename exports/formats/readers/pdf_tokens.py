"""Takes the drawing of a page apart: operators, each with what stands before it."""

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from exports.formats.readers.found import UnreadableError

_SPACE: Final = rb"[\x00\t\n\f\r ]"
_NAME: Final = rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]*"
_NUMBER: Final = rb"[+-]?(?:\d+\.?\d*|\.\d+)"
_OPERATOR: Final = rb"[A-Za-z'\"][A-Za-z0-9*]*"
# What nearly all of a page is made of: a name, numbers, an operator; the number of
# marked content; a text that is shown. Anything else is taken apart sign by sign.
_SIMPLE: Final = re.compile(
    rb"%b*(?:(?:(%b)%b+)?((?:%b%b+)*)(%b)(?=[\x00\t\n\f\r (<\[/]|\Z)"
    rb"|(/Span)<</MCID (\d+)>>BDC|\(((?:[^()\\]|\\.)*)\)Tj)"
    % (_SPACE, _NAME, _SPACE, _NUMBER, _SPACE, _OPERATOR),
    re.DOTALL,
)
# A line of text as typesetters write it, from the `q` before it to the `Q` after it:
# place, colour, and pieces with font, size and place within the line.
# Nothing is tried a second time in another way: what fails, fails at once.
_STRING: Final = rb"(?:\([^()\\]*+(?:\\.[^()\\]*+)*+\)|<(?:[0-9A-F]{2})*+>)"
_SHOWN: Final = rb"%b|\[(?:%b|%b)*+\]" % (_STRING, _STRING, _NUMBER)
_SAID: Final = rb"/Span<</ActualText<%bFEFF[0-9A-F]+)>>>BDC ?"
_SET: Final = rb"0 Tr%b/\w+) %b%b) Tf 1 0 0 -1 %b%b) 0 Tm%b%b)T[jJ]\n?"


def _piece(group: bytes) -> tuple[bytes, bytes]:
    """Write what may stand for a piece: its replacement, its letters."""
    drawn = _SET % (group, group, _NUMBER, group, _NUMBER, group, _SHOWN)
    return _SAID % group, drawn


_IN_LINE: Final = re.compile(rb"(?:%b)?%b" % _piece(b"("), re.DOTALL)
_LINE: Final = re.compile(
    rb"\s*(?:/Span<</MCID (\d+)>>BDC\s+)?"
    rb"q\s1 0 0 -1 (%b) (%b) cm/c\d+ cs (%b) scn\nBT\n?"
    rb"(%b++)\s?ET\nQ(?(1)\nEMC|)(?=[\s/])"
    % (
        *(_NUMBER, _NUMBER, _NUMBER),
        rb"(?: ?%b%bEMC\n?| ?%b)" % (*_piece(b"(?:"), _piece(b"(?:")[1]),
    ),
    re.DOTALL,
)
_IN_LIST: Final = re.compile(rb"(%b)|(%b)" % (_STRING, _NUMBER), re.DOTALL)
LINE: Final = b"line of text"
_TOKEN: Final = re.compile(
    rb"""%b*(?:
      (?P<number>%b)(?=[\x00\t\n\f\r ()<>\[\]/]|\Z)
    | (?P<name>%b)
    | (?P<text>\()
    | <(?P<digits>[0-9A-Fa-f\x00\t\n\f\r ]*)>
    | (?P<open><<|\[)
    | (?P<close>>>|\])
    | (?P<operator>%b)
    | (?P<end>\Z)
    )"""
    % (_SPACE, _NUMBER, _NAME.replace(b" ", rb"\x20"), _OPERATOR),
    re.VERBOSE,
)
_PLAIN_TEXT: Final = re.compile(rb"(?:[^()\\]|\\.)*\)", re.DOTALL)
_IN_TEXT: Final = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE: Final = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
# What PDF and Python write alike, which is nearly all of a page.
_ALIKE: Final = re.compile(rb"[^\\]*+(?:\\(?:[0-3][0-7]{2}|[\\nrtbf])[^\\]*+)*+")
_ESCAPED: Final[Mapping[bytes, bytes]] = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"b": b"\b",
    b"f": b"\f",
    b"\n": b"",
    b"\r": b"",
    b"\r\n": b"",
    **{
        f"{code:0{digits}o}".encode(): bytes([code & 0xFF])
        for digits in (1, 2, 3)
        for code in range(8**digits)
    },
}
_CLOSES: Final = {b"]": b"[", b">>": b"<<"}


def operations(drawing: bytes) -> Iterator[tuple[bytes, list[Any]]]:
    """Yield operators in order, each with its operands.

    Yields:
        Operator and operands: numbers as float, names as str with their stroke,
        texts as bytes, lists as list, dictionaries as dict. A line of the usual form
        comes as LINE: number of its mark or None, x, y, lightness, and for each piece
        replacement text, font, size, place in the line, what is shown, as bytes.

    Raises:
        UnreadableError: Comments, pictures within, or anything else that no page of
            ours has.

    References:
        ISO 32000-2 §7.2 lexical conventions, §7.8.2 content streams.
    """
    at, end, simple, line = 0, len(drawing), _SIMPLE.match, _LINE.match
    while at < end:
        found = line(drawing, at)
        if found is not None:
            at = found.end()
            mark, x, y, light, pieces = found.groups()
            told = _IN_LINE.findall(pieces)
            number = None if mark is None else int(mark)
            yield LINE, [number, float(x), float(y), float(light), told]
            continue
        found = simple(drawing, at)
        if found is None:
            at, operator, operands = _statement(drawing, at)
            if operator:
                yield operator, operands
            continue
        at = found.end()
        name, numbers, operator, tag, mark, text = found.groups()
        if operator is not None:
            operands = [float(each) for each in numbers.split()]
            if name is not None:
                operands.insert(0, name.decode("latin-1"))
            yield operator, operands
        elif tag is not None:
            yield b"BDC", [tag.decode(), {"/MCID": float(mark)}]
        else:
            yield b"Tj", [_unescaped(text)]


def shown_in(written: bytes) -> list[Any]:
    """Read the texts, and the steps between them, of one piece."""
    return [
        float(step)
        if step
        else bytes.fromhex(text[1:-1].decode())
        if text[:1] == b"<"
        else _unescaped(text[1:-1])
        for text, step in _IN_LIST.findall(written)
    ]


def _statement(drawing: bytes, at: int) -> tuple[int, bytes, list[Any]]:
    """Read one operator of any form; none at the end of the page."""
    held: list[tuple[bytes, list[Any]]] = [(b"", [])]
    while True:
        found = _TOKEN.match(drawing, at)
        if found is None:
            message = f"a page that cannot be read at {at}"
            raise UnreadableError(message)
        at, kind = found.end(), found.lastgroup
        if kind in {"operator", "end"}:
            return at, found["operator"] or b"", _operands(held, kind)
        if kind == "open":
            held.append((found["open"], []))
        elif kind == "close":
            _close(held, found["close"])
        elif kind == "text":
            at, text = text_at(drawing, at)
            held[-1][1].append(text)
        else:
            held[-1][1].append(_value(kind, found))


def _operands(held: list[tuple[bytes, list[Any]]], kind: str) -> list[Any]:
    operands = held[0][1]
    if len(held) > 1 or (kind == "end" and operands):
        message = "a page that ends in the middle of something"
        raise UnreadableError(message)
    return operands


def _close(held: list[tuple[bytes, list[Any]]], sign: bytes) -> None:
    opened, inside = held.pop()
    if opened != _CLOSES[sign]:
        message = "a list that was never opened"
        raise UnreadableError(message)
    if sign == b"]":
        held[-1][1].append(inside)
        return
    names, values = inside[::2], inside[1::2]
    if len(names) != len(values) or not all(isinstance(each, str) for each in names):
        message = "a dictionary whose names and values do not match"
        raise UnreadableError(message)
    held[-1][1].append(dict(zip(names, values, strict=True)))


def text_at(drawing: bytes, at: int) -> tuple[int, bytes]:
    """Read a text, in which brackets stand in pairs; `at` is behind the first."""
    plain = _PLAIN_TEXT.match(drawing, at)
    if plain is not None:
        return plain.end(), _unescaped(plain[0][:-1])
    depth = 1
    for found in _IN_TEXT.finditer(drawing, at):
        depth += (found[0] == b"(") - (found[0] == b")")
        if not depth:
            return found.end(), _unescaped(drawing[at : found.start()])
    message = "a text without its end"
    raise UnreadableError(message)


def _value(kind: str | None, found: re.Match[bytes]) -> Any:
    if kind == "number":
        return float(found["number"])
    if kind == "name":
        return found["name"].decode("latin-1")
    return text_in_digits(found["digits"])


def text_in_digits(written: bytes) -> bytes:
    """Read a text that is written as hexadecimal digits, of which the last may lack."""
    digits = b"".join(written.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _unescaped(text: bytes) -> bytes:
    if b"\\" not in text:
        return text
    plain = text
    if b"\\\\" not in text:
        plain = text.replace(b"\\(", b"(").replace(b"\\)", b")")
    if _ALIKE.fullmatch(plain):
        return codecs.escape_decode(plain)[0]
    return _ESCAPE.sub(lambda found: _ESCAPED.get(found[1], found[1]), text)
