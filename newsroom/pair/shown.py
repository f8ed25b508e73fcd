"""A row of a pair in words: both texts, how they stand, what can be done."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.text.blocks import Block, block_text, to_json
from articles.text.dates import written_number
from articles.text.diff import Change, word_diff
from articles.text.tags import cleaned
from newsroom.pair.keys import is_unfinished, key_of
from newsroom.pair.order import Places, places_of
from newsroom.pair.rights import Hand
from translations.freshness import Freshness
from translations.models import Comment
from translations.units import Row

Words = str | Promise
# Above this a row may hold so many paragraphs that nobody would part it by a number.
MOST_APART = 60


@dataclass(frozen=True)
class Sign:
    """How something stands: never by its colour alone.

    Attributes:
        code: For the shape and the colour, which are in the style sheet.
        word: In the interface language.
    """

    code: str
    word: Words


SIGNS: Mapping[str, Sign] = {
    "untranslated": Sign("untranslated", gettext_lazy("untranslated")),
    "translated": Sign("translated", gettext_lazy("translated")),
    "needs_work": Sign("needs-work", gettext_lazy("needs work")),
    "approved": Sign("approved", gettext_lazy("approved")),
}
LEFT_OUT = Sign("left-out", gettext_lazy("left out on purpose"))
LOOSE = Sign("error", gettext_lazy("belongs nowhere yet"))
UNLINKED = Sign("untranslated", gettext_lazy("not begun"))
OWN = Sign("own", gettext_lazy("written for this language"))
ALONE = Sign("alone", gettext_lazy("only in the translation"))
SUGGESTED = Sign("suggested", gettext_lazy("suggested link"))
STALE_SIGNS: Mapping[Freshness, Sign] = {
    Freshness.CHANGED: Sign("changed", gettext_lazy("the source changed")),
    Freshness.ADDED: Sign("changed", gettext_lazy("new in the source")),
    Freshness.REMOVED: Sign("changed", gettext_lazy("gone from the source")),
    Freshness.MINOR: Sign("minor", gettext_lazy("minor change in the source")),
}
HEADS: Mapping[str, Words] = {
    "headline": gettext_lazy("Headline"),
    "standfirst": gettext_lazy("Deck"),
    "dateline": gettext_lazy("Dateline"),
    "caption": gettext_lazy("Caption"),
}


@dataclass(frozen=True)
class Button:
    """One that can be pressed.

    Attributes:
        name: Of the deed.
        label: On it.
        is_main: It is the one most likely wanted.
    """

    name: str
    label: Words
    is_main: bool = False


@dataclass(frozen=True)
class ShownRow:
    """All that the page says of a row, but for what was typed and refused.

    Attributes:
        key: Its name.
        number: Of its place, in the interface language; empty of what stands apart.
        name: What it is, for who hears the page.
        is_head: It stands apart from the body.
        kind: Of its first block, for its look.
        source: Cleaned HTML; empty where the source has nothing.
        target: The same of the translation.
        typed: The same, for the field in which it is written.
        source_language: BCP 47.
        base: The blocks of the translation, as JSON, for a field, too.
        signs: How it stands; never empty.
        changes: What the source says differently since it was translated; empty
            where nothing.
        is_quiet: They are minor.
        notes: What else is to be known, a sentence each.
        writes: Its text can be changed now.
        unfinished: Somebody still has to do something.
        buttons: Beside the text.
        more: Behind "More".
        sources: How many paragraphs of the source it has.
        targets: How many of the translation.
        comments: On it, the oldest first.
    """

    key: str
    number: str
    name: str
    is_head: bool
    kind: str
    source: str
    target: str
    typed: SafeString
    source_language: str
    base: SafeString
    signs: tuple[Sign, ...]
    changes: tuple[Change, ...]
    is_quiet: bool
    notes: tuple[str, ...]
    writes: bool
    unfinished: bool
    buttons: tuple[Button, ...]
    more: tuple[Button, ...]
    sources: int
    targets: int
    comments: tuple[Comment, ...]

    @property
    def can_be_parted(self) -> bool:
        """Whether it has more than one paragraph to choose from."""
        return self.writes and 1 < self.sources + self.targets < MOST_APART

    @property
    def is_loose(self) -> bool:
        """Whether somebody has to say where its paragraph belongs."""
        return self.key.startswith("t-")

    @property
    def open_comments(self) -> int:
        """How many comments nobody has settled."""
        return sum(each.resolved_at is None for each in self.comments)


@dataclass(frozen=True)
class Setting:
    """What is the same for all rows of a page.

    Attributes:
        rows: All, in the order of the page.
        target: All blocks of the translation.
        languages: Of the sources, by their keys; at least one.
        hand: What whoever looks may do.
        speaking: The interface language.
        comments: By unit.
    """

    rows: Sequence[Row]
    target: Sequence[Block]
    languages: Mapping[int, str]
    hand: Hand
    speaking: str
    comments: Mapping[int, tuple[Comment, ...]]


def shown_rows(setting: Setting) -> tuple[ShownRow, ...]:
    """Put all rows in words, in their order, without a query."""
    places = places_of(setting.rows, setting.target)
    heads = sum(row.is_head for row in setting.rows)
    return tuple(
        _shown(row, at - heads, places, setting)
        for at, row in enumerate(setting.rows, start=1)
    )


def _shown(row: Row, number: int, places: Places, setting: Setting) -> ShownRow:
    unit, hand = row.unit, setting.hand
    at = "" if row.is_head else written_number(number, setting.speaking)
    blocks = row.target or row.source
    source_language = _source_language(row, setting)
    writes = hand.writes and (row.is_head or unit is not None)
    return ShownRow(
        key=key_of(row),
        number=at,
        name=_name(row, at),
        is_head=row.is_head,
        kind=blocks[0].kind.value if blocks else "paragraph",
        source=_html(row.source),
        target=_html(row.target),
        typed=in_textarea(_html(row.target)),
        source_language=source_language,
        base=in_textarea(
            json.dumps(to_json(row.target), ensure_ascii=False, separators=(",", ":"))
        ),
        signs=tuple(_signs(row)),
        changes=_changes(row, source_language),
        is_quiet=row.freshness is Freshness.MINOR,
        notes=tuple(_notes(row, places, setting)),
        writes=writes,
        unfinished=is_unfinished(row),
        buttons=tuple(_buttons(row, hand)),
        more=tuple(_more(row, hand)),
        sources=len(row.source),
        targets=len(row.target),
        comments=setting.comments.get(unit.pk, ()) if unit else (),
    )


def _as_json(blocks: Sequence[Block]) -> str:
    return json.dumps(to_json(blocks), ensure_ascii=False, separators=(",", ":"))


def in_textarea(text: str) -> SafeString:
    """Escape a text for the inside of a textarea, and nothing more than it needs.

    Every quotation mark would be six letters, twice a row.

    >>> in_textarea('<p>"A" &amp; B</textarea>')
    '&lt;p>"A" &amp;amp; B&lt;/textarea>'
    """
    return SafeString(text.replace("&", "&amp;").replace("<", "&lt;"))


def _source_language(row: Row, setting: Setting) -> str:
    key = row.source_version or (row.unit.source if row.unit else None)
    # What only the translation has is beside the first source.
    return setting.languages.get(key or 0) or next(iter(setting.languages.values()))


def _name(row: Row, number: str) -> str:
    if row.is_head:
        return str(HEADS[(*row.source, *row.target)[0].id])
    return _("Paragraph %(number)s") % {"number": number}


def _html(blocks: Sequence[Block]) -> str:
    return "".join(cleaned(block.html) for block in blocks)


def _signs(row: Row) -> Iterator[Sign]:
    unit = row.unit
    if unit is None:
        yield OWN if row.is_head else (LOOSE if row.target else UNLINKED)
        return
    if row.freshness in STALE_SIGNS:
        yield STALE_SIGNS[row.freshness]
    yield LEFT_OUT if unit.is_dropped else SIGNS[unit.state]
    if not unit.source_ids:
        yield ALONE
    if unit.confidence is not None:
        yield SUGGESTED


def _changes(row: Row, language: str) -> tuple[Change, ...]:
    unit = row.unit
    if unit is None or row.freshness in {Freshness.FRESH, Freshness.ADDED}:
        return ()
    was = "\n".join(each.text for each in unit.made_from_seen)
    return word_diff(was, "\n".join(map(block_text, row.source)), language)


def _notes(row: Row, places: Places, setting: Setting) -> Iterator[str]:
    if row.is_moved and row.unit:
        before = places.stands_after(row)
        if before is None:
            yield _("The translation tells it first.")
        else:
            heads = sum(each.is_head for each in setting.rows)
            number = setting.rows.index(before) - heads + 1
            yield _("The translation tells it after paragraph %(number)s.") % {
                "number": written_number(number, setting.speaking)
            }
    if row.is_loose:
        yield _("Where does this paragraph of the translation belong?")
    if row.unit and row.unit.confidence is not None:
        yield _suggestion(row, row.unit.confidence, setting.speaking)


def _suggestion(row: Row, confidence: float, speaking: str) -> str:
    if not row.target:
        return _("Nothing was found beside it. Is that right?")
    if not row.source:
        return _("Nothing in the source was found beside it. Is that right?")
    return _("Found by itself, %(percent)s %% sure. Is it right?") % {
        "percent": written_number(round(confidence * 100), speaking)
    }


def _buttons(row: Row, hand: Hand) -> Iterator[Button]:
    unit = row.unit
    if unit is None:
        yield from _without_unit(row, hand)
        return
    if hand.writes and unit.confidence is not None:
        yield Button("confirm", gettext_lazy("Confirm"), is_main=True)
    if hand.answers and row.freshness is not Freshness.FRESH and unit.made_from:
        is_gone = row.freshness is Freshness.REMOVED
        keep = gettext_lazy("Keep it in the translation")
        yield Button("still_right", keep if is_gone else gettext_lazy("Still right"))
    if not hand.writes:
        return
    if unit.is_dropped:
        yield Button("take_up", gettext_lazy("Translate after all"), is_main=True)
        return
    is_changed = row.freshness is Freshness.CHANGED
    done = gettext_lazy("Updated, next") if is_changed else None
    label = done or gettext_lazy("Translated, next")
    yield Button("translated", label, is_main=unit.confidence is None)
    if hand.approves:
        yield Button("approved", gettext_lazy("Approve, next"))


def _without_unit(row: Row, hand: Hand) -> Iterator[Button]:
    if not hand.writes or row.is_head:
        return
    if row.target:
        yield Button("belongs_before", gettext_lazy("To the paragraph before it"))
        yield Button("alone", gettext_lazy("Only in the translation"))
    else:
        yield Button("begin", gettext_lazy("Translate this"), is_main=True)


def _more(row: Row, hand: Hand) -> Iterator[Button]:
    unit = row.unit
    if not hand.writes:
        return
    if row.source and not (unit and unit.is_dropped) and (unit or row.is_head):
        yield Button("copy", gettext_lazy("Copy the source"))
    if unit is not None and not unit.is_dropped:
        yield Button("needs_work", gettext_lazy("Needs work"))
        if not row.target:
            yield Button("drop", gettext_lazy("Leave out"))
    if unit is not None and not row.is_head:
        yield from _arranging(row)


def _arranging(row: Row) -> Iterator[Button]:
    yield Button("merge", gettext_lazy("Join with the next"))
    if row.target:
        yield Button("earlier", gettext_lazy("Tell it earlier"))
        yield Button("later", gettext_lazy("Tell it later"))
    if row.is_moved:
        yield Button("in_order", gettext_lazy("Tell it where the source does"))
