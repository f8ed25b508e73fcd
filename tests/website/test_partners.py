"""A partner's own page and feed: what the permission covers, at this very moment."""

import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from articles.models import Article
from exports.actions.channels import close_channel
from exports.actions.recalling import recall_copies
from exports.actions.releasing import artifact_path
from exports.channel_secrets import token_of
from exports.formats import format_named
from exports.models import Artifact, ChannelKind, Delivery, Handover
from ledger.models import Entry
from rights.lookup import current_notice
from tests import factories as make
from tests.exports.partners import a_channel, a_partner, made, ordered, permit

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def sent(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path
    version = make.a_published_pair()[1]
    partner = a_partner()
    grant = permit(partner, version)
    channel = a_channel(partner, ChannelKind.FEED)
    made(ordered(channel, version))
    return channel, version, grant


def page(client, channel, **headers):
    place = reverse("partner", args=[token_of(channel)])
    return client.get(place, headers=headers)


def copy_of(channel, delivery):
    return reverse("partner_copy", args=[token_of(channel), delivery.pk])


def feed(client, channel, **headers):
    place = reverse("partner_feed", args=[token_of(channel)])
    return client.get(place, headers=headers)


class TestPage:
    def test_says_the_right_on_the_button(self, client, sent):
        channel, version, _grant = sent
        shown = page(client, channel, accept_language="en").content.decode()
        assert version.headline in shown
        assert "Fetch text, no photo" in shown
        assert "reproduce electronically" in shown

    def test_speaks_khmer(self, client, sent):
        shown = page(client, sent[0], accept_language="km").content.decode()
        assert '<html lang="km"' in shown
        assert "យកអត្ថបទ គ្មានរូបថត" in shown
        assert re.search(r"<time [^>]+>ថ្ងៃទី[០-៩]+ ខែ", shown)

    def test_shows_nothing_that_is_not_covered_any_more(self, client, sent):
        channel, version, grant = sent
        grant.ends_at = make.NOW + timedelta(seconds=1)
        grant.save()
        shown = page(client, channel, accept_language="en").content.decode()
        assert version.headline not in shown
        assert "Nothing at this moment." in shown

    def test_says_what_must_be_used_no_more_without_its_name(self, client, sent):
        channel, version, _grant = sent
        recall_copies(artifacts=Artifact.objects.all())
        shown = page(client, channel, accept_language="en").content.decode()
        assert "Use these no more" in shown
        assert version.article.urn in shown
        assert version.headline not in shown

    def test_is_in_no_cache_and_no_search(self, client, sent):
        answer = page(client, sent[0])
        assert "no-store" in answer["Cache-Control"]
        assert "noindex" in answer["X-Robots-Tag"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies

    def test_is_found_by_nobody_else(self, client, sent):
        channel = sent[0]
        token = token_of(channel)
        for wrong in (token[:-1], "1.1", f"{channel.pk}.1:x"):
            assert client.get(f"/partner/{wrong}/").status_code == 404
        close_channel(channel=channel, by=make.a_chief(), at=make.NOW)
        assert page(client, channel).status_code == 404

    def test_leads_to_no_copy_of_others(self, client, sent):
        other = a_channel(a_partner("q"), ChannelKind.FEED)
        delivery = Delivery.objects.get()
        assert client.get(copy_of(other, delivery)).status_code == 404


class TestFetching:
    def test_gives_the_verified_bytes_and_notes_it_once(self, client, sent):
        delivery = Delivery.objects.get()
        place = copy_of(sent[0], delivery)
        client.head(place)
        assert not Handover.objects.exists()
        for _each in range(2):
            answer = client.get(place)
            assert answer.content == artifact_path(delivery.artifact).read_bytes()
        assert Handover.objects.get().delivery == delivery
        assert Entry.objects.filter(kind="copy.handed_over").count() == 1

    def test_ends_with_the_permission(self, client, sent):
        delivery = Delivery.objects.get()
        sent[2].revoked_at = make.NOW
        sent[2].save()
        assert client.get(copy_of(sent[0], delivery)).status_code == 404
        assert not Handover.objects.exists()


class TestFeed:
    def test_holds_whole_entries_with_their_notice(self, client, sent):
        channel, version, _grant = sent
        root = ET.fromstring(feed(client, channel).content)  # noqa: S314 - ours
        (entry,) = root.findall(f"{ATOM}entry")
        found = format_named("atom").read(ET.tostring(entry))
        notice = current_notice(version.article.outlet)
        assert notice.appears_everywhere_in(found.notice_slots)
        content = artifact_path(Artifact.objects.get()).read_bytes()
        assert content.split(b"?>\n", 1)[1] in feed(client, channel).content
        assert Handover.objects.count() == 1

    def test_is_fetched_again_only_when_it_changed(self, client, sent):
        tag = feed(client, sent[0])["ETag"]
        assert feed(client, sent[0], if_none_match=tag).status_code == 304
        Article.objects.update(is_hidden=True)
        changed = feed(client, sent[0], if_none_match=tag)
        assert changed.status_code == 200
        assert b"<entry" not in changed.content

    def test_is_not_at_another_kind_of_way(self, client, sent):
        letterbox = a_channel(sent[0].licensee, ChannelKind.EMAIL, "a@p.example")
        assert feed(client, letterbox).status_code == 404
