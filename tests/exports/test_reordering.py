"""Copies under an older wording are listed, ordered again, and replaced."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from exports.actions.recalling import recall_copies
from exports.actions.releasing import perform
from exports.actions.reordering import order_again
from exports.licensing import ExportRefused
from exports.models import Artifact, ExportItem
from exports.outdated import outdated_copies
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.granting import Scope, give_grant
from rights.actions.issuing import issue_draft
from rights.models import Licensee
from rights.terms import Act, Terms
from tests import factories as make
from tests.exports.test_telling_partners import a_partner
from worklist.models import WorkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return make.a_chief()


def delivered(job):
    for item in job.items.all():
        perform(item)
    job.items.update(state=WorkState.DONE, finished_at=make.NOW)
    return list(Artifact.objects.filter(deliveries__item__job=job).order_by("format"))


def issue_next(outlet):
    draft = make.a_draft(outlet)
    return issue_draft(
        draft=draft, number=draft.number, by=make.a_chief(), at=timezone.now()
    )


def permit(partner, outlet):
    give_grant(
        licensee=partner,
        scope=Scope(outlet),
        terms=Terms(
            frozenset({Act.ELECTRONIC}),
            frozenset({"*"}),
            make.NOW,
            ends_at=timezone.now() + timedelta(days=9),
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


def keys(copies):
    return [copy.artifact.pk for copy in copies]


@pytest.fixture
def pair(order):
    """Two copies out under the first wording, and the second wording issued."""
    version = make.a_published_pair()[1]
    copies = delivered(order(version, formats=("html", "text")))
    issue_next(version.article.outlet)
    return version, copies


class TestList:
    def test_names_what_went_out_under_an_older_wording(self, pair, chief):
        version, copies = pair
        found = outdated_copies(version.article.outlet, seen_by=chief)
        assert keys(found) == [copy.pk for copy in copies]
        assert all(each.ordered_again is None for each in found)

    def test_is_empty_before_there_is_a_newer_wording(self, order, chief):
        version = make.a_published_pair()[1]
        delivered(order(version, formats=("html",)))
        assert outdated_copies(version.article.outlet, seen_by=chief) == ()
        bare = make.an_outlet(with_notice=False)
        assert outdated_copies(bare, seen_by=chief) == ()

    def test_leaves_out_what_was_called_back_or_is_not_public(self, pair, chief):
        version, copies = pair
        recall_copies(artifacts=Artifact.objects.filter(pk=copies[0].pk))
        found = outdated_copies(version.article.outlet, seen_by=chief)
        assert keys(found) == [copies[1].pk]
        make.hidden(version.article)
        assert outdated_copies(version.article.outlet, seen_by=chief) == ()

    def test_hides_stories_that_somebody_may_not_know_of(self, pair):
        version, _copies = pair
        Article.objects.filter(pk=version.article_id).update(is_restricted=True)
        desk = make.an_account(("Rights desk", ""))
        assert outdated_copies(version.article.outlet, seen_by=desk) == ()

    def test_names_a_copy_once_however_often_it_went(self, pair, order, chief):
        version, copies = pair
        for _again in range(2):
            issue_next(version.article.outlet)
        found = outdated_copies(version.article.outlet, seen_by=chief)
        assert keys(found) == [copy.pk for copy in copies]

    def test_is_as_long_for_every_number_of_copies(
        self, order, chief, django_assert_num_queries
    ):
        outlet = make.an_outlet()
        for _story in range(3):
            draft = make.a_version(article=make.a_story(outlet=outlet), language="en")
            version = make.published(draft)
            delivered(order(version, formats=("text", "html")))
        issue_next(outlet)
        with django_assert_num_queries(3):
            assert len(outdated_copies(outlet, seen_by=chief)) == 6


class TestOrderAgain:
    def test_orders_the_same_copies_for_the_same_uses(self, pair, chief):
        version, copies = pair
        (job,) = order_again(
            outlet=version.article.outlet,
            artifacts=[each.pk for each in copies],
            by=chief,
            at=timezone.now(),
        )
        assert set(job.items.values_list("format", flat=True)) == {"html", "text"}
        assert (job.acts, job.licensee) == (["electronic"], copies[0].licensee)
        entry = Entry.objects.get(kind="notice.copies_ordered_again")
        assert entry.facts["copies"] == 2

    def test_replaces_them_with_the_present_wording(self, pair, chief):
        version, copies = pair
        outlet = version.article.outlet
        (job,) = order_again(
            outlet=outlet,
            artifacts=[each.pk for each in copies],
            by=chief,
            at=timezone.now(),
        )
        on_their_way = outdated_copies(outlet, seen_by=chief)
        assert [each.can_be_ordered for each in on_their_way] == [False, False]
        new = delivered(job)
        assert {each.notice_edition.number for each in new} == {2}
        assert outdated_copies(outlet, seen_by=chief) == ()

    def test_orders_for_each_partner_apart(self, order, chief):
        version = make.a_published_pair()[1]
        outlet = version.article.outlet
        own = delivered(order(version, formats=("text",)))
        partner = a_partner(1)
        permit(partner, outlet)
        theirs = delivered(order(version, formats=("text", "html"), licensee=partner))
        issue_next(outlet)
        jobs = order_again(
            outlet=outlet,
            artifacts=[each.pk for each in (*own, *theirs)],
            by=chief,
            at=timezone.now(),
        )
        assert {job.licensee for job in jobs} == {
            partner,
            *Licensee.objects.exclude(outlet=None),
        }
        assert sum(job.items.count() for job in jobs) == 3

    def test_says_what_stopped_and_orders_it_once_more(self, pair, chief):
        version, copies = pair
        outlet, chosen = version.article.outlet, [copies[0].pk]
        how = {"outlet": outlet, "artifacts": chosen, "by": chief}
        order_again(**how, at=timezone.now())
        with pytest.raises(ExportRefused, match="on their way"):
            order_again(**how, at=timezone.now())
        ExportItem.objects.filter(state=WorkState.WAITING).update(
            state=WorkState.PARKED, reason="No."
        )
        (stopped,) = outdated_copies(outlet, seen_by=chief, only=chosen)
        assert stopped.has_stopped
        order_again(**how, at=timezone.now() + timedelta(minutes=1))

    def test_refuses_nothing_and_what_is_not_on_the_list(self, pair, chief):
        outlet, now = pair[0].article.outlet, timezone.now()
        with pytest.raises(ExportRefused, match="No copy was chosen"):
            order_again(outlet=outlet, artifacts=(), by=chief, at=now)
        with pytest.raises(ExportRefused, match="replaced"):
            order_again(outlet=outlet, artifacts=[0], by=chief, at=now)

    def test_refuses_who_may_not_order(self, pair):
        version, copies = pair
        with pytest.raises(PermissionRefused):
            order_again(
                outlet=version.article.outlet,
                artifacts=[copies[0].pk],
                by=make.an_account(("Publisher", "en")),
                at=timezone.now(),
            )
