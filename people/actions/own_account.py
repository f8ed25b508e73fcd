"""What every member of staff sets for themselves: how the desk speaks, and its mail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Account, DigestPlan
from people.models.digest_plan import EVERY_DAY
from people.permissions import PermissionRefused

LONGEST_LOOK_BACK = timedelta(days=9)
"""A week to the same day of the week, and a day on either side of the date line."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What an account says of how its owner works.

    Attributes:
        interface_language: One of LANGUAGES.
        time_zone: IANA name.
        email: Where the mail goes; empty for no mail.
    """

    interface_language: str
    time_zone: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Plan:
    """When there is mail.

    Attributes:
        hour: 0-23; None for the newsroom's.
        days: ISO 8601 days of the week; none means no mail.
        paused_until: The first day with mail again; None for no pause.
    """

    hour: int | None = None
    days: Iterable[int] = EVERY_DAY
    paused_until: date | None = None


@transaction.atomic
def set_own_facts(*, account: Account, facts: Facts, by: Account) -> Account:
    """Store the language, the time zone and the address that somebody chose.

    Nothing else of the account is written, whatever it holds.

    Args:
        account: Whose.
        facts: As chosen.
        by: The same person; nobody does it for somebody else here.

    Raises:
        PermissionRefused: It is somebody else's account.
        ValidationError: A field is wrong.
    """
    stored = _own(account, by)
    stored.interface_language = facts.interface_language
    stored.time_zone, stored.email = facts.time_zone, facts.email
    return _stored(stored, "interface_language", "time_zone", "email")


@transaction.atomic
def speak(*, account: Account, language: str, by: Account) -> Account:
    """Let the desk speak another language to somebody, from now on.

    Args:
        account: Whose.
        language: One of LANGUAGES.
        by: The same person.

    Raises:
        PermissionRefused: It is somebody else's account.
        ValidationError: The desk does not speak it.
    """
    stored = _own(account, by)
    stored.interface_language = language
    return _stored(stored, "interface_language")


@transaction.atomic
def plan_digest(*, account: Account, plan: Plan, by: Account) -> DigestPlan:
    """Store when somebody wants mail.

    Args:
        account: Whose.
        plan: As chosen.
        by: The same person.

    Raises:
        PermissionRefused: It is somebody else's account.
        ValidationError: There is no such hour or day.
    """
    stored = DigestPlan(
        account=_own(account, by),
        hour=plan.hour,
        days=sorted(set(plan.days)),
        paused_until=plan.paused_until,
    )
    # Of the first plan and of a later one the same row is made.
    stored.full_clean(validate_unique=False)
    made, _is_new = DigestPlan.objects.update_or_create(
        account=stored.account,
        defaults={
            "hour": stored.hour,
            "days": stored.days,
            "paused_until": stored.paused_until,
        },
    )
    return made


@transaction.atomic
def forget_pauses(*, at: datetime) -> int:
    """Forget when somebody was away, once it says nothing about any mail.

    Args:
        at: Timezone-aware.

    Returns:
        How many were forgotten.
    """
    over = DigestPlan.objects.filter(paused_until__lt=at.date() - LONGEST_LOOK_BACK)
    return over.update(paused_until=None)


def _own(account: Account, by: Account) -> Account:
    """Lock an account for its owner."""
    if account.pk != by.pk or not by.is_active:
        raise PermissionRefused(_("Everybody sets this for themselves alone."))
    return Account.objects.select_for_update(no_key=True).get(pk=account.pk)


def _stored(account: Account, *fields: str) -> Account:
    # The other fields are not this person's to be corrected in.
    others = {field.name for field in Account._meta.fields} - set(fields)
    account.clean_fields(exclude=others)
    account.save(update_fields=fields)
    return account
