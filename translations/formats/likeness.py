"""Whether two pieces of HTML say and look the same, whichever program wrote them."""

from typing import Final

from translations.formats.inline import Side, cut

# What programs write in other ways by themselves.
_LIKE: Final = str.maketrans("“”„‘’\u00a0", '"""\'\' ')


def same(left: str, right: str) -> bool:
    """Say whether two pieces of HTML say and look the same.

    Kinds of quotation marks, spaces, and which of two elements is the outer one do not
    count.

    >>> same("<p>“A” <em><strong>b</strong></em></p>", '<p>"A" <strong><em>b</em></strong></p>')
    True
    """  # noqa: E501 - an example
    if left == right:
        return True
    return bool(left) == bool(right) and _look(left) == _look(right)


def _look(html: str) -> list[tuple[str, frozenset[str]]]:
    cutting = cut(html)
    look: list[tuple[str, frozenset[str]]] = [(cutting.before, frozenset())]
    around: list[str] = []
    for token in cutting.tokens:
        if isinstance(token, str):
            _add(look, token.translate(_LIKE), frozenset(around))
        elif token.side is Side.OPEN:
            around.append(cutting.codes[token.id].opening)
        elif token.side is Side.CLOSE:
            around.remove(cutting.codes[token.id].opening)
        else:
            look.append((cutting.codes[token.id].opening, frozenset({"alone"})))
    return look


def _add(
    look: list[tuple[str, frozenset[str]]], text: str, around: frozenset[str]
) -> None:
    if len(look) > 1 and look[-1][1] == around:
        look[-1] = (look[-1][0] + text, around)
    else:
        look.append((text, around))
