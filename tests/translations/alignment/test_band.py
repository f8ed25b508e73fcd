"""Which passages of two texts are looked at beside each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from translations.alignment.band import band

sizes = st.integers(0, 1500)
guides = st.lists(st.tuples(st.integers(0, 1499), st.integers(0, 1499))).map(sorted)


class TestBand:
    def test_keeps_all_of_a_usual_article(self) -> None:
        near = band(40, 60, ())
        assert sum(1 for _node in near.nodes()) == 41 * 61 - 1

    def test_bounds_the_work_for_a_thousand_paragraphs(self) -> None:
        near = band(1000, 1000, ())
        assert sum(1 for _node in near.nodes()) < 50_000

    @given(sources=sizes, targets=sizes, guides=guides)
    def test_leads_from_the_beginning_to_the_end(
        self, sources: int, targets: int, guides: list[tuple[int, int]]
    ) -> None:
        known = [(s, t) for s, t in guides if s < sources and t < targets]
        near = band(sources, targets, known)
        assert near.end == (sources, targets)
        assert near.firsts[0] == 0
        rows = list(zip(near.firsts, near.lasts, strict=True))
        assert all(0 <= first <= last <= targets for first, last in rows)
        assert all(after[0] <= before[1] for before, after in pairwise(rows))

    def test_follows_the_guides_over_a_cut(self) -> None:
        guides = [(at, at) for at in range(0, 500, 10)]
        guides += [(at, at - 300) for at in range(800, 1000, 10)]
        near = band(1000, 700, guides)
        assert near.firsts[400] <= 400 <= near.lasts[400]
        assert near.firsts[900] <= 600 <= near.lasts[900]

    def test_is_not_led_astray_by_one_guide(self) -> None:
        guides = [(at, at) for at in range(0, 1000, 10)]
        guides[50] = (500, 20)
        near = band(1000, 1000, guides)
        assert near.firsts[500] <= 500 <= near.lasts[500]
