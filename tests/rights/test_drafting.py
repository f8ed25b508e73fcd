"""Drafts are kept as typed; every fault of one is found at once."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rights.actions import drafting
from rights.actions.drafting import DraftRefused, drop_draft, save_draft, start_draft
from rights.drafting import FAULTS, LABELS, Drafted, faults_of
from rights.models import DraftState, NoticeDraft, NoticeEdition, Organisation
from rights.wording import LAW_CLAUSE, NoticeParameters, NoticeText, house_wording
from tests import factories as make

TODAY = date(2026, 3, 1)
NAMES = {"km": "សមាគមផ្សារ", "en": "Market Association"}
ADDRESS = "rights@market.example"


def a_draft(**changes):
    texts = house_wording(NoticeParameters(NAMES, NAMES, ADDRESS, 2026, {}))
    whole = Drafted(
        rights_holder=NAMES,
        address=ADDRESS,
        year="2026",
        texts=texts,
        law_clause=LAW_CLAUSE,
    )
    return replace(whole, **changes)


def with_text(language, **changes):
    texts = dict(a_draft().texts)
    texts[language] = replace(texts[language], **changes)
    return a_draft(texts=texts)


def codes(draft):
    found = faults_of(draft, today=TODAY)
    return [" ".join(filter(None, (f.code, f.field, f.language))) for f in found]


class TestFaults:
    def test_are_none_in_the_house_sentences(self):
        assert codes(a_draft()) == []
        assert codes(a_draft(law_clause={})) == []
        assert codes(a_draft(year="២០២៦")) == []

    @pytest.mark.parametrize(
        ("draft", "expected"),
        [
            (a_draft(address="ask me"), ["address"]),
            (a_draft(year="soon"), ["year"]),
            (a_draft(year="1776"), ["year"]),
            (
                a_draft(year="2027"),
                ["dated full km", "dated full en"],
            ),
            (a_draft(law_clause={"km": "", "en": "Only here."}), ["clause"]),
            (with_text("km", plain_words=""), ["blank plain_words km"]),
            (
                with_text("en", licensed_line="two\nlines"),
                ["lines licensed_line en"],
            ),
            (
                with_text("en", plain_words="turned\u202e round"),
                ["lines plain_words en"],
            ),
            (
                with_text("en", short=f"{NAMES['en']} {ADDRESS} {'x' * 170}"),
                ["long short en"],
            ),
            (with_text("km", short=f"© {ADDRESS}"), ["holder short km"]),
            (with_text("km", short=f"© {NAMES['km']}"), ["ask short km"]),
            (a_draft(lawyer_name="L"), ["lawyer"]),
            (
                a_draft(
                    lawyer_name="L",
                    lawyer_signed_date=date(2026, 3, 2),
                    lawyer_document_sha256="AB",
                ),
                ["digest", "future"],
            ),
        ],
    )
    def test_are_each_found(self, draft, expected):
        assert codes(draft) == expected

    def test_are_found_all_at_once(self):
        blank = NoticeText("", "", "", "")
        empty = Drafted(
            rights_holder={},
            address="",
            year="",
            texts={"km": blank, "en": blank},
            law_clause={},
        )
        assert len(codes(empty)) == 2 + 2 + 2 * 4

    def test_do_not_mind_marks_that_nobody_sees(self):
        short = f"© ស\u200bមាគម\u200bផ្សារ {ADDRESS}"
        assert codes(with_text("km", short=short)) == []

    @given(st.text(max_size=300))
    def test_never_fail_whatever_was_typed(self, typed):
        texts = {tag: NoticeText(typed, typed, typed, typed) for tag in ("km", "en")}
        draft = a_draft(
            texts=texts, address=typed, year=typed, law_clause={"en": typed}
        )
        assert all(code.split()[0] in FAULTS for code in codes(draft))

    def test_are_said_in_khmer(self):
        with translation.override("km"):
            for words in (*FAULTS.values(), *LABELS.values()):
                assert translation.gettext(words) != words


@pytest.mark.django_db
class TestStart:
    def test_begins_with_the_house_sentences(self):
        draft = make.a_draft(make.an_outlet())
        assert faults_of(drafting.drafted(draft), today=TODAY) == ()
        assert draft.law_clause_km == LAW_CLAUSE["km"]
        assert LAW_CLAUSE["km"] not in draft.full_text_km

    def test_begins_with_the_present_wording(self):
        outlet = make.an_outlet()
        present = NoticeEdition.objects.current_of(outlet)
        draft = started(outlet, is_house_wording=False)
        assert f"{draft.full_text_km} {draft.law_clause_km}" == present.full_text_km
        assert draft.short_text_en == present.short_text_en

    def test_refuses_to_begin_with_what_is_not_there(self):
        with pytest.raises(DraftRefused, match="no wording yet"):
            started(make.an_outlet(with_notice=False), is_house_wording=False)

    def test_refuses_a_second_draft_of_an_outlet(self):
        outlet = make.an_outlet()
        make.a_draft(outlet)
        with pytest.raises(DraftRefused, match="open draft"):
            make.a_draft(outlet)
        make.a_draft(make.an_outlet())


def started(outlet, **how):
    holder, _made = Organisation.objects.get_or_create(
        slug=outlet.slug, defaults={"name_km": "ក", "name_en": "A", "address": ADDRESS}
    )
    return start_draft(
        outlet=outlet, rights_holder=holder, by=make.a_chief(), at=make.NOW, **how
    )


@pytest.mark.django_db
class TestSave:
    def test_keeps_whatever_was_typed(self):
        draft = make.a_draft(make.an_outlet())
        draft.full_text_km, draft.year, draft.address = "ព្រាង", "soon", "?"
        saved = save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        kept = NoticeDraft.objects.get(pk=draft.pk)
        assert (kept.full_text_km, kept.year, kept.address) == ("ព្រាង", "soon", "?")
        assert saved.number == 2

    def test_names_everybody_who_wrote_some_of_it(self):
        one, other = make.a_chief(), make.a_chief()
        draft = make.a_draft(make.an_outlet(), by=one)
        saved = save_draft(draft=draft, by=other, at=make.NOW)
        assert set(saved.written_by.all()) == {one, other}
        assert saved.saved_by == other

    def test_overwrites_nobody_in_silence(self):
        draft = make.a_draft(make.an_outlet())
        second = NoticeDraft.objects.get(pk=draft.pk)
        draft.full_text_en = "First"
        save_draft(draft=draft, by=make.a_chief(), at=make.NOW)
        second.full_text_en = "Second"
        with pytest.raises(DraftRefused, match="in the meantime"):
            save_draft(draft=second, by=make.a_chief(), at=make.NOW)
        assert NoticeDraft.objects.get(pk=draft.pk).full_text_en == "First"


@pytest.mark.django_db
class TestDrop:
    def test_closes_it_and_lets_the_next_begin(self):
        outlet, by = make.an_outlet(), make.a_chief()
        draft = drop_draft(draft=make.a_draft(outlet), by=by, at=make.NOW)
        assert (draft.state, draft.closed_by) == (DraftState.DROPPED, by)
        make.a_draft(outlet)
        with pytest.raises(DraftRefused, match="closed"):
            save_draft(draft=draft, by=by, at=make.NOW)
