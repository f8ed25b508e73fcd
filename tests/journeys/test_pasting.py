"""A whole translation is pasted, every gap answered; then the source changes."""

import json
import re

import pytest
from django.urls import reverse

from articles.actions import crediting, opening
from articles.actions.writing import working_copy
from articles.models import Article, CreditRole, RightsBasis, Version
from articles.text.blocks import block_text, body_blocks, carry_ids
from tests import factories as make
from tests.translations import pasted as ours
from translations.models import Unit
from translations.units import Belongs

pytestmark = pytest.mark.journey

# What a browser does when somebody pastes formatted text.
PASTE = """html => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent(
    "paste", {clipboardData, bubbles: true, cancelable: true}));
}"""


def html(paragraphs) -> str:
    return "".join(f"<p>{each}</p>" for each in paragraphs)


def paste_into(page, name: str, paragraphs) -> None:
    editor = f".prose-editor:has(#id_{name}) .ProseMirror[contenteditable=true]"
    page.click(editor)
    page.evaluate(PASTE, html(paragraphs))


def ids_in(page, name: str) -> list[str]:
    written = page.locator(f"textarea[name={name}]").input_value()
    return re.findall(r'data-block="(\w+)"', written)


def answer_all(page) -> None:
    """Answer what is asked as the truth has it."""
    rows = json.loads(page.locator("textarea[name=links]").input_value())
    links = [Belongs(tuple(row[0]), tuple(row[1])) for row in rows]
    here, there = ids_in(page, "source_body"), ids_in(page, "body")
    for asked in page.locator(".paste-asked").all():
        name = str(asked.get_attribute("id"))
        reply, other = ours.answer_to(name, links, here, there)
        asked.locator(f"input[value={reply}]").check()
        if other:
            asked.locator("input[type=text]").fill(other)


def linked(version: Version) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    source = version.sources.get().source_version
    here = [b.id for b in body_blocks(working_copy(source))]
    there = [b.id for b in body_blocks(working_copy(version))]
    return {
        (tuple(map(here.index, u.source_ids)), tuple(map(there.index, u.target_ids)))
        for u in Unit.objects.filter(version=version)
    }


def publish(version: Version) -> None:
    opening.describe_version(
        version=version,
        slug="ស្ពានថ្មី",
        rights_basis=RightsBasis.STAFF,
        by=make.a_chief(),
        at=make.NOW,
    )
    crediting.set_credits(
        version=version,
        entries=[crediting.CreditEntry(make.a_desk(), CreditRole.REPORTER)],
        by=make.a_chief(),
    )
    make.published(version)


def fill_in(page) -> None:
    """Paste both texts into the form of a new story."""
    page.fill("#id_slugline", "new bridge")
    page.select_option("#id_outlet", index=1)
    page.select_option("#id_section", index=1)
    page.select_option("#id_source_rights", "staff")
    page.select_option("#id_rights", "staff")
    page.fill("#id_source_headline", "ស្ពានថ្មីនៅត្រពាំង")
    page.fill("#id_headline_text", "A new bridge in Trapeang")
    paste_into(page, "source_body", ours.KHMER)
    paste_into(page, "body", ours.ENGLISH)


def answer_everything(page) -> None:
    """Answer until nothing is asked any more."""
    for _round in range(3):
        answer_all(page)
        page.click("button[value=store]")
        page.wait_for_load_state()
        if not page.locator(".paste-asked").count():
            return


class TestPasteBoth:
    @pytest.mark.parametrize(("language", "width"), [("km", 390), ("en", 1280)])
    def test_ends_with_pairs_of_which_one_is_flagged_when_the_khmer_changes(
        self, at_the_desk, language, width
    ):
        make.count_from(9_000)
        one = at_the_desk(language, width=width)
        page = one.page
        one.goes_to(reverse("admin:articles_article_paste_new"))
        fill_in(page)
        assert (one.findings(), one.scrolls_sideways()) == ([], False)
        page.click("button[value=lay]")
        page.wait_for_selector(".paste-asked")
        assert (one.findings(), one.scrolls_sideways()) == ([], False)
        assert not Article.objects.filter(slugline="new bridge").exists()
        page.click("button[value=store]")
        page.wait_for_selector(".errornote")
        answer_everything(page)
        article = Article.objects.get(slugline="new bridge")
        khmer, english = (article.versions.get(language=tag) for tag in ("km", "en"))
        assert page.url.endswith(f"/{english.pk}/")
        assert linked(english) == {*ours.TRUTH}
        assert not Unit.objects.filter(version=english).exclude(confidence=None)
        publish(khmer)
        news = [*ours.KHMER]
        news[2] = news[2].replace("១៦", "១៨")
        blocks = make.blocks("ស្ពានថ្មីនៅត្រពាំង", news)
        make.write(khmer, carry_ids(working_copy(khmer), blocks))
        make.published(khmer)
        [stale] = Unit.objects.stale().filter(version=english)
        written = {b.id: block_text(b) for b in working_copy(english)}
        assert [written[each] for each in stale.target_ids] == [ours.ENGLISH[2]]
        assert one.troubles == []


class TestPasteWithoutJavaScript:
    def test_keeps_everything_while_somebody_doubts_and_answers(
        self, browser, newsroom, at_the_desk
    ):
        signed_in = at_the_desk("km", width=390)
        cookies = signed_in.page.context.cookies()
        context = browser.new_context(
            viewport={"width": 390, "height": 900}, java_script_enabled=False
        )
        context.add_cookies(cookies)
        page = context.new_page()
        source = Version.objects.get(article__slugline="ferry", language="km")
        english = Version.objects.get(article__slugline="ferry", language="en")
        path = reverse("admin:articles_version_paste", args=[source.pk])
        page.goto(f"{newsroom}{path}")
        whole = [block_text(b) for b in body_blocks(working_copy(english))]
        page.fill("#id_language", "vi")
        box = page.locator("#id_body").bounding_box()
        assert box["x"] + box["width"] <= 390
        assert box["height"] > 100
        page.fill("#id_body", "\n\n".join(["Tàu phà", *whole]))
        page.check("#id_first_line")
        page.click("button[value=lay]")
        page.locator("[name^=doubt-linked]").first.check()
        page.click("button[value=store]")
        assert page.locator(".paste-asked").count() >= 2
        page.click("button[value=later]")
        context.close()
        made = source.article.versions.get(language="vi")
        assert [block_text(b) for b in body_blocks(working_copy(made))] == whole
        assert block_text(working_copy(made)[0]) == "Tàu phà"
        assert Unit.objects.filter(version=made).exclude(confidence=None).exists()
