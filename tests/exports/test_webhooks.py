"""Where a webhook may lead, and how a message proves that it is ours."""

import random
import socket

import pytest

from exports.webhooks import (
    WINDOW_SECONDS,
    PartnerServerError,
    Place,
    PlaceError,
    checked_address,
    is_public,
    is_signed,
    place_of,
    post,
    signature,
)
from tests.exports.receiver import receiving

SECRET, NOW = "5" * 64, 1_800_000_000
# Ways to write this machine and its neighbours.
INSIDE = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "0x7f.0.0.1",
    "0x7f000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0.0.0.0",  # noqa: S104 - nothing is bound
    "0",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "10.0.0.1",
    "10.1",
    "172.16.0.1",
    "172.31.255.254",
    "192.168.0.1",
    "192.168.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "255.255.255.255",
    "[fe80::1]",
    "[fc00::1]",
    "[ff02::1]",
)


class TestPlaces:
    @pytest.mark.parametrize("host", INSIDE)
    def test_inside_are_refused_however_they_are_written(self, host):
        with pytest.raises((PlaceError, OSError)):
            place_of(f"https://{host}/in", may_be_private=False)

    def test_are_judged_by_every_address_of_a_name(self, monkeypatch):
        found = [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 443))
            for ip in ("9.9.9.9", "10.0.0.1")
        ]
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
        with pytest.raises(PlaceError, match="own network"):
            place_of("https://partner.example/in", may_be_private=False)

    def test_are_looked_up_once(self, monkeypatch):
        answers = iter(["9.9.9.9", "127.0.0.1"])
        asked = []

        def lookup(host, *_args, **_kwargs):
            asked.append(host)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), 443))]

        monkeypatch.setattr(socket, "getaddrinfo", lookup)
        place = place_of("https://partner.example/in?a=1", may_be_private=False)
        assert (place.ip, place.path, asked) == (
            "9.9.9.9",
            "/in?a=1",
            ["partner.example"],
        )

    @pytest.mark.parametrize(
        "url",
        [
            "http://partner.example/",
            "ftp://partner.example/",
            "https://",
            "https://user:word@partner.example/",
            "https://partner.example/#a",
            "https://partner.example:0/",
            "https://partner.example:99999/",
            "https://[::1/",
            "https://partner.example/a b",
            "https://partner.example/a\r\nX: y",
            "https://partner.example/ក",
            "",
        ],
    )
    def test_need_a_plain_safe_address(self, url):
        with pytest.raises(PlaceError):
            checked_address(url, may_be_private=False)

    def test_of_the_open_internet_are_public(self):
        assert is_public("9.9.9.9")
        assert is_public("2620:fe::fe")


def message(body=b"copy", **changed):
    told = {"moment": NOW, "nonce": "n", "delivery": "1-2", **changed}
    return {
        "Spean-Timestamp": str(told["moment"]),
        "Spean-Nonce": told["nonce"],
        "Spean-Delivery": told["delivery"],
        "Spean-Signature": f"v1={signature(SECRET, **told, body=body)}",
    }


class TestSignatures:
    def test_are_known_by_who_has_the_secret(self):
        assert is_signed(SECRET, message(), b"copy", now=NOW)
        assert not is_signed("6" * 64, message(), b"copy", now=NOW)

    def test_cannot_be_forged(self):
        chance = random.Random(7)  # noqa: S311 - not for secrets
        taken = 0
        for _each in range(1000):
            headers = message()
            name = chance.choice(sorted(headers))
            value = headers[name]
            place = chance.randrange(len(value))
            other = chance.choice(
                [it for it in "0123456789abcdef" if it != value[place]]
            )
            headers[name] = value[:place] + other + value[place + 1 :]
            taken += is_signed(SECRET, headers, b"copy", now=NOW)
        assert taken == 0

    def test_do_not_fit_another_body(self):
        assert not is_signed(SECRET, message(), b"c0py", now=NOW)

    @pytest.mark.parametrize("late", [-1, 1])
    def test_grow_old(self, late):
        at_the_edge = NOW + late * WINDOW_SECONDS
        assert is_signed(SECRET, message(), b"copy", now=at_the_edge)
        assert not is_signed(SECRET, message(), b"copy", now=at_the_edge + late)

    @pytest.mark.parametrize("stamp", ["", "x", "-1", "១", "1e9", " 1"])
    def test_need_a_number_for_a_time_stamp(self, stamp):
        headers = {**message(), "Spean-Timestamp": stamp}
        assert not is_signed(SECRET, headers, b"copy", now=NOW)


class TestPosting:
    def test_brings_the_bytes(self):
        with receiving() as partner:
            place = place_of(f"{partner.url}/in?k=1", may_be_private=True)
            assert post(place, "ក".encode(), {"Spean-Nonce": "n"}) == 204
        (got,) = partner.received
        assert (got.path, got.body) == ("/in?k=1", "ក".encode())
        assert got.headers["Spean-Nonce"] == "n"

    @pytest.mark.parametrize("status", [301, 302, 307, 308, 400, 410, 429, 500, 503])
    def test_follows_nobody_and_takes_only_yes_for_yes(self, status):
        with receiving() as partner:
            partner.answers = [status]
            place = place_of(partner.url, may_be_private=True)
            with pytest.raises(PartnerServerError, match=str(status)):
                post(place, b"copy", {})
        assert len(partner.received) == 1

    def test_says_when_nobody_listens(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        place = place_of(f"http://127.0.0.1:{port}/", may_be_private=True)
        with pytest.raises(OSError, match="refused"):
            post(place, b"copy", {})

    def test_speaks_to_the_machine_that_was_judged(self):
        with receiving() as partner:
            found = place_of(partner.url, may_be_private=True)
            moved = Place(found.parts, "partner.invalid", found.port, found.ip)
            assert post(moved, b"copy", {}) == 204
        (got,) = partner.received
        assert got.headers["Host"] == f"partner.invalid:{found.port}"
