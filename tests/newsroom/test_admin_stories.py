"""A story's page in the admin: its languages side by side, and its photo for staff."""

import re
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles.actions import linking
from articles.addresses import version_url
from articles.gates import newest_blocks
from articles.models import Article, CreditRole, Version
from articles.pictures import file_path
from newsroom.admin.side_by_side import side_by_side
from people.models import Account
from tests import factories as make

pytestmark = pytest.mark.django_db


def page_of(client, article):
    response = client.get(reverse("admin:articles_article_change", args=[article.pk]))
    assert response.status_code == 200
    return response.content.decode()


def photo_url(photo, name="960.jpg"):
    return reverse("admin:articles_article_photo", args=[photo.pk, name])


def columns(page):
    return re.findall(r'<article class="telling".*?</article>', page, re.DOTALL)


def standing(version):
    [telling] = side_by_side(version.article).tellings
    return telling.standing


class TestColumns:
    def test_stand_khmer_first_then_english_then_the_others(self, client, sign_in):
        article = make.a_story()
        for language in ("vi", "en", "km"):
            make.a_version(article=article, language=language)
        sign_in(("Reporter", "km"))
        found = columns(page_of(client, article))
        tags = [re.search(r'<span lang="([\w-]+)"', each)[1] for each in found]
        assert tags == ["km", "en", "vi"]

    def test_show_the_newest_text_each_in_its_own_language(self, client, sign_in):
        original, _translation = make.a_published_pair()
        newer = make.blocks(
            "ទឹកស្រកវិញ", ["ទឹកបានស្រក។"], standfirst="សេចក្ដីផ្ដើម។", caption="ចំណារ។"
        )
        make.write(original, newer)
        sign_in(("Reporter", "km"))
        khmer, english = columns(page_of(client, original.article))
        text = khmer[khmer.index('<div class="telling-text" lang="km">') :]
        for part in ("ទឹកស្រកវិញ", "<p>ទឹកបានស្រក។</p>", "សេចក្ដីផ្ដើម។", "ចំណារ។"):
            assert part in text
        assert '<div class="telling-text" lang="en">' in english
        assert "<p>Villagers moved to high ground.</p>" in english

    def test_print_credits_and_source_in_the_language_of_the_text(
        self, client, sign_in
    ):
        original = make.published(make.a_version(language="km"))
        version = make.a_version(article=original.article, language="en")
        named = make.a_person("Sok Dara", consents=["en"])
        unnamed = make.a_person("Chan Thy")
        entries = ((named, CreditRole.TRANSLATOR), (unnamed, CreditRole.EDITOR))
        make.credit(version, *entries)
        sign_in(("Reporter", "km"), language="km")
        _khmer, english = columns(page_of(client, original.article))
        assert "Translated by Sok Dara" in english
        assert "Edited by The Market desk" in english
        assert "Chan Thy" not in english
        assert "(Translated and edited from " in english
        assert version_url(original) in english

    def test_lead_to_writing_and_to_what_readers_see(self, client, sign_in):
        original = make.published(make.a_version(language="km"))
        draft = make.a_version(article=original.article, language="en")
        sign_in(("Reporter", "km"))
        khmer, english = columns(page_of(client, original.article))
        for column, version in ((khmer, original), (english, draft)):
            url = reverse("admin:articles_version_change", args=[version.pk])
            assert f'href="{url}"' in column
        assert f'href="{version_url(original)}"' in khmer
        assert "See it as readers do" not in english

    def test_clean_what_was_put_into_the_database_behind_our_back(self, sign_in):
        version = make.a_version(language="en")
        stored = [{"id": "b1", "kind": "paragraph", "html": "<p onclick=x>A<script>"}]
        make.write(version, ())
        with translation.override("en"):
            revision = version.revisions.create(
                number=9, blocks=stored, occasion="saved", made_at=make.NOW
            )
        Version.objects.filter(pk=version.pk).update(current_revision=revision)
        [telling] = side_by_side(version.article).tellings
        assert telling.paragraphs == ("<p>A</p>",)

    def test_say_where_nothing_is_written_yet(self, client, sign_in):
        version = Version.objects.create(
            article=make.a_story(), language="en", origin="original"
        )
        sign_in(("Reporter", "en"))
        [column] = columns(page_of(client, version.article))
        assert "No text has been saved yet." in column

    def test_are_missing_before_the_story_is_saved(self, client, sign_in):
        sign_in(("Reporter", "en"))
        page = client.get(reverse("admin:articles_article_add")).content.decode()
        assert columns(page) == []
        assert "Save the story first" in page

    def test_speak_the_language_and_the_clock_of_whoever_looks(self, client, sign_in):
        version = make.published(make.a_version(language="en"))
        account = sign_in(("Reporter", "en"), language="km")
        Account.objects.filter(pk=account.pk).update(time_zone="Europe/Paris")
        page = page_of(client, version.article)
        assert "ថ្ងៃទី១ ខែមីនា ឆ្នាំ២០២៦ ម៉ោង ០៣:០០" in page
        assert "បានចុះផ្សាយ" in page
        for english in ("Last saved", "Write", "Between it", "See it", "Facts of"):
            assert english not in page

    def test_need_no_style_of_their_own(self, client, sign_in):
        original, _translation = make.a_published_pair()
        sign_in(("Reporter", "km"))
        page = page_of(client, original.article)
        section = page[page.index("side-by-side") : page.index("</section>")]
        assert "style" not in section.replace("Last saved", "")
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


class TestStanding:
    def test_lists_every_objection(self):
        version = Version.objects.create(
            article=make.a_story(outlet=make.an_outlet(with_notice=False)),
            language="en",
            origin="translation",
        )
        [telling] = side_by_side(version.article).tellings
        assert len(telling.standing) == 7
        assert not telling.is_clear

    def test_says_that_nothing_stands_in_the_way(self):
        assert standing(make.a_version()) == (
            "Nothing stands in the way of publishing.",
        )

    def test_says_that_readers_see_it(self):
        version = make.published(make.a_version())
        assert standing(version) == ("Nothing: readers see this text.",)

    def test_names_the_end_of_an_embargo(self):
        article = make.a_story(embargoed_until=timezone.now() + timedelta(days=3))
        version = make.published(make.a_version(article=article))
        [line] = standing(version)
        assert line.startswith("Under embargo: readers see it from ")
        [telling] = side_by_side(article).tellings
        assert telling.public_url is None

    def test_tells_a_newer_text_from_the_one_that_readers_see(self):
        version = make.published(make.a_version())
        make.write(version, make.blocks("ទឹកស្រក", ["ទឹកបានស្រក។"]))
        [line] = standing(version)
        assert line.startswith("The newest text is not before readers yet.")

    def test_tells_that_the_original_was_changed(self):
        original, translation_of_it = make.a_published_pair()
        make.write(original, make.blocks("ទឹកស្រក", ["ទឹកបានស្រកអស់ហើយ។"]))
        make.published(original)
        _khmer, english = side_by_side(original.article).tellings
        assert english.tag == translation_of_it.language
        assert english.standing == (
            "The original was changed after this translation was made.",
        )

    def test_does_not_call_a_withdrawn_version_clear(self):
        version = make.published(make.a_version())
        make.taken_down(version.article)
        [line] = standing(version)
        assert line.startswith("The version was withdrawn.")


class TestQueries:
    def count(self, article):
        stored = Article.objects.get(pk=article.pk)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            side_by_side(stored)
        return len(captured)

    def test_do_not_grow_with_texts_credits_and_sources(self):
        original, english = make.a_published_pair()
        before = self.count(original.article)
        text = make.blocks("The river", [f"Paragraph {n}." for n in range(30)])
        make.write(english, text)
        roles = (CreditRole.TRANSLATOR, CreditRole.EDITOR, CreditRole.REPORTER)
        make.credit(english, *((make.a_person(), role) for role in roles * 4))
        for number in range(4):
            linking.link_original_not_held(
                version=english,
                outlet_name=f"Weekly {number}",
                language="km",
                by=make.a_chief(),
            )
        assert len(newest_blocks(english)) == 31
        assert self.count(original.article) == before

    def test_do_not_grow_with_languages(self, client, sign_in):
        original, _english = make.a_published_pair()
        article, counts = original.article, []
        sign_in(("Reporter", "km"))
        page_of(client, article)  # Django looks some rows up once a process.
        for more in ((), ("vi", "fr")):
            for language in more:
                make.published(make.a_version(article=article, language=language))
            with CaptureQueriesContext(connection) as captured:
                page = page_of(client, article)
            counts.append((len(columns(page)), len(captured)))
        (two, before), (four, after) = counts
        assert (two, four) == (2, 4)
        assert after == before


class TestPhoto:
    def test_is_shown_once_above_the_columns_with_its_credit(self, client, sign_in):
        photo = make.a_photo(is_illustration=True)
        article = make.a_story(lead_photo=photo)
        for language in ("km", "en"):
            make.a_version(article=article, language=language)
        sign_in(("Reporter", "km"))
        page = page_of(client, article)
        assert page.count(photo_url(photo)) == 1
        assert page.index(photo_url(photo)) < page.index("telling-km")
        assert "Illustration: Srey Mom · our own" in page
        assert 'alt="A river"' in page

    def test_is_served_to_staff_before_it_is_published(self, client, sign_in):
        photo = make.a_photo()
        make.a_story(lead_photo=photo)
        sign_in(("Reporter", "km"))
        response = client.get(photo_url(photo))
        assert response.status_code == 200
        assert response["Content-Type"] == "image/jpeg"
        assert "no-store" in response["Cache-Control"]
        assert b"".join(response.streaming_content)[:3] == b"\xff\xd8\xff"
        public = reverse("photo", kwargs={"photo_id": photo.pk, "name": "960.jpg"})
        assert client.get(public).status_code == 404

    def test_is_kept_from_who_is_not_named_for_a_restricted_story(
        self, client, sign_in
    ):
        photo = make.a_photo()
        article = make.a_story(lead_photo=photo, is_restricted=True)
        account = sign_in(("Reporter", "km"))
        assert client.get(photo_url(photo)).status_code == 404
        article.cleared_people.add(account)
        response = client.get(photo_url(photo))
        assert response.status_code == 200
        response.close()

    def test_is_kept_from_strangers_and_from_who_has_no_role(self, client, sign_in):
        photo = make.a_photo()
        make.a_story(lead_photo=photo)
        assert client.get(photo_url(photo)).url.startswith("/admin/login/")
        sign_in()
        assert client.get(photo_url(photo)).status_code == 403

    def test_is_not_found_where_there_is_none(self, client, sign_in):
        photo = make.a_photo()
        sign_in(("Reporter", "km"))
        assert client.get(photo_url(photo)).status_code == 404
        make.a_story(lead_photo=photo)
        assert client.get(photo_url(photo, "stored.jpg")).status_code == 404
        for name in ("960.jpg", "1440.jpg"):
            default_storage.delete(file_path(photo.pk, photo.edition, name))
        assert client.get(photo_url(photo)).status_code == 404

    def test_is_read_and_never_posted_to(self, client, sign_in):
        photo = make.a_photo()
        make.a_story(lead_photo=photo)
        sign_in(("Reporter", "km"))
        assert client.post(photo_url(photo)).status_code == 405
