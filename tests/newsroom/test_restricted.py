"""A restricted story leaves who is not named no trace: no word, no row, no count."""

import logging

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from articles.actions import linking
from articles.actions.opening import describe_article
from articles.actions.reviewing import return_text, submit
from articles.models import Article, Version
from articles.models.article import ArticleQuerySet
from newsroom.roles import ROLES
from newsroom.stack.postgres import SETTINGS as POSTGRES_SETTINGS
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make
from tests.newsroom.canary import Planted, plant
from tests.newsroom.walking import (
    PLANNED,
    addresses_of,
    changes,
    everything_of,
    open_addresses,
    seen,
)
from translations.models import Decision, LanguageDecision

pytestmark = pytest.mark.django_db

WORD = "zqxcanary"
PLAIN = "plainstory"


@pytest.fixture
def outsider() -> Account:
    """Make somebody with every role in every language, who is not named anywhere."""
    return make.an_account(*((role, "") for role in ROLES))


@pytest.fixture
def everybody_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have all people before a story comes, so that only the story is new."""
    chiefs = iter([make.a_chief() for _each in range(60)])
    desk = make.a_desk()
    for module in (make, make.people):
        monkeypatch.setattr(module, "a_chief", lambda: next(chiefs))
        monkeypatch.setattr(module, "a_desk", lambda: desk)


@pytest.fixture
def plain(outsider: Account) -> Planted:
    """Plant a story that everybody may know of."""
    return plant(PLAIN, mine=outsider, number=1)


def restricted(outsider: Account, beside: Planted | None = None) -> Planted:
    """Plant a story that only the people named there may know of."""
    planted = plant(
        WORD, mine=outsider, number=2, beside=beside.article if beside else None
    )
    Article.objects.filter(pk=planted.article.pk).update(is_restricted=True)
    for version in planted.versions:
        version.refresh_from_db()
    planted.article.refresh_from_db()
    return planted


class TestWhoIsNotNamed:
    def test_sees_every_page_as_if_there_were_no_such_story(
        self, client, everybody_is_there, outsider, plain
    ):
        client.force_login(outsider)
        addresses = open_addresses(WORD)
        before = seen(client, addresses)
        assert PLAIN in before[reverse("admin:articles_article_changelist")][1]
        restricted(outsider, beside=plain)
        after = seen(client, addresses)
        # A page of results repeats what was searched for.
        told = [at for at in addresses if WORD in after[at][1] and WORD not in at]
        assert told == []
        changed = [it for at in addresses for it in changes(before, after, at)]
        assert changed == []

    def test_would_see_it_if_a_page_forgot_to_ask(self, client, outsider, monkeypatch):
        planted = restricted(outsider)
        client.force_login(outsider)
        monkeypatch.setattr(ArticleQuerySet, "visible_to", lambda rows, _account: rows)
        walked = [*open_addresses(WORD), *addresses_of(planted).values()]
        shown = seen(client, [at for at in walked if "/admin/articles/" in at])
        assert len([at for at, (_s, body) in shown.items() if WORD in body]) > 10

    def test_finds_nothing_at_its_addresses(self, client, outsider):
        planted = restricted(outsider)
        client.force_login(outsider)
        there = addresses_of(planted)
        nowhere = addresses_of(planted, is_there=False)
        assert len(there) > 40
        for method in (client.get, client.post):
            for name, address in there.items():
                found, lost = method(address), method(nowhere[name])
                assert found.status_code == lost.status_code, name
                assert found.status_code != 200, name
                assert WORD not in str(found.headers), name
                assert WORD not in found.content.decode().replace(address, ""), name

    def test_changes_nothing_by_its_addresses(self, client, outsider):
        planted = restricted(outsider)
        client.force_login(outsider)
        before = everything_of(planted)
        for address in addresses_of(planted).values():
            client.post(address, {"number": "1", "decision": "full", "text": "x"})
        assert everything_of(planted) == before

    def test_is_not_told_by_a_story_that_is_tied_to_it(self, client, outsider, plain):
        planted, chief = restricted(outsider), make.a_chief()
        linking.link_source(
            version=plain.versions[1], source=planted.versions[0], by=chief
        )
        LanguageDecision.objects.create(
            article=plain.article,
            language="vi",
            decision=Decision.MERGE,
            merge_with=planted.article,
            decided_by=chief,
            decided_at=make.NOW,
        )
        client.force_login(outsider)
        for name, address in addresses_of(plain).items():
            page = client.get(address)
            body = b"".join(page) if page.streaming else page.content
            assert WORD.encode() not in body, name
            assert str(planted.article.pk).encode() not in body, name

    def test_can_tie_nothing_to_it(self, outsider, plain):
        planted = restricted(outsider)
        with pytest.raises(PermissionRefused):
            linking.link_source(
                version=plain.versions[1], source=planted.versions[0], by=outsider
            )

    def test_leaves_no_word_of_it_in_the_logs(self, client, outsider, caplog):
        caplog.set_level(logging.INFO)
        planted = restricted(outsider)
        client.force_login(outsider)
        seen(client, [a for a in open_addresses(WORD) if WORD not in a])
        # Their addresses are a reader’s, and hold the slug.
        spoken = {"article", "ask", "asked", "lite", "poster", "single"}
        seen(client, [a for n, a in addresses_of(planted).items() if n not in spoken])
        assert WORD not in caplog.text


class TestWhoIsNamed:
    @pytest.mark.parametrize("is_superuser", [True, False])
    def test_sees_it_like_any_other(self, client, outsider, is_superuser):
        planted = restricted(outsider)
        account = make.an_account(
            *((role, "") for role in ROLES), is_superuser=is_superuser
        )
        if not is_superuser:
            planted.article.cleared_people.add(account)
        client.force_login(account)
        shown = seen(client, open_addresses(WORD))
        for name in ("article", "version", "correction", "previewlink", "photo"):
            address = reverse(f"admin:articles_{name}_changelist")
            assert WORD in shown[address][1], name
        calendar = reverse("admin:calendar")
        assert all(WORD in shown[f"{calendar}?{days}"][1] for days in PLANNED)
        for name in ("exports_exportitem", "rights_grant", "intake_finding"):
            assert WORD in shown[reverse(f"admin:{name}_changelist")][1], name
        change = reverse("admin:articles_article_change", args=[planted.article.pk])
        assert WORD in client.get(change).content.decode()


class TestNamingPeople:
    def test_is_not_for_who_is_not_named(self, outsider):
        article = restricted(outsider).article
        with pytest.raises(PermissionRefused):
            describe_article(
                article=article, by=outsider, tags=(), cleared_people=[outsider]
            )
        assert not article.cleared_people.exists()

    def test_does_nothing_before_a_story_is_restricted(self, outsider):
        article = make.a_story()
        describe_article(
            article=article, by=outsider, tags=(), cleared_people=[outsider]
        )
        assert not article.cleared_people.exists()

    def test_keeps_who_restricts_it_and_whom_they_name(self, outsider):
        article, other = make.a_story(), make.an_account()
        article.is_restricted = True
        describe_article(article=article, by=outsider, tags=(), cleared_people=[other])
        assert set(article.cleared_people.all()) == {outsider, other}


class TestHandingOver:
    def test_gives_it_back_to_nobody_who_may_not_know_of_it(self):
        writer, editor = make.an_account(("Reporter", "")), make.a_chief()
        version = make.a_version(by=writer)
        submit(version=version, by=writer, at=make.NOW)
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        returned = return_text(
            version=Version.objects.get(pk=version.pk),
            reason="x",
            by=editor,
            at=make.NOW,
        )
        assert returned.owner is None


class TestDjangosOwnLog:
    def test_names_rows_by_their_number(self, client, sign_in):
        sign_in(is_superuser=True)
        outlet, section = make.an_outlet(), make.a_section()
        client.post(
            reverse("admin:articles_article_add"),
            {
                "slugline": WORD,
                "kind": "news",
                "outlet": outlet.pk,
                "section": section.pk,
            },
        )
        article = Article.objects.get()
        client.post(
            reverse("admin:articles_article_change", args=[article.pk]),
            {
                "slugline": f"{WORD} two",
                "kind": "feature",
                "outlet": outlet.pk,
                "section": section.pk,
            },
        )
        assert LogEntry.objects.count() == 2
        assert WORD not in str(list(LogEntry.objects.values()))
        assert {e.object_repr for e in LogEntry.objects.all()} == {f"№ {article.pk}"}


class TestTheDatabasesLog:
    def test_repeats_no_statement_that_failed(self):
        assert "log_min_error_statement=panic" in POSTGRES_SETTINGS
        assert "log_error_verbosity=terse" in POSTGRES_SETTINGS
