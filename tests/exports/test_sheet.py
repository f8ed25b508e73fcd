"""The sheet of a month lists what is known, and nothing that somebody must not know."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from exports.actions.ordering import order_export
from exports.actions.pursuing import Sighting, note_case
from exports.actions.releasing import perform
from exports.actions.telling_partners import record_post
from exports.licensing import Wanted
from exports.models import Lack, Platform
from exports.sheet import SheetKind, sheet_of
from rights.actions.granting import Scope, give_grant, revoke_grant
from rights.models import Licensee
from rights.terms import Act, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def month_of(day):
    first = day.replace(day=1)
    return {"first": first, "end": (first + timedelta(days=31)).replace(day=1)}


def rows(by=None, **month):
    today = timezone.localdate(NOW)
    return sheet_of(**(month or month_of(today)), seen_by=by or make.a_chief())


@pytest.fixture
def version(made):
    """A story that a partner was sent, we posted, may be mirrored and was copied."""
    version = make.a_published_pair()[1]
    partner = Licensee.objects.create(slug="p", name_km="ដៃគូ", name_en="Partner")
    give_grant(
        licensee=partner,
        scope=Scope(version.article.outlet, article=version.article),
        terms=Terms(
            frozenset({Act.ELECTRONIC}),
            frozenset({"*"}),
            make.NOW,
            ends_at=NOW + timedelta(days=90),
            may_mirror=True,
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )
    wanted = Wanted(partner, frozenset({Act.ELECTRONIC}))
    job = order_export(
        versions=[version], formats=["text"], wanted=wanted, by=None, at=NOW
    )
    perform(job.items.get())
    # The outlet's own copy is no republication.
    made(version, formats=["text"])
    record_post(
        version=version,
        platform=Platform.TELEGRAM,
        url="https://t.example/1",
        by=make.a_chief(),
        at=NOW,
    )
    note_case(
        sighting=Sighting(
            version=version,
            url="https://copied.example/",
            publisher="Copied Daily",
            lacks=frozenset({Lack.NOTICE}),
            captures=(b"seen",),
        ),
        by=make.a_chief(),
        at=NOW,
    )
    return version


class TestSheet:
    def test_has_a_row_of_each_kind_in_its_order(self, version):
        found = rows()
        assert [row.kind for row in found] == list(SheetKind)
        copy, post, mirror, case = found
        assert (copy.who, copy.where, copy.language) == ("Partner", "", "en")
        assert post.where == "https://t.example/1"
        assert mirror.title == version.headline
        assert (case.who, case.where) == ("Copied Daily", "https://copied.example/")

    def test_leaves_other_months_out(self, version):
        before = month_of(timezone.localdate(NOW).replace(day=1) - timedelta(days=1))
        # A permission to mirror reaches over months; copies and posts do not.
        assert {row.kind for row in rows(**before)} == {SheetKind.MIRROR}
        assert rows(**month_of(date(2020, 1, 5))) == ()

    def test_leaves_out_mirrors_that_were_taken_back_before(self, version):
        grant = Licensee.objects.get(slug="p").grants.get()
        revoke_grant(grant=grant, by=make.a_chief(), at=make.NOW + timedelta(seconds=1))
        assert SheetKind.MIRROR not in {row.kind for row in rows()}

    def test_tells_of_no_story_that_somebody_must_not_know(self, version):
        Article.objects.update(is_restricted=True)
        assert rows(make.an_account(("Rights desk", ""))) == ()
        assert len(rows()) == 4
