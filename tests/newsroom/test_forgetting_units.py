"""A name leaves what translators saw, and no paragraph becomes stale or fresh by it."""

import pytest

from articles.actions import redacting
from articles.actions.redacting import Removal
from articles.text.names import Names
from newsroom.forgetting import looking, verbs
from tests import factories as make
from tests.translations.pairs import (
    KHMER,
    a_source,
    a_translation,
    changed,
    finished,
    translate,
    unit_of,
)
from translations.lookup import readers_are_behind
from translations.models import Unit
from translations.readings import linked
from translations.verifying import differences

pytestmark = pytest.mark.django_db

KM = "សុខ ដារ៉ា"
SPOKE, WEPT = f"លោក {KM} បាននិយាយ។", f"លោក {KM} បានយំ។"
REMOVAL = Removal([KM, "Sok Dara"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"})


def removed():
    asked = redacting.request_redaction(removal=REMOVAL, by=make.a_chief(), at=make.NOW)
    verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
    assert list(differences()) == []


def standing(version):
    return {
        "".join(unit.source_ids): (linked(unit).freshness.value, linked(unit).is_behind)
        for unit in Unit.objects.filter(version=version)
    }


@pytest.fixture
def source():
    return a_source({**KHMER, "a": SPOKE, "b": SPOKE, "c": SPOKE})


@pytest.fixture
def version(source):
    return finished(a_translation(source))


class TestRedactName:
    def test_leaves_every_unit_as_fresh_as_it_was(self, source, version):
        changed(source, a=WEPT, b=SPOKE, c=SPOKE)
        changed(source, a=WEPT, b=WEPT, c=SPOKE, is_minor=True)
        before = standing(version)
        assert before == {
            "a": ("changed", True),
            "b": ("minor", False),
            "c": ("fresh", False),
            "d": ("fresh", False),
        }
        removed()
        assert standing(version) == before
        seen = str(list(Unit.objects.values_list("made_from_blocks")))
        assert KM not in seen
        assert "អ្នកភូមិម្នាក់" in seen
        assert readers_are_behind(version)

    def test_leaves_an_update_that_is_not_released_unreleased(self, source, version):
        changed(source, a=WEPT, b=SPOKE, c=SPOKE)
        translate(unit_of(version, "a"), "Sok Dara wept.")
        before = standing(version)
        assert before["a"] == ("fresh", True)
        removed()
        assert standing(version) == before

    def test_leaves_stale_what_was_forgotten(self, source, version):
        changed(source, a=WEPT, b=SPOKE, c=SPOKE)
        Unit.objects.filter(source_ids=["a"]).update(made_from_blocks=[])
        before = standing(version)
        removed()
        assert standing(version) == before

    def test_leaves_nothing_to_do_where_only_the_name_was_another(self, source):
        version = finished(a_translation(source))
        changed(source, a=SPOKE.replace("លោក ", ""), b=SPOKE, c=SPOKE)
        changed(source, a=SPOKE.replace(KM, "Sok Dara"), b=SPOKE, c=SPOKE)
        assert standing(version)["a"] == ("changed", True)
        removed()
        assert standing(version)["a"] == ("fresh", False)

    def test_is_found_nowhere_afterwards(self, source, version):
        changed(source, a=WEPT, b=SPOKE, c=SPOKE)
        removed()
        assert not looking.found_in_tables(Names(REMOVAL.spellings))
