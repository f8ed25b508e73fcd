"""Relative links get the address of their page, or are told of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.recognise.lines import Line
from intake.recognise.page_links import page_address, with_addresses

PAGE = "https://news.example/km/2026/rain/"


def line(href):
    return Line(number=7, text="Map", html=f'See <a href="{href}">Map</a>.')


class TestPageAddress:
    @pytest.mark.parametrize(
        ("named", "address"),
        [
            ({}, ""),
            ({"og:url": PAGE}, PAGE),
            ({"canonical": PAGE}, PAGE),
            ({"base": PAGE}, PAGE),
            ({"og:url": "https://a.example/", "canonical": PAGE}, PAGE),
            ({"canonical": "https://a.example/", "base": PAGE}, PAGE),
            ({"og:url": "https://news.example/x", "canonical": "/km/2026/rain/"}, PAGE),
            (
                {"canonical": "https://news.example/x/", "base": "../km/2026/rain/"},
                PAGE,
            ),
            ({"canonical": PAGE, "base": " "}, PAGE),
            ({"canonical": "/km/"}, ""),
            ({"base": "javascript:x()"}, ""),
            ({"base": "file:///tmp/", "og:url": PAGE}, PAGE),
            ({"base": "https://[", "canonical": PAGE}, PAGE),
        ],
    )
    def test_is_the_base_then_the_canonical_link_then_the_shared_one(
        self, named, address
    ):
        assert page_address(named) == address


class TestWithAddresses:
    @pytest.mark.parametrize(
        ("href", "absolute"),
        [
            ("/map", "https://news.example/map"),
            ("map?a=1&amp;b=2", f"{PAGE}map?a=1&amp;b=2"),
            ("../wind/", "https://news.example/km/2026/wind/"),
            ("//b.example/x", "https://b.example/x"),
            ("#note", f"{PAGE}#note"),
            (" /map ", "https://news.example/map"),
            ("/ផែនទី", "https://news.example/ផែនទី"),
            ("https://c.example/", "https://c.example/"),
            ("mailto:desk@news.example", "mailto:desk@news.example"),
        ],
    )
    def test_gives_a_link_its_host(self, href, absolute):
        read, loose = with_addresses(line(href), PAGE)
        assert read.html == f'See <a href="{absolute}">Map</a>.'
        assert loose == ()

    def test_keeps_the_words_of_a_link_that_leads_nowhere(self):
        read, loose = with_addresses(line("/map?a=1&amp;b=2"), "")
        assert read.html == "See <a>Map</a>."
        assert [(each.words, each.line) for each in loose] == [("/map?a=1&b=2", 7)]

    def test_tells_nothing_of_a_link_to_nothing(self):
        assert with_addresses(line("#"), "")[1] == ()

    def test_leaves_a_line_without_links_as_it_is(self):
        plain = Line(number=1, text="Rain", html="Rain")
        assert with_addresses(plain, "")[0] is plain

    @given(st.text("/?#[]:@.&<\"'ab ក\n", max_size=20))
    def test_never_breaks_out_of_the_attribute(self, href):
        for address in ("", PAGE):
            read, _loose = with_addresses(line(href.replace('"', "&quot;")), address)
            assert read.html.count('"') in (0, 2)
            assert read.html.endswith(">Map</a>.")
