"""The table of what becomes of a translation when its source changes.

A row says: how the translation stood, what happened to the source, which units are not
fresh then, how many the board counts, whether readers of the translation are told, and
whether its translator is.
"""

from collections.abc import Callable

from tests.translations.edits import (
    as_a_correction,
    embargo_over,
    embargoed,
    head,
    hidden,
    in_turn,
    markup,
    only_saved,
    published_at_once,
    relinked,
    restored,
    restricted,
    saved_little_then_more,
    taken_down,
    told,
    unlinked,
    whole,
    with_new,
)
from tests.translations.pairs import BACK, FELL, GONE, KHMER
from tests.translations.states import Case

WITHOUT_B = {name: text for name, text in KHMER.items() if name != "b"}
# One vowel typed as its two halves, which looks the same.
ORDERED = KHMER["a"].replace("ឡើង", "ឡេីង")
THREE, DIGIT_3 = "មានមនុស្ស ៣ នាក់។", "មានមនុស្ស 3 នាក់។"
SPACED = KHMER["b"].replace("បាន", "\u200bបាន\u200b")
SPLIT = {
    "a": KHMER["a"],
    "b": "អ្នកភូមិបានរើ។",
    "n": "ពួកគេទៅទីទួល។",
    **{name: KHMER[name] for name in "cd"},
}


MERGED = {"a": KHMER["a"], "b": f"{KHMER['b']} {KHMER['c']}", "d": KHMER["d"]}


CASES: tuple[tuple[str, str, Callable[[Case], None], str, int, bool, bool], ...] = (
    # state, what happened, edit, not fresh, on the board, to readers, to the translator
    ("untranslated", "one paragraph", told(b=BACK), "", 0, False, False),
    ("untranslated", "a new one", with_new("b"), "", 0, False, False),
    ("untranslated", "one went", whole(WITHOUT_B), "", 0, False, False),
    ("half done", "what is done", told(a=FELL), "a changed", 1, False, True),
    ("half done", "what is not done", told(b=BACK), "", 0, False, False),
    ("half done", "a new one", with_new("b"), "n added", 1, False, True),
    ("needs work", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("translated", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("approved", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("public", "one paragraph", told(b=BACK), "b changed", 1, True, True),
    ("public", "two", told(a=FELL, b=BACK), "a changed, b changed", 2, True, True),
    ("public", "little", told(b=BACK, is_minor=True), "b minor", 0, False, False),
    (
        "public",
        "little, then more",
        in_turn(told(b=BACK, is_minor=True), told(b=GONE)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "more, then little",
        in_turn(told(b=BACK), told(b=GONE, is_minor=True)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "little in one, more in another",
        in_turn(told(a=FELL, is_minor=True), told(a=FELL, b=BACK)),
        "a minor, b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "twice",
        in_turn(told(b=BACK), told(b=GONE)),
        "b changed",
        1,
        True,
        True,
    ),
    ("public", "and back", in_turn(told(b=BACK), told()), "", 0, False, True),
    ("public", "spaces of no width", told(b=SPACED), "", 0, False, False),
    ("public", "bold", markup, "", 0, False, False),
    ("public", "signs in another order", told(a=ORDERED), "", 0, False, False),
    (
        "public",
        "other digits",
        in_turn(told(b=THREE), told(b=DIGIT_3, is_minor=True)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "drafts, little and more",
        saved_little_then_more,
        "b changed",
        1,
        True,
        True,
    ),
    ("public", "new at the front", with_new("a"), "n added", 1, True, True),
    ("public", "new in the middle", with_new("c"), "n added", 1, True, True),
    ("public", "new at the end", with_new(""), "n added", 1, True, True),
    (
        "public",
        "new and little",
        with_new("c", is_minor=True),
        "n minor",
        0,
        False,
        False,
    ),
    ("public", "one went", whole(WITHOUT_B), "b removed", 1, True, True),
    (
        "public",
        "one went, little",
        whole(WITHOUT_B, is_minor=True),
        "b minor",
        0,
        False,
        False,
    ),
    (
        "public",
        "another order",
        whole({name: KHMER[name] for name in "dcba"}),
        "",
        0,
        False,
        False,
    ),
    ("public", "one became two", whole(SPLIT), "b changed, n added", 2, True, True),
    ("public", "two became one", whole(MERGED), "b changed, c removed", 2, True, True),
    ("public", "the headline", head("ទឹកស្រក"), "", 0, False, False),
    ("public", "a draft", only_saved, "", 0, False, False),
    ("public", "published at once", published_at_once, "b changed", 1, True, True),
    ("public", "as a correction", as_a_correction, "b changed", 1, True, True),
    ("public", "restored", restored, "", 0, False, True),
    ("public", "under embargo", embargoed, "b changed", 1, False, True),
    ("public", "its embargo ended", embargo_over, "b changed", 1, True, True),
    ("public", "hidden after it", hidden, "b changed", 1, False, True),
    ("public", "restricted after it", restricted, "b changed", 1, False, True),
    ("public", "taken down after it", taken_down, "b changed", 1, False, True),
    ("public", "linked to it", relinked, "", 0, False, True),
    ("public", "no link any more", unlinked, "", 0, False, True),
    ("left out", "what is left out", told(b=BACK), "b changed", 0, False, False),
    ("left out", "what is not", told(a=FELL), "a changed", 1, True, True),
    ("left out", "it went", whole(WITHOUT_B), "", 0, False, False),
    ("with context", "beside it", told(b=BACK), "b changed", 1, True, True),
    ("two as one", "one of two", told(c=FELL), "bc changed", 1, True, True),
    (
        "two as one",
        "little of one",
        told(c=FELL, is_minor=True),
        "bc minor",
        0,
        False,
        False,
    ),
    ("two as one", "one went", whole(WITHOUT_B), "bc changed", 1, True, True),
    ("one as two", "it", told(b=BACK), "b changed", 1, True, True),
    ("two as two", "one of two", told(b=BACK), "bc changed", 1, True, True),
    ("told last", "it", told(b=BACK), "b changed", 1, True, True),
    ("with headline", "the headline", head("ទឹកស្រក"), "headline changed", 1, True, True),
    ("answered", "nothing since", lambda _case: None, "", 0, False, False),
    ("answered", "again", told(b=GONE), "b changed", 1, True, True),
    ("answered", "back to the first", told(), "b changed", 1, True, True),
    ("updated", "nothing since", lambda _case: None, "", 0, True, False),
    ("updated", "back to what readers have", told(), "b changed", 1, False, True),
    ("updated", "again", told(b=GONE), "b changed", 1, True, True),
    ("updated, out", "nothing since", lambda _case: None, "", 0, False, False),
    ("updated, out", "again", told(b=GONE), "b changed", 1, True, True),
    ("scheduled", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("unconfirmed", "one paragraph", told(b=BACK), "b changed", 1, True, True),
    ("withdrawn", "one paragraph", told(b=BACK), "b changed", 1, False, False),
)
