"""Take translations in from files of others, and remove them as a set."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.languages import canonical_tag
from people.models import Account
from people.permissions import require
from translations.actions.keeping import discard, keep
from translations.actions.remembering import hold_names
from translations.memory.pairs import Languages, Pair
from translations.models import MemoryOrigin

TAKE_IN = "translations.add_memoryorigin"
REMOVE = "translations.delete_memoryorigin"
LONGEST_NAME = 200


class BorrowingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A file cannot be taken into the memory, or not removed; lists every reason."""


@transaction.atomic
def take_in(
    *,
    name: str,
    pairs: Iterable[Pair],
    languages: Languages,
    by: Account,
    at: datetime,
) -> MemoryOrigin:
    """Let what others translated be offered, marked as from outside.

    What says nothing, or the same on both sides, is left out.

    Args:
        name: What the file is called wherever its texts are offered.
        pairs: Texts and their translations, plain.
        languages: From which into which.
        by: Who takes it in.
        at: Timezone-aware.

    Returns:
        The set, with its `entries`.

    Raises:
        PermissionRefused: `by` may not take translations in.
        LanguageTagError: A tag is malformed.
        BorrowingRefused: It has no name, one language twice, or nothing to offer;
            every reason.
    """
    require(by, TAKE_IN)
    told = Languages(canonical_tag(languages.source), canonical_tag(languages.target))
    usable = [pair for pair in pairs if pair.says_something]
    against = []
    if not name.strip() or len(name.strip()) > LONGEST_NAME:
        against.append(
            _("Give the file a name of at most %(count)d characters.")
            % {"count": LONGEST_NAME}
        )
    if told.source == told.target:
        against.append(_("Both sides are in the same language."))
    if not usable:
        against.append(_("There is no text with a translation in it."))
    if against:
        raise BorrowingRefused("\n".join(against))
    hold_names(is_exclusive=False)
    origin = MemoryOrigin.objects.create(name=name.strip(), added_by=by, added_at=at)
    keep(origin=origin, pairs=usable, languages=told)
    return origin


@transaction.atomic
def remove(*, origin: MemoryOrigin, by: Account) -> int:
    """Remove all that was taken in from a file.

    Returns:
        How many texts are gone.

    Raises:
        PermissionRefused: `by` may not remove it.
        BorrowingRefused: It is a translation of the newsroom's own: it goes when the
            story does.
    """
    require(by, REMOVE)
    if not origin.is_outside:
        raise BorrowingRefused(
            _("This is our own translation. It is forgotten when its story goes.")
        )
    return discard(origins=[origin.pk])
