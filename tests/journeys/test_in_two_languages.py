"""From translator to linked pages, and a correction that both languages get at once."""

import re
import urllib.request

import pytest
from django.urls import reverse

from articles.actions import linking, opening
from articles.models import CreditRole, Origin, RightsBasis, Version
from tests import factories as make
from tests.journeys.conftest import Reader
from tests.journeys.test_a_storys_day import press, steps_of

pytestmark = pytest.mark.journey

MENDED = {
    "km": "ចំនួនគ្រួសារត្រូវបានកែពី ៤០ មក ១៤។",
    "en": "The number of families was corrected from 40 to 14.",
}


def seen(url: str) -> str:
    """Read a page as somebody without a browser."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
        return str(answer.read().decode())


def an_empty_translation(original: Version) -> Version:
    """Start the English version; nobody has written a word of it."""
    chief = make.a_chief()
    version = opening.start_version(
        article=original.article,
        language="en",
        origin=Origin.TRANSLATION,
        rights_basis=RightsBasis.STAFF,
        by=chief,
    )
    linking.link_source(version=version, source=original, by=chief)
    make.credit(version, (make.a_desk(), CreditRole.TRANSLATOR), by=chief)
    return version


def writes(translator: Reader, version: Version) -> None:
    page = translator.goes_to(steps_of(version)).page
    page.fill("#id_headline_text", "The river has risen")
    page.fill("#id_slug", "the-river-has-risen")
    page.click(".field-body .ProseMirror[contenteditable=true]")
    page.keyboard.type("The river rose today. Villagers moved to high ground.")
    press(page, "[name=_continue]")
    assert translator.findings() == []
    press(page, ".step button:has-text('Submit')")


def addresses_of(version: Version, base: str) -> str:
    version.refresh_from_db()
    return f"{base}/{version.language}/{version.article.section.slug}/{version.slug}/"


class TestATranslation:
    def test_is_written_read_by_a_second_person_and_linked_both_ways(self, at_the_desk):
        translator = at_the_desk("en", make.an_account(("Translator", "en")))
        editor = at_the_desk("en", make.an_account(("Editor", "en")), width=390)
        publisher = at_the_desk("km", make.an_account(("Publisher", "")))
        original = make.published(make.a_version(language="km"))
        version = an_empty_translation(original)
        writes(translator, version)
        page = translator.goes_to(steps_of(version)).page
        assert page.locator(".step button:has-text('Approve')").count() == 0
        press(
            editor.goes_to(steps_of(version)).page, ".step button:has-text('Approve')"
        )
        page = publisher.goes_to(steps_of(version)).page
        press(page, ".step button:text-is('ចុះផ្សាយ')")
        khmer = addresses_of(original, translator.base)
        english = addresses_of(version, translator.base)
        path = english.removeprefix(translator.base)
        assert path in seen(khmer)
        assert khmer.removeprefix(translator.base) in seen(english)
        assert "Translated" in seen(english)


class TestACorrection:
    def test_reaches_both_languages_in_one_second(self, at_the_desk):
        editor = at_the_desk("en", make.an_account(("Editor", "")))
        publisher = at_the_desk("km", make.an_account(("Publisher", "")), width=390)
        original, translation = make.a_published_pair()
        pages = [addresses_of(v, editor.base) for v in (original, translation)]
        add = reverse("admin:articles_correction_add")
        page = editor.goes_to(f"{add}?article={original.article_id}").page
        page.select_option("#id_kind", "correction")
        for language, text in MENDED.items():
            page.fill(f"#id_wording_{language}", text)
        press(page, "[name=_continue]")
        assert editor.findings() == []
        note = re.search(r"/(\d+)/change/", page.url)[1]
        for url, text in zip(pages, MENDED.values(), strict=True):
            assert text not in seen(url)
        page = publisher.goes_to(
            reverse("admin:articles_correction_change", args=[note])
        ).page
        assert publisher.findings() == []
        assert not publisher.scrolls_sideways()
        press(page, ".desk-verb button.default")
        for url, text in zip(pages, MENDED.values(), strict=True):
            assert text in seen(url)
        moments = {
            re.search(r'class="correction[\s\S]*?datetime="([^"]+)"', seen(url))[1]
            for url in pages
        }
        assert len(moments) == 1
