"""Somebody without an account reads a preview, on a phone and beside each other."""

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.actions.previewing import make_link, token_of
from articles.models import Version
from tests import factories as make

pytestmark = pytest.mark.journey


def path_to(language=None):
    version = (
        Version.objects.public()
        .filter(language=language or "en", article__lead_photo__isnull=False)
        .first()
    )
    link = make_link(
        article=version.article,
        version=version if language else None,
        by=make.a_chief(),
        at=timezone.now(),
    )
    return reverse("preview", kwargs={"token": token_of(link)})


class TestReadingAPreview:
    @pytest.mark.parametrize("width", [390, 1280])
    def test_finds_it_accessible_and_the_photo_in_place(self, reader, width):
        one = reader(width)
        for path in (path_to(), path_to("km"), path_to("en")):
            one.goes_to(path)
            assert one.faults() == []
            photo = one.page.locator("figure img").first
            photo.scroll_into_view_if_needed()
            one.page.wait_for_function("document.images[0].naturalWidth > 0")
        assert one.troubles == []

    @pytest.mark.parametrize(("width", "is_beside"), [(390, False), (1280, True)])
    def test_finds_the_languages_beside_each_other_where_there_is_room(
        self, reader, width, is_beside
    ):
        one = reader(width).goes_to(path_to())
        columns = one.page.locator(".preview-columns > div")
        assert columns.count() == 2
        first, second = (columns.nth(number).bounding_box() for number in (0, 1))
        assert (second["x"] >= first["x"] + first["width"]) is is_beside
        assert (second["y"] >= first["y"] + first["height"]) is not is_beside
