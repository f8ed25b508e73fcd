"""The lite page: a whole story, its makers and its notice in one small answer."""

import gzip
import re

import pytest

from articles.addresses import version_url
from articles.models import Version
from rights.lookup import current_notice
from tests import factories as make

pytestmark = pytest.mark.django_db
LARGEST = 20_000


@pytest.fixture(params=["km", "en"])
def version(request: pytest.FixtureRequest) -> Version:
    original, translation = make.a_published_pair()
    return {"km": original, "en": translation}[request.param]


class TestLite:
    def test_holds_the_story_its_makers_and_its_notice(self, client, version):
        page = client.get(f"{version_url(version)}lite/").content.decode()
        notice = current_notice(version.article.outlet)
        assert version.headline in page
        for block in version.released_revision.blocks:
            assert re.sub(r"<[^>]+>", "", block["html"]) in page
        assert notice.text_for(version.language).full in page
        assert {"km": "រាយការណ៍ដោយ", "en": "Translated by"}[version.language] in page
        assert page.index(notice.text_for(version.language).full) < page.index(
            "</article>"
        )

    def test_asks_for_nothing_else(self, client, version):
        page = client.get(f"{version_url(version)}lite/").content.decode()
        loaded = r"<(?:img|script|style|iframe|audio|source)|stylesheet|\bsrc="
        assert re.findall(loaded, page) == []
        # Light or dark is the browser's own, without a style.
        assert '<meta name="color-scheme" content="light dark">' in page
        # Browsers ask for an icon unless they are given one.
        assert '<link rel="icon" href="data:,">' in page

    def test_is_small_however_long_the_story_is(self, client):
        many = [f"ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ ទី{n}។ " * 12 for n in range(40)]
        text = make.blocks("ចំណងជើង", many)
        version = make.published(make.a_version(language="km", text=text))
        answer = client.get(
            f"{version_url(version)}lite/", headers={"accept-encoding": "gzip"}
        )
        assert answer["Content-Encoding"] == "gzip"
        assert len(gzip.decompress(answer.content)) > 40_000
        assert len(answer.content) < LARGEST

    def test_is_no_page_of_its_own_to_search_engines(self, client, version):
        page = client.get(f"{version_url(version)}lite/").content.decode()
        address = f"http://127.0.0.1:8000{version_url(version)}"
        assert f'<link rel="canonical" href="{address}">' in page

    def test_leads_to_the_same_in_the_other_language_and_back(self, client, version):
        lite = f"{version_url(version)}lite/"
        page = client.get(lite).content.decode()
        (there,) = re.findall(r'href="(/(?:km|en)/[^"]+/lite/)"', page)
        assert client.get(there).status_code == 200
        assert f'href="{lite}"' in client.get(version_url(version)).content.decode()

    def test_is_gone_with_the_story(self, client, version):
        lite = f"{version_url(version)}lite/"
        make.hidden(version.article)
        assert client.get(lite).status_code == 404

    def test_sets_no_cookie(self, client, version):
        answer = client.get(f"{version_url(version)}lite/")
        assert not client.cookies
        assert answer["Vary"] == "Accept-Encoding"
