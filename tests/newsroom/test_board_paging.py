"""Pages of the board neither skip nor repeat, wherever they begin."""

from datetime import datetime

import pytest

from articles.models import BoardLine
from newsroom.board import paging
from tests import factories as make
from tests.newsroom.board_stories import (
    a_draft,
    board,
    many,
)

pytestmark = pytest.mark.django_db


class TestPages:
    def test_neither_skip_nor_repeat_while_stories_come_in(
        self, client, sign_in, monkeypatch
    ):
        monkeypatch.setattr(paging, "PAGE", 3)
        sign_in(is_superuser=True)
        wanted, seen, asked = many(8), [], {}
        while True:
            page = board(client, **asked)
            seen += [row.pk for row in page.rows]
            make.a_story(slugline="just in")
            older = [url for _label, url, relation in page.ways if relation == "next"]
            if not older:
                break
            asked = dict([older[0].partition("?")[2].split("=")])
        assert seen == wanted

    def test_lead_back_the_way_they_came(self, client, sign_in, monkeypatch):
        monkeypatch.setattr(paging, "PAGE", 3)
        sign_in(is_superuser=True)
        wanted = many(8)
        last = board(client, oldest="1")
        assert [row.pk for row in last.rows] == wanted[-3:]
        assert [relation for *_rest, relation in last.ways] == ["first", "prev"]
        before = client.get(last.ways[1][1]).context["board"]
        assert [row.pk for row in before.rows] == wanted[2:5]
        assert [relation for *_rest, relation in before.ways] == [
            "first",
            "prev",
            "next",
            "last",
        ]
        after = client.get(before.ways[2][1]).context["board"]
        assert [row.pk for row in after.rows] == wanted[5:]

    def test_keep_the_order_of_stories_that_moved_in_the_same_moment(
        self, client, sign_in, monkeypatch
    ):
        monkeypatch.setattr(paging, "PAGE", 2)
        sign_in(is_superuser=True)
        wanted = set(many(5))
        BoardLine.objects.update(moved_at=make.NOW)
        first = board(client)
        second = client.get(first.ways[0][1]).context["board"]
        third = client.get(second.ways[2][1]).context["board"]
        seen = [row.pk for page in (first, second, third) for row in page.rows]
        assert len(seen) == 5
        assert set(seen) == wanted

    @pytest.mark.parametrize(
        "place",
        [
            "x",
            "1",
            "1-",
            "-1-1",
            "9" * 17 + "-1",
            "1-" + "9" * 19,
            "1-1' OR 1=1",
            "១-១",
        ],
    )
    @pytest.mark.parametrize("name", ["after", "before"])
    def test_begin_anew_at_a_place_that_is_none(self, client, sign_in, name, place):
        version = a_draft()
        sign_in(is_superuser=True)
        response = client.get("/admin/", {name: place})
        assert [row.pk for row in response.context["board"].rows] == [
            str(version.article_id)
        ]
        assert "names no place on the board" in response.content.decode()

    def test_name_places_to_the_microsecond(self):
        place = paging.Place(datetime.fromisoformat("2026-03-01T02:00:00.123457Z"), 7)
        assert paging.Place.read(str(place)) == place
        assert paging.Place.read("9999999999999999-1").moved_at.year == 2286
