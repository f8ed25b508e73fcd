"""The picture of a shared link: a headline in its own letters, and no photo."""

import io
import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from PIL import Image

from articles.addresses import version_url
from exports.formats.poster import WIDE, Poster, draw
from tests import factories as make

KHMER = Poster(
    language="km",
    is_khmer=True,
    kicker="សង្គម",
    headline="ទឹកទន្លេឡើងខ្ពស់ ប្រជាពលរដ្ឋត្រូវផ្លាស់ទៅទីទួល",
    outlet="ផ្សារ",
    rights="© ២០២៦ សមាគមផ្សារ។",
)
ENGLISH = Poster(
    language="en",
    is_khmer=False,
    kicker="Society",
    headline="The river",
    outlet="The Market",
    rights="© 2026",
)


def changed(poster: Poster, **words: str) -> Poster:
    return Poster(**{**vars(poster), **words})


def ink(png: bytes) -> list[int]:
    """Count the dark points of each row of the headline's part of a picture."""
    picture = Image.open(io.BytesIO(png)).convert("L").crop((60, 110, 1140, 470))
    width, rows = picture.width, picture.tobytes()
    return [
        sum(point < 100 for point in rows[at * width : (at + 1) * width])
        for at in range(picture.height)
    ]


class TestDrawing:
    @pytest.mark.parametrize("poster", [KHMER, ENGLISH])
    def test_is_a_picture_of_the_size_that_links_show(self, poster):
        picture = Image.open(io.BytesIO(draw(poster)))
        assert (picture.format, picture.size) == ("PNG", (WIDE.width, WIDE.height))

    def test_is_the_same_for_the_same_words_and_another_one_for_others(self):
        assert draw(KHMER) == draw(KHMER)
        other = changed(KHMER, headline="ទឹកទន្លេ")
        assert draw(other) != draw(KHMER)
        assert other.mark != KHMER.mark

    def test_joins_khmer_letters(self):
        # A subscript hangs below its letter and adds no width; side by side with its
        # sign, as where nobody shapes, it would.
        joined = draw(changed(KHMER, headline="ខ្ម"))
        apart = draw(changed(KHMER, headline="ខម"))

        def width(png: bytes) -> int:
            picture = (
                Image.open(io.BytesIO(png)).convert("L").crop((60, 110, 1140, 470))
            )
            box = picture.point(lambda p: 255 * (p < 100)).getbbox()
            assert box is not None
            return box[2] - box[0]

        assert width(joined) < width(apart)

    @pytest.mark.parametrize("poster", [KHMER, ENGLISH])
    def test_cuts_nothing_off_however_long_the_headline_is(self, poster):
        for times in (1, 3, 8):
            rows = ink(draw(changed(poster, headline=f"{poster.headline} " * times)))
            assert rows[0] == rows[-1] == 0
            assert sum(rows) > 0

    def test_takes_no_word_as_a_command(self):
        hostile = '#read("/etc/passwd") $ * _ [ ] @x `#panic()`'
        assert draw(changed(ENGLISH, headline=hostile))

    def test_takes_less_than_half_a_second(self):
        draw(KHMER)
        begin = time.process_time()
        draw(changed(KHMER, headline=KHMER.headline * 3))
        assert time.process_time() - begin < 0.5


@pytest.mark.django_db
class TestPoster:
    @pytest.fixture
    def version(self):
        photo = make.a_photo()
        return make.published(make.a_version(article=make.a_story(lead_photo=photo)))

    def address_of(self, client: Any, version: Any) -> str:
        page = client.get(version_url(version)).content.decode()
        found = re.search(r'property="og:image" content="http://[^/]+([^"]+)"', page)
        assert found
        assert f'name="twitter:image" content="http://127.0.0.1:8000{found[1]}"' in page
        return found[1]

    def test_is_what_the_page_names_and_not_its_photo(self, client, version):
        address = self.address_of(client, version)
        assert "photos" not in address
        answer = client.get(address)
        assert answer["Content-Type"] == "image/png"
        assert Image.open(io.BytesIO(answer.content)).size == (WIDE.width, WIDE.height)
        assert not client.cookies

    def test_has_another_address_when_the_headline_changes(self, client, version):
        before = self.address_of(client, version)
        type(version).objects.filter(pk=version.pk).update(headline="ថ្មី")
        assert self.address_of(client, version) != before

    def test_is_drawn_once(self, client, version, monkeypatch):
        cache.clear()
        address = self.address_of(client, version)
        first = client.get(address)
        monkeypatch.setattr(
            "website.pages.posters.draw", lambda _poster: b"drawn again"
        )
        assert client.get(address).content == first.content
        known = {"if-none-match": first["ETag"]}
        assert client.get(address, headers=known).status_code == 304

    def test_is_drawn_where_nothing_can_be_kept(self, client, version, monkeypatch):
        class Gone:
            def get(self, _key: str) -> None:
                raise ConnectionError

        monkeypatch.setattr("website.pages.posters.cache", Gone())
        assert client.get(self.address_of(client, version)).status_code == 200

    def test_is_not_there_before_its_hour_nor_after_it_is_hidden(self, client, version):
        address, article = self.address_of(client, version), version.article
        known = {"if-none-match": client.get(address)["ETag"]}
        article.embargoed_until = timezone.now() + timedelta(minutes=1)
        article.save()
        assert client.get(address, headers=known).status_code == 404
        article.embargoed_until = None
        article.save()
        make.hidden(article)
        assert client.get(address, headers=known).status_code == 404

    def test_is_left_out_where_its_letters_are_not_at_hand(self, client):
        version = make.published(make.a_version(language="zh-Hans"))
        page = client.get(version_url(version)).content.decode()
        assert "og:image" not in page
        assert client.get(f"{version_url(version)}card.png").status_code == 404
