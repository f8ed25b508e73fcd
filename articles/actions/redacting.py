"""Ask that a name be removed from everything that is kept, and close such a request.

The removal itself goes through every room: `newsroom.desk.redact_name` does it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Redaction
from articles.text.names import Names, SpellingError
from people.models import Account
from people.permissions import require

REDACT = "articles.redact_version"
MOST_SPELLINGS = 40
LONGEST_SPELLING = 200


class RedactionRefused(Exception):  # noqa: N818 - refusals are not errors
    """A name cannot be removed; lists every reason."""


@dataclass(frozen=True)
class Removal:
    """What is to be removed, before it is stored.

    Attributes:
        spellings: Each way in which the name is written.
        replacements: What stands there instead, by BCP 47 tag.
        includes_contributors: The name is one that stories were credited to.
    """

    spellings: Sequence[str]
    replacements: Mapping[str, str]
    includes_contributors: bool = False


@dataclass
class InLanguage:
    """A language in which something is to be done.

    Attributes:
        language: BCP 47 tag.
    """

    language: str


@transaction.atomic
def request_redaction(*, removal: Removal, by: Account, at: datetime) -> Redaction:
    """Ask that a second person remove a name; nothing is changed yet.

    Raises:
        PermissionRefused: `by` may not remove names.
        RedactionRefused: A spelling is too short, too long or missing, or so are the
            words instead; every reason.
    """
    require(by, REDACT)
    checked = checked_removal(removal)
    return Redaction.objects.create(
        spellings=list(checked.spellings),
        replacements=dict(checked.replacements),
        includes_contributors=checked.includes_contributors,
        requested_by=by,
        requested_at=at,
    )


@transaction.atomic
def drop_redaction(*, redaction: Redaction, by: Account, at: datetime) -> Redaction:
    """Drop a request; the spellings are forgotten, and nothing else is.

    Raises:
        PermissionRefused: `by` may not remove names.
        RedactionRefused: It has ended already.
    """
    require(by, REDACT)
    stored = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if not stored.is_waiting:
        raise RedactionRefused(_("This request has ended already."))
    stored.dropped_by, stored.dropped_at = by, at
    return _forgotten(stored)


@transaction.atomic
def second_person_for(*, redaction: Redaction, by: Account) -> Redaction:
    """Lock a request for the second person, who carries it out at once.

    Raises:
        PermissionRefused: `by` may not remove names.
        RedactionRefused: It has ended, or `by` asked for it; every reason.
    """
    require(by, REDACT)
    stored = Redaction.objects.select_for_update().get(pk=redaction.pk)
    against = tuple(objections_to_carrying_out(stored, by))
    if against:
        raise RedactionRefused("\n".join(against))
    return stored


@transaction.atomic
def close_redaction(
    *, redaction: Redaction, counts: Mapping[str, int], by: Account, at: datetime
) -> Redaction:
    """Note that a name was removed, and forget the name itself.

    Args:
        redaction: Locked for the second person.
        counts: How many times it was where.
        by: The second person.
        at: Timezone-aware.
    """
    redaction.carried_out_by, redaction.carried_out_at = by, at
    redaction.counts = dict(counts)
    return _forgotten(redaction)


def objections_to_carrying_out(redaction: Redaction, by: Account) -> Iterator[str]:
    """Yield why somebody may not carry out a request, a sentence each."""
    if not redaction.is_waiting:
        yield _("This request has ended already.")
    if redaction.requested_by_id == by.pk:
        yield _("You asked for it. Somebody else must look at it and carry it out.")


def removal_of(redaction: Redaction) -> Removal:
    """Return what a waiting request is about."""
    return Removal(
        redaction.spellings, redaction.replacements, redaction.includes_contributors
    )


def checked_removal(removal: Removal) -> Removal:
    """Return a removal that can be carried out: stripped, each spelling once.

    Raises:
        RedactionRefused: A spelling is too short, too long or missing, or so are the
            words instead; every reason.
    """
    spellings = tuple(dict.fromkeys(s.strip() for s in removal.spellings if s.strip()))
    replacements = {tag: words.strip() for tag, words in removal.replacements.items()}
    against = (
        *_faults_of_spellings(spellings),
        *_faults_of_words(spellings, replacements),
    )
    if against:
        raise RedactionRefused("\n".join(against))
    return Removal(spellings, replacements, removal.includes_contributors)


def _faults_of_spellings(spellings: Sequence[str]) -> Iterator[str]:
    if not spellings:
        yield _("Write at least one spelling of the name.")
    if len(spellings) > MOST_SPELLINGS:
        yield _("There are too many spellings: at most %(count)d.") % {
            "count": MOST_SPELLINGS
        }
    for spelling in spellings:
        if len(spelling) > LONGEST_SPELLING:
            yield _("A spelling is too long: at most %(count)d characters.") % {
                "count": LONGEST_SPELLING
            }
        if not _is_usable(spelling):
            yield _(
                "“%(spelling)s” is too short: it would be found inside other words. "
                "Write the whole name."
            ) % {"spelling": spelling}


def _faults_of_words(
    spellings: Sequence[str], replacements: Mapping[str, str]
) -> Iterator[str]:
    if not replacements or not all(replacements.values()):
        yield _("Write in each language what stands there instead.")
    usable = [spelling for spelling in spellings if _is_usable(spelling)]
    if any(Names(usable).is_in(words) for words in replacements.values()):
        yield _("The words instead hold the name itself. Choose others.")


def _is_usable(spelling: str) -> bool:
    try:
        Names([spelling])
    except SpellingError:
        return False
    return True


def _forgotten(redaction: Redaction) -> Redaction:
    redaction.spellings, redaction.replacements = [], {}
    redaction.save()
    return redaction
