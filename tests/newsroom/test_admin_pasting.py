"""Pasting a finished translation: asked, answered, stored; nothing typed is lost."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.actions.linking import link_source
from articles.actions.writing import working_copy
from articles.models import Article, Origin, Version
from articles.text.blocks import block_text, body_blocks, carry_ids
from newsroom.admin.paste_rows import MOST_ASKED, read_links, written_links
from newsroom.admin.paste_text import MOST_CHARACTERS, MOST_PARAGRAPHS, pasted_blocks
from tests import factories as make
from tests.translations import pasted as ours
from translations.actions.sending import send_to_translation
from translations.models import Unit, UnitState
from translations.units import Belongs

pytestmark = pytest.mark.django_db

PLAIN = "\n\n".join(ours.ENGLISH)


@pytest.fixture
def original() -> Version:
    return make.a_version(text=make.blocks("ស្ពានថ្មី", ours.KHMER))


@pytest.fixture
def version(original) -> Version:
    return send_to_translation(
        source=original, language="en", by=make.a_chief(), at=make.NOW
    )


def url_of(version: Version) -> str:
    return reverse("admin:articles_version_paste", args=[version.pk])


def carried(page: str) -> dict[str, str]:
    """Read the hidden fields of the second page, as a browser sends them."""
    fields = re.findall(
        r'<textarea name="(\w+)" hidden>\n?(.*?)</textarea>', page, re.S
    )
    found = {name: unescape(value) for name, value in fields}
    ticked = re.findall(r'<input type="checkbox" name="(\w+)"[^>]*checked', page)
    return found | dict.fromkeys(ticked, "1")


def questions(page: str) -> list[str]:
    return re.findall(r'<fieldset class="paste-asked" id="([\w-]+)"', page)


def words_of(page: str) -> str:
    text = re.sub(r"<[^>]+>", " ", page[page.index('id="content"') :])
    return re.sub(r"\s+", " ", unescape(text))


def send(client, url: str, fields: dict[str, str], do: str = "lay", status: int = 200):
    response = client.post(url, {**fields, "do": do})
    assert response.status_code == status
    return response.content.decode()


def answer(page: str, **replies: str) -> dict[str, str]:
    """Answer everything: what is named, and else that it is as it should be."""
    fields = carried(page)
    default = {"missing": "dropped", "surplus": "added", "doubtful": "right"}
    for name in questions(page):
        reply = replies.get(name, default[name.split("-")[0]])
        fields[f"reply-{name}"] = reply
    return fields


def store(client, url: str, page: str, **more: str) -> None:
    """Answer all questions and store."""
    response = client.post(url, {**answer(page), "do": "store", **more})
    assert response.status_code == 302, words_of(response.content.decode())


def texts(version: Version) -> list[str]:
    return [block_text(block) for block in body_blocks(working_copy(version))]


def linked(version: Version) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Return what belongs together, by place."""
    source = version.sources.get().source_version
    here = [b.id for b in body_blocks(working_copy(source))]
    there = [b.id for b in body_blocks(working_copy(version))]
    return {
        (
            tuple(here.index(each) for each in unit.source_ids),
            tuple(there.index(each) for each in unit.target_ids),
        )
        for unit in Unit.objects.filter(version=version)
    }


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


class TestQuestions:
    @pytest.fixture
    def page(self, client, sign_in, version) -> str:
        sign_in(("Translator", "en"))
        return send(client, url_of(version), {"body": PLAIN})

    def ids(self, page: str, version: Version) -> tuple[list[str], list[str]]:
        source = version.sources.get().source_version
        here = [b.id for b in body_blocks(working_copy(source))]
        found = re.findall(r'data-block="(\w+)"', carried(page)["body"])
        return here, found

    def test_must_all_be_answered(self, client, page, version):
        again = send(client, url_of(version), carried(page), "store")
        number = len(questions(page))
        assert f"{number} question" in words_of(again)
        assert questions(again) == questions(page)
        assert working_copy(version) == ()

    def test_keep_the_answers_of_those_that_were_given(self, client, page, version):
        name = questions(page)[0]
        fields = carried(page) | {f"other-{name}": "៩៩៩"}
        again = send(client, url_of(version), fields, "store")
        assert name in questions(again)
        assert 'value="៩៩៩"' in again
        assert re.search(rf'name="reply-{name}" value="elsewhere" checked', again)

    def test_can_be_asked_later(self, client, page, version):
        response = client.post(url_of(version), {**carried(page), "do": "later"})
        assert response.status_code == 302
        assert texts(version) == list(ours.ENGLISH)
        units = Unit.objects.filter(version=version)
        assert all(unit.confidence is not None for unit in units)

    def test_end_with_what_a_person_said(self, client, page, version):
        """All of it: one merge, one drop, one addition, one split."""
        here, there = self.ids(page, version)
        for _round in range(4):
            answers = carried(page)
            links = read_links(answers["links"])
            for name in questions(page):
                reply, other = ours.answer_to(name, links, here, there)
                answers |= {f"reply-{name}": reply, f"other-{name}": other}
            response = client.post(url_of(version), {**answers, "do": "store"})
            page = response.content.decode()
            if response.status_code == 302:
                break
        assert linked(version) == {*ours.TRUTH}
        units = Unit.objects.filter(version=version)
        assert {unit.confidence for unit in units} == {None}
        [dropped] = units.filter(target_ids=[])
        assert dropped.is_dropped

    def test_are_asked_about_what_seemed_sure_and_is_not_right(
        self, client, page, version
    ):
        fields = answer(page)
        [doubt, *_rest] = re.findall(r'name="(doubt-linked-\w+)"', page)
        again = send(client, url_of(version), fields | {doubt: "1"}, "store")
        asked = {name.split("-")[0] for name in questions(again)}
        assert asked == {"missing", "surplus"}
        assert working_copy(version) == ()
        store(client, url_of(version), again)
        assert texts(version) == list(ours.ENGLISH)

    def test_are_asked_in_parts_where_there_are_very_many(
        self, client, sign_in, original
    ):
        other = make.a_version(
            text=make.blocks("ផ្សេង", (f"កថាខណ្ឌ {n}" for n in range(MOST_PARAGRAPHS)))
        )
        sign_in(("Translator", "en"))
        fields = {"body": "\n".join("z" * n for n in range(1, 200)), "language": "en"}
        page = send(client, url_of(other), fields)
        assert len(questions(page)) <= MOST_ASKED
        assert "Is it really its translation?" in page


class TestStoring:
    def test_begins_the_translation_of_a_source(self, client, sign_in, original):
        by = sign_in(("Translator", "en"))
        fields = {"body": PLAIN, "language": "EN", "headline_text": "A new bridge"}
        page = send(client, url_of(original), fields)
        assert original.article.versions.count() == 1
        store(client, url_of(original), page)
        made = original.article.versions.get(language="en")
        assert (made.owner, made.origin) == (by, Origin.TRANSLATION)
        assert texts(made) == list(ours.ENGLISH)
        assert block_text(working_copy(made)[0]) == "A new bridge"

    def test_leads_on_to_the_pair_editor(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": PLAIN})
        response = client.post(url_of(version), {**answer(page), "do": "store"})
        assert response.url in {
            f"/admin/pair/{version.pk}/",
            reverse("admin:articles_version_change", args=[version.pk]),
        }

    def test_asks_before_it_replaces_a_text(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        old = make.blocks("Old headline", ["An old sentence."], dateline="Takeo")
        make.write(version, old)
        page = send(client, url_of(version), {"body": PLAIN})
        assert "<del>An old sentence.</del>" in page
        fields = answer(page)
        again = send(client, url_of(version), fields, "store")
        assert "may be replaced" in again
        assert texts(version) == ["An old sentence."]
        store(client, url_of(version), again, replace="1")
        assert texts(version) == list(ours.ENGLISH)
        apart = {b.id: b.html for b in working_copy(version) if b.kind.is_reserved}
        assert apart == {"headline": "Old headline", "dateline": "Takeo"}

    def test_shows_what_somebody_else_wrote_meanwhile(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        make.write(version, make.blocks("Old", ours.ENGLISH))
        mine = "\n".join((f"{ours.ENGLISH[0]} Mine.", *ours.ENGLISH[1:]))
        page = send(client, url_of(version), {"body": mine})
        theirs = make.blocks("Old", (f"Theirs. {ours.ENGLISH[0]}", *ours.ENGLISH[1:]))
        make.write(version, carry_ids(working_copy(version), theirs))
        page = send(client, url_of(version), answer(page) | {"replace": "1"}, "store")
        assert "Somebody else changed the same paragraph" in page
        assert "Mine." in page
        assert "Theirs." in page
        assert texts(version)[0].startswith("Theirs.")
        [block_id] = re.findall(r'id="way-(\w+)"', page)
        seen = re.search(r'name="seen" value="([^"]*)"', page)
        assert seen is not None
        chosen = {f"choice-{block_id}": "mine", "seen": unescape(seen[1])}
        store(client, url_of(version), page, **chosen)
        assert texts(version)[0] == f"{ours.ENGLISH[0]} Mine."

    def test_notices_a_translation_that_was_begun_meanwhile(
        self, client, sign_in, original
    ):
        sign_in(("Translator", "en"))
        page = send(client, url_of(original), {"body": PLAIN, "language": "en"})
        begun = send_to_translation(
            source=original, language="en", by=make.a_chief(), at=make.NOW
        )
        make.write(begun, make.blocks("Theirs", ["Theirs."]))
        page = send(client, url_of(original), answer(page), "store")
        assert "Somebody began this translation meanwhile." in page
        assert "<del>Theirs.</del>" in page
        assert texts(begun) == ["Theirs."]
        store(client, url_of(original), page, replace="1")
        assert texts(begun) == list(ours.ENGLISH)

    def test_shows_a_source_that_changed_meanwhile(self, client, sign_in, original):
        sign_in(("Translator", "en"))
        page = send(client, url_of(original), {"body": PLAIN, "language": "en"})
        news = (ours.KHMER[0].replace("៩", "១១"), *ours.KHMER[1:])
        make.write(
            original,
            carry_ids(working_copy(original), make.blocks("ស្ពានថ្មី", news)),
        )
        page = send(client, url_of(original), answer(page), "store")
        assert "The source changed while this page was open." in page
        assert "១១ ថ្ងៃ" in page
        assert not original.article.versions.filter(language="en").exists()
        store(client, url_of(original), page)
        assert original.article.versions.filter(language="en").exists()

    def test_keeps_everything_for_who_was_signed_out_meanwhile(
        self, client, sign_in, version
    ):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": PLAIN})
        client.logout()
        fields = {**answer(page), "do": "store"}
        kept = client.post(
            url_of(version), fields, headers={"sec-fetch-site": "same-origin"}
        )
        assert kept.status_code == 403
        again = unescape(kept.content.decode())
        assert all(unescape(value) in again for value in fields.values())
        assert working_copy(version) == ()

    def test_gives_the_texts_back(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": PLAIN, "standfirst": "Deck"})
        page = send(client, url_of(version), carried(page), "texts")
        assert "Deck</textarea>" in page
        assert all(text in unescape(unescape(page)) for text in ours.ENGLISH)

    def test_survives_fields_that_somebody_made_up(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        page = send(client, url_of(version), {"body": PLAIN})
        made_up = {
            "links": '[[["a"],["b"],null,true]]',
            "base": "x",
            "revision": "9" * 40,
        }
        page = send(client, url_of(version), answer(page) | made_up, "store")
        assert "The source changed while this page was open." in page
        store(client, url_of(version), page)
        assert texts(version) == list(ours.ENGLISH)
        ids = [i for u in Unit.objects.all() for i in u.target_ids]
        assert sorted(ids) == sorted(b.id for b in body_blocks(working_copy(version)))


class TestBoth:
    def fields(self, **more: str) -> dict[str, str]:
        return {
            "source_language": "km",
            "source_headline": "ស្ពានថ្មី",
            "source_body": "\n".join(ours.KHMER),
            "source_rights": "staff",
            "language": "en",
            "rights": "partner",
            "headline_text": "A new bridge",
            "body": PLAIN,
            **more,
        }

    def story(self) -> dict[str, str]:
        outlet, section = make.an_outlet(), make.a_section()
        return {
            "kind": "news",
            "slugline": "bridge",
            "outlet": str(outlet.pk),
            "section": str(section.pk),
        }

    def test_opens_a_story_with_both_texts(self, client, sign_in):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story()))
        assert not Article.objects.exists()
        store(client, url, page)
        article = Article.objects.get()
        khmer, english = (article.versions.get(language=tag) for tag in ("km", "en"))
        assert texts(khmer) == list(ours.KHMER)
        assert texts(english) == list(ours.ENGLISH)
        assert block_text(working_copy(khmer)[0]) == "ស្ពានថ្មី"
        assert english.sources.get().source_version == khmer
        assert (khmer.rights_basis, english.rights_basis) == ("staff", "partner")
        # Nothing was typed: the headlines make the addresses.
        assert (khmer.slug, english.slug) == ("ស្ពានថ្មី", "a-new-bridge")
        assert not Unit.objects.exclude(confidence=None).exists()

    def test_lets_a_restricted_story_be_known_to_whoever_pasted_it(
        self, client, sign_in
    ):
        by = sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story(), is_restricted="on"))
        store(client, url, page)
        article = Article.objects.get()
        assert article.is_restricted
        assert list(article.cleared_people.all()) == [by]

    def test_fills_a_story_without_an_original(self, client, sign_in):
        sign_in(("Editor", ""))
        article = make.a_story()
        url = reverse("admin:articles_article_paste", args=[article.pk])
        change = reverse("admin:articles_article_change", args=[article.pk])
        assert url in client.get(change).content.decode()
        fields = self.fields(first_line="on", headline_text="", source_headline="")
        page = send(client, url, fields)
        store(client, url, page)
        english = article.versions.get(language="en")
        assert texts(english) == list(ours.ENGLISH[1:])
        assert block_text(working_copy(english)[0]) == ours.ENGLISH[0]
        assert url not in client.get(change).content.decode()
        assert client.get(url).status_code == 302

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"language": "km"}, "Both texts have the same language."),
            ({"language": "!"}, "language tag"),
            ({"source_body": ""}, "This field is required."),
            ({"rights": ""}, "This field is required."),
            ({"source_rights": "x"}, "valid choice"),
            ({"slug": "A b"}, "letters, digits and hyphens only"),
            ({"outlet": "0"}, "valid choice"),
        ],
    )
    def test_gives_back_what_cannot_be_stored(self, client, sign_in, more, words):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        fields = self.fields(**self.story()) | more
        page = send(client, url, fields)
        assert words in page
        assert unescape(page).count(ours.ENGLISH[0]) == 1
        assert not Article.objects.exists()

    def test_takes_an_address_that_is_typed_and_none_that_is_taken(
        self, client, sign_in
    ):
        sign_in(("Editor", ""))
        url = reverse("admin:articles_article_paste_new")
        taken = make.a_version(language="en")
        Version.objects.filter(pk=taken.pk).update(slug="a-new-bridge")
        fields = self.fields(**self.story(), source_slug="ស្ពាន")
        store(client, url, send(client, url, fields))
        versions = Version.objects.exclude(pk=taken.pk)
        found = dict(versions.values_list("language", "slug"))
        assert found == {"km": "ស្ពាន", "en": "a-new-bridge-2"}
        # What somebody wrote themselves is refused, and stays in the form.
        typed = self.fields(**self.story(), slug="a-new-bridge")
        page = send(client, url, typed)
        page = send(client, url, answer(page), "store")
        assert "Another story has this address." in page
        assert carried(page)["slug"] == "a-new-bridge"
        assert carried(page)["source_rights"] == "staff"

    def test_says_what_is_missing_to_who_may_write_one_language_only(
        self, client, sign_in
    ):
        sign_in(("Reporter", "km"))
        url = reverse("admin:articles_article_paste_new")
        page = send(client, url, self.fields(**self.story()))
        page = send(client, url, answer(page), "store")
        assert "may not do this" in page
        assert not Article.objects.exists()
        assert carried(page)["headline_text"] == "A new bridge"


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
