"""Issue the letter of a permission: written, read back, stored, recorded."""

import hashlib
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.addresses import absolute
from articles.permissions import require_cleared
from exports.letters import LetterPackage, LetterRefused, seal_letter, verify_letter
from exports.models import Letter
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.lookup import database_now, notice_of, spoken
from rights.models import Grant, NoticeEdition
from rights.notices import fingerprint
from rights.sentences import SENTENCE_LANGUAGES, sentence
from rights.succession import objections
from worklist.files import write_durably

ISSUE = "exports.add_letter"


class LetterNotIssued(Exception):  # noqa: N818 - refusals are not errors
    """No letter can be issued; a line for each reason and what to do."""


@transaction.atomic
def issue_letter(*, grant: Grant, by: Account, at: datetime) -> Letter:
    """Put a permission on paper, with its notice in both languages.

    Args:
        grant: In force, or still to begin.
        by: Who issues the letter.
        at: Timezone-aware; its day is the day of the letter.

    Returns:
        The letter; the same as before while nothing in it has changed.

    Raises:
        PermissionRefused: `by` may not issue letters, or not know of the story.
        LetterNotIssued: Lists every reason.
        OSError: There is no room for it.
    """
    require(by, ISSUE)
    stored = (
        Grant.objects.select_for_update(of=("self",))
        .select_related("licensee", "outlet", "section", "article")
        .get(pk=grant.pk)
    )
    if stored.article is not None:
        require_cleared(by, stored.article)
    edition = NoticeEdition.objects.current_of(stored.outlet)
    if edition is None:
        raise LetterNotIssued(
            _("The outlet has no rights notice. Issue its first wording.")
        )
    if stored.is_denial or stored.revoked_at is not None:
        raise LetterNotIssued(_("A letter is written of a permission in force only."))
    today = timezone.localdate(database_now())
    holder = edition.rights_holder
    if against := objections(outlet=stored.outlet, holder=holder, on=today):
        raise LetterNotIssued(
            "\n".join((*against, _("Issue a wording that does, then the letter.")))
        )
    letter = _package(stored, edition, at)
    try:
        content = seal_letter(letter)
    except LetterRefused as refused:
        raise LetterNotIssued("\n".join(refused.faults)) from refused
    return _kept(stored, edition, letter, content, by)


def letter_path(letter: Letter) -> Path:
    """Return where the bytes of a letter lie: never under a public path."""
    return _path(letter.sha256)


def _path(sha256: str) -> Path:
    return Path(settings.ARTIFACT_DIR) / "letters" / sha256[:2] / f"{sha256}.pdf"


def _package(grant: Grant, edition: NoticeEdition, at: datetime) -> LetterPackage:
    zone = timezone.get_default_timezone()
    said = spoken(grant)
    policy = reverse("policy", kwargs={"policy_id": grant.policy_id})
    return LetterPackage(
        number=f"{grant.granted_at.astimezone(zone).year}/{grant.pk}",
        day=at.astimezone(zone).date(),
        outlet=said.outlet,
        licensee=said.licensee,
        sentences={tag: sentence(said, tag, zone=zone) for tag in SENTENCE_LANGUAGES},
        notice=notice_of(edition),
        policy_url=absolute(policy),
    )


def _kept(
    grant: Grant,
    edition: NoticeEdition,
    letter: LetterPackage,
    content: bytes,
    by: Account,
) -> Letter:
    sha256 = hashlib.sha256(content).hexdigest()
    known = Letter.objects.filter(grant=grant, sha256=sha256).first()
    if known is not None:
        return known
    path = _path(sha256)
    write_durably(path, content)
    stored = path.read_bytes()
    found = verify_letter(letter, stored)
    kept = Letter.objects.create(
        grant=grant,
        notice_edition=edition,
        number=letter.number,
        sha256=sha256,
        size=len(content),
        found={
            "sha256": hashlib.sha256(stored).hexdigest(),
            "notice": {
                tag: fingerprint(text) for tag, text in found.rights["notice"].items()
            },
        },
        issued_by=by,
    )
    record(
        kind="letter.issued",
        subject=f"urn:spean:grant:{grant.pk}",
        facts={
            "letter": kept.pk,
            "licensee": grant.licensee_id,
            "notice_edition": edition.pk,
            "sha256": sha256,
        },
    )
    return kept
