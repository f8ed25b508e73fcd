"""What the buttons of a row do; each calls one action."""

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.backgrounding import html_of, note_use
from articles.backgrounds import edition_for
from articles.models import Version
from newsroom.pair.order import places_of
from newsroom.pair.turns import Turn
from newsroom.pair.typed import offered_html, with_term
from newsroom.pair.writing import store
from people.models import Account
from translations.actions import (
    arranging,
    commenting,
    dismissing,
    drafting,
    quoting,
    translating,
)
from translations.actions.drafting import Given
from translations.actions.translating import UnitRefused
from translations.models import Comment, OriginalWording, Unit, UnitState
from translations.suggest import ServiceError, backend_for
from translations.units import Row


@dataclass(frozen=True)
class Deed:
    """One button.

    Attributes:
        act: What it does.
        moves_on: The next unfinished row is gone to afterwards.
        reshapes: Other rows change with it.
        waits: For another server: no transaction may be open meanwhile.
    """

    act: Callable[[Turn], object]
    moves_on: bool = False
    reshapes: bool = False
    waits: bool = False


def _mark(state: UnitState) -> Callable[[Turn], object]:
    def act(turn: Turn) -> object:
        return translating.mark(
            unit=turn.unit, state=state, seen=turn.seen, by=turn.by, at=turn.at
        )

    return act


def _still_right(turn: Turn) -> object:
    return translating.still_right(
        unit=turn.unit, seen=turn.seen, by=turn.by, at=turn.at
    )


def _copy(turn: Turn) -> object:
    """Put the words of the source behind what is written already."""
    blocks = (*turn.row.target, *turn.row.source)
    html = "".join(block.html for block in blocks)
    return store(turn, html=html, base=turn.row.target)


def _use(turn: Turn) -> object:
    """Put what was offered behind what is written already."""
    html = offered_html(turn.row, turn.sent.get("offer", ""))
    return store(turn, html=html, base=turn.row.target) if html else None


def _use_term(turn: Turn) -> object:
    """Put the words of the glossary behind what is written already."""
    html = with_term(turn.row, turn.sent.get("offer", ""))
    return store(turn, html=html, base=turn.row.target) if html else None


def _background(turn: Turn) -> None:
    """Put the kept words behind what is written, and remember whose they are."""
    row = turn.row
    edition = edition_for(
        Version(pk=row.source_version),
        [block.id for block in row.source],
        turn.version.language,
    )
    if edition is None:
        raise UnitRefused(_("The background paragraph is offered no more."))
    html = "".join(block.html for block in row.target) + html_of(edition.text)
    written = store(turn, html=html, base=row.target)
    note_use(
        version=turn.version,
        block=written.base[-1],
        edition=edition,
        by=turn.by,
        at=turn.at,
    )


def drafted_by_machine(turn: Turn) -> Given:
    """Have a machine draft a row; a row with a text is left as it is.

    Raises:
        UnitRefused: No machine may be asked, or none answers.
    """
    try:
        return drafting.draft_unit(
            unit=turn.unit,
            seen=turn.seen,
            service=backend_for(settings.MACHINE_SERVICE),
            by=turn.by,
            at=turn.at,
        )
    except ServiceError as error:
        raise UnitRefused(_(str(error))) from error


def _machine(turn: Turn) -> None:
    if not drafted_by_machine(turn).is_filled:
        raise UnitRefused(
            _("Somebody wrote here meanwhile; their text stays. Open the offers again.")
        )


def _drop(turn: Turn) -> object:
    return translating.drop(unit=turn.unit, seen=turn.seen, by=turn.by, at=turn.at)


def _take_up(turn: Turn) -> object:
    return translating.take_up(unit=turn.unit, by=turn.by, at=turn.at)


def _merge(turn: Turn) -> object:
    at = turn.pair.rows.index(turn.row)
    after = next((row for row in turn.pair.rows[at + 1 :] if row.unit), None)
    if after is None:
        raise UnitRefused(_("No paragraph follows that could be joined."))
    return arranging.merge(
        unit=turn.unit, other=turn.other(after), by=turn.by, at=turn.at
    )


def _split(turn: Turn) -> object:
    sources, targets = turn.number("sources"), turn.number("targets")
    if sources < 0 or targets < 0:
        raise UnitRefused(_("Say how many paragraphs stay here, as a number."))
    return arranging.split(
        unit=turn.unit, sources=sources, targets=targets, by=turn.by, at=turn.at
    )


def _move(where: str) -> Callable[[Turn], object]:
    def act(turn: Turn) -> object:
        places = places_of(turn.pair.rows, turn.pair.target)
        after = places.before(turn.row, where)
        return arranging.move(
            unit=turn.unit,
            after=None if after is None else turn.other(after),
            by=turn.by,
            at=turn.at,
        )

    return act


def _confirm(turn: Turn) -> object:
    return arranging.confirm(
        version=turn.version, units=[turn.unit], by=turn.by, at=turn.at
    )


def _belongs(turn: Turn) -> object:
    """Give a loose paragraph to the row whose number was typed."""
    number = turn.number("number")
    body = [row for row in turn.pair.rows if not row.is_head]
    row = body[number - 1] if 0 < number <= len(body) else None
    if row is None or row is turn.row or row.source_version is None:
        raise UnitRefused(
            _("Say the number of the paragraph of the source to which it belongs.")
        )
    return _give(turn, row)


def _belongs_before(turn: Turn) -> object:
    """Give a loose paragraph to the nearest row of the source before it."""
    before = turn.pair.rows[: turn.pair.rows.index(turn.row)]
    row = next(
        (row for row in reversed(before) if row.source and not row.is_head), None
    )
    if row is None:
        raise UnitRefused(_("No paragraph of the source stands before it."))
    return _give(turn, row)


def _give(turn: Turn, row: Row) -> object:
    target_ids = [block.id for block in turn.row.target]
    source = Version(pk=row.source_version)
    if row.unit is None or not row.target:
        return arranging.relink(
            version=turn.version,
            source=source,
            source_ids=[block.id for block in row.source],
            target_ids=target_ids,
            by=turn.by,
            at=turn.at,
        )
    return arranging.merge(
        unit=turn.other(row), other=_alone(turn), by=turn.by, at=turn.at
    )


def _alone(turn: Turn) -> Unit:
    """Say that a loose paragraph is in the translation only."""
    return arranging.relink(
        version=turn.version,
        source=None,
        source_ids=[],
        target_ids=[block.id for block in turn.row.target],
        by=turn.by,
        at=turn.at,
    )


def _begin(turn: Turn) -> object:
    """Make a unit of a paragraph of the source that has none."""
    return arranging.relink(
        version=turn.version,
        source=Version(pk=turn.row.source_version),
        source_ids=[block.id for block in turn.row.source],
        target_ids=[],
        by=turn.by,
        at=turn.at,
    )


def _comment(turn: Turn) -> object:
    return commenting.comment(
        version=turn.version,
        unit=turn.unit if turn.row.unit else None,
        text=turn.sent.get("comment", ""),
        by=turn.by,
        at=turn.at,
    )


def resolve(version: Version, pk: int, by: Account, at: datetime) -> Comment:
    """Settle a comment of a version.

    Raises:
        CommentRefused: It is gone.
    """
    said = Comment.objects.filter(version=version, pk=pk).first()
    if said is None:
        raise commenting.CommentRefused(_("The comment is gone."))
    return commenting.resolve(comment=said, by=by, at=at)


def _resolve(turn: Turn) -> object:
    return resolve(turn.version, turn.number("resolve"), turn.by, turn.at)


def _dismiss(turn: Turn) -> object:
    """Say that what a check found is right as it is."""
    identity = turn.sent.get("dismiss", "")
    found = next(
        (it.finding for it in turn.inspected if it.finding.identity == identity), None
    )
    if found is None:
        raise dismissing.DismissalRefused(
            _("The warning is gone: the text says something else now.")
        )
    return dismissing.dismiss(
        version=turn.version,
        place=turn.row.key,
        found=found,
        reason=turn.sent.get(f"why-{identity}", ""),
        by=turn.by,
        at=turn.at,
    )


def _warn_again(turn: Turn) -> object:
    identity = turn.sent.get("warn_again", "")
    for each in turn.inspected:
        if each.dismissal is not None and each.finding.identity == identity:
            dismissing.take_back(dismissal=each.dismissal, by=turn.by)
    return None


def _original(turn: Turn) -> object:
    """Note what was said in the language of the translation."""
    return quoting.note_wording(
        unit=turn.unit,
        text=turn.sent.get("wording", ""),
        origin=turn.sent.get("wording-from", ""),
        by=turn.by,
        at=turn.at,
    )


def _original_gone(turn: Turn) -> object:
    pk = turn.number("original_gone")
    noted = OriginalWording.objects.filter(version=turn.version, pk=pk).first()
    return noted and quoting.drop_wording(wording=noted, by=turn.by)


def _nothing(_turn: Turn) -> None:
    """Leave it at what was written."""


DEEDS: Mapping[str, Deed] = {
    "save": Deed(_nothing),
    "translated": Deed(_mark(UnitState.TRANSLATED), moves_on=True),
    "approved": Deed(_mark(UnitState.APPROVED), moves_on=True),
    "needs_work": Deed(_mark(UnitState.NEEDS_WORK)),
    "still_right": Deed(_still_right, reshapes=True),
    "copy": Deed(_copy),
    "use": Deed(_use),
    "use_term": Deed(_use_term),
    "background": Deed(_background),
    "machine": Deed(_machine, waits=True),
    "drop": Deed(_drop, moves_on=True),
    "take_up": Deed(_take_up),
    "merge": Deed(_merge, reshapes=True),
    "split": Deed(_split, reshapes=True),
    "earlier": Deed(_move("earlier"), reshapes=True),
    "later": Deed(_move("later"), reshapes=True),
    "in_order": Deed(_move("in_order"), reshapes=True),
    "confirm": Deed(_confirm),
    "belongs": Deed(_belongs, reshapes=True),
    "belongs_before": Deed(_belongs_before, reshapes=True),
    "alone": Deed(_alone, reshapes=True),
    "begin": Deed(_begin, reshapes=True),
    "comment": Deed(_comment),
    "original": Deed(_original),
    "original_gone": Deed(_original_gone),
    "more": Deed(_nothing),
    "less": Deed(_nothing),
    "history": Deed(_nothing),
    "resolve": Deed(_resolve),
    "dismiss": Deed(_dismiss),
    "warn_again": Deed(_warn_again),
}


def do(deed: Deed, turn: Turn) -> None:
    """Do what a button says, all of it or nothing.

    What waits for another server has transactions of its own.

    Raises:
        Whatever the action refuses with.
    """
    with nullcontext() if deed.waits else transaction.atomic():
        deed.act(turn)
