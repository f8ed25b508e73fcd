"""Browsers that were told to save data get pictures only when somebody asks."""

import pytest
from django.urls import reverse

from articles.addresses import version_url
from articles.models import Article
from tests import factories as make

pytestmark = pytest.mark.django_db
SPARING = {"Save-Data": "on"}


@pytest.fixture
def version():
    version, _translation = make.a_published_pair()
    Article.objects.filter(pk=version.article_id).update(lead_photo=make.a_photo())
    return version


def page_at(client, path, headers):
    answer = client.get(path, headers=headers)
    assert "Save-Data" in answer["Vary"]
    return answer.content.decode()


class TestSaveData:
    def test_shows_the_photo_of_a_story_when_its_button_is_tapped(
        self, client, version
    ):
        path = version_url(version)
        assert "<details" not in page_at(client, path, {})
        page = page_at(client, path, SPARING)
        later = page[page.index("<details") : page.index("</details>")]
        assert "<img" in later
        assert 'loading="lazy"' in later
        assert page.count("<img") == 1
        assert "ស្រី មុំ" in page

    def test_leaves_pictures_out_of_lists(self, client, version):
        section = version.article.section.slug
        day = version.published_at
        for name, more in (
            ("home", {}),
            ("section", {"section": section}),
            ("month", {"year": day.year, "month": day.month}),
        ):
            path = reverse(name, kwargs={"language": "km", **more})
            assert page_at(client, path, {}).count("<img") == 1
            page = page_at(client, path, SPARING)
            assert "<img" not in page
            assert version.headline in page

    @pytest.mark.parametrize("said", ["off", "1", "", "yes"])
    def test_takes_nothing_else_for_the_hint(self, client, version, said):
        page = page_at(client, version_url(version), {"Save-Data": said})
        assert "<details" not in page
