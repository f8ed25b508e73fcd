"""Who may do what, in which language: the only judge of language-bound acts."""

from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from people.models import Account, RoleGrant
from people.models.role_grant import EVERY_LANGUAGE


class LanguageBound(Protocol):
    """Anything written in one language, such as a version of a story."""

    language: str


class PermissionRefused(Exception):  # noqa: N818 - refusals are not errors
    """Somebody may not do this; the text says what is missing."""


def may(account: Account, act: str, version: LanguageBound | None = None) -> bool:
    """Judge whether an account may do something.

    Args:
        account: Who wants to.
        act: A permission as "app_label.codename".
        version: What it is done to; None asks "in any language".

    Returns:
        True only where a role granted for that language (or for all) carries
        the act. Whoever runs the server may do everything.
    """
    if not account.is_active:
        return False
    if account.is_superuser:
        return True
    grants = _carrying(act).filter(account=account)
    if version is not None:
        grants = grants.filter(
            Q(language=version.language) | Q(language=EVERY_LANGUAGE)
        )
    return grants.exists()


def holders(act: str, language: str) -> QuerySet[Account]:
    """Keep the accounts of which `may` would agree that they may do something.

    Args:
        act: A permission as "app_label.codename".
        language: BCP 47 tag of what it is done to.

    Returns:
        Active ones, by user name.
    """
    carried = _carrying(act).filter(
        Q(language=language) | Q(language=EVERY_LANGUAGE), account=OuterRef("pk")
    )
    return Account.objects.filter(
        Q(is_superuser=True) | Q(Exists(carried)), is_active=True
    ).order_by("username")


def languages_of(account: Account, act: str) -> frozenset[str] | None:
    """Return the languages in which `may` would agree that an account may do something.

    Args:
        account: Who wants to.
        act: A permission as "app_label.codename".

    Returns:
        BCP 47 tags; None for every language.
    """
    if not account.is_active:
        return frozenset()
    granted = _carrying(act).filter(account=account).values_list("language", flat=True)
    found = frozenset(granted)
    return None if account.is_superuser or EVERY_LANGUAGE in found else found


def require(account: Account, act: str, version: LanguageBound | None = None) -> None:
    """Refuse unless `may` agrees.

    Raises:
        PermissionRefused: No role of the account carries the act.
    """
    if may(account, act, version):
        return
    language = version.language if version is not None else "–"
    raise PermissionRefused(
        _(
            "%(account)s may not do this (%(act)s, language %(language)s). "
            "Ask an administrator for the role."
        )
        % {"account": account, "act": act, "language": language}
    )


def _carrying(act: str) -> QuerySet[RoleGrant]:
    app_label, _dot, codename = act.partition(".")
    return RoleGrant.objects.filter(
        group__permissions__codename=codename,
        group__permissions__content_type__app_label=app_label,
    )
