"""The words beside the photo of a story stand in the way of an approval, too."""

import pytest

from articles.models import Photo
from tests import factories as make
from tests.translations.pairs import a_source, a_translation
from translations.gates import FindingsGate

pytestmark = pytest.mark.django_db


def _objections(**words):
    photo = make.a_photo()
    version = a_translation(a_source(article=make.a_story(lead_photo=photo)))
    # No story comes out without them; they can be emptied afterwards.
    Photo.objects.filter(pk=photo.pk).update(**words)
    version.refresh_from_db()
    return [it.message for it in FindingsGate().objections(version)]


class TestThePhotoOfATranslation:
    def test_with_words_in_both_languages_is_no_objection(self):
        assert _objections() == []

    def test_needs_its_credit_in_the_language_of_the_translation(self):
        [told] = _objections(credit_en="")
        assert "no credit in this language" in told

    def test_needs_a_description_that_is_translated(self):
        [told] = _objections(description_en="ទន្លេ")
        assert "description of the photo is still in the language" in told
