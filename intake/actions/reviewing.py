"""Mark findings as reviewed: the desk has decided what follows from them."""

from collections.abc import Iterable
from datetime import datetime

import pghistory
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.permissions import require_on
from intake.models import Finding
from people.models import Account

REVIEW = "intake.review_finding"
LONGEST_NOTE = 500


@transaction.atomic
def review_findings(
    *, findings: Iterable[Finding], by: Account, at: datetime, note: str = ""
) -> int:
    """Record who decided on findings, when and what; who did so before stays named.

    Findings that ask for no decision are left as they are.

    Args:
        findings: of any imports.
        by: who decided.
        at: timezone-aware.
        note: what was decided, for all of them; at most 500 characters.

    Returns:
        How many were waiting for this.

    Raises:
        PermissionRefused: `by` may not review in the language of one of the stories,
            or may not know of one; then none is marked.
        ValidationError: the note is too long.
    """
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise ValidationError(
            _("A note has at most %(most)s characters.") % {"most": LONGEST_NOTE}
        )
    named = Finding.objects.filter(pk__in=[finding.pk for finding in findings])
    for version in (
        Version.objects.filter(intake_run__findings__in=named)
        .select_related("article")
        .distinct()
    ):
        require_on(by, REVIEW, version)
    with pghistory.context(verb="review_findings", by=by.pk):
        waiting = named.unreviewed().select_for_update()
        return Finding.objects.filter(pk__in=[each.pk for each in waiting]).update(
            reviewed_by=by, reviewed_at=at, review_note=note
        )
