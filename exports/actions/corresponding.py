"""Issue the letter of a permission: written, read back, stored, recorded."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.addresses import absolute
from articles.permissions import require_cleared
from exports.letters import LetterPackage, LetterRefused, seal_letter, verify_letter
from exports.models import Letter
from exports.models.letter import SealedLetter
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
    return _kept(stored, edition, letter.number, put_on_paper(letter), by)


def letter_path(letter: SealedLetter) -> Path:
    """Return where the bytes of a letter lie: never under a public path."""
    return _path(letter.sha256)


@dataclass(frozen=True)
class Paper:
    """A letter that was written, stored and read back from where it lies.

    Attributes:
        sha256: Of its bytes.
        size: In bytes.
        found: Fingerprints, as the database asks for them.
    """

    sha256: str
    size: int
    found: Mapping[str, Any]


def put_on_paper(letter: LetterPackage) -> Paper:
    """Write a letter, keep its bytes and prove them where they lie.

    Raises:
        LetterNotIssued: Its bytes are not the letter; lists every fault.
        OSError: There is no room for it.
    """
    try:
        content = seal_letter(letter)
        sha256 = hashlib.sha256(content).hexdigest()
        path = _path(sha256)
        write_durably(path, content)
        stored = path.read_bytes()
        read = verify_letter(letter, stored)
    except LetterRefused as refused:
        raise LetterNotIssued("\n".join(refused.faults)) from refused
    texts = read.rights["notice"].items()
    found = {
        "sha256": hashlib.sha256(stored).hexdigest(),
        "notice": {tag: fingerprint(text) for tag, text in texts},
    }
    return Paper(sha256, len(content), found)


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
    grant: Grant, edition: NoticeEdition, number: str, paper: Paper, by: Account
) -> Letter:
    known = Letter.objects.filter(grant=grant, sha256=paper.sha256).first()
    if known is not None:
        return known
    kept = Letter.objects.create(
        grant=grant,
        notice_edition=edition,
        number=number,
        sha256=paper.sha256,
        size=paper.size,
        found=paper.found,
        issued_by=by,
    )
    record(
        kind="letter.issued",
        subject=f"urn:spean:grant:{grant.pk}",
        facts={
            "letter": kept.pk,
            "licensee": grant.licensee_id,
            "notice_edition": edition.pk,
            "sha256": paper.sha256,
        },
    )
    return kept
