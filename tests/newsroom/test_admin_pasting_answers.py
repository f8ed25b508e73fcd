"""Pasting a finished translation: asked, answered, stored; nothing typed is lost."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Origin, Version
from articles.text.blocks import block_text, body_blocks, carry_ids
from newsroom.admin.paste_rows import MOST_ASKED, read_links
from newsroom.admin.paste_text import MOST_PARAGRAPHS
from tests import factories as make
from tests.newsroom.paste_page import (
    PLAIN,
    answer,
    carried,
    linked,
    original_fixture,  # noqa: F401
    questions,
    send,
    store,
    url_of,
    version_fixture,  # noqa: F401
    words_of,
)
from tests.translations import pasted as ours
from tests.translations.pairs import texts
from translations.actions.sending import send_to_translation
from translations.models import Unit

pytestmark = pytest.mark.django_db


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
