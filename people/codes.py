"""Codes that people type: six digits of an app, or a recovery code. Plain rules."""

import secrets
import unicodedata

DIGITS = 6
HOW_MANY = 10
# Without letters that are taken for one another on paper.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
GROUPS, GROUP = 4, 4


def typed(text: str) -> str:
    """Return what somebody typed, without blanks, dashes and ways of writing.

    >>> typed("១២៣ ៤៥៦"), typed(" ABCD-efgh ")
    ('123456', 'abcdefgh')
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(_as_ascii(sign) for sign in folded if sign.isalnum())


def app_code(text: str) -> int | None:
    """Return the number where a text is a code of an app; None where it is none.

    >>> app_code("012 345"), app_code("abcd-2345")
    (12345, None)
    """
    sent = typed(text)
    is_one = len(sent) == DIGITS and sent.isascii() and sent.isdecimal()
    return int(sent) if is_one else None


def new_recovery_codes() -> list[str]:
    """Draw recovery codes, each of about 79 bits, in groups to be read aloud."""
    return [
        "-".join(
            "".join(secrets.choice(ALPHABET) for _sign in range(GROUP))
            for _group in range(GROUPS)
        )
        for _code in range(HOW_MANY)
    ]


def _as_ascii(sign: str) -> str:
    return str(int(sign)) if sign.isdecimal() else sign
