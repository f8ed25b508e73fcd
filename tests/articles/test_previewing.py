"""Preview links: who makes them, how long they hold, and what ends them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import previewing, reviewing
from articles.actions.previewing import (
    LONGEST,
    LONGEST_RESTRICTED,
    USUAL,
    PreviewRefused,
    ends_at,
    link_of,
    make_link,
    open_links,
    revoke_link,
    token_of,
    versions_shown,
)
from articles.models import Article, PreviewLink
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)


@pytest.fixture
def version():
    return make.a_version(language="km")


def link_to(version, *, by=None, at=None, **facts):
    return make_link(
        article=version.article,
        version=version,
        by=by or make.a_chief(),
        at=at or timezone.now(),
        **facts,
    )


def link_to_all(version, *, by=None):
    return make_link(
        article=version.article, by=by or make.a_chief(), at=timezone.now()
    )


def restrict(article, *people):
    Article.objects.filter(pk=article.pk).update(is_restricted=True)
    article.refresh_from_db()
    article.cleared_people.set(people)


def codes_of(refusal):
    return [objection.code for objection in refusal.value.objections]


class TestMakingALink:
    @pytest.mark.parametrize("role", ["Reporter", "Translator", "Editor", "Publisher"])
    def test_is_for_whoever_writes_or_edits_in_the_language(self, version, role):
        by = make.an_account((role, "km"))
        link = link_to(version, by=by, at=make.NOW)
        assert (link.made_by, link.made_at) == (by, make.NOW)
        assert link.expires_at == make.NOW + USUAL

    @pytest.mark.parametrize(
        "roles", [(), (("Reporter", "en"),), (("Rights desk", ""),)]
    )
    def test_is_refused_to_everybody_else(self, version, roles):
        with pytest.raises(PermissionRefused):
            link_to(version, by=make.an_account(*roles))
        assert not PreviewLink.objects.exists()

    def test_of_a_pair_asks_for_one_of_its_languages(self, version):
        make.a_version(article=version.article, language="en")
        link = link_to_all(version, by=make.an_account(("Translator", "en")))
        assert [shown.language for shown in versions_shown(link)] == ["km", "en"]
        with pytest.raises(PermissionRefused):
            link_to_all(version, by=make.an_account(("Reporter", "vi")))

    @pytest.mark.parametrize(
        ("lasts", "codes"),
        [
            (LONGEST, []),
            (LONGEST + SECOND, ["too_long"]),
            (timedelta(0), ["no_time"]),
            (-SECOND, ["no_time"]),
        ],
    )
    def test_has_a_longest_and_a_shortest_time(self, version, lasts, codes):
        if not codes:
            assert link_to(version, lasts=lasts).pk
            return
        with pytest.raises(PreviewRefused) as refusal:
            link_to(version, lasts=lasts)
        assert codes_of(refusal) == codes

    def test_of_a_restricted_story_is_for_cleared_people_and_a_day(self, version):
        cleared = make.an_account(("Reporter", "km"))
        restrict(version.article, cleared)
        with pytest.raises(PermissionRefused):
            link_to(
                version,
                by=make.an_account(("Reporter", "km")),
                lasts=LONGEST_RESTRICTED,
            )
        with pytest.raises(PreviewRefused) as refusal:
            link_to(version, by=cleared, lasts=LONGEST_RESTRICTED + SECOND)
        assert codes_of(refusal) == ["too_long_for_restricted"]
        link = link_to(version, by=cleared, lasts=LONGEST_RESTRICTED)
        assert link_of(token_of(link)) == link

    def test_lists_every_reason_at_once(self, version):
        restrict(version.article)
        Article.objects.filter(pk=version.article_id).update(is_hidden=True)
        with pytest.raises(PreviewRefused) as refusal:
            link_to(version, lasts=LONGEST + SECOND)
        assert codes_of(refusal) == ["too_long", "too_long_for_restricted", "hidden"]

    def test_is_refused_for_a_version_of_another_story(self, version):
        with pytest.raises(PreviewRefused) as refusal:
            make_link(
                article=version.article,
                version=make.a_version(),
                by=make.a_chief(),
                at=make.NOW,
            )
        assert codes_of(refusal) == ["other_story"]

    def test_is_refused_where_there_is_nothing_to_show(self, version):
        spiked = reviewing.spike(
            version=version, reason="Told already.", by=make.a_chief(), at=make.NOW
        )
        with pytest.raises(PreviewRefused) as refusal:
            link_to(spiked)
        assert codes_of(refusal) == ["nothing_to_show"]

    def test_is_refused_for_a_story_that_was_taken_down(self):
        version = make.published(make.a_version())
        make.taken_down(version.article)
        with pytest.raises(PreviewRefused) as refusal:
            link_to(version)
        assert codes_of(refusal) == ["taken_down", "nothing_to_show"]


class TestToken:
    def test_opens_its_own_link(self, version):
        link, other = link_to(version), link_to(version)
        assert link_of(token_of(link)) == link != other

    def test_is_more_than_the_id(self, version):
        link = link_to(version)
        for forged in (str(link.pk), link.pk.hex, f"{link.pk.hex}.", "", ".", "x.y"):
            assert link_of(forged) is None

    def test_of_another_link_lends_no_signature(self, version):
        link, other = link_to(version), link_to(version)
        signature = token_of(other).partition(".")[2]
        assert link_of(f"{link.pk.hex}.{signature}") is None

    def test_ends_with_the_key_of_the_installation(self, version, settings):
        token = token_of(link_to(version))
        settings.SECRET_KEY = settings.SECRET_KEY[::-1]
        assert link_of(token) is None

    @given(token=st.text(max_size=120))
    def test_that_is_no_token_opens_nothing(self, token):
        assert previewing.link_of(token) is None


class TestOpenLinks:
    def test_end_to_the_second(self, version):
        link = link_to(version, at=make.NOW)
        assert link in open_links(link.expires_at - SECOND)
        assert link not in open_links(link.expires_at)

    def test_are_judged_by_the_clock_of_the_database(self, version):
        now = timezone.now()
        assert link_to(version, at=now) in open_links()
        assert link_to(version, at=now - USUAL - SECOND) not in open_links()

    def test_end_with_the_account_that_made_them(self, version):
        by = make.an_account(("Reporter", "km"))
        link = link_to(version, by=by)
        Account.objects.filter(pk=by.pk).update(is_active=False)
        assert link not in open_links()

    def test_end_when_the_story_is_hidden(self, version):
        link = link_to(version)
        Article.objects.filter(pk=version.article_id).update(is_hidden=True)
        assert link not in open_links()

    @pytest.mark.parametrize("is_pair", [True, False])
    def test_end_when_the_story_is_taken_down_in_any_language(self, is_pair):
        version = make.published(make.a_version())
        english = make.a_version(article=version.article, language="en")
        link = link_to_all(english) if is_pair else link_to(english)
        make.taken_down(version.article)
        assert link not in open_links()

    def test_outlive_another_language_that_was_dropped(self, version):
        english = make.a_version(article=version.article, language="en")
        pair = link_to_all(version)
        assert link_to(english) in open_links()
        reviewing.spike(
            version=english, reason="No time.", by=make.a_chief(), at=make.NOW
        )
        assert set(open_links()) == {pair}
        assert [shown.language for shown in versions_shown(pair)] == ["km"]

    def test_of_a_story_restricted_since_stay_for_cleared_makers_and_a_day(
        self, version
    ):
        cleared, other = (make.an_account(("Reporter", "km")) for _ in range(2))
        now = timezone.now()
        kept, foreign = link_to(version, by=cleared, at=now), link_to(version, by=other)
        old = link_to(version, by=cleared, at=now - LONGEST_RESTRICTED)
        restrict(version.article, cleared)
        assert set(open_links()) == {kept}
        assert foreign.expires_at > now < old.expires_at
        kept.refresh_from_db()
        assert ends_at(kept) == now + LONGEST_RESTRICTED


class TestRevokingALink:
    def test_ends_it_and_remembers_who(self, version):
        link, by = link_to(version), make.an_account(("Editor", "km"))
        revoked = revoke_link(link=link, by=by, at=make.NOW)
        assert (revoked.revoked_by, revoked.revoked_at) == (by, make.NOW)
        assert link_of(token_of(link)) is None

    def test_twice_keeps_the_first(self, version):
        link, first = link_to(version), make.a_chief()
        revoke_link(link=link, by=first, at=make.NOW)
        again = revoke_link(link=link, by=make.a_chief(), at=make.NOW + SECOND)
        assert (again.revoked_by, again.revoked_at) == (first, make.NOW)

    def test_is_refused_to_who_could_not_make_it(self, version):
        link = link_to(version)
        with pytest.raises(PermissionRefused):
            revoke_link(link=link, by=make.an_account(("Reporter", "en")), at=make.NOW)
        assert link in open_links()
