"""The glossary as TBX: both styles are read, hostile files are not."""

import pytest
from hypothesis import given

from tests.translations.terms.test_tables import CONCEPTS
from translations.formats.tbx import read_tbx, write_tbx
from translations.formats.terms import CSV, TBX, kind_of
from translations.terms.concepts import Concept, Form, Kind, Note, Saying, Standing
from translations.terms.files import LARGEST_FILE

HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
# Written for this test, after the examples of the standard.
DCT = """<tbx style="dct" type="TBX-Basic" xml:lang="en"
 xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
 xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
<conceptEntry id="c1"><min:subjectField>place</min:subjectField>
<langSec xml:lang="km"><termSec><term>ភ្នំពេញ</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>Phnom <hi>Penh</hi></term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
<termSec><term>Pnom Penh</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
</langSec></conceptEntry></body></text></tbx>"""
OLD = """<martif type="TBX"><text><body><termEntry id="x7">
<langSet xml:lang="en"><tig><term>judge</term></tig>
<ntig><termGrp><term>justice</term><termNote type="administrativeStatus">
admitted</termNote></termGrp></ntig></langSet></termEntry></body></text></martif>"""
BOMB = '<!DOCTYPE tbx [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'


def _entry(text):
    [entry] = read_tbx(f"{HEAD}{text}".encode()).entries
    return entry.concept


def _problem(text):
    found = read_tbx(text if isinstance(text, bytes) else text.encode())
    assert not found.entries
    [problem] = found.problems
    return problem.text % problem.values


class TestReading:
    def test_takes_the_style_of_elements(self):
        assert _entry(DCT) == Concept(
            "c1",
            Kind.PLACE,
            (
                Saying("km", "ភ្នំពេញ"),
                Saying("en", "Phnom Penh"),
                Saying("en", "Pnom Penh", standing=Standing.FORBIDDEN),
            ),
        )

    def test_takes_the_standard_before_it(self):
        found = _entry(OLD)
        assert (found.code, found.preferred("en")) == ("x7", "judge")
        assert found.texts("en") == ("judge", "justice")

    def test_takes_a_phrase_for_a_reference_of_people_alone(self):
        text = write_tbx([Concept("t1", Kind.PERSON, (Saying("en", "A B"),))])
        phrase = '<termNote type="termType">phrase</termNote>'
        text = text.replace("</termSec>", f"{phrase}</termSec>")
        assert _entry(text.partition("?>")[2]).sayings[0].form is Form.FIRST
        text = text.replace(">person<", ">term<")
        assert _entry(text.partition("?>")[2]).sayings[0].form is Form.NAME

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            (f"{BOMB}<tbx>&b;</tbx>", "document type"),
            ('<!DOCTYPE t SYSTEM "file:///etc/passwd"><tbx>&x;</tbx>', "entities"),
            ("<tbx>" + "<a>" * 200 + "</a>" * 200 + "</tbx>", "deeper"),
            ("<tbx><text>", "not well-formed"),
            ("<tbx/>", "no entry"),
            ("<svg/>", "no TBX"),
            (
                "<tbx><conceptEntry><langSec><termSec><term>a</term></termSec></langSec>"
                "</conceptEntry></tbx>",
                "does not say its language",
            ),
            (b"<" + b"x" * LARGEST_FILE, "larger than"),
        ],
    )
    def test_refuses_what_it_must_not_or_cannot_read(self, text, part):
        assert part in _problem(text)


class TestWriting:
    def test_says_what_the_standard_asks_for(self):
        text = write_tbx(
            [Concept("t1", Kind.TERM, (Saying("en", "a < b"),), (Note("en", "&"),))]
        )
        assert 'xmlns="urn:iso:std:iso:30042:ed-2"' in text
        assert "<term>a &lt; b</term>" in text


@given(CONCEPTS)
def test_what_is_written_is_read_again(concept):
    people = Concept(
        concept.code, Kind.PERSON, concept.sayings, concept.notes, number=0
    )
    [entry] = read_tbx(write_tbx([people]).encode()).entries
    again = entry.concept
    assert (again.code, again.kind) == (people.code, people.kind)
    assert set(again.sayings) == set(people.sayings)
    assert set(again.notes) == set(people.notes)


@pytest.mark.parametrize(
    ("octets", "kind"),
    [(b"\xef\xbb\xbf <tbx/>", TBX), (b"kind,en\n", CSV), (b"", CSV)],
)
def test_a_file_is_known_by_its_first_sign(octets, kind):
    assert kind_of(octets) is kind
