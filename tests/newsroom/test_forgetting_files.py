"""A name leaves what left as a file and what came back, and old texts go on time."""

from datetime import timedelta

import pytest

from articles.actions import redacting
from articles.actions.holding import set_hold
from articles.actions.redacting import Removal
from articles.models import Article
from newsroom.forgetting import verbs
from newsroom.retention import erase_all
from tests import factories as make
from tests.translations.files import handed, in_xliff
from tests.translations.pairs import KHMER, a_source, a_translation, finished
from translations.actions.exchanging_memory import take_memory_in
from translations.actions.taking_back_in import bring_back
from translations.formats import storing
from translations.memory.pairs import Languages
from translations.models import BroughtBack, HandedOut, MemoryPart

pytestmark = pytest.mark.django_db

KM = "សុខ ដារ៉ា"
REMOVAL = Removal([KM, "Sok Dara"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"})
SPOKE = f"លោក {KM} បាននិយាយ។"


@pytest.fixture
def version():
    return a_translation(a_source({**KHMER, "a": SPOKE}))


def brought(version, text):
    content = in_xliff(handed(version).content, **{SPOKE: text})
    return bring_back(version=version, content=content, by=make.a_chief(), at=make.NOW)


def removed():
    asked = redacting.request_redaction(removal=REMOVAL, by=make.a_chief(), at=make.NOW)
    return verbs.redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)


class TestRedactName:
    def test_reaches_what_left_and_what_came_back(self, version):
        back = brought(version, "Sok Dara spoke.")
        removed()
        back.refresh_from_db()
        rows = HandedOut.objects.get().rows
        assert KM not in str(rows)
        # The words stand in the language of the translation.
        assert "a resident" in str(rows)
        assert bytes(back.content) == b""
        (told,) = (
            c.text for c in storing.from_json(back.segments) if "spoke" in c.text
        )
        assert told == "a resident spoke."

    def test_reaches_a_memory_that_is_still_taken_in(self):
        content = (
            f'<tmx><body><tu><tuv xml:lang="km"><seg>{SPOKE}</seg></tuv>'
            '<tuv xml:lang="en"><seg>Sok Dara spoke.</seg></tuv></tu></body></tmx>'
        )
        take_memory_in(
            content=content.encode(),
            name="Old",
            languages=Languages("km", "en"),
            by=make.a_chief(),
            at=make.NOW,
        )
        removed()
        assert "Sok Dara" not in str(MemoryPart.objects.get().pairs)


class TestRetention:
    def test_erases_texts_and_keeps_that_a_file_left(self, version):
        finished(version)
        brought(version, "He spoke.")
        when = make.NOW + timedelta(days=31)
        erased = erase_all(at=when, is_rehearsal=False)
        assert erased["files"] == 2
        left = HandedOut.objects.get()
        assert (left.rows, left.handed_at) == ([], make.NOW)
        assert not BroughtBack.objects.exists()

    def test_keeps_what_is_still_worked_on(self, version):
        brought(version, "He spoke.")
        erase_all(at=make.NOW + timedelta(days=400), is_rehearsal=False)
        assert BroughtBack.objects.waiting().exists()
        assert HandedOut.objects.exclude(rows=[]).exists()

    def test_keeps_what_is_under_a_legal_hold(self, version):
        finished(version)
        brought(version, "He spoke.")
        article = Article.objects.get(pk=version.article_id)
        set_hold(article=article, by=make.a_chief(), at=make.NOW)
        erase_all(at=make.NOW + timedelta(days=31), is_rehearsal=False)
        assert BroughtBack.objects.waiting().exists()
