"""The board offers each role the step that it may take next."""

import pytest
from django.urls import reverse

from articles.actions import opening, publishing, reviewing
from articles.models import Origin, RightsBasis
from tests import factories as make
from tests.newsroom.board_stories import (
    a_draft,
    at_stage,
    decide,
    shown,
)
from translations.models import Decision

pytestmark = pytest.mark.django_db


class TestNextStep:
    @pytest.mark.parametrize(
        ("role", "stage", "label"),
        [
            ("Reporter", "draft", "Submit · Khmer"),
            ("Reporter", "submitted", None),
            ("Editor", "submitted", "Take into edit · Khmer"),
            ("Editor", "in_edit", "Approve · Khmer"),
            ("Editor", "approved", "Decide · English"),
            ("Publisher", "approved", "Publish · Khmer"),
            ("Publisher", "published", "Decide · English"),
            ("Reporter", "published", None),
            ("Editor", "changed", "Approve the change · Khmer"),
            ("Publisher", "change approved", "Publish · Khmer"),
            ("Editor", "at once", "Confirm · Khmer"),
            ("Reporter", "at once", None),
        ],
    )
    def test_is_what_the_role_may_do(self, client, sign_in, role, stage, label):
        version = at_stage(stage)
        sign_in((role, ""))
        action = shown(client, version.article).action
        assert (action.label if action else None) == label
        if label and "Khmer" in label:
            assert action.url == reverse(
                "admin:articles_version_change", args=[version.pk]
            )

    def test_is_nothing_in_a_language_that_the_role_does_not_cover(
        self, client, sign_in
    ):
        version = at_stage("approved")
        sign_in(("Publisher", "en"))
        assert shown(client, version.article).action.label == "Decide · English"

    def test_is_no_second_read_of_ones_own_text(self, client, sign_in):
        me = sign_in(("Editor", "km"))
        version = make.a_version(by=make.a_chief())
        make.write(version, make.blocks("ក", ["ខ។"]), by=me)
        version = make.submitted(version)
        reviewing.take(version=version, by=make.a_chief(), at=make.NOW)
        assert shown(client, version.article).action is None

    def test_is_no_confirmation_by_who_published_alone(self, client, sign_in):
        me = sign_in(("Publisher", "km"))
        version = publishing.publish_at_once(
            version=a_draft(), reason="Now.", by=me, at=make.NOW
        )
        assert shown(client, version.article).action is None

    def test_is_no_draft_in_other_hands(self, client, sign_in):
        version = a_draft()
        chief = make.a_chief()
        holder = make.an_account(("Reporter", "km"))
        reviewing.hand_over(version=version, to=holder, by=chief, at=make.NOW)
        sign_in(("Reporter", "km"))
        assert shown(client, version.article).action is None

    def test_is_to_go_on_writing_an_empty_draft(self, client, sign_in):
        me = sign_in(("Reporter", "km"))
        version = opening.start_version(
            article=make.a_story(),
            language="km",
            origin=Origin.ORIGINAL,
            rights_basis=RightsBasis.STAFF,
            by=me,
        )
        assert shown(client, version.article).action.label == "Write · Khmer"

    def test_is_to_start_a_wanted_language(self, client, sign_in):
        version = make.published(a_draft())
        decide(version.article, Decision.BRIEF)
        sign_in(("Translator", "en"))
        action = shown(client, version.article).action
        assert action.label == "Start · English"
        assert f"article={version.article_id}&language=en" in action.url
        assert client.get(action.url).status_code == 200

    def test_is_to_judge_what_somebody_else_hid(self, client, sign_in):
        me = sign_in(("Publisher", "km"))
        theirs, mine = make.published(a_draft()), make.published(a_draft())
        make.hidden(theirs.article)
        make.hidden(mine.article, by=me)
        assert shown(client, theirs.article).action.label == "Judge the hiding"
        assert shown(client, mine.article).action is None
