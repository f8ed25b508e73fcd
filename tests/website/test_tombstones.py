"""A partner's programs learn of a take-down what the mail says, and nothing more."""

import json
import xml.etree.ElementTree as ET

import feedparser  # type: ignore[import-untyped] # ships no types
import pytest

from exports.models import Recall, RecallNotice
from exports.recipients import done_url, feed_url, text_for, withdrawn_by
from exports.tombstones import canceled_object, tombstone_feed
from newsroom import desk
from rights.lookup import current_notice
from rights.notices import notice_form
from tests import factories as make
from tests.exports.formats.test_ninjs import SCHEMAS, with_shared_schemas
from tests.exports.test_telling_partners import a_partner, go, granted, sent

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
STONE = "{http://purl.org/atompub/tombstones/1.0}"


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


@pytest.fixture
def pair():
    return make.a_published_pair()


@pytest.fixture
def told(pair):
    """What a partner is told of both languages after a take-down."""
    partner = a_partner(1)
    granted(partner, pair[0].article.outlet)
    for version in pair:
        sent(version, partner)
    make.hidden(pair[0].article)
    desk.take_down_story(article=pair[0].article, by=make.a_chief(), at=make.NOW)
    return go(Recall.objects.get()).notices.get()


def path_of(url, settings):
    return url.removeprefix(settings.SITE_URL)


def got(client, url, settings):
    answer = client.get(path_of(url, settings))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert "noindex" in answer["X-Robots-Tag"]
    assert not answer.cookies
    return answer


class TestTombstone:
    def test_is_an_atom_feed_with_one_deleted_entry(self, client, settings, told):
        answer = got(client, feed_url(told), settings)
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ET.fromstring(answer.content)  # noqa: S314 - our own
        (stone,) = feed.findall(f"{STONE}deleted-entry")
        assert stone.get("ref") == told.recall.article.urn
        assert stone.get("when") == told.recall.reviewed_at.astimezone().isoformat()
        assert feed.findall(f"{ATOM}entry") == []
        for name in ("id", "title", "updated", "author"):
            assert feed.find(f"{ATOM}{name}") is not None
        comment = stone.find(f"{STONE}comment")
        assert comment is not None
        assert "Please remove the copies below at once" in comment.text
        assert "សូមដកច្បាប់ចម្លងខាងក្រោមចេញភ្លាម" in comment.text

    def test_is_read_without_a_fault_by_a_feed_reader(self, client, settings, told):
        answer = got(client, feed_url(told), settings)
        assert not feedparser.parse(answer.content).bozo

    def test_leads_to_an_object_of_each_language(self, client, settings, told):
        feed = ET.fromstring(  # noqa: S314 - our own
            got(client, feed_url(told), settings).content
        )
        links = feed.findall(f"{STONE}deleted-entry/{ATOM}link")
        languages = [link.get("hreflang") for link in links]
        assert languages == ["en", "km"]
        for link, language in zip(links, languages, strict=True):
            answer = got(client, link.get("href"), settings)
            assert json.loads(answer.content)["language"] == language


class TestNinjs:
    @with_shared_schemas
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_is_canceled_and_valid(self, told, language):
        jsonschema = pytest.importorskip("jsonschema")
        schema = json.loads((SCHEMAS / "ninjs/ninjs-schema_3.1.json").read_text())
        checker = jsonschema.validators.validator_for(schema)
        validator = checker(schema, format_checker=checker.FORMAT_CHECKER)
        withdrawn = withdrawn_by(told)
        assert withdrawn is not None
        written = json.loads(canceled_object(withdrawn, language))
        assert list(validator.iter_errors(written)) == []
        assert written["pubStatus"] == "canceled"
        assert written["uri"] == told.recall.article.urn


class TestBoth:
    def everything(self, told):
        withdrawn = withdrawn_by(told)
        assert withdrawn is not None
        objects = (canceled_object(withdrawn, tag) for tag in withdrawn.ninjs_urls)
        return [
            tombstone_feed(withdrawn).decode(),
            *(each.decode() for each in objects),
        ]

    def test_name_nothing_of_the_story(self, pair, told):
        article = pair[0].article
        names = {article.slugline, article.section.slug}
        for version in article.versions.all():
            names |= {version.headline, version.slug}
            names |= {str(each.contributor) for each in version.credits.all()}
        for written in self.everything(told):
            assert [name for name in names if name and name in written] == []

    def test_carry_the_notice(self, pair, told):
        notice = current_notice(pair[0].article.outlet)
        feed, english, khmer = self.everything(told)
        for text in notice.texts.values():
            assert notice_form(text.full) in notice_form(feed)
        assert notice_form(notice.texts["en"].full) in notice_form(english)
        assert notice_form(notice.texts["km"].full) in notice_form(khmer)

    def test_are_named_in_the_mail(self, told):
        assert text_for(told).count(feed_url(told)) == 2

    def test_are_there_for_nobody_without_the_link(self, client, settings, told):
        token = done_url(told).split("/")[-2]
        never = client.get("/recalls/never/").status_code
        for path in (
            f"/recalls/{token}x/deleted.atom",
            f"/recalls/{told.pk}/deleted.atom",
            f"/recalls/{token}x/en.ninjs.json",
            f"/recalls/{token}/fr.ninjs.json",
        ):
            assert client.get(path).status_code == never == 404

    def test_are_there_for_a_take_down_alone(self, client, settings, pair):
        partner = a_partner(2)
        granted(partner, pair[0].article.outlet)
        sent(pair[0], partner)
        correction = make.proposed(pair[0].article)
        desk.correct_story(correction=correction, by=make.a_chief(), at=make.NOW)
        notice = go(Recall.objects.get()).notices.get()
        assert feed_url(notice) == ""
        assert "Atom" not in text_for(notice)
        token = done_url(RecallNotice.objects.get()).split("/")[-2]
        assert client.get(f"/recalls/{token}/deleted.atom").status_code == 404
        assert client.get(f"/recalls/{token}/km.ninjs.json").status_code == 404
