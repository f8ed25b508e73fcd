"""Secrets of sign-in as they are stored: sealed where they are needed, else digested.

The key (SIGN_IN_KEY) lies outside the database: who has only a copy of the tables has
no second factor, no recovery code, and nobody's address.
"""

import base64
import hashlib
import hmac
from ipaddress import IPv6Address

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class SealBroken(Exception):  # noqa: N818 - says what is, not who is wrong
    """A secret was sealed with another key than the one of the settings."""


def seal(secret: bytes) -> str:
    """Encrypt a secret."""
    return _fernet().encrypt(secret).decode()


def open_seal(sealed: str) -> bytes:
    """Return a secret.

    Raises:
        SealBroken: It was sealed with another key.
    """
    try:
        return _fernet().decrypt(sealed.encode())
    except InvalidToken:
        msg = "SIGN_IN_KEY is not the key with which this was sealed."
        raise SealBroken(msg) from None


def digest(purpose: str, *parts: str) -> str:
    """Digest what must be recognised and not read.

    Args:
        purpose: What for; digests of two purposes are never the same.
        parts: Of what is digested.

    Returns:
        64 lower-case hex digits.
    """
    message = "\0".join((purpose, *parts)).encode()
    return hmac.new(_key("digest"), message, hashlib.sha256).hexdigest()


def stand_in(network: str) -> str:
    """Return an address that stands for a network and leads to nobody.

    Returns:
        A unique local IPv6 address (RFC 4193), always the same for a network.
    """
    number = bytes.fromhex(digest("network", network))[:15]
    return str(IPv6Address(b"\xfd" + number))


def _fernet() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("seal")))


def _key(label: str) -> bytes:
    secret = settings.SIGN_IN_KEY.encode()
    return hmac.new(secret, label.encode(), hashlib.sha256).digest()
