"""The glossary as a table: written, read again, and every bad line told."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from translations.terms.concepts import Concept, Kind, Note, Saying, Standing
from translations.terms.files import LARGEST_FILE, PARTS
from translations.terms.tables import read_table, write_table


def _read(text):
    return read_table(text.encode())


def _problems(text):
    found = _read(text)
    return [(it.line, it.text % it.values) for it in found.problems]


class TestReading:
    def test_takes_a_line_for_an_entry(self):
        [entry] = _read(
            "kind,km,en,en admitted\nplace,ភ្នំពេញ,Phnom Penh,a | b\n"
        ).entries
        assert entry.line == 2
        assert entry.concept == Concept(
            "",
            Kind.PLACE,
            (
                Saying("km", "ភ្នំពេញ"),
                Saying("en", "Phnom Penh"),
                Saying("en", "a", standing=Standing.ADMITTED),
                Saying("en", "b", standing=Standing.ADMITTED),
            ),
        )

    @pytest.mark.parametrize("sign", [",", ";", "\t"])
    def test_understands_what_spreadsheets_put_between_cells(self, sign):
        text = f"kind{sign}km{sign}en\nterm{sign}ក{sign}a\n"
        assert _read(f"\ufeff{text}").entries[0].concept.preferred("en") == "a"

    def test_counts_lines_as_an_editor_does(self):
        found = _read('kind,en,en note\nterm,a,"two\nlines"\n\nwrong,b,\n')
        assert [it.line for it in found.problems] == [5]

    @pytest.mark.parametrize(
        ("text", "line", "part"),
        [
            ("", 1, "names no language"),
            ("kind\nterm\n", 1, "names no language"),
            ("kind,en,en,\nterm,a\n", 1, "twice"),
            ("kind,en,en prefered\nterm,a\n", 1, "is no column"),
            ("kind,en\nanimal,a\n", 2, "“animal” is no kind"),
            ("edition,en\nx,a\n", 2, "is no edition"),
            ("kind,en\nterm,a,b\n", 2, "more cells"),
            ("kind,en\n", 0, "no entry"),
            ('kind,en\nterm,"a\n', 2, "cannot be read"),
        ],
    )
    def test_says_what_is_wrong_and_where(self, text, line, part):
        [(at, reason)] = _problems(text)
        assert (at, part in reason) == (line, True)

    def test_refuses_what_is_no_text(self):
        assert (
            "UTF-8" in read_table("kind,km\nterm,ក".encode("utf-16")).problems[0].text
        )

    def test_refuses_what_is_too_large(self):
        assert read_table(b"x" * (LARGEST_FILE + 1)).entries == ()


class TestWriting:
    def test_lets_no_spreadsheet_take_a_name_for_a_formula(self):
        text = write_table([Concept("x", Kind.TERM, (Saying("en", "=1+1"),))])
        assert "'=1+1" in text
        assert _read(text).entries[0].concept.preferred("en") == "=1+1"


WORDS = (
    some.text(
        some.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1
    )
    .filter(lambda text: "|" not in text)
    .map(str)
)
SORTS = some.sampled_from(sorted(PARTS.values()))
SAYINGS = some.builds(
    lambda language, text, sort: Saying(language, text, *sort),
    some.sampled_from(["km", "en", "zh-Hans", "fr"]),
    WORDS,
    SORTS,
)
CONCEPTS = some.builds(
    Concept,
    some.from_regex(r"t[a-z0-9]{1,8}", fullmatch=True),
    some.sampled_from(Kind),
    some.lists(SAYINGS, min_size=1, max_size=6, unique=True).map(tuple),
    some.lists(
        some.builds(Note, some.sampled_from(["km", "en"]), WORDS),
        max_size=2,
        unique_by=lambda it: it.language,
    ).map(tuple),
    number=some.integers(0, 99),
)


@given(some.lists(CONCEPTS, min_size=1, max_size=4))
def test_what_is_written_is_read_again(concepts):
    found = read_table(write_table(concepts).encode())
    assert not found.problems
    for each, entry in zip(concepts, found.entries, strict=True):
        again = entry.concept
        assert (again.code, again.kind, again.number) == (
            each.code,
            each.kind,
            each.number,
        )
        assert set(again.sayings) == set(each.sayings)
        assert set(again.notes) == set(each.notes)


@given(some.binary(max_size=200))
def test_whatever_comes_is_answered(octets):
    found = read_table(octets)
    assert found.entries or found.problems


@given(some.text(alphabet='abkm ,;|"\n\r\t=', max_size=80))
def test_whatever_table_comes_is_answered(text):
    found = _read(f"kind,km,en\n{text}")
    assert found.entries or found.problems
