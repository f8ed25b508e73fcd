"""The right of reply: one enters, another decides, a published note closes it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pghistory.models import Events

from articles.actions import correcting, replying
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    ReplyDecision,
    ReplyRequest,
)
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

WORDED = {"km": "លោក សុខ ថ្លែងថា មិនពិតទេ។", "en": "Mr Sok says that this is untrue."}
PUBLISH, REFUSE = ReplyDecision.PUBLISH, ReplyDecision.REFUSE


@pytest.fixture
def article() -> Article:
    return make.a_published_pair()[0].article


@pytest.fixture
def entered(article: Article) -> ReplyRequest:
    return make.asked_to_reply(article)


def received(article: Article, *, by: Account | None = None, **facts) -> ReplyRequest:
    request = ReplyRequest(
        article=article,
        **{
            "claimant": "Sok",
            "demand": "It is untrue.",
            "received_at": make.NOW,
            **facts,
        },
    )
    return replying.receive_reply(request=request, by=by or make.a_chief(), at=make.NOW)


def decide(
    request: ReplyRequest,
    decision: ReplyDecision,
    *,
    by: Account | None = None,
    answer: str = "",
    wordings=None,
) -> ReplyRequest:
    return replying.decide_reply(
        request=request,
        decision=decision,
        answer=answer,
        wordings=WORDED if wordings is None else wordings,
        by=by or make.a_chief(),
        at=make.NOW,
    )


def reasons(refused) -> list[str]:
    return str(refused.value).splitlines()


class TestReceive:
    def test_is_due_a_week_later_unless_somebody_says_another_day(
        self, article, settings
    ):
        # In Phnom Penh it is nine in the morning of the first of March.
        assert received(article).due_date == date(2026, 3, 8)
        named = received(article, due_date=date(2026, 3, 3))
        assert named.due_date == date(2026, 3, 3)
        settings.REPLY_DAYS = 14
        assert received(article).due_date == date(2026, 3, 15)

    def test_counts_from_the_day_in_the_newsroom(self, article):
        late_evening = make.NOW - timedelta(hours=10)
        assert received(article, received_at=late_evening).due_date == date(2026, 3, 7)

    def test_is_for_editors(self, article):
        with pytest.raises(PermissionRefused):
            received(article, by=make.an_account(("Reporter", "")))
        by = make.an_account(("Editor", "en"))
        assert received(article, by=by).entered_by == by

    def test_of_a_restricted_story_is_for_the_people_named_there(self, article):
        Article.objects.update(is_restricted=True)
        article.refresh_from_db()
        with pytest.raises(PermissionRefused, match="named on this story"):
            received(article, by=make.an_account(("Publisher", "")))

    def test_lists_every_reason_against_it(self):
        unseen = make.a_version().article
        with pytest.raises(replying.ReplyRefused) as refused:
            received(
                unseen,
                claimant=" ",
                demand="",
                received_at=make.NOW + timedelta(days=2),
                due_date=date(2026, 3, 1),
            )
        assert [reason.split()[0] for reason in reasons(refused)] == [
            "Say",
            "Write",
            "It",
            "It",
            "Readers",
        ]
        assert not ReplyRequest.objects.exists()

    def test_keeps_names_and_words_out_of_the_history(self, entered):
        decide(entered, REFUSE, answer="Secret answer")
        kept = str([event.pgh_data for event in Events.objects.tracks(entered)])
        assert "received_at" in kept
        for unsaid in (entered.claimant, entered.demand, "Secret answer"):
            assert unsaid not in kept


class TestDecide:
    def test_to_publish_proposes_the_note_in_every_language(self, entered):
        by = make.a_chief()
        request = decide(entered, PUBLISH, by=by)
        note = request.correction
        assert (note.kind, note.proposed_by) == (CorrectionKind.RIGHT_OF_REPLY, by)
        assert dict(note.wordings.values_list("language", "text")) == WORDED
        assert note.published_at is None
        assert ReplyRequest.objects.open().get() == request

    def test_is_closed_by_the_note_that_a_third_person_publishes(self, entered):
        note = decide(entered, PUBLISH).correction
        correcting.publish_correction(correction=note, by=make.a_chief(), at=make.NOW)
        assert not ReplyRequest.objects.open().exists()

    def test_to_refuse_closes_it_with_an_answer(self, entered):
        request = decide(entered, REFUSE, answer=" It was said in court. ")
        assert (request.decision, request.answer) == (REFUSE, "It was said in court.")
        assert not ReplyRequest.objects.open().exists()
        assert not Correction.objects.exists()

    def test_to_refuse_wants_an_answer(self, entered):
        with pytest.raises(replying.ReplyRefused, match="whoever asks"):
            decide(entered, REFUSE, answer="  ")

    def test_is_for_a_second_person_who_may_correct(self, article):
        enterer = make.an_account(("Publisher", ""))
        request = make.asked_to_reply(article, by=enterer)
        with pytest.raises(replying.ReplyRefused, match="You entered"):
            decide(request, REFUSE, by=enterer, answer="No.")
        with pytest.raises(PermissionRefused):
            decide(request, REFUSE, by=make.an_account(("Editor", "")), answer="No.")
        by = make.an_account(("Publisher", "en"))
        assert decide(request, REFUSE, by=by, answer="No.").decided_by == by

    def test_lists_every_reason_against_it(self, article):
        enterer = make.a_chief()
        request = make.asked_to_reply(article, by=enterer)
        make.taken_down(article)
        with pytest.raises(replying.ReplyRefused) as refused:
            decide(request, PUBLISH, by=enterer, wordings={"en": " "})
        assert [reason.split()[0] for reason in reasons(refused)] == [
            "You",
            "The",
            "Nothing",
        ]

    def test_can_be_changed_until_readers_have_the_reply(self, entered):
        first = decide(entered, PUBLISH).correction
        again = decide(entered, PUBLISH, wordings={"en": "Shorter."})
        assert again.correction == first
        assert first.wordings.get().text == "Shorter."
        refused = decide(entered, REFUSE, answer="Withdrawn by whoever asked.")
        assert refused.correction is None
        assert not Correction.objects.exists()
        request = decide(entered, PUBLISH)
        correcting.publish_correction(
            correction=request.correction, by=make.a_chief(), at=make.NOW
        )
        with pytest.raises(replying.ReplyRefused, match="have the reply already"):
            decide(entered, REFUSE, answer="Too late.")


class TestTheNote:
    def test_cannot_be_dropped_past_the_decision(self, entered):
        note = decide(entered, PUBLISH).correction
        with pytest.raises(correcting.CorrectionRefused, match="Decide that request"):
            correcting.drop_correction(correction=note, by=make.a_chief())

    def test_stays_a_reply_when_it_is_reworded(self, entered):
        note = decide(entered, PUBLISH).correction
        asked = {"correction": note, "by": make.a_chief(), "at": make.NOW}
        with pytest.raises(correcting.CorrectionRefused, match="its kind stays"):
            correcting.reword_correction(
                kind=CorrectionKind.APOLOGY, wordings=WORDED, **asked
            )
        correcting.reword_correction(
            kind=CorrectionKind.RIGHT_OF_REPLY, wordings={"en": "Better."}, **asked
        )
        assert note.wordings.get().text == "Better."

    @pytest.mark.parametrize(
        ("language", "words"), [("km", "សិទ្ធិឆ្លើយតប"), ("en", "Right of reply")]
    )
    def test_stands_on_the_page_of_each_language(
        self, client, article, entered, language, words
    ):
        note = decide(entered, PUBLISH).correction
        version = article.versions.get(language=language)
        path = f"/{language}/{article.section.slug}/{version.slug}/"
        assert WORDED[language] not in client.get(path).content.decode()
        correcting.publish_correction(correction=note, by=make.a_chief(), at=make.NOW)
        page = client.get(path).content.decode()
        assert f"<strong>{words}</strong>" in page
        assert WORDED[language] in page
        assert entered.claimant not in page
        assert entered.demand not in page


class TestTheDatabase:
    def test_refuses_a_decision_by_who_entered_it(self, entered):
        with (
            pytest.raises(IntegrityError, match="decided_by_a_second_person"),
            transaction.atomic(),
        ):
            ReplyRequest.objects.update(
                decision=REFUSE, decided_by=entered.entered_by, decided_at=make.NOW
            )
