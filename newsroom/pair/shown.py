"""A row of a pair in words: both texts, how they stand, what can be done."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.text.blocks import Block, block_text, to_json
from articles.text.dates import written_number
from articles.text.diff import Change, word_diff
from articles.text.tags import cleaned
from newsroom.pair.buttons import Button, buttons_of, more_of
from newsroom.pair.keys import is_unfinished
from newsroom.pair.order import Places, places_of
from newsroom.pair.rights import Hand
from newsroom.pair.signs import Sign, signs_of
from newsroom.pair.warnings import Warned, warnings_of
from translations.freshness import Freshness
from translations.inspecting import Circumstances, Original, originals_of
from translations.models import Comment, Dismissal
from translations.units import Row

Words = str | Promise
# Above this a row may hold so many paragraphs that nobody would part it by a number.
MOST_APART = 60


HEADS: Mapping[str, Words] = {
    "headline": gettext_lazy("Headline"),
    "standfirst": gettext_lazy("Deck"),
    "dateline": gettext_lazy("Dateline"),
    "caption": gettext_lazy("Caption"),
}


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
        warnings: What the checks found in it.
        notes: What else is to be known, a sentence each.
        writes: Its text can be changed now.
        unfinished: Somebody still has to do something.
        buttons: Beside the text.
        more: Behind "More".
        sources: How many paragraphs of the source it has.
        targets: How many of the translation.
        comments: On it, the oldest first.
        said: How many of them nobody has settled, in words; empty for none.
        originals: What was said in the language of the translation.
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
    warnings: tuple[Warned, ...]
    notes: tuple[str, ...]
    writes: bool
    unfinished: bool
    buttons: tuple[Button, ...]
    more: tuple[Button, ...]
    sources: int
    targets: int
    comments: tuple[Comment, ...]
    said: str
    originals: tuple[Original, ...]

    @property
    def has_open_warning(self) -> bool:
        """Whether there is a warning that nobody dismissed."""
        return any(each.dismissal is None for each in self.warnings)

    @property
    def can_be_parted(self) -> bool:
        """Whether it has more than one paragraph to choose from."""
        return self.writes and 1 < self.sources + self.targets < MOST_APART

    @property
    def is_loose(self) -> bool:
        """Whether somebody has to say where its paragraph belongs."""
        return self.key.startswith("t-")


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
        around: What the checks of all rows share.
        dismissed: What was dismissed, by row and finding.
    """

    rows: Sequence[Row]
    target: Sequence[Block]
    languages: Mapping[int, str]
    hand: Hand
    speaking: str
    comments: Mapping[int, tuple[Comment, ...]]
    around: Circumstances
    dismissed: Mapping[str, Mapping[str, Dismissal]]


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
    comments = setting.comments.get(unit.pk, ()) if unit else ()
    return ShownRow(
        key=row.key,
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
        signs=tuple(signs_of(row)),
        changes=_changes(row, source_language),
        is_quiet=row.freshness is Freshness.MINOR,
        warnings=tuple(warnings_of(row, setting.around, setting.dismissed)),
        notes=tuple(_notes(row, places, setting)),
        writes=writes,
        unfinished=is_unfinished(row),
        buttons=tuple(buttons_of(row, hand)),
        more=tuple(more_of(row, hand)),
        sources=len(row.source),
        targets=len(row.target),
        comments=comments,
        said=_said(comments, setting.speaking),
        originals=originals_of(row, setting.around),
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


def _said(comments: Sequence[Comment], speaking: str) -> str:
    number = sum(each.resolved_at is None for each in comments)
    if not number:
        return ""
    return ngettext("%(number)s comment", "%(number)s comments", number) % {
        "number": written_number(number, speaking)
    }


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
