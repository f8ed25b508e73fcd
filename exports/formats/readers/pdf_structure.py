"""Reads the tags of a PDF: which marked content is a heading, a list, a link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, NamedTuple

from exports.formats.readers.found import UnreadableError
from exports.formats.readers.pdf_values import Dictionary, resolved, text_of

# Elements that end a line; others stand within one.
_BLOCKS: Final = frozenset(
    {"/P", "/L", "/LI", "/Lbl", "/LBody", "/BlockQuote", "/Figure"}
    | {f"/H{level}" for level in range(1, 7)}
)
_WITHIN: Final = frozenset({"/Span", "/Strong", "/Em", "/Link", "/Document", "/Div"})
_KEYS: Final = frozenset({"/Type", "/S", "/P", "/K", "/Pg", "/A", "/T", "/Lang"})
_DEEPEST: Final = 60
_MOST: Final = 200_000


@dataclass(frozen=True)
class Block:
    """An element that ends a line.

    Attributes:
        number: Different for each.
        role: Such as /P.
        is_credit: Whether it is part of a list without marks.
        is_mark: Whether it is the mark or the number of an item of another list.
        within: Numbers of the divisions that it stands in, the outermost first.
        language: That of the nearest of it and of these that names one; else empty.
    """

    number: int
    role: str
    is_credit: bool = False
    is_mark: bool = False
    within: tuple[int, ...] = ()
    language: str = ""


class Leaf(NamedTuple):
    """Marked content of a page, and the element that it belongs to."""

    page: int
    mark: int
    block: Block


class _Walk:
    def __init__(self, pages: Mapping[int, int]) -> None:
        self._pages = pages
        self._count = 0
        self.leaves: list[Leaf] = []
        self.annotations: list[int] = []

    def take(self, node: Any, block: Block, page: int | None, depth: int) -> None:
        """Walk what an element holds, or an element."""
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            message = "tags in tags, over and over"
            raise UnreadableError(message)
        node = resolved(node)
        if isinstance(node, list):
            for each in node:
                self._inside(each, block, page, depth)
        elif type(node) is int or node.get("/Type") == "/MCR":
            self._inside(node, block, page, depth)
        elif node.get("/Type") == "/OBJR":
            self.annotations.append(node.number_of("/Obj"))
        else:
            self._element(node, block, page, depth)

    def _inside(self, node: Any, block: Block, page: int | None, depth: int) -> None:
        """Take marked content, named by its number or by page and number."""
        if type(node) is int:
            self.leaves.append(Leaf(-1 if page is None else page, node, block))
        elif _is_reference(node):
            at = self._pages[node.number_of("/Pg")]
            self.leaves.append(Leaf(at, node["/MCID"], block))
        else:
            self.take(node, block, page, depth + 1)

    def _element(self, node: Any, block: Block, page: int | None, depth: int) -> None:
        role = str(node["/S"])
        alternative = {"/Alt"} if role == "/Figure" else set()
        if role not in _BLOCKS | _WITHIN or not node.keys() <= _KEYS | alternative:
            message = f"a tag that no copy has: {role[:20]}"
            raise UnreadableError(message)
        if role in _BLOCKS:
            block = self._block(node, role, block)
        elif role == "/Div":
            within = (*block.within, self._count)
            block = replace(block, within=within, language=_language(node, block))
        if "/K" in node:
            self.take(node["/K"], block, self._page(node, page), depth + 1)

    def _block(self, node: Any, role: str, outer: Block) -> Block:
        is_credit = outer.is_credit
        if role == "/L":
            styles = node.get("/A", [])
            is_credit = any(
                resolved(each).get("/ListNumbering") == "/None" for each in styles
            )
        # Page and mark are counted anew in each file; the walk itself counts elements.
        return Block(
            self._count,
            role,
            is_credit,
            is_mark=role == "/Lbl" and not is_credit,
            within=outer.within,
            language=_language(node, outer),
        )

    def _page(self, node: Any, page: int | None) -> int | None:
        if "/Pg" not in node:
            return page
        return self._pages[node.number_of("/Pg")]


def _language(node: Any, outer: Block) -> str:
    return text_of(node["/Lang"]) if "/Lang" in node else outer.language


def _is_reference(node: Any) -> bool:
    return isinstance(node, Dictionary) and node.get("/Type") == "/MCR"


def structure(root: Any, pages: Mapping[int, int]) -> tuple[list[Leaf], list[int]]:
    """Walk the tags of a file.

    Args:
        root: Its StructTreeRoot.
        pages: Page numbers from 0, by the number of the page's object.

    Returns:
        Marked content in the order in which it is read aloud, and the numbers of the
        objects of links, in the same order.

    Raises:
        UnreadableError: A tag that no copy has; one that says something else than
            what it holds.

    References:
        ISO 32000-2 §14.7 logical structure, §14.9.4 replacement text.
    """
    walk = _Walk(pages)
    walk.take(root["/K"], Block(0, "/Document"), None, 0)
    return walk.leaves, walk.annotations
