"""Everything that the page of a pair shows, gathered in a few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.actions.writing import EditConflict
from articles.languages import language
from articles.models import Version
from articles.text.blocks import block_text
from articles.text.dates import written_number
from newsroom.admin.deeds import acting, reasons
from newsroom.admin.writing import also_here
from newsroom.pair.conflicts import Ways, ways_of
from newsroom.pair.history import Change, history_of
from newsroom.pair.keys import by_key, is_unfinished, next_after
from newsroom.pair.pairs import Pair
from newsroom.pair.rights import Hand, hand_of
from newsroom.pair.shares import machine_share
from newsroom.pair.shown import Setting, ShownRow, shown_rows
from translations.inspecting import dismissals_of
from translations.models import Comment
from translations.units import Row


@dataclass(frozen=True)
class Refused:
    """What was typed in a row and could not be stored.

    Attributes:
        key: Of the row.
        html: As it was typed.
        base: As it came with it.
        comment: As it was typed.
        reasons: Why, a sentence each.
        is_stored: The text was stored all the same; something else was refused.
        ways: Both texts, where somebody else changed the same.
    """

    key: str
    html: str
    base: str
    comment: str
    reasons: tuple[str, ...]
    is_stored: bool
    ways: Ways | None = None


@dataclass(frozen=True)
class Drawn:
    """A row with what is there only now and then.

    Attributes:
        row: As it is stored.
        refused: What was typed and refused; None for nothing.
        is_open: What is needed less often is shown, too.
        history: Of its translation; None where nobody asked.
    """

    row: ShownRow
    refused: Refused | None = None
    is_open: bool = False
    history: Sequence[Change] | None = None


@dataclass(frozen=True)
class Asked:
    """What a page is to show besides the pair.

    Attributes:
        refused: What was typed and refused.
        more: Key of the row of which everything is asked for.
        history: Key of the row whose history is asked for, too.
    """

    refused: Refused | None = None
    more: str = ""
    history: str = ""


NOTHING_MORE = Asked()


def drawn_rows(
    pair: Pair, hand: Hand, asked: Asked, said: Mapping[int, list[Comment]]
) -> tuple[Drawn, ...]:
    """Put the rows of a pair in words, with what was refused in one of them."""
    setting = Setting(
        rows=pair.rows,
        target=pair.target,
        languages={source.pk: source.language for source in pair.sources},
        hand=hand,
        speaking=get_language() or "en",
        comments={pk: tuple(each) for pk, each in said.items()},
        around=pair.around,
        dismissed=dismissals_of(pair.version),
    )
    return tuple(_drawn(pair, row, asked) for row in shown_rows(setting))


def _drawn(pair: Pair, row: ShownRow, asked: Asked) -> Drawn:
    key, refused = row.key, asked.refused
    if refused is not None and refused.key != key:
        refused = None
    has_history = asked.history == key
    is_typed = refused is not None and bool(refused.comment)
    return Drawn(
        row,
        refused,
        is_typed or key in {asked.more, asked.history},
        history_of(pair.version, by_key(pair.rows)[key]) if has_history else None,
    )


def comments_of(version: Version) -> Mapping[int, list[Comment]]:
    """Fetch what was said, by unit; what is about the whole text is under 0."""
    said: dict[int, list[Comment]] = {}
    for each in version.comments.select_related("by", "resolved_by"):
        said.setdefault(each.unit_id or 0, []).append(each)
    return said


def page_of(request: HttpRequest, pair: Pair, asked: Asked) -> dict[str, Any]:
    """Gather what the template prints.

    Args:
        request: Of somebody who may know of the story.
        pair: What they look at.
        asked: What else they want to see.
    """
    version, by = pair.version, acting(request)
    hand = hand_of(by, version)
    said = comments_of(version)
    drawn = drawn_rows(pair, hand, asked, said)
    names = [each.row.key for each in drawn]
    refused = asked.refused
    return {
        "pair": pair,
        "hand": hand,
        "account": by,
        "headline": headline_of(pair)
        or Headline(_("Translation"), get_language() or ""),
        "into": language(version.language).own_name,
        "from": [
            (source, language(source.language).own_name) for source in pair.sources
        ],
        "drawn": drawn,
        "progress": progress_of(pair.rows),
        "first": next_after(pair.rows, ""),
        "confirms": _confirms(pair.rows),
        "translates_heads": any(row.unit and row.is_head for row in pair.rows),
        "has_empty": any(
            row.unit and row.source and not row.target for row in pair.rows
        ),
        "has_heads": any(row.is_head for row in pair.rows),
        "unlinked": any(not row.unit and not row.is_head for row in pair.rows),
        "said": said.get(0, ()),
        "lost": refused if refused and refused.key not in names else None,
        "also_here": also_here(version, by),
        "machine_share": machine_share(version, pair.target) if hand.speaks else "",
        "machine": settings.MACHINE_SERVICE if hand.speaks else None,
        "heartbeat_url": reverse("admin:articles_version_heartbeat", args=[version.pk]),
    }


@dataclass(frozen=True)
class Headline:
    """What stands above a pair.

    Attributes:
        text: Plain.
        language: BCP 47.
    """

    text: str
    language: str


def headline_of(pair: Pair) -> Headline | None:
    """Return the headline of the translation, else of what it is made from."""
    heads = [row for row in pair.rows if row.is_head]
    written = [(b, pair.version.language) for row in heads for b in row.target]
    given = [(b, pair.sources[0].language) for row in heads for b in row.source]
    told = (each for each in (*written, *given) if each[0].id == "headline")
    return next((Headline(block_text(b), tag) for b, tag in told), None)


def progress_of(rows: Sequence[Row]) -> str:
    """Say how much is done, in the interface language."""
    speaking = get_language() or "en"
    body = [row for row in rows if row.unit and row.unit.source_ids]
    done = sum(not is_unfinished(row) for row in body)
    changed = sum(row.freshness.is_stale for row in body)
    said = _("%(done)s of %(total)s done") % {
        "done": written_number(done, speaking),
        "total": written_number(len(body), speaking),
    }
    if not changed:
        return said
    return "{} · {}".format(
        said, _("%(number)s changed") % {"number": written_number(changed, speaking)}
    )


def refused_of(
    request: HttpRequest,
    version: Version,
    key: str,
    refusal: Exception,
    *,
    is_stored: bool,
) -> Refused:
    """Keep what was typed, and why it could not be stored."""
    sent = request.POST
    by = acting(request)
    return Refused(
        key=key,
        html=sent.get("html", ""),
        base=sent.get("base", ""),
        comment=sent.get("comment", ""),
        reasons=tuple(reasons(refusal)),
        is_stored=is_stored,
        ways=ways_of(refusal, version, by)
        if isinstance(refusal, EditConflict)
        else None,
    )


def _confirms(rows: Sequence[Row]) -> str:
    """Say on a button how many links are suggestions; empty for none."""
    units = [row.unit for row in rows if row.unit]
    number = sum(unit.confidence is not None for unit in units)
    if not number:
        return ""
    return ngettext(
        "Confirm %(number)s suggested link",
        "Confirm all %(number)s suggested links",
        number,
    ) % {"number": written_number(number, get_language() or "en")}
