"""Who knocks: a stranger, staff with each role, whoever runs the server."""

from collections.abc import Iterable
from typing import Any

from django.test import Client

from newsroom.roles import ROLES
from people.models import Account
from tests import factories as make

# One letter each, in the order of the cells of every table.
STRANGER, NO_ROLE, CHIEF = "-", "n", "S"
ROLE_OF = {
    "R": "Reporter",
    "T": "Translator",
    "E": "Editor",
    "P": "Publisher",
    "D": "Rights desk",
    "A": "Administrator",
}
VISITORS = (STRANGER, NO_ROLE, *ROLE_OF, CHIEF)

assert set(ROLE_OF.values()) == set(ROLES), "A role is missing from the tables."


def account_of(letter: str, language: str = "") -> Account:
    """Make the account of a visitor.

    Args:
        letter: One of VISITORS, not the stranger.
        language: For which the role is held; empty: for every language.
    """
    if letter == CHIEF:
        return make.a_chief()
    if letter == NO_ROLE:
        return make.an_account()
    return make.an_account((ROLE_OF[letter], language))


def clients(letters: Iterable[str] = VISITORS) -> dict[str, Any]:
    """Sign every visitor in, each with a browser of their own."""
    signed_in = {}
    for letter in letters:
        signed_in[letter] = client = Client()
        if letter != STRANGER:
            account = account_of(letter)
            Account.objects.filter(pk=account.pk).update(interface_language="en")
            client.force_login(account)
    return signed_in
