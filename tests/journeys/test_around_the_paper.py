"""A reader walks around the newspaper: lists, standing pages, two texts in one."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.db.models import Count
from django.test import Client
from PIL import Image
from playwright.sync_api import Page
from pypdf import PdfReader

from articles.addresses import version_url
from articles.models import Credit, Version
from rights.lookup import notice_for
from tests.journeys.test_a_storys_day import press
from website.pages.pair import pair_url

pytestmark = pytest.mark.journey

LANGUAGES = ("km", "en")
FOCUSED = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  if (e === document.body) return null;
  const box = e.getBoundingClientRect();
  return {outline: `${style.outlineStyle} ${style.outlineWidth}`, height: box.height,
          top: Math.round((box.top + scrollY) / 44)};
}"""
WHITE, DARK = 255, 40
MOST_SHEETS = 2
STANDING = ("archive", "corrections", "rights", "about")


def story(language: str) -> Version:
    """Return a story that is told in both languages."""
    public = Version.objects.public().filter(language=language)
    told = public.annotate(told=Count("article__versions")).filter(told__gt=1)
    return told.select_related("article__section").earliest("pk")


def pages() -> Iterator[str]:
    """Yield an address of each kind of page, in both languages."""
    for language in LANGUAGES:
        version = story(language)
        day = version.published_at
        assert day is not None
        yield f"/{language}/{version.article.section.slug}/"
        yield f"/{language}/archive/{day.year}/{day.month}/"
        yield f"{version_url(version)}lite/"
        for page in STANDING:
            yield f"/{language}/{page}/"
        named = Credit.objects.filter(
            version=version,
            contributor__consents__language=language,
            contributor__consents__withdrawn_at=None,
        )
        for credit in named.select_related("contributor")[:1]:
            yield f"/{language}/people/{credit.contributor.slug}/"
    yield pair_url(story("en"))


def printed(page: Page) -> list[str]:
    """Print a page on A4 and return what stands on each sheet."""
    sheets = PdfReader(BytesIO(page.pdf(format="A4"))).pages
    return [sheet.extract_text().strip() for sheet in sheets]


def corner(page: Page) -> tuple[int, ...]:
    """Return the colour of a page where nothing is written: red, green, blue."""
    with Image.open(BytesIO(page.screenshot())) as shown:
        return tuple(shown.convert("RGB").getpixel((1, shown.height - 1)))


class TestEveryPage:
    @pytest.mark.parametrize("width", [320, 390, 1280])
    def test_is_accessible_at_every_width(self, reader, width):
        one = reader(width)
        found = []
        for path in pages():
            one.goes_to(path)
            found += [(path, fault) for fault in one.faults()]
        assert found == []
        assert one.troubles == []
        assert one.hosts - {""} == {one.base.split("/")[2]}
        assert one.page.context.cookies() == []


def heard_by(page):
    """List the answers that a page gets from now on."""
    answers = []

    def hear(answer):
        answers.append(answer)

    page.on("response", hear)
    return answers


class TestWithoutScript:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_walks_from_the_front_page_to_everything(self, browser, newsroom, width):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=False
        )
        page = context.new_page()
        for language in LANGUAGES:
            page.goto(f"{newsroom}/{language}/")
            press(page, "nav.sections a >> nth=0")
            assert page.locator("nav.sections [aria-current]").count() == 1
            press(page, "h2 a >> nth=0")
            assert page.locator("article .rights").is_visible()
            for name in STANDING:
                press(page, f".colophon a[href$='/{name}/']")
                assert page.url == f"{newsroom}/{language}/{name}/"
                assert page.locator("h1").count() == 1
            press(page, "nav.languages a")
            assert page.get_attribute("html", "lang") != language
        context.close()

    def test_reads_both_languages_side_by_side(self, reader):
        one = reader(1280).goes_to(version_url(story("en")))
        page = one.page
        press(page, ".ways a[href^='/pair/']")
        row = page.locator(".pair-row.body").first
        km, en = (row.locator(f"[lang={language}]") for language in LANGUAGES)
        assert re.search("[\u1780-\u17b3]", km.inner_text())
        assert en.inner_text().isascii() or "’" in en.inner_text()
        left, right = km.bounding_box(), en.bounding_box()
        assert left["x"] + left["width"] <= right["x"]
        page.set_viewport_size({"width": 390, "height": 900})
        above, below = km.bounding_box(), en.bounding_box()
        assert above["y"] + above["height"] <= below["y"]

    def test_comes_to_the_same_paragraph_by_its_number(self, reader):
        original = story("km")
        one = reader(390).goes_to(f"{pair_url(original)}#p3")
        there = one.page.locator("#p3")
        said = there.inner_text()
        assert there.evaluate("e => e.getBoundingClientRect().top < innerHeight")
        one.goes_to(version_url(original))
        assert one.page.locator("#p3").inner_text() == said
        # By its number to the same words in the other language.
        press(one.page, ".across[href$='#p4']")
        assert one.page.url.endswith(f"{version_url(story('en'))}#p4")
        there = one.page.locator("#p4")
        assert -2 <= there.evaluate("e => e.getBoundingClientRect().top") < 900

    def test_takes_few_answers(self, reader):
        for language in LANGUAGES:
            url = version_url(story(language))
            # Page, style, photo; two weights of Khmer where there are none.
            most = {f"{url}lite/": 1, url: 5 if language == "km" else 3}
            for path, allowed in most.items():
                one = reader(390)
                answers = heard_by(one.page)
                one.goes_to(path)
                asked = [a for a in answers if not a.url.startswith("data:")]
                assert len(asked) <= allowed, [a.url for a in asked]
                if allowed == 1:
                    assert asked[0].request.sizes()["responseBodySize"] < 20_000
                assert one.troubles == []


class TestPrinting:
    def test_leaves_out_what_leads_elsewhere_and_keeps_the_notice(self, reader):
        one = reader(1280).goes_to(pair_url(story("en")))
        one.page.emulate_media(media="print")
        assert one.page.locator(".pair .rights").first.is_visible()
        one.goes_to(version_url(story("km")))
        for hidden in (".ways", ".colophon nav", "nav.languages"):
            assert not one.page.locator(hidden).is_visible()
        assert one.page.locator("article .rights").is_visible()

    def test_puts_every_page_on_few_sheets_and_says_where_it_was(self, reader):
        one, english = reader(1280, "dark"), story("en")
        fronts = [f"/{language}/" for language in LANGUAGES]
        stories = [version_url(story(language)) for language in LANGUAGES]
        sheets = {
            path: printed(one.goes_to(path).page)
            for path in (*pages(), *fronts, *stories)
        }
        assert [it for it, texts in sheets.items() if not all(texts)] == []
        # Two texts beside each other take one more.
        most = {it: MOST_SHEETS + it.startswith("/pair/") for it in sheets}
        assert [it for it, texts in sheets.items() if len(texts) > most[it]] == []
        pressed = "Skip to content|Search|Text only|Khmer version|Ask to|Next part"
        for path in ("/en/", version_url(english), pair_url(english)):
            assert re.findall(pressed, "".join(sheets[path])) == []
        said = "".join("".join(sheets[version_url(english)]).split())
        notice = notice_for(english.article)
        assert "".join(notice.text_for("en").full.split()) in said
        assert f"theoriginalarticle({one.base}/km/" in said
        assert f"{one.base}{version_url(english)}" in said
        assert f"{one.base}{pair_url(english)}" in "".join(sheets[pair_url(english)])
        # White, whatever the screen shows.
        one.page.emulate_media(media="print")
        paper = "getComputedStyle(document.body).backgroundColor"
        assert one.page.evaluate(paper) == "rgb(255, 255, 255)"


class TestOneFile:
    def test_is_read_without_a_network_and_without_script(
        self, reader, browser, tmp_path
    ):
        for language in LANGUAGES:
            url = version_url(story(language))
            file = tmp_path / f"{language}.html"
            file.write_text(Client().get(f"{url}single/").content.decode(), "utf-8")
            for width in (320, 1280):
                one = reader(width)
                one.page.context.set_offline(True)
                one.page.goto(file.as_uri())
                assert one.faults() == []
                assert one.hosts == {""}
                assert one.troubles == []
            context = browser.new_context(
                java_script_enabled=False, color_scheme="dark", offline=True
            )
            page = context.new_page()
            page.goto(file.as_uri())
            assert max(corner(page)) < DARK
            there = page.locator("nav.languages a")
            assert there.is_visible()
            assert re.search("^http.*/(km|en)/", there.get_attribute("href"))
            assert url not in there.get_attribute("href")
            assert len(printed(page)) <= MOST_SHEETS
            context.close()


class TestTextAlone:
    def test_is_dark_where_the_reader_wants_it_so(self, reader):
        lite = f"{version_url(story('km'))}lite/"
        assert min(corner(reader(390).goes_to(lite).page)) == WHITE
        assert max(corner(reader(390, "dark").goes_to(lite).page)) < DARK


class TestKeyboard:
    def test_walks_in_the_order_of_the_page_and_is_seen(self, reader):
        one = reader(390)
        for path, links in {pair_url(story("en")): 2, "/en/search/?q=river": 3}.items():
            page = one.goes_to(path).page
            walked = []
            while True:
                page.keyboard.press("Tab")
                at = page.evaluate(FOCUSED)
                if at is None:
                    break
                walked.append(at)
            assert len(walked) > links
            assert {at["outline"] for at in walked} == {"solid 3px"}
            # A finger finds them, too.
            assert min(at["height"] for at in walked) >= 40
            # The first is on top of the page, shown while it has the focus.
            assert [at["top"] for at in walked[1:]] == sorted(
                at["top"] for at in walked[1:]
            )
            page.reload()
            page.keyboard.press("Tab")
            page.keyboard.press("Enter")
            page.keyboard.press("Tab")
            assert page.locator("main :focus").count() == 1
