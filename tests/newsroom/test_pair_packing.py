"""The page of a pair on the line."""

import gzip

import pytest
from django.http import HttpResponse

from newsroom.pair.packing import packed

ROWS = "<li>ទឹកទន្លេឡើង។ The river rose.</li>" * 500


@pytest.fixture
def ask(rf):
    def asked(encodings):
        request = rf.get("/", headers={"accept-encoding": encodings})
        return packed(lambda _request: HttpResponse(ROWS))(request)

    return asked


class TestPacked:
    def test_says_the_same_in_less(self, ask):
        response = ask("br, gzip")
        assert response.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(response.content).decode() == ROWS
        assert len(response.content) < len(ROWS.encode()) / 20

    @pytest.mark.parametrize("encodings", ["", "br", "identity"])
    def test_is_plain_for_who_cannot_read_it(self, ask, encodings):
        response = ask(encodings)
        assert "Content-Encoding" not in response.headers
        assert response.content.decode() == ROWS

    @pytest.mark.parametrize("encodings", ["gzip", "identity"])
    def test_is_kept_apart_by_what_was_asked(self, ask, encodings):
        assert "Accept-Encoding" in ask(encodings).headers["Vary"]

    def test_never_tells_by_its_length_what_repeats(self, ask):
        assert len({len(ask("gzip").content) for _each in range(60)}) > 10
