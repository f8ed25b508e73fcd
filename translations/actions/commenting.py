"""Say something beside a paragraph of a translation, and settle it."""

import re
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.notifying import notify
from articles.models import NotificationKind, Version
from articles.permissions import require_hand
from articles.text.khmer import canonical, key
from people.models import Account
from translations.models import Comment, Unit

LONGEST_COMMENT: Final = 2_000
# What Django lets a user name be made of.
_MENTION = re.compile(r"(?<![\w.+-])@([\w.@+-]{1,150})")


class CommentRefused(Exception):  # noqa: N818 - refusals are not errors
    """A comment cannot be kept so; says why and what to do."""


@transaction.atomic
def comment(
    *,
    version: Version,
    text: str,
    by: Account,
    at: datetime,
    unit: Unit | None = None,
) -> Comment:
    """Say something about a translation to those who work on it.

    Whoever is named with an @ before the user name is told, and so are its holder and
    those who spoke there before; but nobody who may not know of the story.

    Args:
        version: The translation.
        text: At most LONGEST_COMMENT characters.
        by: Must be allowed to write or edit in its language.
        at: Timezone-aware.
        unit: One of the version's; None for all of it.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        CommentRefused: It is empty or too long, or the paragraph is gone.
    """
    require_hand(by, version)
    words = canonical(text).strip()
    if not key(words):
        raise CommentRefused(_("The comment is empty. Write something."))
    if len(words) > LONGEST_COMMENT:
        raise CommentRefused(
            _("A comment has at most %(most)s characters. Make it shorter.")
            % {"most": LONGEST_COMMENT}
        )
    units = Unit.objects.filter(version=version).select_for_update(of=("self",))
    if unit is not None and not units.filter(pk=unit.pk).exists():
        raise CommentRefused(
            _("Somebody joined or linked these paragraphs anew. Open the page again.")
        )
    said = Comment.objects.create(version=version, unit=unit, text=words, by=by, at=at)
    _tell(said)
    return said


@transaction.atomic
def resolve(*, comment: Comment, by: Account, at: datetime) -> Comment:
    """Say that a comment is settled; one that is already stays as it is.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    stored = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("version__article")
        .get(pk=comment.pk)
    )
    require_hand(by, stored.version)
    if stored.resolved_at is None:
        stored.resolved_by, stored.resolved_at = by, at
        stored.save(update_fields=["resolved_by", "resolved_at"])
    return stored


def names_in(text: str) -> frozenset[str]:
    """Return what could be a user name behind an @ in a text.

    A sign at the end may belong to the sentence: both readings are among them.

    >>> sorted(names_in("@sok.dara: ask @srey, not x@y.org."))
    ['sok.dara', 'srey']
    """
    found = set(_MENTION.findall(text))
    return frozenset(found | {each.rstrip(".@+-") for each in found} - {""})


def _tell(said: Comment) -> None:
    mentioned = set(
        Account.objects.filter(username__in=names_in(said.text)).values_list(
            "pk", flat=True
        )
    )
    before = Comment.objects.filter(version=said.version_id, unit=said.unit_id)
    others = {*before.values_list("by", flat=True), said.version.owner_id} - mentioned
    for kind, accounts in (
        (NotificationKind.MENTIONED, mentioned),
        (NotificationKind.COMMENTED, others),
    ):
        notify(
            accounts=accounts, kind=kind, version=said.version, by=said.by, at=said.at
        )
