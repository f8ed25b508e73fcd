"""Copies reach a partner's hands: judged anew, signed, once, noted in the ledger."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.db.models.functions import Now

from exports.actions.channels import (
    ChannelRefused,
    close_channel,
    open_channel,
    renew_secret,
)
from exports.actions.dispatching import mail_finished_orders, perform
from exports.actions.ordering import Way, order_export
from exports.actions.recalling import recall_copies
from exports.actions.releasing import artifact_path
from exports.channel_secrets import channel_named, secret_of, token_of
from exports.licensing import ExportRefused, Wanted
from exports.models import Artifact, ChannelKind, Delivery, Dispatch, Handover
from exports.webhooks import is_signed
from ledger.models import Entry
from rights.lookup import current_notice
from tests import factories as make
from tests.exports.partners import (
    ELECTRONIC,
    a_channel,
    a_partner,
    made,
    ordered,
    permit,
)
from tests.exports.receiver import receiving
from worklist.actions.working import Outcome, work
from worklist.models import MOST_ATTEMPTS, WorkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def server():
    with receiving() as partner:
        yield partner


@pytest.fixture
def story(settings):
    settings.WEBHOOKS_MAY_BE_PRIVATE = True
    version = make.a_published_pair()[1]
    partner = a_partner()
    return version, partner, permit(partner, version)


@pytest.fixture
def hook(story, server):
    return a_channel(story[1], ChannelKind.WEBHOOK, f"{server.url}/in")


def send(dispatch):
    return work(model=Dispatch, item_id=dispatch.pk, perform=perform)


def the_sending(hook, story):
    job = made(ordered(hook, story[0], formats=["ninjs"]))
    return Dispatch.objects.get(item__job=job)


class TestWebhook:
    def test_gets_the_verified_bytes_signed(self, hook, story, server):
        dispatch = the_sending(hook, story)
        assert send(dispatch) == Outcome.DONE
        (got,) = server.received
        artifact = Artifact.objects.get()
        assert got.body == artifact_path(artifact).read_bytes()
        assert is_signed(secret_of(hook), got.headers, got.body, now=int(time.time()))
        assert got.headers["Content-Language"] == "en"
        notice = current_notice(story[0].article.outlet)
        assert notice.texts["en"].full.encode()[:20] in got.body

    def test_is_noted_in_the_ledger_without_words(self, hook, story):
        send(the_sending(hook, story))
        entry = Entry.objects.get(kind="copy.handed_over")
        assert entry.facts["sha256"] == Artifact.objects.get().sha256
        assert entry.facts["channel"] == hook.pk
        assert Handover.objects.get().delivery == Delivery.objects.get()

    def test_is_tried_again_later_under_the_same_name(self, hook, story, server):
        server.answers = [503]
        dispatch = the_sending(hook, story)
        assert send(dispatch) == Outcome.PUT_OFF
        dispatch.refresh_from_db()
        assert "answered 503" in dispatch.last_error
        pause = dispatch.due_at - dispatch.created_at
        assert timedelta(minutes=4) < pause < timedelta(minutes=6)
        assert not Handover.objects.exists()
        Dispatch.objects.update(due_at=Now())
        assert send(dispatch) == Outcome.DONE
        first, second = (it.headers for it in server.received)
        assert first["Spean-Delivery"] == second["Spean-Delivery"]
        assert first["Spean-Nonce"] != second["Spean-Nonce"]

    def test_is_parked_with_a_clear_line_when_the_server_stays_down(
        self, hook, story, server
    ):
        server.answers = [500] * MOST_ATTEMPTS
        dispatch = the_sending(hook, story)
        for _each in range(MOST_ATTEMPTS):
            Dispatch.objects.update(due_at=Now())
            send(dispatch)
        dispatch.refresh_from_db()
        assert dispatch.state == WorkState.PARKED
        (reason,) = dispatch.reasons
        assert "tried 5 times" in reason
        assert "answered 500" in reason

    def test_never_leads_inside(self, hook, story, server, settings):
        dispatch = the_sending(hook, story)
        settings.WEBHOOKS_MAY_BE_PRIVATE = False
        assert send(dispatch) == Outcome.PARKED
        assert server.received == []

    @pytest.mark.parametrize("status", [302, 307])
    def test_follows_no_redirect(self, hook, story, server, status):
        server.answers = [status]
        assert send(the_sending(hook, story)) == Outcome.PUT_OFF
        assert len(server.received) == 1


class TestWhatChangedAfterACopyWasMade:
    def refused(self, dispatch, server):
        assert send(dispatch) == Outcome.PARKED
        assert server.received == []
        assert not Handover.objects.exists()
        dispatch.refresh_from_db()
        return dispatch.reasons

    def test_a_permission_taken_back_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        grant = story[2]
        grant.revoked_at = make.NOW
        grant.save()
        assert self.refused(dispatch, server) == ("The permission was taken back.",)

    def test_a_permission_that_ended_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        grant = story[2]
        grant.ends_at = make.NOW + timedelta(seconds=1)
        grant.save()
        assert self.refused(dispatch, server) == ("The permission has ended.",)

    def test_a_story_that_readers_see_no_more_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        make.hidden(story[0].article)
        (reason,) = self.refused(dispatch, server)
        assert "Readers cannot see this version" in reason

    def test_a_recall_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        recall_copies(artifacts=Artifact.objects.all())
        reasons = self.refused(dispatch, server)
        assert "This copy is given out no more. Order it anew." in reasons

    def test_a_new_wording_of_the_notice_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        make.a_notice(story[0].article.outlet)
        (reason,) = self.refused(dispatch, server)
        assert "new wording" in reason

    def test_a_closed_way_stops_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        close_channel(channel=hook, by=make.a_chief(), at=make.NOW)
        (reason,) = self.refused(dispatch, server)
        assert "was closed" in reason

    def test_other_bytes_in_the_store_stop_it(self, hook, story, server):
        dispatch = the_sending(hook, story)
        path = artifact_path(Artifact.objects.get())
        path.write_bytes(path.read_bytes() + b" ")
        assert send(dispatch) == Outcome.PUT_OFF
        assert server.received == []


class TestMail:
    @pytest.fixture
    def letterbox(self, story, settings):
        settings.SENDS_MAIL = True
        return a_channel(story[1], ChannelKind.EMAIL, "in@partner.example")

    def test_is_one_for_an_order_and_only_when_it_is_made(self, letterbox, story):
        job = ordered(letterbox, story[0], formats=["text", "html"])
        assert mail_finished_orders(at=make.NOW) == 0
        made(job)
        assert mail_finished_orders(at=make.NOW) == 1
        assert mail_finished_orders(at=make.NOW) == 0
        assert send(Dispatch.objects.get(job=job)) == Outcome.DONE
        assert len(mail.outbox) == 1

    def test_carries_a_link_and_the_notice_but_nothing_of_the_story(
        self, letterbox, story
    ):
        version = story[0]
        made(ordered(letterbox, version, formats=["text"]))
        mail_finished_orders(at=make.NOW)
        send(Dispatch.objects.get())
        (sent,) = mail.outbox
        assert sent.to == ["in@partner.example"]
        assert f"/partner/{token_of(letterbox)}/" in sent.body
        notice = current_notice(version.article.outlet)
        assert all(text.full in sent.body for text in notice.texts.values())
        told = f"{sent.subject} {sent.body}"
        assert version.headline not in told
        assert version.slug not in told
        assert sent.attachments == []

    def test_is_not_sent_where_nothing_may_be_fetched(self, letterbox, story):
        made(ordered(letterbox, story[0], formats=["text"]))
        mail_finished_orders(at=make.NOW)
        story[2].revoked_at = make.NOW
        story[2].save()
        dispatch = Dispatch.objects.get()
        assert send(dispatch) == Outcome.PARKED
        assert mail.outbox == []
        dispatch.refresh_from_db()
        assert "The permission was taken back." in dispatch.reasons


class TestChannels:
    def test_know_their_secret_address_until_it_is_renewed(self, story):
        channel = a_channel(story[1])
        token = token_of(channel)
        secret = secret_of(channel)
        assert channel_named(token) == channel
        assert channel_named(token[:-1]) is None
        renewed = renew_secret(channel=channel, by=make.a_chief(), at=make.NOW)
        assert channel_named(token) is None
        assert channel_named(token_of(renewed)) == channel
        assert secret_of(renewed) != secret

    @pytest.mark.parametrize(
        ("kind", "address"),
        [
            (ChannelKind.EMAIL, "nobody"),
            (ChannelKind.EMAIL, ""),
            (ChannelKind.WEBHOOK, "http://partner.example/"),
            (ChannelKind.FEED, "https://partner.example/"),
        ],
    )
    def test_lead_somewhere(self, story, settings, kind, address):
        settings.WEBHOOKS_MAY_BE_PRIVATE = False
        with pytest.raises(ChannelRefused):
            open_channel(
                licensee=story[1],
                kind=kind,
                address=address,
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_take_no_copies_for_others_and_in_no_other_format(self, story):
        channel = a_channel(a_partner("q"))
        with pytest.raises(ExportRefused) as refusal:
            order_export(
                versions=[story[0]],
                formats=["text"],
                wanted=Wanted(story[1], ELECTRONIC),
                by=None,
                at=make.NOW,
                way=Way(channel),
            )
        codes = [reason.code for reason in refusal.value.reasons]
        assert codes == ["channel_of_others", "feed_format"]


class TestTheDatabase:
    def refuses(self, match, act):
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            act()

    def test_keeps_where_a_way_leads(self, story):
        channel = a_channel(story[1])
        rows = type(channel).objects.filter(pk=channel.pk)
        self.refuses(
            "leads never changes", lambda: rows.update(licensee=a_partner("q"))
        )
        self.refuses("are kept", rows.delete)
        rows.update(secret_number=2)
        self.refuses("never comes back", lambda: rows.update(secret_number=1))

    def test_hands_over_nothing_that_may_not_be(self, hook, story):
        the_sending(hook, story)
        delivery = Delivery.objects.get()
        other = a_channel(story[1])
        for wrong in (other, a_channel(a_partner("q"))):
            self.refuses(
                "not ordered for this way",
                lambda way=wrong: Handover.objects.create(
                    delivery=delivery, channel=way
                ),
            )
        close_channel(channel=hook, by=make.a_chief(), at=make.NOW)
        self.refuses(
            "delivery is closed",
            lambda: Handover.objects.create(delivery=delivery, channel=hook),
        )

    def test_keeps_what_was_handed_over(self, hook, story):
        send(the_sending(hook, story))
        self.refuses("append-only", Handover.objects.all().delete)
        self.refuses("append-only", lambda: Handover.objects.update(channel=hook))
