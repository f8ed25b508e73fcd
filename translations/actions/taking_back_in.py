"""Take a file back in: keep it, compare it, and write what a person chose of it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions.writing import require_open
from articles.languages import LanguageTagError, canonical_tag
from articles.models import Source, Version
from articles.permissions import require_on
from articles.text.blocks import from_json
from articles.text.khmer import key
from articles.workflow import WRITE
from ledger.actions.recording import record
from people.models import Account
from translations.actions.commenting import LONGEST_COMMENT, comment
from translations.actions.handing_out import HandingRefused
from translations.actions.writing_units import Writing, write_units
from translations.formats import reading, storing
from translations.formats.comparing import Choice, Compared, Comparison, Verdict
from translations.formats.segments import Returned, State
from translations.freshness import NOTHING
from translations.handed import Desk, comparison_of, desk_of
from translations.models import BroughtBack, HandedOut, ReturnState
from worklist.prepared import Question

_LINK: Final = Question(
    lambda version: (
        Source.objects.filter(version=version, source_version__isnull=False)
        .select_related("source_version", "version__article")
        .order_by("position", "pk")[:1]
    ),
    version=int,
)
_SAME: Final = Question(
    lambda version, sha256: BroughtBack.objects.waiting().filter(
        version=version, sha256=sha256
    ),
    version=int,
    sha256=str,
)
_HANDED: Final = Question(
    lambda reference: HandedOut.objects.filter(reference=reference).only("version"),
    reference=str,
)
_LOCKED: Final = Question(
    lambda pk: (
        BroughtBack.objects.select_for_update(of=("version", "self"), no_key=True)
        .select_related("handed_out", "version__article")
        .defer("content")
        .filter(pk=pk)
    ),
    pk=int,
)

# What came back keeps no text any more; nobody waits for what it answers.
_ENDS: Final = """
WITH answered AS (
    UPDATE translations_handedout SET ended_at = %(at)s
    WHERE id = %(answered)s AND ended_at IS NULL
)
UPDATE translations_broughtback SET
    state = %(state)s,
    taken = %(taken)s,
    content = '',
    segments = '[]',
    ended_by_id = %(by)s,
    ended_at = %(at)s
WHERE id = %(back)s
"""


@dataclass(frozen=True)
class Decided:
    """What a person said of a row that came back.

    Attributes:
        choice: What becomes of it.
        mine: `print_of_text` of our own text as it was shown to them.
    """

    choice: Choice
    mine: str


class ReturnUnanswered(HandingRefused):
    """Some rows still wait for a choice; nothing was written.

    Attributes:
        rows: Their names.
    """

    def __init__(self, rows: Iterable[str], reason: str) -> None:
        self.rows = tuple(rows)
        super().__init__(reason)


@transaction.atomic
def bring_back(
    *, version: Version, content: bytes, by: Account, at: datetime
) -> BroughtBack:
    """Read a file that came back and keep it, until somebody has looked at it.

    Nothing is written into the translation.

    Args:
        version: The translation.
        content: The file, whatever it is called.
        by: Who brings it.
        at: Timezone-aware.

    Returns:
        The same one again for the same bytes, while they wait.

    Raises:
        PermissionRefused: `by` may not write in that language.
        HandingRefused: The file is of another translation, or nothing is held that it
            could be compared with.
        FileError: It cannot be read, or must not be.
    """
    link = _LINK.ask(version=version.pk).first
    stored = link.version if link else _stored(version)
    require_on(by, WRITE, stored)
    if link is None or link.source_version is None:
        raise _nothing_held()
    digest = hashlib.sha256(content).hexdigest()
    if same := _SAME.ask(version=stored.pk, sha256=digest).first:
        return same
    returned = reading.read(
        content,
        source_language=link.source_version.language,
        target_language=stored.language,
    )
    return BroughtBack.objects.create(
        version=stored,
        handed_out=_handed(returned, stored),
        format=returned.format,
        content=content,
        sha256=digest,
        segments=storing.to_json(returned.segments),
        brought_by=by,
        brought_at=at,
    )


@transaction.atomic
def take_in(
    *,
    back: BroughtBack,
    decided: Mapping[str, Decided],
    by: Account,
    at: datetime,
    is_rest_left: bool = False,
) -> BroughtBack:
    """Write what was chosen of a file that came back; then its text is kept no more.

    Args:
        back: While it waits.
        decided: By the name of the row; a row that is not named gets what loses
            nothing, where there is such a thing.
        by: Who decides.
        at: Timezone-aware.
        is_rest_left: Rows without any answer stay as they are written here.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        HandingRefused: Somebody decided already.
        ReturnUnanswered: A row waits for a choice, or is written otherwise by now than
            it was shown.
    """
    stored = _locked(back)
    require_open(version=stored.version, by=by)
    _require_waiting(stored)
    desk = desk_of(stored.version, is_locked=True)
    if desk is None:
        raise _nothing_held()
    version = desk.version
    comparison = comparison_of(stored, desk)
    _refuse_unanswered(comparison, decided, is_rest_left=is_rest_left)
    writings = list(_writings(comparison, decided, desk, stored.handed_out))
    if writings:
        write_units(desk=desk, writings=writings, by=by, at=at)
    for each in comparison.of(Verdict.UNKNOWN):
        _say(version, each, by, at)
    _end(stored, ReturnState.TAKEN_IN, len(writings), by, at)
    record(
        kind="translation.taken_in",
        subject=version.article.urn,
        facts={
            "brought_back": stored.pk,
            "handed_out": stored.handed_out_id or 0,
            "version": version.pk,
            "language": version.language,
            "format": stored.format,
            "sha256": stored.sha256,
            "taken": len(writings),
            "by": by.pk,
        },
    )
    return stored


@transaction.atomic
def drop_file(*, back: BroughtBack, by: Account, at: datetime) -> BroughtBack:
    """Throw a file that came back away; nothing of it was or is written.

    Raises:
        PermissionRefused: `by` may not write in that language.
        HandingRefused: Somebody decided already.
    """
    stored = _locked(back)
    require_on(by, WRITE, stored.version)
    _require_waiting(stored)
    _end(stored, ReturnState.DROPPED, 0, by, at)
    return stored


def print_of_text(html: str) -> str:
    """Identify a text as somebody was shown it, its markup included."""
    return hashlib.sha256(html.encode()).hexdigest()[:16]


def _stored(version: Version) -> Version:
    return Version.objects.select_related("article").get(pk=version.pk)


def _nothing_held() -> HandingRefused:
    return HandingRefused(
        _("There is nothing to compare it with: no source is held here.")
    )


def _handed(returned: Returned, version: Version) -> HandedOut | None:
    """Find what a file answers; refuse what is of another text."""
    handed = _HANDED.ask(reference=returned.reference).first
    if handed is not None and handed.version_id != version.pk:
        raise HandingRefused(
            _("The file belongs to another translation. Bring it back on its page.")
        )
    tag = returned.target_language
    if handed is None and tag and not _is_language(tag, version.language):
        raise HandingRefused(
            _("The file is a translation into %(language)s, and this one is not.")
            % {"language": tag}
        )
    return handed


def _is_language(tag: str, language: str) -> bool:
    try:
        spoken = canonical_tag(tag)
    except LanguageTagError:
        return False
    return spoken == language or spoken.startswith(f"{language}-")


def _locked(back: BroughtBack) -> BroughtBack:
    """Lock a file that came back and, as `open_to` does, the translation it is of."""
    stored = _LOCKED.ask(pk=back.pk).first
    if stored is None:
        raise BroughtBack.DoesNotExist
    return stored


def _require_waiting(back: BroughtBack) -> None:
    if back.state != ReturnState.WAITING:
        raise HandingRefused(_("Somebody has decided about this file already."))


def _end(
    back: BroughtBack, state: ReturnState, taken: int, by: Account, at: datetime
) -> None:
    back.state, back.taken = state, taken
    back.content, back.segments = b"", []
    back.ended_by, back.ended_at = by, at
    ends: dict[str, Any] = {
        "back": back.pk,
        "state": state.value,
        "taken": taken,
        "by": by.pk,
        "at": at,
        "answered": back.handed_out_id if state is ReturnState.TAKEN_IN else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENDS, ends)


def _refuse_unanswered(
    comparison: Comparison, decided: Mapping[str, Decided], *, is_rest_left: bool
) -> None:
    moved = [
        row.id
        for row in comparison.rows
        if row.id in decided and decided[row.id].mine != print_of_text(row.mine)
    ]
    if moved:
        raise ReturnUnanswered(
            moved,
            _(
                "Somebody wrote here while this page was open. "
                "Look at the marked paragraphs again; nothing is written yet."
            ),
        )
    asked = [r.id for r in comparison.rows if r.is_asked and r.id not in decided]
    if asked and not is_rest_left:
        raise ReturnUnanswered(
            asked, _("Some paragraphs still wait for a choice. Nothing is written yet.")
        )


def _writings(
    comparison: Comparison,
    decided: Mapping[str, Decided],
    desk: Desk,
    handed: HandedOut | None,
) -> Iterable[Writing]:
    rows = {row.key: row for row in desk.rows}
    then = {row["id"]: row for row in handed.rows} if handed else {}
    for each in comparison.rows:
        said = decided.get(each.id)
        choice = said.choice if said else each.choice
        if each.verdict in {Verdict.UNCHANGED, Verdict.UNKNOWN}:
            continue
        if choice is None or choice is Choice.MINE:
            continue
        row, left = rows[each.id], then.get(each.id)
        now = row.unit.source_now if row.unit else NOTHING
        made_from = left["made_from"] if left else now
        yield Writing(
            row=row,
            html="" if choice is Choice.DROP else each.theirs,
            blocks=() if choice is Choice.DROP else each.blocks,
            made_from=made_from,
            source=from_json(left["source"])
            if left and made_from != now
            else row.source,
            is_finished=_is_finished(each),
            is_dropped=choice is Choice.DROP and row.unit is not None,
        )


def _say(version: Version, row: Compared, by: Account, at: datetime) -> None:
    """Keep a text that has no place as a comment: nothing that came is lost."""
    words = f"{row.source} → {row.theirs}" if row.source else row.theirs
    # Nobody is told of a name that is only part of the text.
    told = words.replace("@", "@ ")
    for start in range(0, len(told), LONGEST_COMMENT):
        piece = told[start : start + LONGEST_COMMENT]
        if key(piece):
            comment(version=version, text=piece, by=by, at=at)


def _is_finished(row: Compared) -> bool:
    return row.state in {None, State.TRANSLATED, State.APPROVED}
