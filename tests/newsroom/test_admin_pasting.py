"""Pasting a finished translation: what is pasted, and who may paste it where."""

from html import unescape

import pytest
from django.urls import reverse

from articles.actions.linking import link_source
from articles.actions.writing import working_copy
from articles.models import Article, Origin
from newsroom.admin.paste_rows import read_links, written_links
from newsroom.admin.paste_text import MOST_CHARACTERS, MOST_PARAGRAPHS, pasted_blocks
from tests import factories as make
from tests.newsroom.paste_page import (
    PLAIN,
    answer,
    carried,
    original_fixture,  # noqa: F401
    questions,
    send,
    store,
    url_of,
    version_fixture,  # noqa: F401
)
from tests.translations import pasted as ours
from tests.translations.pairs import texts
from translations.models import Unit, UnitState
from translations.units import Belongs

pytestmark = pytest.mark.django_db


class TestPastedBlocks:
    def html(self, text: str) -> list[str]:
        return [block.html for block in pasted_blocks(text)]

    def test_part_plain_text_at_blank_lines(self):
        assert self.html("One\nmore\n\n  \nTwo") == ["<p>One<br>more</p>", "<p>Two</p>"]

    def test_part_plain_text_at_each_line_where_none_is_blank(self):
        assert self.html("One\r\nTwo\n") == ["<p>One</p>", "<p>Two</p>"]

    def test_keep_signs_that_are_no_markup(self):
        assert self.html("<Sok> & 5 < 6") == ["<p>&lt;Sok&gt; &amp; 5 &lt; 6</p>"]

    def test_keep_the_markup_of_the_clipboard(self):
        text = "<meta charset=utf-8><h1>A</h1><p>b <b>c</b></p><ul><li>d</ul>"
        assert self.html(text) == [
            "<h2>A</h2>",
            "<p>b <strong>c</strong></p>",
            "<ul><li>d</li></ul>",
        ]

    def test_keep_zero_width_spaces(self):
        assert self.html("ភាសា\u200bខ្មែរ") == ["<p>ភាសា\u200bខ្មែរ</p>"]


class TestLinksInTheForm:
    def test_come_back_as_they_were(self):
        links = (Belongs(("a",), ("b", "c"), 0.5), Belongs(("d",), (), is_dropped=True))
        assert read_links(written_links(links)) == links

    @pytest.mark.parametrize(
        "sent",
        ["", "x", "1", "[1]", "[[1]]", "[" * 100_000, '[["a", "b", 1]]', "NaN"],
    )
    def test_are_none_where_somebody_else_wrote_them(self, sent):
        assert read_links(sent) == ()

    @pytest.mark.parametrize("share", ["7", "-1", "NaN", '"x"', "[]", "true"])
    def test_count_as_unknown_with_a_share_that_is_none(self, share):
        [link] = read_links(f'[[["a"], ["b"], {share}, 1]]')
        assert (link.confidence, link.is_dropped) in {(0.0, False), (1.0, False)}


class TestFirstPage:
    def test_lays_the_texts_side_by_side_and_stores_nothing(
        self, client, sign_in, version
    ):
        sign_in(("Translator", "en"))
        page = client.get(url_of(version)).content.decode()
        assert 'name="body"' in page
        page = send(client, url_of(version), {"body": PLAIN})
        assert "Nothing is stored yet." in page
        assert all(f"<p>{text}</p>" in page for text in ours.KHMER)
        assert questions(page)
        assert working_copy(version) == ()

    def test_takes_the_first_line_for_the_headline(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        fields = {"body": f"A new bridge\n\n{PLAIN}", "first_line": "on"}
        page = send(client, url_of(version), fields)
        assert carried(page)["headline_text"] == "A new bridge"
        assert "first_line" not in carried(page)
        store(client, url_of(version), page)
        assert texts(version) == list(ours.ENGLISH)

    def test_keeps_a_headline_that_was_typed(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        fields = {"body": PLAIN, "first_line": "on", "headline_text": "Typed"}
        page = send(client, url_of(version), fields)
        assert carried(page)["headline_text"] == "Typed"

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ("", "This field is required."),
            ("<p> </p>", "There is no text in it."),
            ("<script>alert(1)</script>", "There is no text in it."),
            ("\n\n".join(map(str, range(10_000))), "more than 400 paragraphs"),
            ("word " * (MOST_CHARACTERS // 4), "too long"),
            ("<p>x</p>" * 700_000, "too long"),
            ("<i>" * 300 + "x", "too long"),
            ("One\0two", "Null characters are not allowed."),
        ],
        ids=["empty", "spaces", "script", "paragraphs", "long", "5 MB", "deep", "NUL"],
    )
    def test_gives_back_what_cannot_be_stored(
        self, client, sign_in, version, body, words
    ):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": body, "standfirst": "My deck"})
        assert words in page
        assert "My deck" in page
        assert len(page) > len(body)
        assert working_copy(version) == ()

    def test_stores_no_script(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        body = f'<p onclick="x()">{ours.ENGLISH[0]}<script>alert(1)</script></p>'
        fields = {"body": body, "headline_text": "<script>alert(2)</script>"}
        page = send(client, url_of(version), fields)
        assert "alert(1)" not in page
        assert "<script>alert" not in page
        store(client, url_of(version), page)
        html = "".join(block.html for block in working_copy(version))
        assert "<script" not in html
        assert "onclick" not in html

    def test_refuses_a_source_that_is_too_long(self, client, sign_in):
        long = make.a_version(
            text=make.blocks("វែង", map(str, range(MOST_PARAGRAPHS + 1)))
        )
        sign_in(("Translator", "en"))
        fields = {"body": PLAIN, "language": "en"}
        page = send(client, url_of(long), fields)
        assert "The source is too long for that." in page
        assert ours.ENGLISH[0] in unescape(page)


class TestWhoMay:
    def test_is_offered_on_both_pages(self, client, sign_in, version, original):
        sign_in(("Translator", "en"))
        for one in (version, original):
            change = reverse("admin:articles_version_change", args=[one.pk])
            assert f'href="{url_of(one)}' in client.get(change).content.decode()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_finds_no_restricted_story(
        self, client, sign_in, version, original, method
    ):
        by = sign_in(("Editor", ""))
        Article.objects.update(is_restricted=True)
        story = reverse("admin:articles_article_paste", args=[original.article_id])
        for url in (url_of(version), url_of(original), story):
            assert getattr(client, method)(url, {"body": PLAIN}).status_code == 404
        original.article.cleared_people.add(by)
        assert client.get(url_of(version)).status_code == 200

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("roles", [(("Reporter", "km"),), (("Rights desk", ""),)])
    def test_is_forbidden_to_who_may_not_write_that_language(
        self, client, sign_in, version, method, roles
    ):
        sign_in(*roles)
        url = url_of(version)
        assert getattr(client, method)(url, {"body": PLAIN}).status_code == 403

    def test_is_forbidden_to_who_may_write_no_language(self, client, sign_in, original):
        sign_in(("Rights desk", ""))
        new = reverse("admin:articles_article_paste_new")
        for url in (url_of(original), new):
            assert client.get(url).status_code == 403
            assert client.post(url, {"body": PLAIN}).status_code == 403

    def test_says_why_a_language_is_not_theirs(self, client, sign_in, original):
        sign_in(("Reporter", "km"))
        page = send(client, url_of(original), {"body": PLAIN, "language": "en"})
        assert "may not do this" in page

    @pytest.mark.usefixtures("without_checks")
    def test_leads_away_from_an_approved_text(self, client, sign_in, version):
        make.write(version, make.blocks("A", ["b"]))
        make.approved(version)
        sign_in(("Translator", "en"))
        page = client.get(url_of(version), follow=True).content.decode()
        assert "The text is approved. Reopen it before changing it." in page

    def test_says_that_a_version_was_not_made_from_the_text(
        self, client, sign_in, original
    ):
        make.a_version(
            article=original.article, language="en", origin=Origin.COUNTERPART
        )
        sign_in(("Translator", "en"))
        page = send(client, url_of(original), {"body": PLAIN, "language": "en"})
        assert "was not made from this text" in page

    def test_asks_which_of_two_sources(self, client, sign_in, version, original):
        other = make.a_version(text=make.blocks("ផ្សេង", ours.KHMER))
        link_source(version=version, source=other, by=make.a_chief())
        sign_in(("Translator", "en"))
        page = client.get(url_of(version)).content.decode()
        assert 'name="source"' in page
        fields = {"body": PLAIN, "source": str(original.pk)}
        page = send(client, url_of(version), fields)
        store(client, url_of(version), page)
        units = Unit.objects.filter(version=version, source_version=original)
        assert units.exists()

    def test_pastes_a_translation_of_a_translation(self, client, sign_in, version):
        make.write(version, make.blocks("A new bridge", ours.ENGLISH))
        sign_in(("Translator", ""))
        url = f"{url_of(version)}?as-source=1"
        body = "\n".join(f"Một {n} {text}" for n, text in enumerate(ours.ENGLISH))
        page = send(client, url, {"body": body, "language": "vi"})
        store(client, url, page)
        made = version.article.versions.get(language="vi")
        assert made.sources.get().source_version == version

    def test_keeps_what_stays_untranslated(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": ours.ENGLISH[0]})
        missing = {n: "forgotten" for n in questions(page) if n.startswith("missing")}
        fields = answer(page, **missing)
        assert (
            client.post(url_of(version), {**fields, "do": "store"}).status_code == 302
        )
        states = {unit.state for unit in Unit.objects.filter(version=version)}
        assert states == {UnitState.UNTRANSLATED, UnitState.TRANSLATED}
