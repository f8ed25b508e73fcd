"""A name taken away by its bearer, and a name removed for good by two people."""

import pytest
from django.urls import reverse

from articles.actions import reviewing
from articles.models import Redaction, Version
from articles.text.names import Names
from newsroom.forgetting import looking
from people.models import Contributor
from tests import factories as make
from tests.journeys.test_a_storys_day import press, status_of

pytestmark = pytest.mark.journey

KM, EN = "ឈឿន រតនា", "Chhoeun Rattana"
MINE = "/admin/my-credits/"


@pytest.fixture
def writer():
    account = make.an_account(("Reporter", "km"))
    person = make.a_person(EN)
    Contributor.objects.filter(pk=person.pk).update(name_km=KM, account=account)
    return account


def public_page(reader, version):
    section = version.article.section.slug
    return reader.goes_to(f"/{version.language}/{section}/{version.slug}/").page


class TestMyName:
    def test_is_printed_when_i_say_so_and_gone_when_i_say_so(
        self, reader, at_the_desk, writer
    ):
        version = make.a_version(language="km", by=writer)
        reviewing.submit(version=version, by=writer, at=make.NOW)
        make.published(version)
        me, anybody = at_the_desk("km", writer, width=390), reader(390)
        assert KM not in public_page(anybody, version).content()
        page = me.goes_to(MINE).page
        assert me.findings() == []
        assert not me.scrolls_sideways()
        page.check("[name=agrees]")
        press(page, "[value=named]")
        assert KM in public_page(anybody, version).content()
        press(me.goes_to(MINE).page, "a[href*=withdraw]")
        assert me.findings() == []
        assert not me.scrolls_sideways()
        press(page, ".step-form [type=submit]")
        assert KM not in public_page(anybody, version).content()
        assert me.troubles == anybody.troubles == []


class TestANameRemovedForGood:
    def test_takes_two_people_and_is_found_nowhere(self, at_the_desk):
        text = make.blocks(f"{EN} speaks", [f"{EN} spoke of the river."])
        version = make.published(make.a_version(language="en", text=text))
        section = version.article.section.slug
        Version.objects.filter(pk=version.pk).update(slug="chhoeun-rattana-speaks")
        one = at_the_desk("en", make.an_account(("Publisher", "")), width=390)
        other = at_the_desk("km", make.an_account(("Publisher", "")))
        page = one.goes_to(reverse("admin:articles_redaction_add")).page
        page.fill("#id_spellings", f"{KM}\n{EN}")
        press(page, "[name=look]")
        assert "Version · headline" in page.inner_text("#content")
        assert one.findings() == []
        assert not one.scrolls_sideways()
        press(page, "[name=ask]")
        assert "Somebody else must look at it" in page.inner_text("#content")
        assert one.findings() == []
        redaction = Redaction.objects.get()
        page = other.goes_to(
            reverse("admin:articles_redaction_change", args=[redaction.pk])
        ).page
        assert other.findings() == []
        press(page, "form[action*=carry] button")
        assert other.findings() == []
        assert looking.found_in_tables(Names([KM, EN])) == {}
        old = f"{one.base}/en/{section}/chhoeun-rattana-speaks/"
        new = f"{one.base}/en/{section}/speaks/"
        assert (status_of(old), status_of(new)) == (404, 200)
        assert one.troubles == other.troubles == []
