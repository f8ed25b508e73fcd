"""The page of a pair shows both texts, and how every paragraph stands."""

import pgtrigger
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.actions.linking import link_source
from articles.actions.writing import save_revision
from articles.models import Article
from tests import factories as make
from tests.newsroom.pair_page import key_of, page_of, words_of
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    edited,
    released,
    sent,
    translate,
    unit_of,
)
from translations.actions.aligning import align_anew
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


def row_of(answer, key):
    """Cut a row out of a page."""
    html = answer.content.decode()
    start = html.index(f'id="{key}"')
    return html[html.rindex("<li", 0, start) : html.find('<li class="row', start)]


class TestPage:
    def test_shows_every_paragraph_beside_its_place(self, client, translator):
        version = sent(a_source())
        answer = client.get(page_of(version))
        assert answer.status_code == 200
        for text in KHMER.values():
            assert text in answer.content.decode()
        assert answer.content.decode().count('<textarea class="text"') == 5

    def test_is_shown_formatted(self, client, translator):
        source = a_source(
            {"a": "<strong>ទឹក</strong> <a href='https://x.example/'>ទន្លេ</a>"}
        )
        answer = client.get(page_of(sent(source))).content.decode()
        assert '<p><strong>ទឹក</strong> <a href="https://x.example/"' in answer

    def test_says_how_a_paragraph_stands(self, client, translator):
        version = a_translation(a_source(), texts={"a": ENGLISH["a"]})
        translate(unit_of(version, "b"), "Villagers moved.", state=UnitState.NEEDS_WORK)
        answer = client.get(page_of(version))
        for name, word in (
            ("a", "translated"),
            ("b", "needs work"),
            ("c", "untranslated"),
        ):
            row = row_of(answer, key_of(version, name))
            assert f">{word}</span>" in row

    def test_says_how_much_is_done(self, client, translator):
        version = a_translation(a_source(), texts={"a": ENGLISH["a"]})
        assert "1 of 4 done" in words_of(client.get(page_of(version)))

    def test_shows_what_the_source_changed_since(self, client, translator):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ទឹកទន្លេបានឡើងខ្ពស់ម្សិលមិញ។")
        answer = client.get(page_of(version))
        row = row_of(answer, key_of(version, "a"))
        assert "<del>" in row
        assert "<ins>" in row
        assert ENGLISH["a"] in row
        assert "Still right" in row
        assert "Updated, next" in row
        assert "1 changed" in words_of(answer)

    def test_keeps_a_minor_change_quiet(self, client, translator):
        source = a_source()
        version = a_translation(source)
        changed(source, a="ទឹកទន្លេបានឡើងខ្ពស់ណាស់។", is_minor=True)
        row = row_of(client.get(page_of(version)), key_of(version, "a"))
        assert "minor change in the source" in row
        assert "the source changed" not in row

    def test_says_what_is_new_and_what_is_gone(self, client, translator):
        source = a_source()
        version = a_translation(source)
        rest = {name: text for name, text in KHMER.items() if name != "b"}
        released(edited(source, {**rest, "e": "ថ្មី។"}))
        answer = client.get(page_of(version)).content.decode()
        assert "new in the source" in answer
        assert "gone from the source" in answer
        assert "Keep it in the translation" in answer
        assert ENGLISH["b"] in answer

    def test_says_where_a_moved_paragraph_is_told(self, client, translator):
        source = a_source()
        version = a_translation(source)
        released(edited(source, {name: KHMER[name] for name in "dabc"}))
        answer = words_of(client.get(page_of(version)))
        assert "The translation tells it after paragraph 4." in answer

    def test_offers_suggested_links_to_be_confirmed(self, client, translator):
        source = a_source()
        version = make.a_version(article=source.article, language="en")
        align_anew(version=version, source=source, by=make.a_chief(), at=make.NOW)
        assert Unit.objects.filter(confidence__isnull=False).exists()
        answer = words_of(client.get(page_of(version)))
        assert "suggested link" in answer
        assert "Confirm all" in answer

    def test_asks_where_a_loose_paragraph_belongs(self, client, translator):
        version = make.a_version(article=a_source().article, language="en")
        Unit.objects.all().delete()
        answer = words_of(client.get(page_of(version)))
        assert "Where does this paragraph of the translation belong?" in answer
        assert "Find out what belongs together" in answer

    def test_speaks_khmer(self, client, sign_in):
        sign_in(("Translator", "en"), language="km")
        answer = client.get(page_of(sent(a_source()))).content.decode()
        assert '<html lang="km">' in answer
        assert "<b>១</b>" in answer

    def test_shows_who_may_only_look_no_button(self, client, sign_in):
        sign_in(("Reporter", "km"))
        answer = client.get(page_of(a_translation(a_source()))).content.decode()
        assert ENGLISH["a"] in answer
        assert "<textarea" not in answer
        assert 'value="translated"' not in answer

    def test_offers_approving_to_editors_alone(self, client, sign_in):
        version = a_translation(a_source())
        sign_in(("Translator", "en"))
        assert 'value="approved"' not in client.get(page_of(version)).content.decode()
        sign_in(("Editor", "en"))
        assert 'value="approved"' in client.get(page_of(version)).content.decode()

    def test_leads_to_board_story_and_version_and_submits(self, client, translator):
        version = sent(a_source())
        answer = client.get(page_of(version)).content.decode()
        for name, args in (
            ("index", []),
            ("articles_article_change", [version.article_id]),
            ("articles_version_change", [version.pk]),
            ("articles_version_step", [version.pk, "submit"]),
        ):
            assert f'"{reverse(f"admin:{name}", args=args)}"' in answer


class TestDoor:
    def test_is_closed_to_strangers(self, client):
        answer = client.get(page_of(sent(a_source())))
        assert answer.url.startswith("/admin/login/")

    def test_is_closed_without_a_role(self, client, sign_in):
        sign_in()
        assert client.get(page_of(sent(a_source()))).status_code == 403

    def test_hides_restricted_stories(self, client, translator):
        version = sent(a_source())
        Article.objects.update(is_restricted=True)
        assert client.get(page_of(version)).status_code == 404
        version.article.cleared_people.add(translator)
        assert client.get(page_of(version)).status_code == 200

    def test_hides_what_is_made_from_a_restricted_story(self, client, translator):
        source, other = a_source(), make.a_version(language="en")
        link_source(version=other, source=source, by=make.a_chief())
        assert client.get(page_of(other)).status_code == 200
        Article.objects.filter(pk=source.article_id).update(is_restricted=True)
        assert client.get(page_of(other)).status_code == 404

    def test_is_not_there_for_an_original(self, client, translator):
        assert client.get(page_of(a_source())).status_code == 404


class TestHistory:
    def test_of_a_row_shows_each_change(self, client, translator):
        version = a_translation(a_source())
        save_revision(version=version, by=make.a_chief(), at=make.NOW)
        translate(unit_of(version, "a"), "The river rose yesterday.")
        save_revision(version=version, by=make.a_chief(), at=make.NOW)
        key = key_of(version, "a")
        page = client.get(page_of(version), {"history": key}).content.decode()
        assert page.count('<ol class="changes"') == 1
        assert "<ins>yesterday" in page
        assert "<del>today" in page

    def test_leaves_out_what_was_erased(self, client, translator):
        version = a_translation(a_source())
        save_revision(version=version, by=make.a_chief(), at=make.NOW)
        with pgtrigger.ignore("articles.Revision:revisions_never_change"):
            version.revisions.update(erased_at=make.NOW, blocks=[])
        key = key_of(version, "a")
        page = client.get(page_of(version), {"history": key}).content.decode()
        assert "Nothing was kept" in page


class TestBudget:
    @pytest.mark.parametrize("number", [2, 60])
    def test_asks_the_database_as_often_for_any_length(
        self, client, translator, number
    ):
        source = a_source({f"p{at}": f"ទឹកទន្លេ {at}។" for at in range(number)})
        version = sent(source)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(page_of(version)).status_code == 200
        assert len(asked) <= 15, [q["sql"][:90] for q in asked]
