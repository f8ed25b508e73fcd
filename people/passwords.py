"""Passwords as they are compared: the same word typed on two keyboards is one."""

import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# What the space bar of a Khmer keyboard types, and what editors put between letters.
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def plain(password: str) -> str:
    r"""Return a password without what nobody sees, in one of its spellings.

    References:
        NFKC: Unicode Standard Annex #15; NIST SP 800-63B §5.1.1.2.

    >>> plain("ក\u200bខ") == plain("កខ")
    True
    """
    return unicodedata.normalize("NFKC", password.translate(UNSEEN))


class LengthValidator:
    """Asks for a length, and for no kind of character.

    Args:
        min_length: In code points of the plain password.
    """

    def __init__(self, min_length: int = 12) -> None:
        self.min_length = min_length

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a short password.

        Raises:
            ValidationError: It is too short.
        """
        del user  # Whose it is makes no difference.
        if len(plain(password)) < self.min_length:
            raise ValidationError(self.get_help_text(), code="password_too_short")

    def get_help_text(self) -> str:
        """Say what is asked for."""
        length = ngettext(
            "Your password needs at least %(count)d character.",
            "Your password needs at least %(count)d characters.",
            self.min_length,
        ) % {"count": self.min_length}
        return f"{length} {_('Several words that do not belong together are best.')}"
