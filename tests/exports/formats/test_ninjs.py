"""Our ninjs is valid, and stricter than the official schema."""

import json

import pytest

from exports.formats import format_named
from exports.formats.ninjs_profile import profile_faults
from exports.package import PhotoFacts
from rights.terms import Act
from tests.architecture.rules import PROJECT
from tests.exports.packages import LANGUAGES, SITE, a_package

SCHEMAS = PROJECT.parent / "shared" / "schemas"
NINJS = format_named("ninjs")
OWN_PHOTO = PhotoFacts("Photo: Srey Mom", url=f"{SITE}/media/river.jpg")
REQUIRED = (
    "uri",
    "language",
    "by",
    "copyrightHolder",
    "copyrightNotice",
    "usageTerms",
    "rightsInfo",
    "bodies",
    "headlines",
    "altIds",
    "standard",
    "pubStatus",
)
with_shared_schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="the official schemas are not beside the project"
)


def told(language="en", **facts):
    return json.loads(NINJS.write(a_package(language, **facts)))


def without(key):
    return {name: value for name, value in told().items() if name != key}


class TestOfficialSchema:
    @with_shared_schemas
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize(
        "facts",
        [{}, {"photo": OWN_PHOTO}, {"sources": (), "note": "", "translations": ()}],
        ids=["third-party photo", "own photo", "original"],
    )
    def test_allows_what_is_written(self, language, facts):
        jsonschema = pytest.importorskip("jsonschema")
        schema = json.loads((SCHEMAS / "ninjs/ninjs-schema_3.1.json").read_text())
        checker = jsonschema.validators.validator_for(schema)
        validator = checker(schema, format_checker=checker.FORMAT_CHECKER)
        assert list(validator.iter_errors(told(language, **facts))) == []

    @with_shared_schemas
    def test_has_every_property_that_is_written(self):
        schema = json.loads((SCHEMAS / "ninjs/ninjs-schema_3.1.json").read_text())
        known = schema["$defs"]["ninjsType"]["properties"]
        assert told(photo=OWN_PHOTO).keys() <= known.keys()

    @with_shared_schemas
    def test_of_odrl_has_every_action(self):
        vocabulary = (SCHEMAS / "odrl/ODRL22.ttl").read_text()
        rights = json.loads(told()["rightsInfo"]["encodedRights"])
        actions = [*rights["permission"][0]["action"], "attribute"]
        assert actions
        assert [each for each in actions if f":{each} " not in vocabulary] == []


class TestProfile:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("facts", [{}, {"photo": OWN_PHOTO}, {"photo": None}])
    def test_finds_nothing_in_what_is_written(self, language, facts):
        assert list(profile_faults(told(language, **facts))) == []

    @pytest.mark.parametrize("key", REQUIRED)
    def test_misses(self, key):
        assert list(profile_faults(without(key))) == [f"no {key}"]

    @pytest.mark.parametrize("key", REQUIRED)
    @pytest.mark.parametrize("value", ["", None, [], {}, 7])
    def test_wants_the_right_type(self, key, value):
        assert list(profile_faults({**told(), key: value})) == [
            f"{key} is empty or of another type"
        ]

    @pytest.mark.parametrize(
        "changed",
        [
            {"pubStatus": "withheld"},
            {"uri": "https://market.example/"},
            {"versionCreated": "yesterday"},
            {"versionCreated": "2026-03-01T09:00:00"},
            {"usageTerms": "Free for all."},
            {"by": "Nobody"},
            {"rightsInfo": {"langId": "x", "encodedRights": "{}"}},
            {"rightsInfo": {"langId": "http://www.w3.org/ns/odrl/2/"}},
            {"people": [{"name": "X", "rel": "about"}]},
            {"people": [{"name": "X"}]},
            {"altIds": [{"role": "trace", "value": "x"}]},
            {"edNote": "x"},
            {"associations": [{"name": "x", "uri": "x", "rel": "translationOf"}]},
            {
                "associations": [
                    {"name": "x", "uri": "x", "rel": "seeAlso", "language": "km"}
                ]
            },
            {"associations": [{"rel": "photo", "renditions": []}]},
            {"associations": ["x"]},
            {"headlines": [{"role": "main", "contentType": "text/html", "value": "x"}]},
        ],
    )
    def test_refuses(self, changed):
        assert list(profile_faults({**told(), **changed}))

    @pytest.mark.parametrize("role", ["credits", "main", "rightsNotice"])
    def test_misses_a_body(self, role):
        bodies = [each for each in told()["bodies"] if each["role"] != role]
        assert f"no {role} in bodies" in list(
            profile_faults({**told(), "bodies": bodies})
        )

    def test_refuses_a_translation_without_its_note(self):
        bodies = [
            each for each in told()["bodies"] if each["role"] != "translationNote"
        ]
        assert list(profile_faults({**told(), "bodies": bodies})) == [
            "a translation without its note"
        ]


class TestWriting:
    def test_names_persons_as_people_and_desks_as_organisations(self):
        written = told()
        assert written["people"] == [
            {"name": "Sok Dara", "rel": "reporter"},
            {"name": "Chan Vanna", "rel": "reporter"},
        ]
        assert written["organisations"] == [
            {"name": "The Market desk", "rel": "translator"}
        ]

    def test_links_the_original_and_the_translation(self):
        links = [(each["rel"], each["language"]) for each in told()["associations"]]
        assert links == [("translationOf", "km"), ("translation", "zh-Hans")]

    def test_permits_only_the_acts_that_were_asked_for(self):
        rights = json.loads(told()["rightsInfo"]["encodedRights"])
        permission = rights["permission"][0]
        assert permission["action"] == ["reproduce", "digitize", "archive", "transform"]
        assert {act.value for act in a_package().decision.use.acts} == {Act.ELECTRONIC}

    def test_says_the_notice_in_every_language(self):
        rights = json.loads(told("vi")["rightsInfo"]["encodedRights"])
        assert [each["@language"] for each in rights["dct:rights"]] == ["km", "en"]

    def test_gives_no_rendition_of_a_photo_that_stays_home(self):
        assert "renditions" not in NINJS.write(a_package()).decode()
        assert "renditions" in NINJS.write(a_package(photo=OWN_PHOTO)).decode()
