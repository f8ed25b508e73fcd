"""A partner is told to use one copy instead of another, and nobody else is."""

import pytest

from exports.actions.telling_partners import RecallRefused, record_post
from exports.models import (
    Artifact,
    ArtifactState,
    Platform,
    Recall,
    RecallKind,
    Replacement,
)
from exports.recipients import recipients_for, text_for
from ledger.models import Entry
from newsroom import partner_desk
from people.models import Account
from people.permissions import PermissionRefused
from tests import factories as make
from tests.exports.test_telling_partners import a_partner, go, granted, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.a_published_pair()[1]


@pytest.fixture
def copies(version):
    """The copies of two formats that each of two partners was sent."""
    for number in (1, 2):
        partner = a_partner(number)
        granted(partner, version.article.outlet)
        sent(version, partner, formats=("text", "html"))
    record_post(
        version=version,
        platform=Platform.TELEGRAM,
        url="https://t.example/1",
        by=make.a_chief(),
        at=make.NOW,
    )
    return list(Artifact.objects.order_by("licensee__slug", "pk"))


def replaced(former, instead, by=None):
    return partner_desk.replace_copy(
        former=former, instead=instead, by=by or make.a_chief(), at=make.NOW
    )


class TestReplaceCopy:
    def test_names_both_copies_to_the_partner_that_has_them(self, copies):
        former, instead = copies[:2]
        recall = replaced(former, instead)
        assert (recall.kind, recall.article) == (
            RecallKind.REPLACED,
            former.version.article,
        )
        assert [each.artifacts for each in recipients_for(recall)] == [(former,)]
        text = text_for(go(recall).notices.get())
        for said in (
            "named under it. Please use the new one",
            "សូមប្រើច្បាប់ថ្មី",
            "use instead: English · html",
            "ប្រើជំនួស៖ ភាសាអង់គ្លេស · html",
        ):
            assert said in text
        assert text.count(former.sha256[:16]) == text.count(instead.sha256[:16]) == 2
        assert former.version.headline not in text
        assert not recall.posts.exists()

    def test_gives_the_former_copy_out_no_more(self, copies):
        former, instead = copies[:2]
        replaced(former, instead)
        states = dict(Artifact.objects.values_list("pk", "state"))
        assert states.pop(former.pk) == ArtifactState.RECALLED
        assert set(states.values()) == {ArtifactState.RELEASED}

    def test_is_one_draft_for_all_copies_of_a_story(self, copies):
        first = replaced(copies[0], copies[1])
        second = replaced(copies[2], copies[3])
        assert first == second
        assert [each.artifacts for each in recipients_for(second)] == [
            (copies[0],),
            (copies[2],),
        ]
        assert go(second).notices.count() == 2

    def test_says_the_last_of_two_that_were_named(self, version, copies):
        partner = copies[0].licensee
        sent(version, partner, formats=("markdown",))
        newest = Artifact.objects.get(format="markdown")
        replaced(copies[0], copies[1])
        replaced(copies[0], newest)
        assert Replacement.objects.get().instead == newest

    def test_tells_the_ledger_which(self, copies):
        recall = replaced(copies[0], copies[1])
        assert Entry.objects.get(kind="copy.replaced").facts == {
            "recall": recall.pk,
            "licensee": copies[0].licensee_id,
            "former": copies[0].pk,
            "instead": copies[1].pk,
        }

    def test_lists_every_reason_against_it(self, copies):
        other = make.a_published_pair()[0]
        partner = a_partner(3)
        granted(partner, other.article.outlet)
        sent(other, partner)
        stranger = Artifact.objects.get(licensee=partner)
        Artifact.objects.filter(pk=stranger.pk).update(state=ArtifactState.RECALLED)
        stranger.refresh_from_db()
        with pytest.raises(RecallRefused) as refused:
            replaced(copies[0], stranger)
        assert len(str(refused.value).splitlines()) == 3
        with pytest.raises(RecallRefused, match="does not replace itself"):
            replaced(copies[0], copies[0])

    @pytest.mark.parametrize(("at", "reason"), [(0, "never sent"), (1, "not sent yet")])
    def test_is_of_copies_that_were_sent(self, copies, at, reason):
        pair = copies[:2]
        kept = pair[at]
        pair[at] = Artifact.objects.create(
            version=kept.version,
            revision=kept.revision,
            licensee=kept.licensee,
            notice_edition=kept.notice_edition,
            format="epub",
            sha256="0" * 64,
            size=1,
        )
        with pytest.raises(RecallRefused, match=reason):
            replaced(*pair)

    def test_is_not_for_editors(self, copies):
        with pytest.raises(PermissionRefused):
            replaced(copies[0], copies[1], by=make.an_account(("Editor", "")))
        assert not Recall.objects.exists()


class TestPage:
    def test_offers_it_beside_the_copies_of_a_partner(self, client, copies):
        chief = make.a_chief()
        Account.objects.filter(pk=chief.pk).update(interface_language="en")
        client.force_login(chief)
        article = copies[0].version.article
        page = client.get(f"/admin/articles/article/{article.pk}/copies/")
        assert page.content.decode().count("It replaces the former copy") == 2
        client.post(
            f"/admin/articles/article/{article.pk}/copies/replace/",
            {"former": copies[0].pk, "instead": copies[1].pk},
        )
        recall = Recall.objects.get()
        shown = client.get(
            f"/admin/exports/recall/{recall.pk}/change/"
        ).content.decode()
        assert copies[0].sha256[:16] in shown
        assert copies[1].sha256[:16] in shown
        assert "https://t.example/1" not in shown

    @pytest.mark.parametrize("typed", ["", "x", "9" * 30, "999999999"])
    def test_finds_no_other_copy(self, client, copies, typed):
        client.force_login(make.a_chief())
        answer = client.post(
            f"/admin/articles/article/{copies[0].version.article_id}/copies/replace/",
            {"former": typed, "instead": copies[1].pk},
        )
        assert answer.status_code == 404
