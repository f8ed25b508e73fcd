"""The head of the ledger as a signed note, to be kept outside this server.

Whoever has such a note can tell later whether entries up to it were cut off or written
anew, and that the note itself came from this newsroom.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.utils.translation import gettext_noop

from ledger.models import Entry
from ledger.verifying import FIRST_PREVIOUS

_TITLE: Final = "Spean ledger head"
_NOTE: Final = re.compile(
    rf"{_TITLE}\nentries: (?P<seq>\d{{1,18}})\nhash: (?P<head>[0-9a-f]{{64}})\n"
    r"noted: (?P<noted>[0-9T:+-]{25})\nkey: (?P<key>[0-9a-f]{64})\n"
    r"signature: (?P<signature>[0-9a-f]{128})\n?"
)
_PURPOSE: Final = b"spean ledger head, Ed25519"


class NoteError(ValueError):
    """The text is no note of a head, or not as it was signed; says which."""


@dataclass(frozen=True)
class HeadNote:
    """What a note says.

    Attributes:
        seq: How many entries the ledger had.
        head: The hash of the last one, in hex; zeros when there was none.
        noted_at: When the note was made.
        key: The public key that signed it, in hex.
    """

    seq: int
    head: str
    noted_at: datetime
    key: str

    @property
    def is_ours(self) -> bool:
        """Whether this newsroom's own key signed it."""
        return hmac.compare_digest(self.key, public_key())


def note_head(*, at: datetime) -> str:
    """Write and sign a note of the newest entry.

    Args:
        at: Timezone-aware.

    Returns:
        Six lines of ASCII, the last one the signature of all before it.

    References:
        RFC 8032, Ed25519.
    """
    newest = Entry.objects.head()
    head = bytes(newest.hash) if newest else FIRST_PREVIOUS
    noted = at.astimezone(UTC).isoformat(timespec="seconds")
    text = (
        f"{_TITLE}\nentries: {newest.seq if newest else 0}\nhash: {head.hex()}\n"
        f"noted: {noted}\nkey: {public_key()}\n"
    )
    return f"{text}signature: {_signing_key().sign(text.encode()).hex()}\n"


def read_note(text: str) -> HeadNote:
    """Read a note and check its signature.

    Raises:
        NoteError: It is no note, or was changed after it was signed.
    """
    plain = text.replace("\r\n", "\n").strip() + "\n"
    found = _NOTE.fullmatch(plain)
    if found is None:
        message = gettext_noop("This is no note of a ledger head.")
        raise NoteError(message)
    signed = plain.partition("signature: ")[0].encode()
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(found["key"]))
    try:
        key.verify(bytes.fromhex(found["signature"]), signed)
        noted_at = datetime.fromisoformat(found["noted"])
    except (InvalidSignature, ValueError) as error:
        message = gettext_noop("The note was changed after it was signed.")
        raise NoteError(message) from error
    return HeadNote(int(found["seq"]), found["head"], noted_at, found["key"])


def public_key() -> str:
    """Return the key with which notes are checked, in hex; it may be published."""
    return _signing_key().public_key().public_bytes_raw().hex()


def _signing_key() -> Ed25519PrivateKey:
    # Of the key that is kept for ever anyway: one secret less to lose.
    seed = hmac.new(settings.LEDGER_KEY.encode(), _PURPOSE, hashlib.sha256).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)
