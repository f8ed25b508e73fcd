"""A machine that knows no language and turns words round: the flow runs offline."""

import re
from collections.abc import Sequence
from typing import Final

from translations.terms.concepts import WantedTerm

_MARK = re.compile(r"(⟦/?\d+⟧)")
_ENDS: Final = "។៕!?.,;:"


class ReversingBackend:
    """For tests and the demonstration; nothing leaves the machine."""

    code = "reversing"
    model = "words"
    takes_terms = False

    def translate(
        self,
        texts: Sequence[str],
        _source_language: str,
        _target_language: str,
        _terms: Sequence[WantedTerm] = (),
    ) -> tuple[str, ...]:
        """Turn the words of each text round; marks stay where they stand.

        >>> ReversingBackend().translate(["The ⟦1⟧river rose⟦/1⟧ today."], "en", "km")
        ('The ⟦1⟧rose river⟦/1⟧ today.',)
        """
        return tuple(
            "".join(
                part if _MARK.fullmatch(part) else _reversed(part)
                for part in _MARK.split(text)
            )
            for text in texts
        )


def _reversed(text: str) -> str:
    """Turn the words of a run round; spaces at its ends and its last sign stay."""
    body = text.strip()
    if not body:
        return text
    start = text[: len(text) - len(text.lstrip())]
    ending = text[len(text.rstrip()) :]
    words = body.rstrip(_ENDS)
    sign = body[len(words) :]
    return f"{start}{' '.join(reversed(words.split()))}{sign}{ending}"
