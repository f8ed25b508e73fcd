"""A description says nothing that schema.org does not know."""

import json
from pathlib import Path

import pytest

from exports.formats import format_named
from exports.formats.base import seal
from exports.package import PhotoFacts
from tests.exports.packages import LANGUAGES, SITE, a_package

FMT = format_named("jsonld")
VOCABULARY = (
    Path(__file__).resolve().parents[4]
    / "shared/schemas/schemaorg/schemaorg-current-https.jsonld"
)
OURS = PhotoFacts("Photo: Srey Mom", url=f"{SITE}/media/river.jpg")


def words_of(value: object) -> set[str]:
    """Gather every property and type that a description uses."""
    if isinstance(value, list):
        return set().union(*(words_of(each) for each in value), set())
    if not isinstance(value, dict):
        return set()
    own = {key for key in value if not key.startswith("@")}
    types = {value["@type"]} if "@type" in value else set()
    return own | types | set().union(*(words_of(each) for each in value.values()))


class TestWords:
    @pytest.mark.skipif(not VOCABULARY.exists(), reason="needs the shared vocabulary")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_are_those_of_schema_org(self, language):
        graph = json.loads(VOCABULARY.read_text())["@graph"]
        known = {each["@id"].removeprefix("schema:") for each in graph}
        told = json.loads(seal(a_package(language, photo=OURS), FMT))
        assert words_of(told) - known == set()

    def test_name_who_did_what(self):
        told = json.loads(seal(a_package(), FMT))
        assert [each["name"] for each in told["author"]] == ["Sok Dara", "Chan Vanna"]
        assert told["translator"][0]["@type"] == "Organization"
        assert told["translationOfWork"][0]["inLanguage"] == "km"
        assert told["articleBody"].startswith("The river rose today.\n\n")
