"""What a block is."""

import re

import pytest

from articles.text.kinds import (
    BODY_KINDS,
    RESERVED,
    Block,
    BlockError,
    BlockKind,
    new_block_id,
)


class TestBlock:
    @pytest.mark.parametrize(
        "block_id", ["", "a b", "a" * 33, 'x"y', "ក", "a\n", "<p>"]
    )
    def test_refuses_a_malformed_id(self, block_id: str) -> None:
        with pytest.raises(BlockError):
            Block(id=block_id, kind=BlockKind.PARAGRAPH, html="<p>a</p>")

    @pytest.mark.parametrize("block_id", RESERVED)
    def test_keeps_reserved_ids_for_their_kinds(self, block_id: str) -> None:
        assert Block(id=block_id, kind=BlockKind(block_id), html="").kind.is_reserved
        with pytest.raises(BlockError):
            Block(id=block_id, kind=BlockKind.PARAGRAPH, html="<p>a</p>")
        with pytest.raises(BlockError):
            Block(id="other", kind=BlockKind(block_id), html="a")


class TestKinds:
    def test_are_reserved_or_of_the_body(self) -> None:
        reserved = {kind for kind in BlockKind if kind.is_reserved}
        assert reserved | set(BODY_KINDS) == set(BlockKind)
        assert not reserved & set(BODY_KINDS)

    def test_fit_their_column(self) -> None:
        assert max(map(len, BlockKind)) <= 12


class TestNewBlockId:
    def test_is_never_the_same(self) -> None:
        ids = {new_block_id() for _turn in range(100)}
        assert len(ids) == 100
        assert all(re.fullmatch("[0-9a-f]{10}", each) for each in ids)
