"""The database keeps cases, captures and steps as they were noted."""

import pytest
from django.db import DatabaseError, transaction

from exports.models import Artifact, Capture, Case, CaseState, CaseStep
from tests import factories as make
from tests.exports.test_pursuing import DAY, noted, stepped

pytestmark = pytest.mark.django_db


class TestDatabase:
    @pytest.fixture
    def sent(self, made):
        version = make.a_published_pair()[1]
        made(version, formats=["text"])
        return Artifact.objects.get()

    @pytest.fixture
    def case(self, sent):
        return noted(sent.version)

    def refuses(self, match, act):
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            act()

    def test_keeps_cases_as_they_were_noted(self, case):
        later = make.NOW + DAY
        self.refuses("kept", lambda: Case.objects.all()._raw_delete("default"))
        self.refuses("never changes", lambda: Case.objects.update(noted_at=later))

    def test_keeps_closed_cases_closed(self, case):
        stepped(case, CaseState.SETTLED)
        self.refuses(
            "stays closed",
            lambda: Case.objects.update(state="noted", closed_at=None),
        )

    def test_refuses_a_copy_of_another_story(self, sent):
        other = noted(make.a_published_pair()[0])
        self.refuses(
            "another story",
            lambda: Case.objects.filter(pk=other.pk).update(
                source="hand", artifact=sent
            ),
        )

    @pytest.mark.parametrize(
        ("changed", "constraint"),
        [
            ({"source": "hand"}, "case_of_a_copy_names_it"),
            (
                {"state": "licensed", "closed_at": make.NOW},
                "licensed_case_has_its_permission",
            ),
            ({"state": "settled"}, "closed_case_says_when"),
            ({"state": "else"}, "case_state_is_known"),
        ],
    )
    def test_refuses_what_contradicts_itself(self, case, changed, constraint):
        self.refuses(constraint, lambda: Case.objects.update(**changed))

    def test_keeps_captures(self, case):
        self.refuses("never", lambda: Capture.objects.update(size=1))
        self.refuses("never", lambda: Capture.objects.all()._raw_delete("default"))
        Capture.objects.update(erased_at=make.NOW)
        self.refuses("never", lambda: Capture.objects.update(erased_at=None))

    def test_keeps_steps_but_for_their_words(self, case):
        stepped(case, CaseState.SETTLED)
        CaseStep.objects.update(words="")
        self.refuses("never", lambda: CaseStep.objects.update(state="sent"))
        self.refuses("never", lambda: CaseStep.objects.all()._raw_delete("default"))
