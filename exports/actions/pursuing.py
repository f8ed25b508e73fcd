"""Note a copy without permission, keep what was seen, and follow it to its end."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Version
from articles.permissions import require_cleared
from exports.cases import CLOSED_STATES, NEXT_STATES
from exports.models import (
    Artifact,
    Capture,
    Case,
    CaseState,
    CaseStep,
    CopySource,
    Lack,
)
from exports.tracing import copy_traced
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.actions.filing import LARGEST_DOCUMENT, scan_kind
from rights.models import Grant
from worklist.files import write_durably

NOTE = "exports.add_case"
PURSUE = "exports.change_case"
TEXT = "text/plain"


class CaseRefused(Exception):  # noqa: N818 - refusals are not errors
    """A case cannot go so; a line for each reason and what to do."""


@dataclass(frozen=True, kw_only=True)
class Sighting:
    """What somebody saw.

    Attributes:
        url: Of the page.
        publisher: As the page calls itself; one line.
        lacks: What is missing, or was changed.
        captures: What the page looked like: files, or saved text as UTF-8.
        version: What was published; None where a code says it.
        code: As typed; empty for none.
        contact: Where to write to; may be empty.
    """

    url: str
    publisher: str
    lacks: Collection[Lack]
    captures: tuple[bytes, ...]
    version: Version | None = None
    code: str = ""
    contact: str = ""


@transaction.atomic
def note_case(*, sighting: Sighting, by: Account, at: datetime) -> Case:
    """Note a page that published our text, and keep what it looked like.

    Where the code of a copy was typed, or stands in what was kept, the case names that
    copy by itself.

    Args:
        sighting: What was seen.
        by: Who notes it.
        at: Timezone-aware; when the page looked so.

    Raises:
        PermissionRefused: `by` may not note cases, or not know of the story.
        CaseRefused: Lists every reason.
        ValidationError: The address is malformed, or a text too long.
        OSError: There is no room for a capture.
    """
    require(by, NOTE)
    copy = _traced(sighting, by)
    _refuse(_against_noting(sighting, copy))
    version = sighting.version
    if version is None and copy is not None:
        version = copy.version
    if version is None:
        message = "A case without a story."
        raise LookupError(message)
    require_cleared(by, version.article)
    case = Case(
        version=version,
        url=sighting.url.strip(),
        publisher=sighting.publisher.strip(),
        contact=sighting.contact.strip(),
        lacks=sorted(sighting.lacks),
        source=CopySource.CODE if copy else CopySource.UNKNOWN,
        artifact=copy,
        noted_by=by,
        noted_at=at,
    )
    case.full_clean(exclude=["lacks"])
    case.save(force_insert=True)
    _record(case, "case.noted", {"language": version.language, **_copy_facts(case)})
    for content in sighting.captures:
        _kept(case, content, by, at)
    return case


@transaction.atomic
def add_capture(*, case: Case, content: bytes, by: Account, at: datetime) -> Capture:
    """Keep what the page looked like at another time.

    Returns:
        The capture; the same as before when these bytes were kept already.

    Raises:
        PermissionRefused: `by` may not pursue cases, or not know of the story.
        CaseRefused: The file cannot be kept, or the case is closed.
        OSError: There is no room for it.
    """
    stored = _open(case, by)
    _refuse(_against_keeping(content))
    capture = _kept(stored, content, by, at)
    if stored.source == CopySource.UNKNOWN:
        copy = copy_traced(_text(content), article=stored.version.article)
        if copy is not None:
            _say(stored, CopySource.CODE, copy)
    return capture


@transaction.atomic
def find_source(*, case: Case, code: str, by: Account, at: datetime) -> Case:
    """Find by its code which copy a text was taken from.

    Raises:
        PermissionRefused: `by` may not pursue cases, or not know of the story.
        CaseRefused: No copy of the story has that code, or the case is closed.
    """
    del at
    stored = _open(case, by)
    copy = copy_traced(code, article=stored.version.article)
    if copy is None:
        raise CaseRefused(
            _("No copy of this story has that code. Look for #copy- in the page.")
        )
    return _say(stored, CopySource.CODE, copy)


@transaction.atomic
def say_source(
    *,
    case: Case,
    source: CopySource,
    artifact: Artifact | None,
    by: Account,
    at: datetime,
) -> Case:
    """Say where a text was taken from, where no code tells.

    Args:
        case: Open.
        source: A copy recognised by hand, our public page, or not known.
        artifact: The copy, if it was one.
        by: Who says it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not pursue cases, or not know of the story.
        CaseRefused: The copy is missing, of another story, or one too many; or the
            case is closed.
    """
    del at
    stored = _open(case, by)
    _refuse(_against_source(stored, source, artifact))
    return _say(stored, source, artifact)


@transaction.atomic
def take_step(
    *,
    case: Case,
    state: CaseState,
    words: str = "",
    grant: Grant | None = None,
    by: Account,
    at: datetime,
) -> CaseStep:
    """Note how a case went on: letter sent, answered, settled, licensed, given up.

    Args:
        case: Open.
        state: The next one.
        words: What happened; may be empty where the state says it all.
        grant: That was given afterwards.
        by: Who notes it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not pursue cases, or not know of the story.
        CaseRefused: Lists every reason.
        ValidationError: There are too many words.
    """
    stored = _open(case, by)
    _refuse(_against_step(stored, state, words, grant))
    step = CaseStep(
        case=stored, state=state, words=words.strip(), taken_by=by, taken_at=at
    )
    step.full_clean()
    step.save(force_insert=True)
    stored.state, stored.grant = state, grant
    stored.closed_at = at if state in CLOSED_STATES else None
    stored.save(update_fields=["state", "grant", "closed_at"])
    _record(stored, f"case.{state}", {"grant": grant.pk} if grant else {})
    return step


def capture_path(capture: Capture) -> Path:
    """Return where the bytes of a capture lie: never under a public path."""
    folder = Path(settings.ARTIFACT_DIR) / "captures" / str(capture.case_id)
    return folder / capture.sha256


def _traced(sighting: Sighting, by: Account) -> Artifact | None:
    """Find the copy of a story that `by` may know of."""
    texts = (sighting.code, *(_text(content) for content in sighting.captures))
    copy = copy_traced("\n".join(texts))
    known = Version.objects.visible_to(by)
    if copy is None or not known.filter(pk=copy.version_id).exists():
        return None
    return copy


def _against_noting(sighting: Sighting, copy: Artifact | None) -> Iterator[str]:
    if not sighting.url.strip().startswith(("https://", "http://")):
        yield _("The address of the page begins with https:// or http://.")
    if not sighting.publisher.strip():
        yield _("Say who published it, as the page calls itself.")
    if not sighting.captures:
        yield _("Keep what the page looks like: a file, or its text. It may change.")
    for content in sighting.captures:
        yield from _against_keeping(content)
    if sighting.code.strip() and copy is None:
        yield _(
            "No copy has that code. Leave it out, and say later where the text is from."
        )
    if sighting.version is None and copy is None:
        yield _("Choose the version that was published: no code tells which it is.")
    if sighting.version and copy and copy.version.article != sighting.version.article:
        yield _("The code is that of a copy of another story. Choose that story.")


def _against_keeping(content: bytes) -> Iterator[str]:
    if not content.strip():
        yield _("The capture is empty.")
    elif len(content) > LARGEST_DOCUMENT:
        yield _("The file is larger than 20 MB. Save a smaller one.")
    elif _kind(content) is None:
        yield _(
            "The file is no PDF, JPEG, PNG, saved page or text. Save the page as one "
            "of them."
        )


def _against_source(
    case: Case, source: CopySource, artifact: Artifact | None
) -> Iterator[str]:
    if source == CopySource.CODE:
        yield _("Type the code itself: it says which copy it is.")
    if source == CopySource.HAND and artifact is None:
        yield _("Choose the copy that the text was taken from.")
    if source != CopySource.HAND and artifact is not None:
        yield _("A text from our public page was taken from no copy.")
    if artifact is not None and artifact.version.article != case.version.article:
        yield _("That is a copy of another story.")


def _against_step(
    case: Case, state: CaseState, words: str, grant: Grant | None
) -> Iterator[str]:
    if state not in NEXT_STATES[case.state]:
        yield _("A case that is “%(now)s” does not become “%(next)s”.") % {
            "now": case.get_state_display(),
            "next": state.label,
        }
    if state == CaseState.SENT and not case.letters.exists():
        yield _("No letter was issued. Issue it first.")
    told = (CaseState.ANSWERED, CaseState.SETTLED, CaseState.GIVEN_UP)
    if state in told and not words.strip():
        yield _("Say in a few words what happened.")
    if state == CaseState.LICENSED and grant is None:
        yield _("Choose the permission that was given afterwards.")
    if state != CaseState.LICENSED and grant is not None:
        yield _("Only a case that was licensed afterwards has a permission.")
    if grant is not None and not _covers(grant, case):
        yield _("That permission is not in force, or not for this story.")


def _covers(grant: Grant, case: Case) -> bool:
    article = case.version.article
    stored = Grant.objects.get(pk=grant.pk)
    return (
        not stored.is_denial
        and stored.revoked_at is None
        and stored.outlet_id == article.outlet_id
        and stored.section_id in (None, article.section_id)
        and stored.article_id in (None, article.pk)
    )


def _open(case: Case, by: Account) -> Case:
    require(by, PURSUE)
    stored = (
        Case.objects.select_for_update(of=("self",))
        .select_related("version__article__outlet")
        .get(pk=case.pk)
    )
    require_cleared(by, stored.version.article)
    if stored.closed_at is not None:
        raise CaseRefused(_("The case is closed. Note a new one."))
    return stored


def _say(case: Case, source: CopySource, artifact: Artifact | None) -> Case:
    case.source, case.artifact = source, artifact
    case.save(update_fields=["source", "artifact"])
    _record(case, "case.traced", {"source": str(source), **_copy_facts(case)})
    return case


def _kept(case: Case, content: bytes, by: Account, at: datetime) -> Capture:
    sha256 = hashlib.sha256(content).hexdigest()
    capture, made = Capture.objects.get_or_create(
        case=case,
        sha256=sha256,
        defaults={
            "media_type": _kind(content) or TEXT,
            "size": len(content),
            "captured_by": by,
            "captured_at": at,
        },
    )
    if made:
        write_durably(capture_path(capture), content)
        _record(case, "case.captured", {"capture": capture.pk, "sha256": sha256})
    return capture


def _kind(content: bytes) -> str | None:
    """Tell what was kept: a scan by its first bytes, else whatever is text in UTF-8."""
    scanned = scan_kind(content)
    if scanned is not None:
        return scanned
    try:
        is_text = "\0" not in content.decode()
    except UnicodeDecodeError:
        return None
    return TEXT if is_text else None


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _copy_facts(case: Case) -> dict[str, int]:
    if case.artifact is None:
        return {}
    return {"artifact": case.artifact.pk, "licensee": case.artifact.licensee_id}


def _record(case: Case, kind: str, facts: dict[str, int | str]) -> None:
    record(
        kind=kind, subject=case.version.article.urn, facts={"case": case.pk, **facts}
    )


def _refuse(reasons: Iterator[str]) -> None:
    listed = tuple(dict.fromkeys(reasons))
    if listed:
        raise CaseRefused("\n".join(listed))
