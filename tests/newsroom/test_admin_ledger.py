"""The ledger in the admin: read, searched and proven, changed by nobody."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ledger.actions.recording import record
from ledger.models import Entry
from tests import factories as make

pytestmark = pytest.mark.django_db
LIST = "admin:ledger_entry_changelist"
DIGEST = "0123456789abcdef" * 4


def an_entry(subject="urn:spean:copy:1", **facts):
    return record(kind="delivery", subject=subject, facts=facts)


def found(client, term):
    page = client.get(reverse(LIST), {"q": term})
    return [entry.seq for entry in page.context["cl"].result_list]


class TestLedger:
    def test_is_listed_newest_first_with_the_story_that_an_entry_names(
        self, client, sign_in
    ):
        original, _translation = make.a_published_pair()
        an_entry()
        an_entry(original.article.urn, sha256=DIGEST, language="km")
        sign_in(("Rights desk", ""))
        page = client.get(reverse(LIST))
        assert [entry.seq for entry in page.context["cl"].result_list] == [2, 1]
        text = page.content.decode()
        story = reverse("admin:articles_article_change", args=[original.article_id])
        assert f'<a href="{story}">' in text
        assert original.article.urn in text
        assert "language km · sha256 0123456789ab…" in text

    def test_asks_no_more_for_many_stories_than_for_one(self, client, sign_in):
        sign_in(("Rights desk", ""))
        counts = []
        for more in (1, 4):
            for _number in range(more):
                an_entry(make.a_version().article.urn)
            with CaptureQueriesContext(connection) as captured:
                client.get(reverse(LIST))
            counts.append(len(captured))
        assert counts[0] == counts[1]

    def test_names_no_story_that_the_reader_may_not_know_of(self, client, sign_in):
        story = make.a_story(is_restricted=True, slugline="Quiet work")
        entry = an_entry(story.urn)
        account = sign_in(("Rights desk", ""))
        for url in (
            reverse(LIST),
            reverse("admin:ledger_entry_change", args=[entry.pk]),
        ):
            page = client.get(url).content.decode()
            assert story.urn in page
            assert "Quiet work" not in page
        story.cleared_people.add(account)
        assert "Quiet work" in client.get(reverse(LIST)).content.decode()

    def test_shows_every_fact_and_the_hash_in_full(self, client, sign_in):
        entry = an_entry(sha256=DIGEST, languages=["km", "en"], grant=7)
        sign_in(("Administrator", ""))
        url = reverse("admin:ledger_entry_change", args=[entry.pk])
        page = client.get(url).content.decode()
        for word in (DIGEST, "km, en", "<dt>grant</dt><dd>7</dd>"):
            assert word in page
        entry.refresh_from_db()
        assert bytes(entry.hash).hex() in page

    def test_names_a_story_in_the_language_of_the_reader(self, client, sign_in):
        original, english = make.a_published_pair()
        an_entry(original.article.urn)
        sign_in(("Rights desk", ""), language="km")
        assert original.headline in client.get(reverse(LIST)).content.decode()
        sign_in(("Rights desk", ""), language="en")
        assert english.headline in client.get(reverse(LIST)).content.decode()


class TestSearch:
    def test_finds_by_urn_id_number_and_kind_of_thing(self, client, sign_in):
        story = make.a_story()
        an_entry("urn:spean:copy:1")
        an_entry("urn:spean:copy:12")
        an_entry(story.urn)
        sign_in(("Rights desk", ""))
        assert found(client, "urn:spean:copy:1") == [1]
        assert found(client, "urn:spean:copy:") == [2, 1]
        assert found(client, f" {story.urn} ") == [3]
        assert found(client, str(story.pk).upper()) == [3]
        assert found(client, "2") == [2]
        assert found(client, "២") == [2]

    @pytest.mark.parametrize("term", ["9" * 40, "nothing", "%", "urn:uuid:x"])
    def test_finds_nothing_where_there_is_nothing(self, client, sign_in, term):
        an_entry()
        sign_in(("Rights desk", ""))
        assert found(client, term) == []


class TestProvingPage:
    def test_proves_when_asked_and_not_before(self, client, sign_in):
        an_entry()
        sign_in(("Rights desk", ""))
        url = reverse("admin:ledger_entry_verify")
        assert url in client.get(reverse(LIST)).content.decode()
        assert client.get(url).context["proof"] is None
        page = client.post(url, {"head": ""}).content.decode()
        assert "The chain holds" in page
        assert bytes(Entry.objects.head().hash).hex() in page

    def test_speaks_khmer(self, client, sign_in):
        an_entry()
        an_entry()
        sign_in(("Rights desk", ""), language="km")
        url = reverse("admin:ledger_entry_verify")
        page = client.post(url, {"head": "AB" * 32}).content.decode()
        assert "ខ្សែសង្វាក់ដាច់ហើយ" in page
        assert "ត្រូវបានកាត់ចេញ" in page

    def test_refuses_what_is_no_head(self, client, sign_in):
        sign_in(("Rights desk", ""))
        page = client.post(reverse("admin:ledger_entry_verify"), {"head": "xyz"})
        assert page.context["proof"] is None
        assert page.context["form"].errors

    def test_is_for_who_may_read_the_ledger(self, client, sign_in):
        sign_in(("Reporter", "km"))
        assert client.get(reverse("admin:ledger_entry_verify")).status_code == 403
        assert client.get(reverse(LIST)).status_code == 403
