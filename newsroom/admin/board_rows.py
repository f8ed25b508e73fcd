"""A story's row of the board in words: where each language stands, and what is next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.actions.hiding import HIDE
from articles.languages import language, name_of
from articles.models import Status
from articles.text.dates import written_moment, written_number
from articles.workflow import EDIT, WRITE
from newsroom.admin.steps import BUTTONS
from newsroom.board.filters import Question
from newsroom.board.rows import Row
from newsroom.board.sides import FORWARD, Rights, Side, may_write, next_step
from translations.models import WANTED, Decision
from translations.share import Share

DESK = tuple(tag for tag, _name in settings.LANGUAGES)
NOT_BEGUN = "none"


@dataclass(frozen=True)
class ShownSide:
    """One language in a row.

    Attributes:
        tag: BCP 47.
        name: The language's own name for itself.
        state: In the interface language.
        code: Of the state, for its shape and colour.
        headline: Plain text, in the language; may be empty.
        url: Of the page on which it is written; empty before it is begun.
        pair_url: Of the page on which it is beside its source; empty without one.
        lines: What else is to be known, a short line each.
    """

    tag: str
    name: str
    state: str
    code: str
    headline: str
    url: str
    pair_url: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Action:
    """What whoever looks may do next.

    Attributes:
        label: On the link, with the language it is about.
        url: Where it is done.
    """

    label: str
    url: str


@dataclass(frozen=True)
class ShownRow:
    """A story in words.

    Attributes:
        pk: Its id, as the page names things by it.
        name: For who hears the page: a headline, or the slugline.
        url: Of the story's page.
        slugline: May be empty.
        sides: The original and the desk's other language.
        others: Further languages, short.
        marks: Code and words of what holds for the whole story.
        age: How long ago it changed, in words.
        moved_at: Timezone-aware.
        action: None where nothing waits for whoever looks.
    """

    pk: str
    name: str
    url: str
    slugline: str
    sides: tuple[ShownSide, ...]
    others: tuple[ShownSide, ...]
    marks: tuple[tuple[str, str], ...]
    age: str
    moved_at: datetime
    action: Action | None


def shown(
    row: Row, rights: Rights, question: Question, shares: Mapping[int, Share]
) -> ShownRow:
    """Put a row in words, without a query.

    Args:
        row: A story.
        rights: Of whoever looks.
        question: What was asked.
        shares: By version, how much of a text is as a machine wrote it.
    """
    told = {
        side.language: _shown_side(side, question.at, shares.get(side.pk))
        for side in row.sides
    }
    pair = _pair(row, question)
    sides = tuple(told.get(tag) or _missing(tag, row) for tag in pair)
    others = tuple(side for tag, side in told.items() if tag not in pair)
    url = reverse("admin:articles_article_change", args=[row.article])
    headlines = (side.headline for side in (*sides, *others) if side.headline)
    return ShownRow(
        pk=str(row.article),
        name=next(headlines, "") or row.slugline or _("(no headline yet)"),
        url=url,
        slugline=row.slugline,
        sides=sides,
        others=others,
        marks=tuple(_marks(row)),
        age=age(row.place.moved_at, question.at),
        moved_at=row.place.moved_at,
        action=_action(row, rights, url, pair),
    )


def age(moved_at: datetime, now: datetime) -> str:
    """Say how long ago something was, in the interface language.

    Args:
        moved_at: Timezone-aware.
        now: Timezone-aware; a moment after it is as good as now.
    """
    minutes = max(0, (now - moved_at) // timedelta(minutes=1))
    hours, days = minutes // 60, minutes // (60 * 24)
    if days:
        said = ngettext("%(number)s day ago", "%(number)s days ago", days)
        return said % {"number": _number(days)}
    if hours:
        said = ngettext("%(number)s hour ago", "%(number)s hours ago", hours)
        return said % {"number": _number(hours)}
    if minutes:
        said = ngettext("%(number)s minute ago", "%(number)s minutes ago", minutes)
        return said % {"number": _number(minutes)}
    return _("just now")


def _pair(row: Row, question: Question) -> tuple[str, str]:
    """Choose two languages: the original's, and the one that the desk waits for."""
    first = row.sides[0].language if row.sides else DESK[0]
    wanted = (question.language, *DESK)
    return first, next(tag for tag in wanted if tag and tag != first)


def _shown_side(side: Side, now: datetime, share: Share | None) -> ShownSide:
    status = Status(side.status)
    is_scheduled = side.visible_from is not None
    return ShownSide(
        tag=side.language,
        name=language(side.language).own_name,
        state=_("scheduled") if is_scheduled else str(status.label),
        code="scheduled" if is_scheduled else status.value,
        headline=side.headline,
        url=reverse("admin:articles_version_change", args=[side.pk]),
        pair_url=reverse("admin:pair", args=[side.pk]) if side.source else "",
        lines=(*_lines(side, now), *_lines_of_machine(share)),
    )


def _lines(side: Side, now: datetime) -> Iterator[str]:
    if side.holder:
        yield _("in the hands of %(account)s") % {"account": side.holder}
    if side.due_at is not None and not side.is_finished:
        late = _("late since %(moment)s"), _("due %(moment)s")
        yield late[side.due_at > now] % {"moment": _moment(side.due_at)}
    if side.visible_from is not None:
        yield _("readers see it from %(moment)s on") % {
            "moment": _moment(side.visible_from)
        }
    yield from _lines_of_translation(side)
    if side.is_unconfirmed:
        yield _("published at once, not yet read by a second person")
    elif side.status == Status.PUBLISHED and not side.is_released:
        yield _("changed since it was published")


def _lines_of_translation(side: Side) -> Iterator[str]:
    if side.percent is not None:
        yield _("%(percent)s %% translated") % {"percent": _number(side.percent)}
    if side.changed:
        yield ngettext(
            "%(number)s paragraph of the source changed since",
            "%(number)s paragraphs of the source changed since",
            side.changed,
        ) % {"number": _number(side.changed)}
    if side.unconfirmed:
        yield ngettext(
            "%(number)s pair of paragraphs to be confirmed",
            "%(number)s pairs of paragraphs to be confirmed",
            side.unconfirmed,
        ) % {"number": _number(side.unconfirmed)}


def _lines_of_machine(share: Share | None) -> Iterator[str]:
    if share is not None:
        yield _("%(percent)s %% as the machine wrote it") % {
            "percent": _number(share.percent)
        }


def _missing(tag: str, row: Row) -> ShownSide:
    decision = row.decisions.get(tag)
    return ShownSide(
        tag=tag,
        name=language(tag).own_name,
        state=_("not begun"),
        code=NOT_BEGUN,
        headline="",
        url="",
        pair_url="",
        lines=(str(Decision(decision or Decision.UNDECIDED).label),),
    )


def _marks(row: Row) -> Iterator[tuple[str, str]]:
    if row.is_hidden:
        yield "hidden", _("hidden")
    if row.is_restricted:
        yield "restricted", _("restricted")
    if row.embargoed_until is not None:
        yield (
            "embargo",
            _("embargo until %(moment)s") % {"moment": _moment(row.embargoed_until)},
        )


def _action(
    row: Row, rights: Rights, story_url: str, pair: tuple[str, str]
) -> Action | None:
    """Choose one thing: what is most urgent, and in it the original first."""
    languages = [side.language for side in row.sides]
    if row.waits_for_judgement and rights.allow_somewhere(HIDE, languages):
        return Action(_("Judge the hiding"), story_url)
    is_stopped = row.is_hidden or row.is_restricted
    steps = [
        (FORWARD.index(step), place, side)
        for place, side in enumerate(row.sides)
        if (step := next_step(side, rights, is_stopped=is_stopped)) is not None
    ]
    if steps:
        number, _place, side = min(steps, key=lambda each: each[:2])
        label = next(b.label for b in BUTTONS if b.step is FORWARD[number])
        return _on_version(str(label), side)
    for side in row.sides:
        if may_write(side, rights):
            if side.source:
                url = reverse("admin:pair", args=[side.pk])
                return Action(_labelled(_("Translate"), side.language), url)
            return _on_version(_("Write"), side)
    return _begin(row, rights, story_url, pair)


def _begin(
    row: Row, rights: Rights, story_url: str, pair: tuple[str, str]
) -> Action | None:
    """Offer a language that nobody has begun, to who may write or decide there."""
    begun = {side.language for side in row.sides}
    for tag in pair:
        decision = row.decisions.get(tag, Decision.UNDECIDED)
        if tag in begun:
            continue
        if (decision in WANTED or not begun) and rights.allow(WRITE, tag):
            asked = urlencode({"article": row.article, "language": tag})
            url = f"{reverse('admin:articles_version_add')}?{asked}"
            return Action(_labelled(_("Start"), tag), url)
        if decision == Decision.UNDECIDED and begun and rights.allow(EDIT, tag):
            return Action(_labelled(_("Decide"), tag), story_url)
    return None


def _on_version(label: str, side: Side) -> Action:
    url = reverse("admin:articles_version_change", args=[side.pk])
    return Action(_labelled(label.rstrip("…"), side.language), url)


def _labelled(label: str, tag: str) -> str:
    return f"{label} · {name_of(tag, in_language=_speaking())}"


def _moment(at: datetime) -> str:
    return written_moment(at, _speaking(), zone=timezone.get_current_timezone())


def _number(number: int) -> str:
    return written_number(number, _speaking())


def _speaking() -> str:
    return get_language() or settings.LANGUAGE_CODE
