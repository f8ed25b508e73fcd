"""Who can lift what stands against a copy, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Version
from exports.licensing import Reason, Wanted
from newsroom.roles import ROLES
from rights.policy import REASONS

_PERMISSION: Final = "rights.add_grant"
_WRITE: Final = "articles.write_version"
_ORDER: Final = "exports.add_exportjob"
_IN_THE_PAIR: Final = frozenset({"not_linked", "not_confirmed"})
NEEDED: Final[Mapping[str, str]] = {
    **dict.fromkeys(REASONS, _PERMISSION),
    "denied": "rights.change_grant",
    "nothing_asked": _ORDER,
    "not_public": "articles.publish_version",
    "notice_missing": "rights.add_noticeedition",
    "behind": _WRITE,
    "rights_basis": "rights.add_filedpermission",
    "paragraph_basis": "rights.add_filedpermission",
    # Of a copy in two languages.
    "no_original": _WRITE,
    "several_originals": _ORDER,
    "another_story": _ORDER,
    "original_not_public": "articles.publish_version",
    "not_linked": _WRITE,
    "not_confirmed": _WRITE,
}
"""The permission that lifts each reason."""
_ON_FILE: Final = frozenset({"rights_basis", "paragraph_basis"})


@dataclass(frozen=True)
class Lift:
    """One reason, and the way out.

    Attributes:
        message: What is wrong and what to do.
        roles: Who may do it, in the interface language.
        url: Path of the page where it is done.
    """

    message: str
    roles: tuple[str, ...]
    url: str


def lift_of(reason: Reason, version: Version, wanted: Wanted) -> Lift:
    """Say who lifts a reason, and where."""
    return Lift(reason.message, roles_for(reason.code), _url(reason, version, wanted))


def roles_for(code: str) -> tuple[str, ...]:
    """Name the roles that can lift a reason, in the order of ROLES.

    Args:
        code: Of the reason.
    """
    needed = NEEDED[code]
    return tuple(
        _(name) for name, permissions in ROLES.items() if needed in permissions
    )


def _url(reason: Reason, version: Version, wanted: Wanted) -> str:
    if reason.grant_id is not None:
        return reverse("admin:rights_grant_change", args=[reason.grant_id])
    if reason.code == "notice_missing":
        return reverse("admin:rights_noticeedition_add")
    if reason.code in REASONS:
        return f"{reverse('admin:rights_grant_add')}?licensee={wanted.licensee.pk}"
    if reason.code in _IN_THE_PAIR:
        return reverse("admin:pair", args=[version.pk])
    page = "rights" if reason.code in _ON_FILE else "change"
    return reverse(f"admin:articles_version_{page}", args=[version.pk])
