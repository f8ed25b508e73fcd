"""Text and codes sewn together to HTML, and what was wrong with the codes."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from translations.formats.inline import (
    ESCAPED,
    GENERIC_BREAK,
    Code,
    CodeKind,
    Cut,
    Side,
    Token,
)


class TroubleKind(StrEnum):
    """What is wrong with the codes of a text that came back."""

    MISSING = "missing"
    DOUBLED = "doubled"
    CROSSED = "crossed"
    UNPAIRED = "unpaired"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong with the codes of a segment.

    Attributes:
        kind: What.
        code_id: Of which code.
        code_kind: What the code does; OTHER where nobody knows it.
    """

    kind: TroubleKind
    code_id: str
    code_kind: CodeKind


@dataclass(frozen=True)
class Sewn:
    """HTML made of a text and its codes.

    Attributes:
        html: Always balanced; the words are all there.
        troubles: In the order in which they were met; empty where all is well.
    """

    html: str
    troubles: tuple[Trouble, ...]


def sew(
    tokens: Sequence[Token],
    codes: Mapping[str, Code],
    around: Cut,
    wanted: Iterable[str] = (),
) -> Sewn:
    """Sew a text and its codes together; words are never lost, whatever is wrong.

    Args:
        tokens: In reading order.
        codes: By id; a mark of any other is left out and reported.
        around: What the text stands in: its frame, and its breaks for those that
            say no more than that a paragraph begins.
        wanted: Ids of the codes that must be there.

    >>> from translations.formats.inline import cut
    >>> it = cut("<p>A <em>b</em></p>")
    >>> sew(it.tokens, it.codes, it).html
    '<p>A <em>b</em></p>'
    """
    seam = _Seam(codes, around)
    for token in tokens:
        seam.add(token)
    html = seam.finished()
    lost = (each for each in wanted if each not in seam.met)
    missing = (
        Trouble(TroubleKind.MISSING, each, seam.kind_of(each))
        for each in dict.fromkeys(lost)
    )
    return Sewn(
        f"{around.before}{html}{around.after}",
        tuple(dict.fromkeys((*seam.troubles, *missing))),
    )


def sewn_whole(cutting: Cut) -> str:
    """Sew what was cut, as it was."""
    return sew(cutting.tokens, cutting.codes, cutting).html


class _Seam:
    def __init__(self, codes: Mapping[str, Code], around: Cut) -> None:
        self.codes, self.around = codes, around
        self.troubles: list[Trouble] = []
        self.met: set[str] = set()
        self._html: list[str] = []
        self._open: list[str] = []
        self._breaks = list(around.breaks)

    def kind_of(self, code_id: str) -> CodeKind:
        code = self.codes.get(code_id) or self.around.codes.get(code_id)
        return code.kind if code else CodeKind.OTHER

    def add(self, token: Token) -> None:
        if isinstance(token, str):
            self._html.append(token.translate(ESCAPED))
        elif token.id == GENERIC_BREAK:
            self._break(self._breaks.pop(0).opening if self._breaks else self._usual())
        elif token.id not in self.codes:
            self._say(TroubleKind.UNKNOWN, token.id)
        elif token.side is Side.CLOSE:
            self._close(token.id)
        else:
            self._stand(self.codes[token.id], token.side)

    def finished(self) -> str:
        for name in reversed(self._open):
            self._html.append(self.codes[name].closing)
            self._say(TroubleKind.UNPAIRED, name)
        return "".join(self._html)

    def _stand(self, code: Code, side: Side) -> None:
        if code.is_pair != (side is Side.OPEN):
            self._say(TroubleKind.UNPAIRED, code.id)
            self.met.add(code.id)
            return
        if code.id in self.met:
            self._say(TroubleKind.DOUBLED, code.id)
        self.met.add(code.id)
        if code.is_pair:
            self._open.append(code.id)
            self._html.append(code.opening)
        elif code.kind is CodeKind.PARAGRAPH:
            is_ours = self.around.codes.get(code.id) == code
            self._break(code.opening if is_ours else self._usual())
            if is_ours and code in self._breaks:
                self._breaks.remove(code)
        else:
            self._html.append(code.opening)

    def _close(self, name: str) -> None:
        if name not in self._open:
            self._say(TroubleKind.UNPAIRED, name)
            return
        above = self._open[self._open.index(name) + 1 :]
        for each in reversed(above):
            self._html.append(self.codes[each].closing)
        self._html.append(self.codes[name].closing)
        for each in above:
            self._say(TroubleKind.CROSSED, each)
            self._html.append(self.codes[each].opening)
        self._open.remove(name)

    def _break(self, html: str) -> None:
        # An element that goes over the end of a paragraph goes on in the next one.
        for each in reversed(self._open):
            self._html.append(self.codes[each].closing)
        self._html.append(html)
        for each in self._open:
            self._html.append(self.codes[each].opening)

    def _usual(self) -> str:
        """Return what begins another paragraph of the same kind."""
        tags = re.findall(r"<(\w+)>", self.around.before)
        return f"</{tags[-1]}><{tags[-1]}>" if tags else " "

    def _say(self, kind: TroubleKind, code_id: str) -> None:
        self.troubles.append(Trouble(kind, code_id, self.kind_of(code_id)))
