"""Passages that stand elsewhere in the target."""

from translations.alignment.beads import Bead
from translations.alignment.moves import with_moves

FIXED = (Bead((0,), (1,), 0.99), Bead((1,), (2,), 0.99))
BEADS = (Bead((), (0,), 0.9), *FIXED, Bead((2,), (), 0.9))


def _weigh_by(linked: set[tuple[int, int]]):  # type: ignore[no-untyped-def]
    return lambda source, target: 9.0 if (source[0], target[0]) in linked else -9.0


class TestWithMoves:
    def test_links_what_was_left_over_on_both_sides(self) -> None:
        found = with_moves(BEADS, _weigh_by({(2, 0)}))
        assert found[:2] == FIXED
        assert (found[2].source, found[2].target) == ((2,), (0,))
        assert found[2].is_moved
        assert found[2].confidence > 0.9

    def test_leaves_what_does_not_belong_together(self) -> None:
        assert with_moves(BEADS, _weigh_by(set())) == BEADS

    def test_decides_nothing_between_two_that_are_as_good(self) -> None:
        beads = (*BEADS, Bead((3,), (), 0.9))
        assert with_moves(beads, _weigh_by({(2, 0), (3, 0)})) == beads

    def test_does_not_touch_what_is_sure(self) -> None:
        assert with_moves(BEADS, _weigh_by({(0, 0), (1, 0)})) == BEADS

    def test_gives_up_a_doubtful_link_for_a_better_one(self) -> None:
        beads = (
            Bead((), (0,), 0.6),
            Bead((0,), (1,), 0.99),
            Bead((1, 2), (2,), 0.52),
        )
        found = with_moves(beads, _weigh_by({(2, 0)}))
        assert [(bead.source, bead.target) for bead in found] == [
            ((0,), (1,)),
            ((1,), (2,)),
            ((2,), (0,)),
        ]

    def test_does_not_call_moved_what_is_in_order(self) -> None:
        beads = (Bead((0,), (0,), 0.99), Bead((1,), (), 0.6), Bead((), (1,), 0.6))
        (_first, second) = with_moves(beads, _weigh_by({(1, 1)}))
        assert second.target == (1,)
        assert not second.is_moved
