"""Whose a text is: what leaves by itself, and what only by its holder's word."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import RightsBasis
from rights.clearing import LEAVES, WHOLE, OnFile, photo_leaves, uncovered
from rights.terms import Act

NOW = datetime(2026, 3, 1, tzinfo=UTC)
DAY = timedelta(days=1)
PRINT, BOTH = frozenset({Act.PRINT}), frozenset({Act.PRINT, Act.ELECTRONIC})


def held(acts=BOTH, **facts):
    return OnFile(**{"acts": acts, "starts_at": NOW - DAY, **facts})


# What is on file, what is wanted, and whether it may be passed on.
WORDS = (
    (held(), PRINT, True),
    (held(), BOTH, True),
    (held(PRINT), BOTH, False),
    (held(frozenset()), PRINT, False),
    (held(), frozenset(), False),
    (held(starts_at=NOW), PRINT, True),
    (held(starts_at=NOW + DAY), PRINT, False),
    (held(ends_at=NOW + DAY), PRINT, True),
    (held(ends_at=NOW), PRINT, False),
    (held(withdrawn_at=NOW), PRINT, False),
    (held(withdrawn_at=NOW + DAY), PRINT, True),
)

# Basis of the text, bases of its paragraphs, what is on file, and what may not leave.
TEXTS = (
    ("staff", {}, (), []),
    ("assigned", {}, (), []),
    ("official", {}, (), []),
    ("partner", {}, (), [WHOLE]),
    ("agency", {}, (held(),), []),
    ("agency", {}, (held(place="a"),), [WHOLE]),
    ("staff", {"b": "agency"}, (), ["b"]),
    ("staff", {"b": "agency"}, (held(place="b"),), []),
    # Whoever allows their text allows nothing that it takes from somebody else.
    ("partner", {"b": "agency"}, (held(),), ["b"]),
    ("partner", {"b": "agency"}, (held(), held(place="b")), []),
    ("partner", {"b": "staff"}, (), [WHOLE]),
    ("staff", {"a": "unknown", "c": "first_use"}, (held(place="a"),), ["c"]),
    # A paragraph that readers no longer have holds nothing back.
    ("staff", {"gone": "agency"}, (), []),
    ("unknown", {"c": "agency", "a": "official"}, (), [WHOLE, "c"]),
)

# Ours, stays home, what is on file, and whether it goes along.
PHOTOS = (
    (True, False, (), True),
    (True, True, (), False),
    (False, False, (), False),
    (False, False, (held(),), True),
    (False, False, (held(frozenset()),), False),
    (False, True, (held(),), False),
)


@pytest.mark.parametrize(("word", "wanted", "expected"), WORDS)
def test_a_word_covers_what_it_names_for_as_long_as_it_lasts(word, wanted, expected):
    assert word.covers(wanted, at=NOW) is expected


@pytest.mark.parametrize(("basis", "bases", "on_file", "expected"), TEXTS)
def test_a_text_leaves_when_every_part_may(basis, bases, on_file, expected):
    found = uncovered(
        basis, places="abc", bases=bases, on_file=on_file, acts=PRINT, at=NOW
    )
    assert list(found) == expected


@pytest.mark.parametrize(("is_ours", "stays_home", "on_file", "expected"), PHOTOS)
def test_a_photo_stays_home_unless_somebody_may_have_it(
    is_ours, stays_home, on_file, expected
):
    assert expected is photo_leaves(
        is_ours=is_ours, stays_home=stays_home, on_file=on_file, acts=PRINT, at=NOW
    )


def test_the_bases_that_leave_are_bases():
    assert set(RightsBasis.values) >= LEAVES
