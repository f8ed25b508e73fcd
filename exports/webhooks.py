"""What a webhook is sent, how it is signed, and where nothing is ever sent."""

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

SECONDS: Final = 10
"""How long a partner's server may keep us waiting, for each thing it has to do."""
WINDOW_SECONDS: Final = 300
"""How old a message may be when a partner looks at its time stamp."""


class PlaceError(ValueError):
    """Nothing may be sent to an address; says why and what to do."""


class PartnerServerError(Exception):
    """A partner's server did not take what it was sent; worth another try."""


@dataclass(frozen=True)
class Place:
    """A webhook's address, taken apart, and the one machine that it stands for.

    Attributes:
        parts: Of the address.
        host: As the partner wrote it.
        port: Where the server listens.
        ip: Address of the machine, looked up and judged once: what is connected to
            is what was judged.
    """

    parts: SplitResult
    host: str
    port: int
    ip: str

    @property
    def path(self) -> str:
        """What is asked for."""
        path = self.parts.path or "/"
        return f"{path}?{self.parts.query}" if self.parts.query else path


def checked_address(url: str, *, may_be_private: bool) -> SplitResult:
    """Take an address apart, without asking anybody where it leads.

    Args:
        url: As somebody typed it.
        may_be_private: This machine and its neighbours are allowed, http:// too.

    Raises:
        PlaceError: It is no address for a webhook; the text does not repeat it.

    >>> checked_address("https://news.example/in", may_be_private=False).hostname
    'news.example'
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    schemes = ("https", "http") if may_be_private else ("https",)
    if not host or parts.scheme not in schemes or not url.isascii():
        raise PlaceError(_("The address of a webhook begins with https:// and a name."))
    if parts.username or parts.password or parts.fragment or port == 0:
        raise PlaceError(_("The address may hold no password, no # and no port 0."))
    if not url.isprintable() or " " in url:
        raise PlaceError(_("The address may hold no spaces or line breaks."))
    return parts


def place_of(url: str, *, may_be_private: bool) -> Place:
    """Look an address up and judge every machine that its name stands for.

    Args:
        url: Of a webhook.
        may_be_private: This machine and its neighbours are allowed, too.

    Raises:
        PlaceError: It is malformed, or leads to this machine or its neighbours.
        OSError: Nobody knows the name.
    """
    parts = checked_address(url, may_be_private=may_be_private)
    host = parts.hostname or ""
    usual = {"https": http.client.HTTPS_PORT, "http": http.client.HTTP_PORT}
    port = parts.port or usual[parts.scheme]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    ips = [str(each[4][0]) for each in found]
    if not may_be_private and not all(map(is_public, ips)):
        raise PlaceError(
            _(
                "The address leads into this newsroom’s own network. Nothing was sent. "
                "Ask the partner for an address that everybody can reach."
            )
        )
    return Place(parts, host, port, ips[0])


def is_public(ip: str) -> bool:
    """Say whether an IP address is one of the open internet.

    What hides an IPv4 address in itself is judged by that one.

    References:
        IANA special-purpose registries; RFC 4291 §2.5.5.2, RFC 6052, RFC 3056.

    >>> [is_public(each) for each in ("9.9.9.9", "10.0.0.1", "::ffff:127.0.0.1")]
    [True, False, False]
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        teredo = address.teredo
        if inner is not None:
            return is_public(str(inner))
        if teredo is not None or address in ipaddress.ip_network("64:ff9b::/96"):
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def signature(
    secret: str, *, moment: int, nonce: str, delivery: str, body: bytes
) -> str:
    """Sign a message: whoever has the secret knows that it is ours, whole and new.

    Args:
        secret: Shared with the partner.
        moment: Unix time, seconds.
        nonce: Never used before.
        delivery: The same each time that one copy is sent again.
        body: All of it.

    Returns:
        HMAC-SHA-256 in hexadecimal digits.

    References:
        RFC 2104.
    """
    told = f"{moment}.{nonce}.{delivery}.".encode() + body
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def is_signed(
    secret: str, headers: Mapping[str, str], body: bytes, *, now: int
) -> bool:
    """Judge a message as a partner's program should; it keeps the nonces itself.

    Args:
        secret: Shared with the newsroom.
        headers: Of the message.
        body: All of it.
        now: Unix time, seconds.
    """
    stamp = headers.get("Spean-Timestamp", "")
    if not (stamp.isascii() and stamp.isdigit()):
        return False
    if abs(now - int(stamp)) > WINDOW_SECONDS:
        return False
    wanted = signature(
        secret,
        moment=int(stamp),
        nonce=headers.get("Spean-Nonce", ""),
        delivery=headers.get("Spean-Delivery", ""),
        body=body,
    )
    return hmac.compare_digest(f"v1={wanted}", headers.get("Spean-Signature", ""))


def post(place: Place, body: bytes, headers: Mapping[str, str]) -> int:
    """Send a message once; no redirect is followed, no answer is read.

    Args:
        place: Where to.
        body: All of it.
        headers: Plain ASCII.

    Returns:
        The status of the answer, 200-299.

    Raises:
        PartnerServerError: It answered something else, or nothing.
        OSError: It cannot be reached.
    """
    link = _PinnedLink(place)
    try:
        link.request("POST", place.path, body=body, headers=dict(headers))
        status = link.getresponse().status
    except http.client.HTTPException as error:
        raise PartnerServerError(type(error).__name__) from error
    finally:
        link.close()
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        message = f"their server answered {status}"
        raise PartnerServerError(message)
    return status


class _PinnedLink(http.client.HTTPConnection):
    """A connection to the very machine that was judged, under the name it goes by.

    A name that is looked up a second time may lead elsewhere (DNS rebinding).
    """

    def __init__(self, place: Place) -> None:
        super().__init__(place.host, place.port, timeout=SECONDS)
        self._place = place
        if place.parts.scheme == "https":
            self.default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Connect, and over https prove the server's name."""
        self.sock = socket.create_connection(
            (self._place.ip, self._place.port), SECONDS
        )
        if self._place.parts.scheme == "https":
            trust = ssl.create_default_context()
            self.sock = trust.wrap_socket(self.sock, server_hostname=self._place.host)
