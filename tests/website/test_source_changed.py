"""The sentence on a translation whose original was changed: when it stands there."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles.addresses import version_url
from articles.models import Version
from tests import factories as make
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    edited,
    finished,
    released,
    sent,
    translate,
    unit_of,
)
from translations.actions.translating import still_right
from translations.models import Unit

pytestmark = pytest.mark.django_db

SENTENCE = {
    "en": (
        "The original was changed after this translation was made. "
        "The translators are checking it."
    ),
    "km": ("អត្ថបទដើមត្រូវបានកែប្រែ ក្រោយពេលដែលសេចក្ដីបកប្រែនេះធ្វើរួច។ អ្នកបកប្រែកំពុងពិនិត្យ។"),
}
FELL = "ទឹកទន្លេបានស្រកវិញនៅព្រឹកនេះ។"
WITHOUT_B = {name: text for name, text in KHMER.items() if name != "b"}


def page_of(client, version):
    """Return what readers get of a version."""
    version = Version.objects.select_related("article__section").get(pk=version.pk)
    response = client.get(version_url(version))
    assert response.status_code == 200
    return response.content.decode()


def says_so(client, version, language="en"):
    text = re.sub(r"\s+", " ", strip_tags(page_of(client, version)))
    return SENTENCE[language] in text


def third(translation, language="vi"):
    """Translate a translation, and publish that."""
    version = sent(translation, language)
    for unit in Unit.objects.filter(version=version).order_by("pk"):
        translate(unit, "Hôm nay nước sông dâng.")
    return finished(version)


@pytest.fixture
def source():
    return a_source()


@pytest.fixture
def english(source):
    return finished(a_translation(source))


class TestComes:
    def test_with_the_release_of_the_source_and_not_before(
        self, client, source, english
    ):
        edited(source, {**KHMER, "a": FELL})
        assert not says_so(client, english)
        released(source)
        assert says_so(client, english)
        assert not says_so(client, source, "km")

    def test_in_the_language_of_the_page(self, client):
        source = a_source(ENGLISH, language="en")
        khmer = finished(a_translation(source, "km", KHMER))
        released(edited(source, {**ENGLISH, "a": "The river fell."}))
        assert says_so(client, khmer, "km")
        assert not says_so(client, khmer, "en")

    @pytest.mark.usefixtures("without_checks")
    def test_through_a_translation_in_between(self, client, source, english):
        vietnamese, chinese = third(english), third(english, "zh-Hans")
        changed(source, a=FELL)
        assert says_so(client, english)
        assert says_so(client, vietnamese)
        assert says_so(client, chinese)
        translate(unit_of(english, "a"), "The river fell.")
        finished(english)
        assert not says_so(client, english)
        assert says_so(client, vietnamese)

    @pytest.mark.parametrize(
        "paragraphs", [WITHOUT_B, {**KHMER, "e": FELL}], ids=["fewer", "more"]
    )
    def test_with_a_paragraph_that_came_or_went(
        self, client, source, english, paragraphs
    ):
        released(edited(source, paragraphs))
        assert says_so(client, english)


class TestStaysAway:
    def test_after_a_minor_change(self, client, source, english):
        changed(source, is_minor=True, a=f"{KHMER['a']} ថ្មី")
        assert not says_so(client, english)

    @pytest.mark.parametrize("how", ["hidden", "restricted", "embargoed"])
    def test_while_readers_cannot_see_the_source(self, client, source, english, how):
        other = make.a_story()
        # Of another story, so that the translation itself stays.
        Version.objects.filter(pk=english.pk).update(article=other)
        changed(source, a=FELL)
        assert says_so(client, english)
        story = source.article
        if how == "hidden":
            make.hidden(story)
        if how == "restricted":
            type(story).objects.filter(pk=story.pk).update(is_restricted=True)
        if how == "embargoed":
            later = timezone.now() + timedelta(hours=1)
            type(story).objects.filter(pk=story.pk).update(embargoed_until=later)
        assert not says_so(client, english)
        assert FELL not in page_of(client, english)

    def test_on_a_translation_of_nothing_that_is_held(self, client):
        assert not says_so(client, make.published(make.a_version(language="en")))


class TestGoes:
    def test_with_the_release_of_the_update(self, client, source, english):
        changed(source, a=FELL)
        translate(unit_of(english, "a"), "The river fell this morning.")
        assert says_so(client, english)
        finished(english)
        assert not says_so(client, english)
        assert "The river fell this morning." in page_of(client, english)

    def test_with_the_word_that_it_is_still_right(self, client, source, english):
        changed(source, a=FELL, b=FELL)
        for name in "ab":
            assert says_so(client, english)
            unit = unit_of(english, name)
            still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        assert not says_so(client, english)

    def test_with_a_source_that_says_again_what_it_said(self, client, source, english):
        changed(source, a=FELL)
        changed(source)
        assert not says_so(client, english)


class TestThePage:
    def test_shows_no_word_that_was_taken_out(self, client, source, english):
        released(edited(source, {**WITHOUT_B, "a": FELL}))
        for version in (source, english):
            page = page_of(client, version)
            assert KHMER["a"] not in page
            assert KHMER["b"] not in page
        assert FELL not in page_of(client, english)

    def test_shows_no_text_that_is_not_released(self, client, source, english):
        changed(source, a=FELL)
        translate(unit_of(english, "a"), "Not released.")
        assert "Not released." not in page_of(client, english)
        assert ENGLISH["a"] in page_of(client, english)

    @pytest.mark.usefixtures("without_checks")
    def test_asks_five_queries_however_far_the_source_is(
        self, client, source, english, django_assert_num_queries
    ):
        vietnamese = third(english)
        changed(source, a=FELL)
        for version in (english, vietnamese):
            url = version_url(Version.objects.get(pk=version.pk))
            with django_assert_num_queries(5):
                client.get(url)
