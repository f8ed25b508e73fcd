"""A story by terms of its own: a licence for everybody, or another publisher's."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from exports.actions.handing import OLD_NOTICE, reasons_against
from exports.actions.releasing import artifact_path, perform
from exports.actions.telling_partners import draft_recall
from exports.formats import FORMATS, format_named
from exports.licensing import Wanted
from exports.models import Artifact, Delivery, RecallKind
from exports.preflight import preflight
from ledger.models import Entry
from rights.actions.keeping import Allowed, file_permission
from rights.actions.licensing import ForeignTerms, TermsRefused, set_terms
from rights.commons import Commons
from rights.lookup import notice_for
from rights.models import ArticleTerms
from rights.terms import Act
from tests import factories as make
from tests.exports.test_telling_partners import a_partner, granted
from worklist.actions.failing import WorkRefused

pytestmark = pytest.mark.django_db
USES = frozenset({Act.ELECTRONIC})
THEIRS = ForeignTerms(
    holder={"km": "កាសែតទន្លេ", "en": "The River Daily"},
    address="https://river.example/rights",
    year=2025,
    full={
        "km": "រក្សាសិទ្ធិ កាសែតទន្លេ។ មិនអាចកាត់ខ្លីបានទេ។",
        "en": "All rights with The River Daily. Not to be shortened.",
    },
    short={"km": "រក្សាសិទ្ធិ កាសែតទន្លេ", "en": "© The River Daily"},
)


def go_by(version, terms):
    return set_terms(
        article=version.article, terms=terms, by=make.a_chief(), at=timezone.now()
    )


def codes(version, partner):
    (look,) = preflight([version.pk], Wanted(partner, USES)).looks
    return [reason.code for reason in look.reasons]


@pytest.fixture
def version():
    return make.a_published_pair()[1]


class TestLicence:
    def test_lets_every_format_leave_for_who_has_no_permission(self, version, order):
        partner = a_partner(1)
        assert codes(version, partner) == ["no_permission"]
        terms = go_by(version, Commons.BY_SA)
        assert codes(version, partner) == []
        items = list(order(version, licensee=partner).items.all())
        assert {item.format for item in items} == {each.code for each in FORMATS}
        for item in items:
            perform(item)
            artifact = item.delivery.artifact
            assert (item.delivery.grant, artifact.article_terms) == (None, terms)
            found = format_named(item.format).read(artifact_path(artifact).read_bytes())
            said = getattr(found, "notice_slots", None)
            assert said is None or all(Commons.BY_SA.deed in it for it in said.values())
        html = next(item.delivery for item in items if item.format == "html")
        page = artifact_path(html.artifact).read_text()
        assert f'rel="license" href="{Commons.BY_SA.deed}"' in page
        facts = Entry.objects.filter(kind="delivery").latest("seq").facts
        assert facts["licence"] == "by_sa"
        assert "grant" not in facts
        assert draft_recall(
            article=version.article, kind=RecallKind.CORRECTED, at=make.NOW
        )

        # By other terms the copy that is out is given out no more.
        go_by(version, Commons.BY_NC)
        (why,) = reasons_against([html]).values()
        assert OLD_NOTICE in why
        assert codes(version, partner) == ["licence", "no_permission"]
        go_by(version, None)
        assert codes(version, partner) == ["no_permission"]
        assert notice_for(version.article).licence is None

    def test_is_judged_by_the_database_itself(self, version, order):
        partner = a_partner(1)
        go_by(version, Commons.BY)
        first, second = order(
            version, formats=["text", "html"], licensee=partner
        ).items.order_by("pk")
        perform(first)
        sent = first.delivery

        def deliver():
            with transaction.atomic():
                Delivery.objects.create(
                    item=second, artifact=sent.artifact, sent_sha256=sent.sent_sha256
                )
                transaction.set_rollback(True)

        def misname():
            Artifact.objects.create(
                version=version,
                revision=version.released_revision,
                licensee=partner,
                notice_edition=sent.artifact.notice_edition,
                format="text",
                sha256="a" * 64,
                size=1,
            )

        def remove():
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM rights_articleterms")

        deliver()
        forbidden = {
            "names the terms": misname,
            "set new ones": lambda: ArticleTerms.objects.update(kind="house"),
            "never change": remove,
            "worded in every": lambda: ArticleTerms.objects.create(
                article=version.article,
                number=9,
                kind="foreign",
                set_by=make.a_chief(),
                set_at=make.NOW,
            ),
        }
        for words, move in forbidden.items():
            with pytest.raises(DatabaseError, match=words), transaction.atomic():
                move()
        go_by(version, Commons.BY_NC_ND)
        with pytest.raises(DatabaseError, match="needs its permission"):
            deliver()


class TestAnotherPublisher:
    def test_lets_nothing_leave_but_by_their_word_and_in_their_words(
        self, version, order
    ):
        partner = a_partner(1)
        granted(partner, version.article.outlet)
        go_by(version, THEIRS)
        item = order(version, formats=["html"], licensee=partner).items.get()
        assert codes(version, partner) == ["rights_basis"]
        with pytest.raises(WorkRefused, match="not ours to give away"):
            perform(item)
        file_permission(
            about=version,
            allowed=Allowed(
                holder="The River Daily",
                acts=USES,
                starts_at=make.NOW,
                ends_at=timezone.now() + timedelta(days=9),
            ),
            content=make.a_jpeg(),
            by=make.a_chief(),
            at=make.NOW,
        )
        perform(item)
        page = artifact_path(item.delivery.artifact).read_text()
        assert THEIRS.full["en"] in page
        assert "Market Association" not in page

    def test_is_named_in_full_and_nothing_is_set_twice(self, version):
        wrong = ForeignTerms(holder={"en": "R"}, address="nowhere", year=None)
        with pytest.raises(TermsRefused) as refused:
            go_by(version, wrong)
        assert len(str(refused.value).splitlines()) == 4
        version.article.versions.update(rights_basis="agency")
        with pytest.raises(TermsRefused, match="Not all of this story is ours"):
            go_by(version, Commons.BY)
        version.article.versions.update(rights_basis="staff")
        go_by(version, Commons.BY)
        for terms in (Commons.BY, None):
            again = make.a_published_pair()[1] if terms is None else version
            with pytest.raises(TermsRefused, match="already"):
                go_by(again, terms)
        assert Entry.objects.get(kind="story.terms_set").facts["licence"] == "by"

    def test_stands_on_the_public_pages(self, client, version):
        address = f"/en/{version.article.section.slug}/{version.slug}/"
        go_by(version, THEIRS)
        page = client.get(address).content.decode()
        assert THEIRS.full["en"] in page
        go_by(version, Commons.BY)
        page = client.get(address).content.decode()
        assert f'<link rel="license" href="{Commons.BY.deed}">' in page
        assert f'"license": "{Commons.BY.deed}"' in page.replace('":"', '": "')
        policy = client.get(f"/rights/policy/{version.article_id}.jsonld").json()
        assert policy["dct:license"] == {"@id": Commons.BY.deed}
        feed = client.get("/en/feeds/atom.xml").content.decode()
        assert Commons.BY.deed in feed
