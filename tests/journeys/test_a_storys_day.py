"""A story's day: returned, mended, approved, public at the second, hidden."""

import time
import urllib.error
import urllib.request
from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from articles.actions import opening
from articles.models import Version
from tests import factories as make
from tests.journeys.conftest import Reader

pytestmark = pytest.mark.journey


def status_of(url: str) -> int:
    """Ask as a reader without a browser."""
    try:
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - our own server
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def press(page: Page, selector: str) -> None:
    """Press what leads to another page, and wait until it is there."""
    with page.expect_navigation():
        page.click(selector)


def steps_of(version: Version) -> str:
    return reverse("admin:articles_version_change", args=[version.pk])


def writes_and_submits(reporter: Reader, version: Version, headline: str) -> None:
    page = reporter.goes_to(steps_of(version)).page
    page.fill("#id_headline_text", headline)
    press(page, "[name=_continue]")
    assert reporter.findings() == []
    assert not reporter.scrolls_sideways()
    assert page.locator(".step a:has-text('ចុះផ្សាយ')").count() == 0
    press(page, ".step button:has-text('ដាក់ស្នើ')")


def returns_it(editor: Reader, version: Version, reason: str) -> None:
    page = editor.goes_to(steps_of(version)).page
    press(page, ".step button:has-text('Take into edit')")
    press(page, ".step a:has-text('Return…')")
    assert editor.findings() == []
    press(page, ".step-form button")
    assert page.locator(".errorlist").inner_text() == "Say why."
    page.fill("#id_reason", reason)
    press(page, ".step-form button")


def compares_and_approves(editor: Reader, version: Version, new_word: str) -> None:
    page = editor.goes_to(steps_of(version)).page
    press(page, "text=Kept texts")
    assert new_word in page.inner_text(".compared")
    assert editor.findings() == []
    press(editor.goes_to(steps_of(version)).page, ".step button:has-text('Approve')")


def comes_out_at(hour: datetime, address: str) -> None:
    while timezone.now() < hour - timedelta(milliseconds=300):
        assert status_of(address) == 404
        time.sleep(0.2)
    time.sleep(max(0.0, (hour - timezone.now()).total_seconds()))
    assert status_of(address) == 200


class TestAStorysDay:
    def test_goes_through_all_hands_and_comes_out_at_the_second(self, at_the_desk):
        reporter = at_the_desk("km", make.an_account(("Reporter", "km")), width=390)
        editor = at_the_desk("en", make.an_account(("Editor", "km")))
        publisher = at_the_desk("km", make.an_account(("Publisher", "")))
        version = make.a_version(language="km")
        article = version.article
        address = f"{reporter.base}/km/{article.section.slug}/{version.slug}/"
        writes_and_submits(reporter, version, "ទឹកទន្លេឡើងខ្ពស់ជាងមុន")
        returns_it(editor, version, "ទន្លេណា?")
        page = reporter.goes_to(steps_of(version)).page
        assert "ទន្លេណា?" in page.inner_text(".steps-taken")
        writes_and_submits(reporter, version, "ទឹកទន្លេមេគង្គឡើងខ្ពស់ជាងមុន")
        compares_and_approves(editor, version, "មេគង្គ")
        article.embargoed_until = hour = timezone.now() + timedelta(seconds=10)
        opening.describe_article(
            article=article, by=make.a_chief(), tags=(), cleared_people=()
        )
        page = publisher.goes_to(steps_of(version)).page
        press(page, ".step button:text-is('ចុះផ្សាយ')")
        comes_out_at(hour, address)

    def test_ends_in_a_second_and_goes_on_when_somebody_else_says_so(self, at_the_desk):
        one = at_the_desk("km", make.an_account(("Publisher", "")))
        other = at_the_desk("en", make.an_account(("Publisher", "")), width=390)
        version = make.published(make.a_version(language="km"))
        section = version.article.section.slug
        address = f"{one.base}/km/{section}/{version.slug}/"
        story = reverse("admin:articles_article_change", args=[version.article_id])
        assert status_of(address) == 200
        press(one.goes_to(story).page, "button:has-text('លាក់')")
        assert status_of(address) == 404
        page = other.goes_to(story).page
        assert other.findings() == []
        assert not other.scrolls_sideways()
        press(page, "text=Show again")
        press(page, "#content form[method=post] button:has-text('Show again')")
        assert status_of(address) == 200
