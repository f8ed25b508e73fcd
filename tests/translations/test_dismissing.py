"""A warning is mended, or somebody says why it is right."""

import pytest

from articles.actions import reviewing
from articles.actions.writing import working_copy
from articles.gates import StepRefused
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, edited, released
from translations.actions import dismissing
from translations.actions.dismissing import DismissalRefused
from translations.inspecting import circumstances_of, dismissals_of, open_findings
from translations.lookup import rows_of, sources_held
from translations.models import Dismissal

pytestmark = pytest.mark.django_db

KHMER = {"a": "តូប ៤២ បើកលក់វិញហើយ។", "b": "ទឹកស្រកវិញហើយ។"}
WRONG = {"a": "The market has 24 stalls again.", "b": "The water has gone."}
RIGHT = {"a": "The market has 42 stalls again.", "b": "The water has gone."}


def errors(version):
    """Return what stands in the way, with the row it is in."""
    sources = [link.source_version for link in sources_held(version)]
    rows = rows_of(version, working_copy(version))
    return list(open_findings(rows, circumstances_of(version, sources, rows), version))


def dismissed(version, reason="It is told in the source."):
    by = make.an_account(("Editor", "en"))
    for row, found in errors(version):
        dismissing.dismiss(
            version=version,
            place=row.key,
            found=found,
            reason=reason,
            by=by,
            at=make.NOW,
        )
    return by


@pytest.fixture
def wrong():
    return a_translation(a_source(KHMER), texts=WRONG)


class TestFindings:
    def test_are_told_of_the_row_that_they_are_in(self, wrong):
        assert [found.values["number"] for _row, found in errors(wrong)] == ["42", "24"]

    def test_are_none_of_a_true_translation(self):
        assert errors(a_translation(a_source(KHMER), texts=RIGHT)) == []

    def test_come_with_the_change_of_a_source(self):
        source = a_source(KHMER)
        version = a_translation(source, texts=RIGHT)
        released(edited(source, KHMER | {"a": KHMER["a"].replace("៤២", "៥៨")}))
        assert [found.values["number"] for _row, found in errors(version)] == [
            "58",
            "42",
        ]


class TestDismissal:
    def test_holds_while_the_finding_says_the_same(self, wrong):
        dismissed(wrong)
        assert errors(wrong) == []
        stored = next(iter(dismissals_of(wrong).values()))
        assert {each.reason for each in stored.values()} == {
            "It is told in the source."
        }

    def test_says_nothing_of_another_finding(self, wrong):
        dismissed(wrong)
        row = wrong.working_blocks.get(html__contains="24")
        wrong.working_blocks.filter(pk=row.pk).update(html=row.html.replace("24", "25"))
        assert [found.values["number"] for _row, found in errors(wrong)] == ["25"]

    def test_is_taken_back(self, wrong):
        by = dismissed(wrong)
        for each in Dismissal.objects.all():
            dismissing.take_back(dismissal=each, by=by)
        assert len(errors(wrong)) == 2

    @pytest.mark.parametrize("reason", ["", " \u200b", "x" * 501])
    def test_wants_a_reason_of_some_length(self, wrong, reason):
        with pytest.raises(DismissalRefused):
            dismissed(wrong, reason)
        assert not Dismissal.objects.exists()

    def test_is_for_who_has_a_hand_in_the_language(self, wrong):
        row, found = errors(wrong)[0]
        with pytest.raises(PermissionRefused):
            dismissing.dismiss(
                version=wrong,
                place=row.key,
                found=found,
                reason="Right.",
                by=make.an_account(("Reporter", "km")),
                at=make.NOW,
            )


class TestApproval:
    def test_is_refused_with_every_error(self, wrong):
        make.described(wrong)
        with pytest.raises(StepRefused) as refused:
            reviewing.approve(
                version=wrong, by=make.an_account(("Editor", "en")), at=make.NOW
            )
        said = [each.message for each in refused.value.objections]
        assert "Paragraph 1: The source says 42, the translation does not." in said
        assert "Paragraph 1: The translation says 24, the source does not." in said
