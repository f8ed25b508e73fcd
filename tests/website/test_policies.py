"""Machines are served the terms of public stories, and of permissions by a secret."""

import json
from uuid import uuid4

import pytest

from articles.addresses import version_url
from rights.actions.granting import Scope, give_grant, revoke_grant
from rights.models import Licensee
from rights.terms import Act, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db


def url(policy_id):
    return f"/rights/policy/{policy_id}.jsonld"


@pytest.fixture
def version():
    return make.a_published_pair()[0]


@pytest.fixture
def grant(version):
    partner = Licensee.objects.create(slug="mekong", name_km="មេគង្គ", name_en="Mekong")
    return give_grant(
        licensee=partner,
        scope=Scope(version.article.outlet, article=version.article),
        terms=Terms(
            frozenset({Act.PRINT}),
            frozenset({"km"}),
            make.NOW,
            review_date=make.NOW.date(),
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


class TestStory:
    def test_is_served_while_readers_see_it(self, client, version):
        response = client.get(url(version.article_id))
        assert response["Content-Type"] == "application/ld+json"
        told = json.loads(response.content)
        assert told["@type"] == "Offer"
        assert told["prohibition"][0]["target"] == version.article.urn
        assert told["prohibition"][0]["assigner"].endswith("#rights-title")

    def test_is_pointed_at_by_its_page(self, client, version):
        page = client.get(version_url(version)).content.decode()
        assert 'rel="license" type="application/ld+json" href="http' in page
        assert url(version.article_id) in page

    def test_is_gone_where_readers_see_nothing(self, client):
        draft = make.a_version()
        assert client.get(url(draft.article_id)).status_code == 404
        assert client.get(url(uuid4())).status_code == 404


class TestGrant:
    def test_is_served_without_who_it_is_for(self, client, grant):
        response = client.get(url(grant.policy_id))
        told = json.loads(response.content)
        assert told["@type"] == "Agreement"
        assert "ekong" not in response.content.decode()
        assert "set-cookie" not in response.headers

    def test_is_gone_when_it_was_taken_back(self, client, grant):
        revoke_grant(grant=grant, by=make.a_chief(), at=make.NOW)
        assert client.get(url(grant.policy_id)).status_code == 404

    def test_is_gone_with_its_story(self, client, version, grant):
        make.hidden(version.article)
        assert client.get(url(grant.policy_id)).status_code == 404
