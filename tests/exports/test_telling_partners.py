"""Whoever took a copy learns what to do, never why, and says when it is done."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.utils import timezone

from articles.models import CreditRole
from exports.actions.ordering import order_export
from exports.actions.releasing import artifact_path
from exports.actions.releasing import perform as release
from exports.actions.telling_partners import (
    MOST_MAILS,
    RecallRefused,
    draft_recall,
    drop_recall,
    note_done,
    perform,
    record_post,
    remind_partners,
    send_recall,
)
from exports.licensing import Wanted
from exports.models import (
    Artifact,
    ArtifactState,
    ExportItem,
    Platform,
    Recall,
    RecallKind,
    RecallNotice,
    RecallState,
)
from exports.recalls import RECALL_LANGUAGES, notice_text
from exports.recipients import done_url, recipients_of, text_for
from ledger.models import Entry
from ledger.verifying import stored_links, verify
from newsroom import desk, partner_desk
from newsroom.forgetting.verbs import withdraw_byline
from people.permissions import PermissionRefused
from rights.actions.granting import Scope, give_grant, let_outlet_use_its_own
from rights.models import Grant, Licensee
from rights.terms import Act, Terms
from tests import factories as make
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

pytestmark = pytest.mark.django_db
LATER = timezone.now() + timedelta(days=400)


def a_partner(number, *, contact=None):
    return Licensee.objects.create(
        slug=f"partner-{number}",
        name_km=f"ដៃគូ {number}",
        name_en=f"Partner {number}",
        contact=f"p{number}@partner.example" if contact is None else contact,
    )


def granted(partner, outlet, **terms):
    return give_grant(
        licensee=partner,
        scope=Scope(outlet),
        terms=Terms(
            frozenset({Act.ELECTRONIC}),
            frozenset({"*"}),
            make.NOW,
            ends_at=LATER,
            **terms,
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


def sent(version, partner, *, formats=("text",)):
    job = order_export(
        versions=[version],
        formats=list(formats),
        wanted=Wanted(partner, frozenset({Act.ELECTRONIC})),
        by=None,
        at=make.NOW,
    )
    for item in job.items.all():
        release(item)
        ExportItem.objects.filter(pk=item.pk).update(
            state=WorkState.DONE, finished_at=make.NOW
        )


@pytest.fixture
def pair():
    return make.a_published_pair()


@pytest.fixture
def partners(pair):
    """Three partners: with a Khmer copy, an English one, and both."""
    km, en = pair
    found = [a_partner(number) for number in (1, 2, 3)]
    for partner in found:
        granted(partner, km.article.outlet)
    sent(km, found[0])
    sent(en, found[1])
    sent(km, found[2])
    sent(en, found[2])
    return found


@pytest.fixture
def posts(pair):
    return [
        record_post(
            version=version,
            platform=Platform.TELEGRAM,
            url=f"https://t.example/{version.language}",
            by=make.a_chief(),
            at=make.NOW,
        )
        for version in pair
    ]


def mailed():
    """Mail what waits, as a worker would."""
    for notice in RecallNotice.objects.filter(state=WorkState.WAITING):
        perform(notice)
        RecallNotice.objects.filter(pk=notice.pk).update(
            state=WorkState.DONE, finished_at=make.NOW
        )


def taken_down(article):
    make.hidden(article)
    desk.take_down_story(article=article, by=make.a_chief(), at=make.NOW)
    return Recall.objects.get(article=article)


def go(recall, **more):
    return send_recall(recall=recall, by=make.a_chief(), at=make.NOW, **more)


def revoked(grant):
    return partner_desk.revoke_grant(grant=grant, by=make.a_chief(), at=make.NOW)


class TestTakeDown:
    def test_reaches_three_partners_and_two_posts_without_naming_the_story(
        self, pair, partners, posts, settings
    ):
        settings.SENDS_MAIL = True
        article = pair[0].article
        names = {v.headline for v in article.versions.all()}
        names |= {v.slug for v in article.versions.all()} | {article.slugline}
        recall = taken_down(article)
        assert (recall.kind, recall.state) == (RecallKind.TAKEN_DOWN, RecallState.DRAFT)
        assert mail.outbox == []
        partner_desk.send_recall(
            recall=recall, left_out=(), by=make.a_chief(), at=make.NOW
        )
        mailed()
        assert sorted(m.to[0] for m in mail.outbox) == [p.contact for p in partners]
        for message in mail.outbox:
            said = message.subject + message.body
            assert "Please remove the copies below at once" in said
            assert "សូមដកច្បាប់ចម្លងខាងក្រោមចេញភ្លាម" in said
            assert article.urn in said
            assert not [name for name in names if name and name in said]
        assert {task.post for task in recall.posts.all()} == set(posts)
        entry = Entry.objects.get(kind="recall.sent")
        assert entry.facts["licensees"] == [p.pk for p in partners]

    def test_gives_no_copy_out_any_more(self, pair, partners):
        paths = [artifact_path(a) for a in Artifact.objects.all()]
        assert all(path.exists() for path in paths)
        taken_down(pair[0].article)
        assert set(Artifact.objects.values_list("state", flat=True)) == {
            ArtifactState.RECALLED
        }

    def test_tells_each_partner_of_their_own_copies_in_every_language(
        self, pair, partners
    ):
        recall = go(taken_down(pair[0].article))
        texts = [text_for(n) for n in recall.notices.order_by("licensee__slug")]
        assert [text.split("--")[1].count("- urn:") for text in texts] == [1, 1, 2]
        assert "ភាសាខ្មែរ" in texts[2]
        assert "English" in texts[2]

    def test_drafts_nothing_where_nothing_went_out(self, pair):
        make.hidden(pair[0].article)
        desk.take_down_story(article=pair[0].article, by=make.a_chief(), at=make.NOW)
        assert not Recall.objects.exists()

    def test_leaves_hiding_alone(self, pair, partners):
        make.hidden(pair[0].article)
        assert not Recall.objects.exists()


class TestOtherMatters:
    def test_a_correction_is_for_everybody_who_has_a_copy(self, pair, partners, posts):
        correction = make.proposed(pair[0].article)
        desk.correct_story(correction=correction, by=make.a_chief(), at=make.NOW)
        recall = Recall.objects.get()
        assert recall.kind == RecallKind.CORRECTED
        sent_to = go(recall)
        assert sent_to.notices.count() == 3
        assert sent_to.posts.count() == 2

    def test_a_permission_taken_back_is_for_its_partner_alone(
        self, pair, partners, posts
    ):
        grant = Grant.objects.get(licensee=partners[2])
        (draft,) = partner_desk.revoke_grant(
            grant=grant, by=make.a_chief(), at=make.NOW
        )
        recall = go(draft)
        assert [n.licensee for n in recall.notices.all()] == [partners[2]]
        assert not recall.posts.exists()
        assert "What was published may stay" in text_for(recall.notices.get())

    def test_pieces_go_where_that_was_agreed(self, pair):
        partner = a_partner(9)
        grant = granted(partner, pair[0].article.outlet, pieces_stay=False)
        sent(pair[0], partner)
        (draft,) = partner_desk.revoke_grant(
            grant=grant, by=make.a_chief(), at=make.NOW
        )
        assert "remove what was published" in text_for(go(draft).notices.get())

    def test_a_name_taken_away_is_told_without_the_name_and_the_ledger_stays_proven(
        self, pair
    ):
        km = pair[0]
        person = make.a_person("Sok Dara", consents=["km"])
        make.credit(km, (person, CreditRole.REPORTER))
        partner = a_partner(7)
        granted(partner, km.article.outlet)
        sent(km, partner)
        withdraw_byline(contributor=person, by=make.a_chief(), at=make.NOW)
        recall = Recall.objects.get()
        assert recall.kind == RecallKind.CREDITED
        text = text_for(go(recall).notices.get())
        assert "Sok Dara" not in text
        assert verify(stored_links()).broken_seq is None

    def test_an_end_is_no_recall(self, pair, partners):
        Grant.objects.update(ends_at=timezone.now())
        remind_partners(at=timezone.now() + timedelta(days=9))
        assert not Recall.objects.exists()
        assert Artifact.objects.filter(state=ArtifactState.RELEASED).count() == 4

    def test_an_outlets_own_copies_are_nobody_elses(self, pair):
        own = let_outlet_use_its_own(outlet=pair[0].article.outlet, at=make.NOW)
        sent(pair[0], own)
        assert recipients_of(pair[0].article) == ()


class TestReviewing:
    @pytest.fixture
    def draft(self, pair, partners):
        return taken_down(pair[0].article)

    def test_leaves_out_whom_the_reader_leaves_out(self, draft, partners):
        recall = go(draft, left_out=[partners[0].pk])
        assert recall.notices.count() == 2
        assert Entry.objects.get(kind="recall.sent").facts["left_out"] == 1

    def test_refuses_to_tell_nobody(self, draft, partners):
        with pytest.raises(RecallRefused, match="Nobody would be told"):
            go(draft, left_out=[p.pk for p in partners])

    def test_happens_once(self, draft):
        go(draft)
        with pytest.raises(RecallRefused, match="reviewed already"):
            go(draft)
        with pytest.raises(RecallRefused, match="reviewed already"):
            drop_recall(recall=draft, by=make.a_chief(), at=make.NOW)

    def test_may_end_with_telling_nobody(self, draft):
        dropped = drop_recall(recall=draft, by=make.a_chief(), at=make.NOW)
        assert dropped.state == RecallState.DROPPED
        assert not dropped.notices.exists()

    def test_is_not_for_everybody(self, draft):
        with pytest.raises(PermissionRefused):
            send_recall(recall=draft, by=make.an_account(("Editor", "")), at=make.NOW)

    def test_finds_the_same_draft_again(self, draft):
        again = draft_recall(
            article=draft.article, kind=RecallKind.TAKEN_DOWN, at=make.NOW
        )
        assert again == draft


class TestHearing:
    @pytest.fixture
    def notice(self, pair, partners):
        return go(taken_down(pair[0].article)).notices.first()

    def link(self, notice):
        return done_url(notice).removeprefix(settings.SITE_URL)

    def test_wants_a_press_and_no_sign_in(self, client, notice):
        page = client.get(self.link(notice), headers={"Accept-Language": "en"})
        assert "It is done" in page.content.decode()
        notice.refresh_from_db()
        assert notice.done_at is None
        client.post(
            self.link(notice),
            content_type="application/x-www-form-urlencoded",
            HTTP_ORIGIN=settings.SITE_URL,
        )
        notice.refresh_from_db()
        assert notice.done_at is not None
        assert notice.noted_by is None
        page = client.get(self.link(notice), headers={"Accept-Language": "km"})
        assert "សូមអរគុណ" in page.content.decode()
        assert not page.cookies
        assert Entry.objects.get(kind="recall.done").facts["by_link"] is True

    def test_takes_no_link_that_was_not_signed(self, client, notice):
        for token in (str(notice.pk), f"{notice.pk}:forged", "x"):
            assert client.get(f"/recalls/{token}/").status_code == 404

    def test_takes_no_press_from_elsewhere(self, client, notice):
        client.post(
            self.link(notice),
            content_type="application/x-www-form-urlencoded",
            HTTP_ORIGIN="https://else.example",
        )
        notice.refresh_from_db()
        assert notice.done_at is None

    def test_can_be_noted_by_the_desk(self, notice):
        by = make.a_chief()
        note_done(notice=notice, by=by, at=make.NOW)
        notice.refresh_from_db()
        assert notice.noted_by == by

    def test_reminds_who_does_not_answer_a_few_times(self, notice, settings):
        settings.SENDS_MAIL = True
        RecallNotice.objects.exclude(pk=notice.pk).delete()
        now = timezone.now()
        for _day in range(MOST_MAILS + 3):
            mailed()
            now += timedelta(days=3)
            remind_partners(at=now)
        assert len(mail.outbox) == MOST_MAILS
        assert "This is a reminder" in mail.outbox[1].body
        assert "This is a reminder" not in mail.outbox[0].body

    def test_reminds_nobody_who_said_that_it_is_done(self, notice, settings):
        settings.SENDS_MAIL = True
        RecallNotice.objects.exclude(pk=notice.pk).delete()
        mailed()
        note_done(notice=notice, by=make.a_chief(), at=make.NOW)
        assert remind_partners(at=timezone.now() + timedelta(days=9)) == 0

    def test_refuses_what_cannot_be_mailed_and_says_so(self, pair, settings):
        settings.SENDS_MAIL = True
        partner = a_partner(8, contact="")
        granted(partner, pair[0].article.outlet)
        sent(pair[0], partner)
        notice = go(taken_down(pair[0].article)).notices.get()
        with pytest.raises(WorkRefused, match="no address"):
            perform(notice)
        settings.SENDS_MAIL = False
        notice.licensee.contact = "a@a.example"
        with pytest.raises(WorkRefused, match="No mail is sent"):
            perform(notice)


class TestText:
    @pytest.mark.parametrize("kind", RecallKind.values)
    def test_says_what_to_do_in_both_languages_and_where_to_answer(self, kind):
        text = notice_text(kind, (), done_url="https://a.example/recalls/1:x/")
        assert text.count("https://a.example/recalls/1:x/") == len(RECALL_LANGUAGES)
        assert "Please" in text
        assert "សូម" in text
