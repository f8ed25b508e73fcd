"""Pages are set once, and are at every moment what they would be if set anew."""

from datetime import timedelta

import pgtrigger
import pytest
from django.utils import timezone

from articles.actions import hiding
from articles.addresses import version_url
from articles.models import Article, CreditRole, Outlet, Section
from people.actions import consenting
from people.models import Contributor
from rights.actions import licensing
from rights.commons import Commons
from tests import factories as make
from website import keeping, views
from website.keeping import Keeper, Page
from website.parts import PARTS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keeper(monkeypatch):
    keeper = Keeper()
    monkeypatch.setattr(views, "KEEPER", keeper)
    return keeper


@pytest.fixture
def pair():
    original, english = make.a_published_pair()
    person = make.a_person("Chan Sopheap", consents=("km", "en"))
    make.credit(english, (person, CreditRole.TRANSLATOR))
    return original, english


@pytest.fixture
def addresses(pair):
    original, english = pair
    section = english.article.section.slug
    return [
        version_url(original),
        version_url(english),
        f"{version_url(english)}lite/",
        "/en/",
        f"/km/{section}/",
        f"/en/{section}/",
        "/en/feeds/atom.xml",
        f"/km/feeds/section/{section}/feed.json",
    ]


def seen(client, addresses):
    return [(at.status_code, at.content) for at in map(client.get, addresses)]


def redact(version):
    """Change a released text behind everybody's back, as the owner can."""
    text = version.released_revision
    with pgtrigger.ignore("articles.Revision:revisions_never_change"):
        blocks = [{**it, "html": it["html"].replace("a", "█")} for it in text.blocks]
        type(text).objects.filter(pk=text.pk).update(blocks=blocks)


def changes(original, english):
    """Yield one change after another that readers must see at once, and its undoing."""
    article, person = english.article, Contributor.objects.get(name="Chan Sopheap")
    yield lambda: make.corrected(article)
    yield lambda: consenting.withdraw_consent(
        contributor=person, language="en", by=make.a_chief(), at=timezone.now()
    )
    yield lambda: Section.objects.filter(pk=article.section_id).update(name_en="Rivers")
    yield lambda: Outlet.objects.filter(pk=article.outlet_id).update(name_km="ទន្លេ")
    yield lambda: licensing.set_terms(
        article=article, terms=Commons.BY, by=make.a_chief(), at=timezone.now()
    )
    yield lambda: redact(english)
    yield lambda: Article.objects.filter(pk=article.pk).update(
        lead_photo=make.a_photo()
    )
    yield lambda: make.published(
        make.a_version(article=article, language="vi", text=make.blocks("Cầu", ["Một"]))
    )
    soon = timezone.now() + timedelta(hours=1)
    yield lambda: Article.objects.filter(pk=article.pk).update(embargoed_until=soon)
    yield lambda: Article.objects.filter(pk=article.pk).update(embargoed_until=None)
    yield lambda: make.hidden(article)
    yield lambda: hiding.lift_hiding(
        article=article, by=make.a_chief(), at=timezone.now()
    )
    yield lambda: make.taken_down(article)


def test_after_every_change_each_page_is_as_if_set_anew(
    client, pair, addresses, keeper
):
    before = seen(client, addresses)
    assert {status for status, _content in before} == {200}
    assert seen(client, addresses) == before
    for at, change in enumerate(changes(*pair)):
        change()
        kept = seen(client, addresses)
        # Nor does any of their parts tell of what was.
        keeper.clear()
        PARTS.clear()
        assert kept == seen(client, addresses), f"change {at}"
        assert kept != before, f"change {at} is seen nowhere"
        before = kept


def test_a_page_is_set_once_and_its_database_is_asked_each_time(
    client, pair, monkeypatch, django_assert_num_queries
):
    url = version_url(pair[1])
    times = []
    whole = views.article_page

    def counted(**place):
        times.append(place)
        return whole(**place)

    monkeypatch.setattr(views, "article_page", counted)
    # No corrections: nobody asks for them.
    with django_assert_num_queries(5):
        client.get(url)
    for _again in range(2):
        # All of them in one, without the text: it never changes.
        with django_assert_num_queries(1):
            assert client.get(url).status_code == 200
    assert len(times) == 1
    assert client.get(url, headers={"Save-Data": "on"}).status_code == 200
    assert len(times) == 2


def test_what_is_not_there_is_not_kept(client, keeper):
    for number in range(3):
        assert client.get(f"/en/nowhere/{number}/").status_code == 404
    assert not keeper._pages


def test_the_oldest_pages_make_room():
    keeper = Keeper(most=250)
    for name in ("a", "b", "c"):
        keeper.page(name, lambda: Page(b"x" * 100, ()))
        keeper.page("a", lambda: Page(b"y" * 100, ()))
    assert list(keeper._pages._things) == ["c", "a"]
    assert keeper._pages._bytes == 200
    keeper.page("huge", lambda: Page(b"x" * 300, ()))
    assert (len(keeper._pages), keeper._pages._bytes) == (0, 0)
    assert keeping.MOST_BYTES > 1_000_000
