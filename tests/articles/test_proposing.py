"""Credits come from real work, and the one who did it says how they are printed."""

from datetime import timedelta

import pytest
from django.utils import translation

from articles.actions import proposing, reviewing
from articles.actions.proposing import AnswerRefused
from articles.models import ArticleKind, CreditAnswer, CreditRole
from articles.provenance import lines_of, printed_credits
from people.actions import consenting
from people.models import Consent
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

TWO = ("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "អ្នកភូមិបានរើទៅទីទួល។")


def lines(version):
    version.refresh_from_db()
    with translation.override("km"):
        return [line.text for line in lines_of(version, printed_credits(version))]


@pytest.fixture
def writer():
    return make.an_account(("Reporter", "km"), ("Translator", "en"), ("Editor", "km"))


@pytest.fixture
def public_name(writer):
    person = make.a_person("Vanna")
    person.account = writer
    person.save()
    return person


def submitted_by(writer, **facts):
    version = make.a_version(by=writer, **facts)
    return reviewing.submit(version=version, by=writer, at=make.NOW)


class TestProposeCredits:
    def test_names_the_writer_of_an_original_its_reporter(self, writer):
        (proposal,) = submitted_by(writer).credit_proposals.all()
        assert (proposal.account, proposal.role, proposal.share, proposal.answer) == (
            writer,
            CreditRole.REPORTER,
            100,
            "",
        )

    def test_names_the_writer_of_a_signed_text_its_author(self, writer):
        article = make.a_story(kind=ArticleKind.OPINION)
        version = submitted_by(writer, article=article)
        assert version.credit_proposals.get().role == CreditRole.AUTHOR

    def test_names_the_writer_of_a_translation_its_translator(self, writer):
        original = make.a_version()
        version = submitted_by(writer, article=original.article, language="en")
        assert version.credit_proposals.get().role == CreditRole.TRANSLATOR

    def test_counts_the_paragraphs_that_are_still_there(self, writer):
        version = make.a_version(by=writer)
        editor = make.an_account(("Editor", "km"))
        reviewing.submit(version=version, by=writer, at=make.NOW)
        reviewing.take(version=version, by=editor, at=make.NOW)
        changed = make.blocks("ទឹកទន្លេឡើងខ្ពស់", (TWO[0], "អ្នកភូមិបានរើទៅទីទួលហើយ។"))
        make.write(version, changed, by=editor)
        make.approved(version)
        shares = {(p.account, p.role): p.share for p in version.credit_proposals.all()}
        assert shares == {
            (writer, CreditRole.REPORTER): 100,
            (editor, CreditRole.EDITOR): 50,
        }

    def test_proposes_nothing_to_who_touched_nothing_that_is_left(self, writer):
        version = make.a_version(by=writer)
        other = make.an_account(("Reporter", "km"))
        added = make.blocks("ទឹកទន្លេឡើងខ្ពស់", (*TWO, "ឃ្លាដែលត្រូវលុបចោលវិញ។"))
        make.write(version, added, by=other)
        make.write(version, make.blocks("ទឹកទន្លេឡើងខ្ពស់", TWO), by=writer)
        reviewing.submit(version=version, by=writer, at=make.NOW)
        assert [p.account for p in version.credit_proposals.all()] == [writer]

    def test_credits_the_desk_until_somebody_answers(self, writer):
        version = make.a_version(by=writer)
        version.credits.all().delete()
        reviewing.submit(version=version, by=writer, at=make.NOW)
        assert lines(version) == ["រាយការណ៍ដោយ ការិយាល័យព័ត៌មានផ្សារ"]

    def test_leaves_credits_that_are_there(self, writer):
        version = make.a_version(by=writer)
        before = list(version.credits.values())
        reviewing.submit(version=version, by=writer, at=make.NOW)
        assert list(version.credits.values()) == before

    def test_keeps_answers_and_asks_nobody_twice(self, writer, public_name):
        version = submitted_by(writer)
        answered(version, writer, CreditAnswer.NOTHING)
        proposing.propose_credits(version=version, at=make.NOW + timedelta(days=1))
        proposal = version.credit_proposals.get()
        assert (proposal.answer, proposal.made_at) == (CreditAnswer.NOTHING, make.NOW)


def answered(version, by, answer, **said):
    return proposing.answer_proposal(
        proposal=version.credit_proposals.get(account=by),
        answer=answer,
        by=by,
        at=make.NOW,
        **said,
    )


class TestAnswerProposal:
    def test_prints_the_name_once_its_bearer_agrees(self, writer, public_name):
        version = submitted_by(writer)
        desk = version.credits.get().contributor
        answered(version, writer, CreditAnswer.NAMED, agrees=True)
        assert lines(version) == [f"រាយការណ៍ដោយ {desk.name_km} និង Vanna (ខ្មែរ)"]
        consent = Consent.objects.get(contributor=public_name)
        assert (consent.language, consent.recorded_by) == ("km", writer)

    def test_takes_the_place_of_the_outlets_own_desk(self, writer, public_name):
        version = make.a_version(by=writer)
        version.credits.all().delete()
        reviewing.submit(version=version, by=writer, at=make.NOW)
        answered(version, writer, CreditAnswer.NAMED, agrees=True)
        assert lines(version) == ["រាយការណ៍ដោយ Vanna (ខ្មែរ)"]

    @pytest.mark.parametrize("answer", [CreditAnswer.DESK, CreditAnswer.NOTHING])
    def test_can_be_taken_back(self, writer, public_name, answer):
        version = make.a_version(by=writer)
        version.credits.all().delete()
        reviewing.submit(version=version, by=writer, at=make.NOW)
        answered(version, writer, CreditAnswer.NAMED, agrees=True)
        answered(version, writer, answer)
        assert lines(version) == ["រាយការណ៍ដោយ ការិយាល័យព័ត៌មានផ្សារ"]

    def test_nothing_leaves_an_editors_line_out(self, writer):
        version = make.submitted(make.a_version())
        reviewing.take(version=version, by=writer, at=make.NOW)
        changed = make.blocks("ទឹកទន្លេឡើងខ្ពស់", (TWO[0], "អ្នកភូមិបានរើទៅទីទួលហើយ។"))
        make.write(version, changed, by=writer)
        make.approved(version)
        assert len(lines(version)) == 2
        answered(version, writer, CreditAnswer.NOTHING)
        assert len(lines(version)) == 1

    def test_leaves_the_credits_of_others(self, writer, public_name):
        version = submitted_by(writer)
        other = make.a_person("Bopha", consents=["km"])
        make.credit(version, (other, CreditRole.PHOTOGRAPHER))
        kept = version.credits.get()
        answered(version, writer, CreditAnswer.NAMED, agrees=True)
        assert version.credits.get(pk=kept.pk).contributor == other

    def test_refuses_a_name_without_agreement_and_says_what_to_do(
        self, writer, public_name
    ):
        version = submitted_by(writer)
        with pytest.raises(AnswerRefused, match=r"in Khmer\. Tick that you agree"):
            answered(version, writer, CreditAnswer.NAMED)
        assert version.credit_proposals.get().answer == ""
        assert not Consent.objects.exists()

    def test_refuses_a_name_where_there_is_none(self, writer):
        version = submitted_by(writer)
        with pytest.raises(AnswerRefused, match="Ask an editor to enter one"):
            answered(version, writer, CreditAnswer.NAMED, agrees=True)

    def test_refuses_everybody_but_the_one_concerned(self, writer):
        version = submitted_by(writer)
        with pytest.raises(PermissionRefused):
            proposing.answer_proposal(
                proposal=version.credit_proposals.get(),
                answer=CreditAnswer.DESK,
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_refuses_who_may_not_know_of_the_story_any_more(self, writer):
        version = submitted_by(writer)
        type(version.article).objects.update(is_restricted=True)
        with pytest.raises(PermissionRefused):
            answered(version, writer, CreditAnswer.DESK)


class TestConsentOfOnesOwn:
    def test_is_recorded_and_withdrawn_by_its_bearer(self, writer, public_name):
        facts = {"contributor": public_name, "language": "en", "by": writer}
        consenting.record_consent(**facts, at=make.NOW)
        assert proposing.consented_languages(public_name) == {"en"}
        assert consenting.withdraw_consent(**facts, at=make.NOW) == 1
        assert proposing.consented_languages(public_name) == frozenset()

    def test_is_nobody_elses(self, writer):
        facts = {"contributor": make.a_person(), "language": "en", "by": writer}
        with pytest.raises(PermissionRefused):
            consenting.record_consent(**facts, at=make.NOW)
        with pytest.raises(PermissionRefused):
            consenting.withdraw_consent(**facts, at=make.NOW)
