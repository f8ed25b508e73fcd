"""Seals words to public keys, so that nobody on this server can ever read them again.

The result is a file that `age` opens, a free program for every computer, with a private
key that was never here; no program of ours is needed for it.

References:
    The age file format, version 1 (age-encryption.org/v1).
"""

import re
from collections.abc import Sequence
from hashlib import sha256

import pyrage

# Every sealed file is as long as any other: a length says nothing about a name.
SEALED_BYTES = 8_192
BEGINS_WITH = "age-encryption.org/v1"
# How a private key of age begins, whatever the case it is written in.
PRIVATE_KEY = re.compile("AGE-SECRET-KEY-", re.IGNORECASE)
PRIVATE_KEY_FOUND = (
    "holds a private key (AGE-SECRET-KEY-…). Remove it from this server at once, take "
    "it for lost, and make another pair on a computer that is not a server."
)
NO_KEY = (
    "is no public key of age. Write what age-keygen prints after “Public key:”, it "
    "begins with age1; separate several by commas."
)
# An entry of the interface catalogue, shown translated.
TOO_LONG = "These words are too long to be sealed. Write about 2,500 letters at most."


class IdentityKeyError(ValueError):
    """A key is no public key; says what to do, and never repeats the key."""


class SealError(ValueError):
    """Words cannot be sealed; says what to do, and never repeats the words."""


def checked_key(key: str) -> str:
    """Return a public key as it stands.

    Raises:
        IdentityKeyError: It is a private one, or none.

    >>> checked_key("age1")
    Traceback (most recent call last):
    ...
    people.sealing.IdentityKeyError: is no public key of age. Write what age-keygen \
prints after “Public key:”, it begins with age1; separate several by commas.
    """
    if PRIVATE_KEY.search(key):
        raise IdentityKeyError(PRIVATE_KEY_FOUND)
    try:
        pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError:
        # Not the cause: it might repeat what was written.
        raise IdentityKeyError(NO_KEY) from None
    return key


def fingerprint(key: str) -> str:
    """Return a short sign of a public key, by which people compare it.

    >>> fingerprint("age1")
    '53b758d258daabe8'
    """
    return sha256(key.encode()).hexdigest()[:16]


def seal(words: str, keys: Sequence[str]) -> bytes:
    """Seal words so that the holder of any one of the private keys can open them.

    Args:
        words: Clear.
        keys: Public keys, at least one.

    Returns:
        A binary file of age; of the same length for all words.

    Raises:
        SealError: The words are too long.
    """
    clear = words.encode() + b"\n"
    if len(clear) > SEALED_BYTES:
        raise SealError(TOO_LONG)
    recipients = [pyrage.x25519.Recipient.from_str(key) for key in keys]
    return bytes(pyrage.encrypt(clear.ljust(SEALED_BYTES), recipients))
