"""Background paragraphs in the admin, in a text, and beside a translation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions.backgrounding import insert_background
from articles.actions.writing import save_revision, working_copy
from articles.models import Article, Background, BackgroundUse
from articles.text.blocks import body_blocks
from tests import factories as make
from tests.translations.pairs import sent, texts, translate, unit_of
from translations.models import Unit

pytestmark = pytest.mark.django_db

KM = "គណបក្សត្រូវបានរំលាយ។"
EN = "The party was dissolved."
WORDS = {"km": KM, "en": EN}
SENT = {
    "subject": "The dissolution",
    "review_days": "30",
    "text_km": KM,
    "text_en": EN,
}


@pytest.fixture
def editor(sign_in):
    return sign_in(("Editor", "en"))


@pytest.fixture
def background(db):
    return make.a_background("The dissolution", texts=WORDS)


def page(client, background):
    address = reverse("admin:articles_background_change", args=[background.pk])
    return client.get(address).content.decode()


def a_source_with(background):
    """Make a Khmer original that has the background paragraph."""
    source = make.a_version(language="km", text=make.blocks("ភ្លៀង", ("មុន។",)))
    use = insert_background(
        version=source,
        background=background,
        after="",
        by=make.a_chief(),
        at=make.NOW,
    )
    save_revision(version=source, by=make.a_chief(), at=make.NOW)
    return make.published(source), use


class TestPages:
    def test_keep_one_and_show_it(self, client, editor):
        answer = client.post(reverse("admin:articles_background_add"), SENT)
        kept = Background.objects.get()
        assert answer.url == reverse("admin:articles_background_change", args=[kept.pk])
        said = page(client, kept)
        for word in (EN, KM, "checked", str(editor), "Nowhere yet."):
            assert word in said

    def test_keep_what_was_typed_where_it_is_refused(self, client, editor, background):
        answer = client.post(reverse("admin:articles_background_add"), SENT)
        said = answer.content.decode()
        assert "There is one about that already" in said
        assert EN in said
        assert Background.objects.count() == 1

    def test_take_a_new_wording_and_list_the_stories(self, client, editor, background):
        a_source_with(background)
        address = reverse("admin:articles_background_change", args=[background.pk])
        client.post(address, {**SENT, "text_km": "គណបក្សត្រូវបានរំលាយនៅឆ្នាំ២០១៧។"})
        said = page(client, background)
        assert "1 story carries an old wording" in said
        assert "old wording" in said
        assert "The words in English are older" in said
        listed = client.get(reverse("admin:articles_background_changelist"))
        assert "The dissolution" in listed.content.decode()

    def test_check_and_retire_with_a_button(self, client, editor, background):
        Background.objects.update(due_at=make.NOW + timedelta(seconds=1))
        front = reverse("admin:index")
        due = "Background paragraphs to be checked"
        assert due in client.get(front).content.decode()
        client.post(reverse("admin:articles_background_check", args=[background.pk]))
        assert due not in client.get(front).content.decode()
        background.refresh_from_db()
        assert background.checked_by == editor
        client.post(reverse("admin:articles_background_retire", args=[background.pk]))
        assert "offered no more" in page(client, background)

    def test_show_reporters_the_words_and_no_form(self, client, sign_in, background):
        sign_in(("Reporter", "km"))
        said = page(client, background)
        assert EN in said
        assert 'name="subject"' not in said
        address = reverse("admin:articles_background_change", args=[background.pk])
        assert client.post(address, SENT).status_code == 403
        assert (
            "to be checked" not in client.get(reverse("admin:index")).content.decode()
        )

    def test_leave_restricted_stories_out(self, client, editor, background):
        source, _use = a_source_with(background)
        Article.objects.update(is_restricted=True)
        said = page(client, background)
        assert source.headline not in said
        assert "Nowhere yet." in said


class TestPutIn:
    def put(self, client, version, background, after=""):
        return client.post(
            reverse("admin:put_in", args=[version.pk]),
            {"background": background.pk, "after": after},
        )

    def test_puts_it_after_a_paragraph(self, client, sign_in, background):
        sign_in(("Reporter", "en"))
        version = make.a_version(
            language="en", text=make.blocks("Rain", ("First.", "Second."))
        )
        first = body_blocks(working_copy(version))[0].id
        asked = client.get(reverse("admin:put_in", args=[version.pk]))
        assert "After: First." in asked.content.decode()
        answer = self.put(client, version, background, first)
        assert answer.status_code == 302
        assert texts(version) == ["First.", EN, "Second."]

    def test_offers_only_what_has_words_in_the_language(
        self, client, sign_in, background
    ):
        sign_in(("Reporter", "en"))
        make.a_background("Only Khmer", texts={"km": KM})
        version = make.a_version(language="en")
        said = client.get(reverse("admin:put_in", args=[version.pk])).content.decode()
        assert "The dissolution" in said
        assert "Only Khmer" not in said

    def test_says_why_it_is_refused(self, client, sign_in, background):
        sign_in(("Reporter", "km"))
        version = make.a_version(language="en")
        answer = self.put(client, version, background)
        assert answer.status_code == 200
        assert not BackgroundUse.objects.exists()
        assert "may not do this" in answer.content.decode()


@pytest.mark.usefixtures("without_checks")
class TestOffer:
    @pytest.fixture
    def version(self, background):
        source, use = a_source_with(background)
        version = sent(source)
        version.block = use.block_id
        return version

    def key(self, version):
        return f"u{unit_of(version, version.block).pk}"

    def offers(self, client, version, key=None):
        key = key or self.key(version)
        address = reverse("admin:pair_offers", args=[version.pk, key])
        return client.get(f"{address}?fragment").content.decode()

    def press(self, client, version):
        stamp = version.sources.get().source_version.released_revision_id
        return client.post(
            reverse("admin:pair_row", args=[version.pk, self.key(version)]),
            {"do": "background", "source": stamp},
            headers={"Accept": "application/json"},
        )

    def test_is_of_the_words_in_the_other_language(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        assert EN in self.offers(client, version)
        other = Unit.objects.filter(version=version).exclude(source_ids=[version.block])
        assert EN not in self.offers(client, version, f"u{other.get().pk}")

    def test_is_put_in_by_a_press_and_remembered(
        self, client, sign_in, version, background
    ):
        sign_in(("Translator", "en"))
        assert self.press(client, version).status_code == 200
        assert texts(version) == [EN]
        use = BackgroundUse.objects.get(version=version)
        assert (use.edition.language, use.edition.background) == ("en", background)
        # What stands there already is not offered again.
        assert EN not in self.offers(client, version)

    def test_stands_behind_what_a_person_wrote(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        translate(unit_of(version, version.block), "By hand.")
        self.press(client, version)
        assert texts(version) == ["By hand.", EN]

    def test_says_that_it_is_offered_no_more(self, client, sign_in, version):
        sign_in(("Translator", "en"))
        Background.objects.update(retired_at=timezone.now())
        assert EN not in self.offers(client, version)
        assert self.press(client, version).status_code == 400
        assert texts(version) == []
