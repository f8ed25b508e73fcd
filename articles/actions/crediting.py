"""Credit those who made a version."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Credit, CreditRole, Outlet, Status, Version
from articles.permissions import require_on
from articles.workflow import EDIT, WRITE
from people.models import Account, Contributor, ContributorKind


class DeskRefused(Exception):  # noqa: N818 - refusals are not errors
    """An outlet has no desk that could be credited; says what to do."""


@dataclass(frozen=True)
class CreditEntry:
    """A contributor in a role, before it is stored.

    Attributes:
        contributor: Who.
        role: Did what.
        is_displayed: Printed, or only kept for the record.
    """

    contributor: Contributor
    role: CreditRole
    is_displayed: bool = True


@transaction.atomic
def set_credits(
    *, version: Version, entries: Iterable[CreditEntry], by: Account
) -> None:
    """Make these the credits of a version, in this order.

    Credits that stay keep their rows, so that the history shows only what
    changed. The same contributor in the same role counts once.

    Raises:
        PermissionRefused: `by` may not write in that language; once the draft was
            submitted, not edit.
        ValidationError: A role is unknown.
    """
    stored = (
        Version.objects.select_for_update(of=("self",))
        .select_related("article")
        .get(pk=version.pk)
    )
    require_on(by, WRITE if stored.status == Status.DRAFT else EDIT, stored)
    wanted = {(entry.contributor.pk, entry.role.value): entry for entry in entries}
    kept = {}
    for credit in version.credits.select_for_update():
        if (credit.contributor_id, credit.role) in wanted:
            kept[credit.contributor_id, credit.role] = credit
        else:
            credit.delete()
    for position, (key, entry) in enumerate(wanted.items()):
        credit = kept.get(key) or Credit(
            version=version, contributor=entry.contributor, role=entry.role
        )
        if credit.pk and (credit.position, credit.is_displayed) == (
            position,
            entry.is_displayed,
        ):
            continue
        credit.position, credit.is_displayed = position, entry.is_displayed
        credit.full_clean(validate_unique=False)
        credit.save()


@transaction.atomic
def desk_of(*, outlet: Outlet) -> Contributor:
    """Return the desk that answers for an outlet's texts, made if it is missing.

    Raises:
        DeskRefused: Its slug belongs to somebody who is no desk.
    """
    slug = f"{outlet.slug}-desk"
    names = in_each_language(outlet, "name")
    desk, _made = Contributor.objects.get_or_create(
        slug=slug,
        defaults={
            "kind": ContributorKind.DESK,
            "name_km": f"ការិយាល័យព័ត៌មាន{names['km'] or names['en']}",
            "name_en": f"{names['en'] or names['km']} desk",
        },
    )
    if desk.kind != ContributorKind.DESK:
        raise DeskRefused(
            _("“%(slug)s” is no desk. Change that contributor’s slug in the admin.")
            % {"slug": slug}
        )
    return desk
