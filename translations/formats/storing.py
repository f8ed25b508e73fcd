"""Segments that came back, as they are kept until somebody has looked at them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from translations.formats.inline import Code, CodeKind, Mark, Side, Token
from translations.formats.segments import Came, State

_SIDES = {side.value: side for side in Side}
_KINDS = {kind.value: kind for kind in CodeKind}
_STATES = {"": None, **{state.value: state for state in State}}


def to_json(segments: Iterable[Came]) -> list[dict[str, Any]]:
    """Write segments: texts as strings, marks as pairs of side and code."""
    return [
        {
            "id": came.id,
            "source": list(map(_written, came.source_tokens)),
            "target": list(map(_written, came.tokens)),
            "codes": [
                [code.id, code.kind.value, code.opening, code.closing]
                for code in came.codes.values()
            ],
            "state": came.state.value if came.state else "",
            "is_dropped": came.is_dropped,
        }
        for came in segments
    ]


def from_json(stored: Iterable[Mapping[str, Any]]) -> tuple[Came, ...]:
    """Read segments that `to_json` wrote."""
    return tuple(_read(stored))


def _read(stored: Iterable[Mapping[str, Any]]) -> Iterator[Came]:
    for row in stored:
        codes = (
            Code(name, _KINDS[kind], opening, closing)
            for name, kind, opening, closing in row["codes"]
        )
        yield Came(
            id=row["id"],
            source_tokens=tuple(map(_token, row["source"])),
            tokens=tuple(map(_token, row["target"])),
            codes={code.id: code for code in codes},
            state=_STATES[row["state"]],
            is_dropped=row["is_dropped"],
        )


def _written(token: Token) -> str | list[str]:
    return token if isinstance(token, str) else [token.side, token.id]


def _token(stored: Any) -> Token:
    return stored if isinstance(stored, str) else Mark(stored[1], _SIDES[stored[0]])
