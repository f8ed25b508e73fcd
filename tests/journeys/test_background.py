"""What is said again and again: kept, put in, translated by itself, worded anew."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Background, BackgroundUse, Version
from tests import factories as make
from tests.journeys.pairs import opens
from tests.journeys.test_a_storys_day import press, steps_of
from tests.translations.pairs import sent, texts
from translations.models import Unit

pytestmark = pytest.mark.journey

KM = "គណបក្សត្រូវបានរំលាយនៅខែវិច្ឆិកា ឆ្នាំ២០១៧។"
EN = "The party was dissolved in November 2017."
NEWER = "តុលាការបានរំលាយគណបក្សនៅខែវិច្ឆិកា ឆ្នាំ២០១៧។"


@pytest.fixture
def editor(newsroom, at_the_desk):
    return at_the_desk("en", make.an_account(("Editor", "")))


@pytest.fixture
def reporter(newsroom, at_the_desk):
    return at_the_desk("km", make.an_account(("Reporter", "km")), width=390)


def keeps_one(editor) -> Background:
    page = editor.goes_to(reverse("admin:articles_background_add")).page
    page.fill("#id_subject", "The dissolution")
    page.fill("#id_text_km", KM)
    page.fill("#id_text_en", EN)
    assert editor.findings() == []
    press(page, ".step-form .default")
    assert editor.findings() == []
    return Background.objects.get(subject="The dissolution")


def puts_it_in(reporter, background: Background) -> Version:
    text = make.blocks("ភ្លៀង", ("កថាខណ្ឌទីមួយ។", "កថាខណ្ឌទីពីរ។"))
    version = make.a_version(language="km", text=text)
    page = reporter.goes_to(steps_of(version)).page
    press(page, f"a[href='{reverse('admin:put_in', args=[version.pk])}']")
    page.select_option("#id_background", str(background.pk))
    assert reporter.findings() == []
    assert not reporter.scrolls_sideways()
    press(page, ".step-form .default")
    assert texts(version)[-1] == KM
    return version


class TestABackgroundParagraph:
    def test_goes_into_a_story_and_its_translation(self, editor, reporter, at_the_desk):
        background = keeps_one(editor)
        source = puts_it_in(reporter, background)
        page = reporter.goes_to(steps_of(source)).page
        press(page, "[name=_continue]")
        make.published(source)

        english = sent(source)
        block = BackgroundUse.objects.get(version=source).block_id
        key = f"u{Unit.objects.get(version=english, source_ids=[block]).pk}"
        translator = at_the_desk("en", make.an_account(("Translator", "en")))
        page = opens(translator, english)
        page.locator(f"#{key} [contenteditable]").click()
        expect(page.locator(f"#{key} .offered").first).to_have_text(EN)
        page.locator(f"#{key} button[value=background]").click()
        expect(page.locator(f"#{key} [contenteditable]")).to_have_text(EN)
        assert translator.findings() == []
        assert texts(english) == [EN]

        where = reverse("admin:articles_background_change", args=[background.pk])
        page = editor.goes_to(where).page
        page.fill("#id_text_km", NEWER)
        press(page, "form:has(#id_subject) .default")
        said = page.inner_text("#content")
        assert "1 story carries an old wording" in said
        assert "old wording" in said
        assert "newest wording" in said
        assert editor.findings() == []
        # No story changes by itself.
        source.refresh_from_db()
        assert texts(source)[-1] == KM
        assert [one.troubles for one in (editor, reporter, translator)] == [[], [], []]

    def test_is_checked_where_it_is_due(self, newsroom, at_the_desk):
        # The demonstration keeps one that nobody has looked at for a year.
        editor = at_the_desk("en", make.an_account(("Editor", "")), width=390)
        page = editor.goes_to(reverse("admin:index")).page
        link = page.locator("a:has-text('Background paragraphs to be checked')")
        number = int(link.inner_text().rpartition(" ")[2])
        assert number >= 1
        with page.expect_navigation():
            link.click()
        assert editor.findings() == []
        with page.expect_navigation():
            page.locator("#result_list tbody tr a").first.click()
        assert not editor.scrolls_sideways()
        press(page, "form[action$='/check/'] button")
        assert editor.findings() == []
        page = editor.goes_to(reverse("admin:index")).page
        left = page.locator("a:has-text('Background paragraphs to be checked')")
        assert left.count() == (1 if number > 1 else 0)
        assert editor.troubles == []
