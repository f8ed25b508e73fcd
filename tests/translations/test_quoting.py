"""Original wordings: noted beside a paragraph, asked for at the approval, dropped."""

import pytest

from tests import factories as make
from tests.newsroom.pair_page import key_of, press, sent, words_of
from tests.translations.pairs import a_source, translate, unit_of
from tests.translations.pairs import sent as sent_to_translation
from translations.actions import arranging, quoting
from translations.actions.quoting import WordingRefused
from translations.gates import FindingsGate
from translations.models import OriginalWording

pytestmark = pytest.mark.django_db
WORDS = "We shall keep the river."


@pytest.fixture
def version():
    return sent_to_translation(a_source())


def _note(version, text=WORDS, origin="Radio, 3 May"):
    return quoting.note_wording(
        unit=unit_of(version, "a"),
        text=text,
        origin=origin,
        by=make.a_chief(),
        at=make.NOW,
    )


def _objections(version):
    return [it.message for it in FindingsGate().objections(version)]


class TestAWording:
    def test_stands_in_the_way_of_an_approval_until_it_is_there(self, version):
        _note(version, f"“{WORDS}”")
        translate(unit_of(version, "a"), "They will keep the river.")
        assert any(WORDS in told for told in _objections(version))
        translate(unit_of(version, "a"), f"“{WORDS}” they said.")
        assert not any(WORDS in told for told in _objections(version))

    def test_needs_words_and_a_place(self, version):
        with pytest.raises(WordingRefused) as refused:
            _note(version, " “” ", " ")
        assert len(str(refused.value).splitlines()) == 2

    def test_of_paragraphs_that_were_joined_stays_with_the_text(self, version):
        noted = _note(version)
        arranging.merge(
            unit=unit_of(version, "b"),
            other=unit_of(version, "a"),
            by=make.a_chief(),
            at=make.NOW,
        )
        assert OriginalWording.objects.filter(pk=noted.pk).exists()


class TestTheButtons:
    def test_note_it_and_drop_it(self, client, version):
        client.force_login(make.an_account(("Translator", "en")))
        translate(unit_of(version, "a"), "They will keep the river.")
        key = key_of(version, "a")
        form = {"wording": WORDS, "wording-from": "Radio"}
        press(client, version, key, sent(version, key, do="original", **form))
        noted = OriginalWording.objects.get()
        assert (noted.text, noted.origin) == (WORDS, "Radio")
        opened = press(client, version, key, sent(version, key, do="more"), follow=True)
        assert WORDS in words_of(opened)
        press(client, version, key, sent(version, key, original_gone=str(noted.pk)))
        assert not OriginalWording.objects.exists()
