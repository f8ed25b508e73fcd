"""A new wording drafts what partners with older copies are told; a person sends it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from exports.actions.telling_partners import RecallRefused, record_post
from exports.models import Platform, Recall, RecallKind, RecallState
from exports.recipients import posts_for, recipients_for, text_for
from ledger.models import Entry
from newsroom import notice_desk, partner_desk
from tests import factories as make
from tests.exports.test_reordering import delivered
from tests.exports.test_telling_partners import a_partner, granted, sent

pytestmark = pytest.mark.django_db


def issue_next(outlet):
    draft = make.a_draft(outlet)
    return notice_desk.issue_notice_edition(
        draft=draft, number=draft.number, by=make.a_chief(), at=timezone.now()
    )


def go(recall):
    return partner_desk.send_recall(
        recall=recall, left_out=(), by=make.a_chief(), at=timezone.now()
    )


class TestReissue:
    def test_waits_until_a_person_tells_each_partner_once_of_all_its_copies(
        self, order
    ):
        km, en = make.a_published_pair()
        outlet = km.article.outlet
        other = make.published(make.a_version(article=make.a_story(outlet=outlet)))
        issue_next(outlet)
        assert not Recall.objects.exists()  # Nothing is out yet.

        many, one = a_partner(1), a_partner(2)
        for partner, versions in ((many, (km, en, other)), (one, (en,))):
            granted(partner, outlet)
            for version in versions:
                sent(version, partner)
        delivered(order(km, formats=("text",)))  # The outlet's own is nobody else's.

        second = issue_next(outlet)
        recall = Recall.objects.get()
        assert (recall.kind, recall.state, recall.article) == (
            RecallKind.REISSUED,
            RecallState.DRAFT,
            None,
        )
        newest = issue_next(outlet)
        recall.refresh_from_db()
        assert second != newest == recall.notice_edition
        told = {r.licensee: len(r.artifacts) for r in recipients_for(recall)}
        assert told == {many: 3, one: 1}

        # What was replaced meanwhile is no longer told of.
        sent(en, one)
        assert one not in {r.licensee for r in recipients_for(recall)}
        go(recall)
        (notice,) = recall.notices.all()
        text = text_for(notice)
        assert "has a new wording" in text
        assert "មានខ្លឹមសារថ្មី" in text
        assert text.count(f"- {km.article.urn}") == 2 * 2
        assert km.headline not in text
        assert Entry.objects.get(kind="recall.sent").subject.endswith(f":{outlet.pk}")
        assert not recall.posts.exists()
        with pytest.raises(RecallRefused, match="reviewed already"):
            go(recall)

    def test_lists_our_own_posts_that_went_up_before_it(self):
        km, en = make.a_published_pair()
        outlet, by = km.article.outlet, make.a_chief()
        gone = make.published(make.a_version(article=make.a_story(outlet=outlet)))
        for version in (km, gone, make.published(make.a_version())):
            # Of another outlet, the last one.
            record_post(
                version=version,
                platform=Platform.TELEGRAM,
                url=f"https://t.me/riverbank/{version.pk}",
                by=by,
                at=timezone.now(),
            )
        make.taken_down(gone.article)
        Recall.objects.all().delete()
        issue_next(outlet)
        recall = Recall.objects.get()
        assert [post.version for post in posts_for(recall)] == [km]
        record_post(
            version=en,
            platform=Platform.FACEBOOK,
            url="https://facebook.example/1",
            by=by,
            at=timezone.now(),
        )
        # No partner has anything: our own posts are reason enough.
        go(recall)
        assert [task.post.version for task in recall.posts.all()] == [km]
        assert not recall.notices.exists()

    def test_is_about_a_wording_and_every_other_notice_about_a_story(self):
        version = make.a_version()
        edition = issue_next(version.article.outlet)
        wrong = (
            {"kind": "reissued", "article": version.article},
            {"kind": "reissued"},
            {"kind": "corrected", "notice_edition": edition},
            {
                "kind": "reissued",
                "article": version.article,
                "notice_edition": edition,
            },
        )
        for fields in wrong:
            with (
                pytest.raises(IntegrityError, match="a_story_or_a_wording"),
                transaction.atomic(),
            ):
                Recall.objects.create(drafted_at=make.NOW, **fields)
