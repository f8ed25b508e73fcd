"""Sorts the lines of a story: what belongs to it, and what stood around it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final, TypeVar

from articles.text.kinds import BlockKind
from intake.recognise.bylines import byline, day_line
from intake.recognise.captions import Caption, caption, marked_caption
from intake.recognise.lines import Found, Line, LineKind
from intake.recognise.reading_times import ReadingTime, reading_time
from intake.recognise.rights_notices import RightsNotice, rights_notice
from intake.recognise.shortcodes import without_shortcodes
from intake.recognise.translation_notes import TranslationNote, translation_note
from intake.sources.refusals import IntakeRefused, refuse_over
from intake.sources.story import IncomingStory, Paragraph

LONGEST_HEADLINE: Final = 400
"""Characters."""
MOST_LINES: Final = 2_000
"""Lines of a text, or paragraphs of the story on a page."""
LONGEST_STORY: Final = 250_000
"""Characters, markup included."""
MOST_MARKS: Final = 10_000
"""Tags inside the paragraphs of a story: links, line breaks, stressed words."""
MOST_FOUND: Final = 1_000
"""Things that stand around a story."""
_SMALL_GROUP: Final = 5
_FEW_GROUPS: Final = 2

F = TypeVar("F", bound=Found)


@dataclass
class _Sorted:
    """What has been recognised so far; `lines` are those that are left."""

    lines: list[Line]
    headline: str = ""
    standfirst: str = ""
    found: list[Found] = field(default_factory=list)
    # Of each group, the first and the last line that was taken out.
    gaps: dict[int, tuple[int, int]] = field(default_factory=dict)
    # Without blank lines the whole text is one group, which tells nothing.
    small_groups: frozenset[int] = frozenset()

    def leave_gap(self, line: Line) -> None:
        """Remember where a line was taken out."""
        first, last = self.gaps.get(line.group, (line.number, line.number))
        self.gaps[line.group] = min(first, line.number), max(last, line.number)


def sorted_story(
    name: str,
    lines: Sequence[Line],
    *,
    after: Sequence[Line] = (),
    beside: Sequence[Found] = (),
) -> IncomingStory:
    """Take a story apart.

    Args:
        name: of the file, for refusals.
        lines: in order; where none is marked as the headline, the first one is it.
        after: lines of the page behind the story; only a rights notice is looked for.
        beside: what was found before, while the file was read.

    Raises:
        IntakeRefused: no headline or no body is found, or there is more of something
            than in any story.
    """
    refuse_over(MOST_LINES, len(lines), name=name, what="lines or paragraphs")
    length = sum(len(line.html or line.text) for line in lines)
    refuse_over(LONGEST_STORY, length, name=name, what="characters")
    marks = sum(line.html.count("<") for line in lines)
    refuse_over(MOST_MARKS, marks, name=name, what="tags inside paragraphs")
    sort = _Sorted(list(lines), found=list(beside), small_groups=_small_groups(lines))
    _take_shortcodes(sort)
    _take(sort, reading_time)
    _take_headline(name, sort)
    _take(sort, translation_note)
    notice = rights_notice(sort.lines)
    if notice:
        taken = set(notice.places)
        sort.lines = [line for at, line in enumerate(sort.lines) if at not in taken]
    else:
        notice = rights_notice(after)
    _take_captions(sort)
    _take_above_and_below(sort)
    refuse_over(MOST_FOUND, len(sort.found), name=name, what="things around its story")
    paragraphs = tuple(_paragraphs(sort.lines))
    if not paragraphs:
        message = f"{name} holds no paragraph under its headline. Save the whole story."
        raise IntakeRefused(message)
    return _story(sort, paragraphs, notice)


def _small_groups(lines: Sequence[Line]) -> frozenset[int]:
    sizes = Counter(line.group for line in lines)
    if len(sizes) <= _FEW_GROUPS:
        return frozenset()
    return frozenset(group for group, size in sizes.items() if size <= _SMALL_GROUP)


def _story(
    sort: _Sorted, paragraphs: tuple[Paragraph, ...], notice: RightsNotice | None
) -> IncomingStory:
    captions = [each for each in sort.found if isinstance(each, Caption)]
    times = [each for each in sort.found if isinstance(each, ReadingTime)]
    notes = [each for each in sort.found if isinstance(each, TranslationNote)]
    named = {id(each) for each in (*captions[:1], *times[:1], *notes[:1])}
    return IncomingStory(
        headline=sort.headline,
        standfirst=sort.standfirst,
        paragraphs=paragraphs,
        caption=captions[0] if captions else None,
        reading_time=times[0] if times else None,
        note=notes[0] if notes else None,
        notice=notice,
        removed=tuple(
            sorted(
                (each for each in sort.found if id(each) not in named),
                key=lambda each: each.line,
            )
        ),
    )


def _take(sort: _Sorted, recognise: Callable[[Line], F | None]) -> None:
    left = []
    for line in sort.lines:
        found = recognise(line) if line.kind is not LineKind.HEADLINE else None
        if found is None:
            left.append(line)
        else:
            sort.found.append(found)
            sort.leave_gap(line)
    sort.lines = left


def _take_shortcodes(sort: _Sorted) -> None:
    left = []
    for line in sort.lines:
        stripped = without_shortcodes(line)
        sort.found += stripped.shortcodes
        if stripped.is_caption:
            sort.found.append(marked_caption(replace(line, text=stripped.text)))
        elif not stripped.text:
            sort.leave_gap(line)
        elif stripped.shortcodes:
            html = without_shortcodes(line, line.html).text
            left.append(replace(line, text=stripped.text, html=html))
        else:
            left.append(line)
    sort.lines = left


def _take_headline(name: str, sort: _Sorted) -> None:
    marked = [line for line in sort.lines if line.kind is LineKind.HEADLINE]
    headline = next(iter(marked or sort.lines), None)
    if headline is None or not 0 < len(headline.text) <= LONGEST_HEADLINE:
        message = (
            f"{name} has no headline: the first line of a text, or the title of a "
            f"page, with at most {LONGEST_HEADLINE} characters. Write one above it."
        )
        raise IntakeRefused(message)
    sort.headline = headline.text
    deck = next((x for x in sort.lines if x.kind is LineKind.STANDFIRST), None)
    sort.standfirst = deck.text if deck else ""
    # A page may say its headline twice.
    sort.lines = [
        line
        for line in sort.lines
        if line is not headline
        and line is not deck
        and (line.kind is not LineKind.HEADLINE or line.text != headline.text)
    ]


def _take_captions(sort: _Sorted) -> None:
    groups = sort.gaps.keys() & sort.small_groups
    left, is_above = [], True
    for line in sort.lines:
        is_near = is_above and line.group in groups and line.kind is LineKind.TEXT
        found = caption(line, is_near_furniture=is_near)
        if found is None and is_near and _is_enclosed(line, sort.gaps):
            found = marked_caption(line)
        if found is None:
            is_above = is_above and bool(byline(line) or day_line(line))
            left.append(line)
        else:
            sort.found.append(found)
            sort.leave_gap(line)
    sort.lines = left


def _is_enclosed(line: Line, gaps: Mapping[int, tuple[int, int]]) -> bool:
    # Between the reading time and the read-aloud button stands what is under the
    # picture, whatever it says.
    first, last = gaps[line.group]
    return first < line.number < last


def _take_above_and_below(sort: _Sorted) -> None:
    """Take bylines and days that stand before the first or after the last paragraph."""
    first, last = 0, len(sort.lines)
    while first < last and _stands_apart(sort.lines[first]):
        first += 1
    while last > first and _stands_apart(sort.lines[last - 1]):
        last -= 1
    for line in (*sort.lines[:first], *sort.lines[last:]):
        found = byline(line) or day_line(line)
        if found:
            sort.found.append(found)
    sort.lines = sort.lines[first:last]


def _stands_apart(line: Line) -> bool:
    return line.kind is LineKind.TEXT and bool(byline(line) or day_line(line))


_ELEMENTS: Final = {
    LineKind.HEADING: (BlockKind.HEADING, "h2"),
    LineKind.QUOTE: (BlockKind.QUOTE, "blockquote"),
    LineKind.ITEM: (BlockKind.LIST, "ul"),
    LineKind.NUMBERED: (BlockKind.LIST, "ol"),
}
_JOINED: Final = (LineKind.QUOTE, LineKind.ITEM, LineKind.NUMBERED)


def _paragraphs(lines: Sequence[Line]) -> Iterator[Paragraph]:
    for (kind, _group), together in groupby(lines, _belongs_to):
        row = list(together)
        if kind in _JOINED:
            yield _joined(row, kind)
            continue
        block, tag = _ELEMENTS.get(kind, (BlockKind.PARAGRAPH, "p"))
        for line in row:
            yield Paragraph(
                kind=block,
                text=line.text,
                html=f"<{tag}>{line.html}</{tag}>",
                line=line.number,
            )


def _belongs_to(line: Line) -> tuple[LineKind, int]:
    return line.kind, line.group


def _joined(row: list[Line], kind: LineKind) -> Paragraph:
    block, tag = _ELEMENTS[kind]
    inner = "p" if kind is LineKind.QUOTE else "li"
    inside = "".join(f"<{inner}>{line.html}</{inner}>" for line in row)
    return Paragraph(
        kind=block,
        text="\n".join(line.text for line in row),
        html=f"<{tag}>{inside}</{tag}>",
        line=row[0].number,
    )
