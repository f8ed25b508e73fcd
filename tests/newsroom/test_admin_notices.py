"""The rights desk drafts a wording, reads it in every place, and issues it."""

import re

import pytest
from django.urls import reverse

from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.formats import FORMATS
from exports.licensing import Wanted
from exports.models import ExportItem
from newsroom.notice_preview import shown_in_places, shown_letter
from rights.actions.granting import let_outlet_use_its_own
from rights.models import DraftState, NoticeDraft, NoticeEdition, Organisation
from rights.notices import notice_form
from rights.terms import Act
from tests import factories as make
from worklist.models import WorkState

pytestmark = pytest.mark.django_db
DESK = ("Rights desk", "")


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


def url_of(name, row):
    return reverse(f"admin:rights_{name}", args=[row.pk])


def begun(client, outlet, begins_with="house"):
    form = {
        "outlet": outlet.pk,
        "rights_holder": Organisation.objects.get(slug=outlet.slug).pk,
        "begins_with": begins_with,
    }
    return client.post(reverse("admin:rights_noticedraft_add"), form, follow=True)


def filled_in(draft, **changes):
    """Return the form of a draft as a browser would send it."""
    texts = ("full_text", "short_text", "licensed_line", "plain_words", "law_clause")
    names = [f"{text}_{language}" for text in texts for language in ("km", "en")]
    names += ["address", "year", "lawyer_name", "lawyer_document_sha256"]
    return {
        "rights_holder": draft.rights_holder_id,
        "seen": draft.number,
        "lawyer_signed_date": "",
        **{name: getattr(draft, name) or "" for name in names},
        **changes,
    }


def sent(version, code):
    own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
    job = order_export(
        versions=[version],
        formats=(code,),
        wanted=Wanted(own, frozenset({Act.ELECTRONIC})),
        by=None,
        at=make.NOW,
    )
    perform(job.items.get())
    job.items.update(state=WorkState.DONE, finished_at=make.NOW)


class TestDraft:
    @pytest.mark.parametrize("begins_with", ["house", "present"])
    def test_is_begun_and_goes_on_to_its_words(self, client, sign_in, begins_with):
        outlet, by = make.an_outlet(), sign_in(DESK)
        page = begun(client, outlet, begins_with).content.decode()
        draft = NoticeDraft.objects.get()
        assert draft.saved_by == by
        assert "Nothing is missing." in page
        assert "សមាគមផ្សារ" in page

    def test_is_kept_as_typed_with_every_fault_beside_it(self, client, sign_in):
        sign_in(DESK)
        draft = make.a_draft(make.an_outlet())
        typed = filled_in(
            draft, year="soon", short_text_km="", full_text_en="Ours\nalone."
        )
        page = client.post(url_of("noticedraft_change", draft), typed, follow=True)
        words = page.content.decode()
        draft.refresh_from_db()
        assert (draft.year, draft.short_text_km) == ("soon", "")
        for fault in (
            "The year is none between 1900 and 2999.",
            "Short text (km) is empty.",
            "Full text (en) holds a line break",
            "Full text (en) does not name the rights holder: Market Association.",
        ):
            assert fault in words

    def test_comes_back_as_typed_when_somebody_saved_it_first(self, client, sign_in):
        sign_in(DESK)
        draft = make.a_draft(make.an_outlet())
        url = url_of("noticedraft_change", draft)
        client.post(url, filled_in(draft, short_text_en="First"))
        page = client.post(url, filled_in(draft, short_text_en="Second"))
        assert "in the meantime" in page.content.decode()
        assert "Second" in page.content.decode()
        draft.refresh_from_db()
        assert draft.short_text_en == "First"

    def test_is_dropped_and_stays_to_be_read(self, client, sign_in):
        sign_in(DESK)
        draft = make.a_draft(make.an_outlet())
        client.post(url_of("noticedraft_drop", draft))
        draft.refresh_from_db()
        assert draft.state == DraftState.DROPPED
        page = client.get(url_of("noticedraft_change", draft)).content.decode()
        assert 'name="short_text_km"' not in page
        assert draft.short_text_km in page


class TestPlaces:
    def test_are_all_there_and_whole_in_both_languages(self):
        draft = make.a_draft(make.an_outlet())
        for shown in shown_in_places(draft, at=make.NOW):
            whole = " ".join(
                getattr(draft, f"{text}_{shown.language}")
                for text in ("licensed_line", "full_text", "law_clause")
            )
            assert len(shown.copies) == len(FORMATS)
            for copy in shown.copies:
                assert copy.faults == ()
                assert notice_form(copy.text) == notice_form(whole), copy.label
            assert getattr(draft, f"plain_words_{shown.language}") in shown.article
            assert shown.is_short_enough
            assert shown.count == len(shown.short)
        letter = shown_letter(draft, at=make.NOW)
        assert letter.faults == ()
        assert draft.full_text_km in letter.text
        assert draft.law_clause_en in letter.text

    def test_say_why_no_copy_would_leave(self):
        draft = make.a_draft(make.an_outlet())
        draft.full_text_km = draft.law_clause_km = ""
        khmer, english = shown_in_places(draft, at=make.NOW)
        assert {copy.faults for copy in (*khmer.copies, *english.copies)} == {
            ("the notice is blank in km",)
        }
        assert shown_letter(draft, at=make.NOW).faults == ("no notice in km",)

    def test_change_nothing_and_let_nothing_leave(self, client, sign_in, settings):
        sign_in(DESK)
        draft = make.a_draft(make.an_outlet())
        page = client.get(url_of("noticedraft_preview", draft))
        assert page.status_code == 200
        assert not settings.ARTIFACT_DIR.exists()
        assert NoticeEdition.objects.count() == 1


class TestIssuing:
    def test_is_offered_to_a_second_person_only(self, client, sign_in):
        writer = sign_in(DESK)
        draft = make.a_draft(make.an_outlet(), by=writer)
        page = client.get(url_of("noticedraft_preview", draft)).content.decode()
        assert "You wrote some of this draft" in page
        client.post(url_of("noticedraft_issue", draft), {"number": draft.number})
        assert NoticeEdition.objects.count() == 1

        reader = sign_in(DESK)
        page = client.get(url_of("noticedraft_preview", draft)).content.decode()
        number = re.search(r'name="number" value="(\d+)"', page)[1]
        answer = client.post(
            url_of("noticedraft_issue", draft), {"number": number}, follow=True
        )
        assert "Wording no. 2 is issued" in answer.content.decode()
        edition = NoticeEdition.objects.current_of(draft.outlet)
        assert (edition.issued_by, edition.draft) == (reader, draft)

    def test_refuses_with_every_fault(self, client, sign_in):
        draft = make.a_draft(make.an_outlet())
        NoticeDraft.objects.update(year="", address="")
        sign_in(DESK)
        answer = client.post(
            url_of("noticedraft_issue", draft), {"number": "1"}, follow=True
        ).content.decode()
        assert answer.count("The address to ask is neither") == 2
        assert "Wording no. 2" not in answer

    def test_is_never_changed(self, client, sign_in):
        edition = NoticeEdition.objects.current_of(make.an_outlet())
        sign_in(is_superuser=True)
        url = url_of("noticeedition_change", edition)
        page = client.get(url).content.decode()
        assert "No lawyer has signed." in page
        assert "This is the present wording." in page
        assert client.post(url, {}).status_code == 403


class TestCopies:
    # A posting kit is of no format that partners get, and outdated all the same.
    @pytest.mark.parametrize("code", ["text", "posting"])
    def test_are_listed_ordered_and_replaced(self, client, sign_in, code):
        version = make.a_published_pair()[1]
        sent(version, code)
        edition = self.next_of(version.article.outlet, client, sign_in)
        url = url_of("noticeedition_copies", edition)
        page = client.get(url).content.decode()
        (key,) = re.findall(r'name="copy" value="(\d+)" checked', page)
        answer = client.post(url, {"copy": key}, follow=True).content.decode()
        assert "The copies are ordered." in answer
        assert "Ordered again, on its way" in answer
        item = ExportItem.objects.get(state=WorkState.WAITING)
        perform(item)
        assert item.delivery.artifact.notice_edition == edition
        assert "carries the present wording" in client.get(url).content.decode()

    def test_are_not_ordered_when_none_is_ticked(self, client, sign_in):
        version = make.a_published_pair()[1]
        edition = self.next_of(version.article.outlet, client, sign_in)
        answer = client.post(url_of("noticeedition_copies", edition), follow=True)
        assert "No copy was chosen" in answer.content.decode()

    def next_of(self, outlet, client, sign_in):
        draft = make.a_draft(outlet)
        sign_in(DESK)
        client.post(url_of("noticedraft_issue", draft), {"number": draft.number})
        return NoticeEdition.objects.current_of(outlet)
