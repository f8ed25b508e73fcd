"""A pasted translation beside its source, with a question at every gap."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.text.blocks import Block, block_text, body_blocks
from articles.text.dates import written_number
from articles.text.diff import Change, word_diff
from articles.text.tags import cleaned
from newsroom.admin.choices import Edit
from translations.gaps import (
    UNKNOWN,
    Answer,
    Gap,
    Question,
    Reply,
    gap_of,
    name_of,
)
from translations.units import Belongs, Linked, Row, arrange

MOST_ASKED = 100
"""At a time: a form of a thousand fields is refused before anybody reads it."""
MOST_COMPARED = 100
_LONGEST_NUMBER = 4
_SOURCE = 1

_Sent = Mapping[str, str]

WORDS: Mapping[Reply, str | Promise] = {
    Reply.DROPPED: gettext_lazy("Left out on purpose"),
    Reply.FORGOTTEN: gettext_lazy("Forgotten: it stays untranslated for now"),
    Reply.ADDED: gettext_lazy("Added: only the translation has it"),
    Reply.BEFORE: gettext_lazy("Belongs to what stands before it"),
    Reply.ELSEWHERE: gettext_lazy("Belongs to another paragraph:"),
    Reply.RIGHT: gettext_lazy("Right, they belong together"),
    Reply.APART: gettext_lazy("No: ask about each of them"),
}


@dataclass(frozen=True)
class Option:
    """One answer that can be chosen.

    Attributes:
        value: As it is sent.
        label: Beside its circle.
        is_chosen: What was sent last.
        asks_number: Whether a paragraph has to be named.
    """

    value: str
    label: str
    is_chosen: bool
    asks_number: bool


@dataclass(frozen=True)
class Asked:
    """A gap as the page asks about it.

    Attributes:
        name: Of its fields.
        words: The question.
        options: Its answers.
        number: What was typed for another paragraph.
        number_label: In which text that paragraph stands.
    """

    name: str
    words: str
    options: tuple[Option, ...]
    number: str
    number_label: str


@dataclass(frozen=True)
class Told:
    """A paragraph.

    Attributes:
        number: In the body, in the digits of the interface; empty for a headline.
        html: Sanitised.
    """

    number: str
    html: str


@dataclass(frozen=True)
class PasteRow:
    """What stands side by side.

    Attributes:
        source: Empty where the source has nothing there.
        target: Empty where the translation has nothing there.
        standing: How sure it is, or what was said of it; empty for headlines.
        is_open: Whether it has to be answered, now or later.
        is_moved: The translation tells it at another place.
        is_headline: For its size.
        asked: The question; None where there is none, or it is asked later.
        doubt: Name of the field that says that it is not right; empty where it is
            asked about anyway.
    """

    source: tuple[Told, ...]
    target: tuple[Told, ...]
    standing: str
    is_open: bool
    is_moved: bool
    is_headline: bool
    asked: Asked | None
    doubt: str


@dataclass(frozen=True)
class Replaced:
    """A paragraph that is not as it was.

    Attributes:
        changes: Word by word.
        is_gone: Whether nothing of it stays.
    """

    changes: tuple[Change, ...]
    is_gone: bool


def paste_rows(
    source: Sequence[Block],
    target: Sequence[Block],
    links: Sequence[Belongs],
    asked: Sequence[Question],
    sent: _Sent,
) -> tuple[PasteRow, ...]:
    """Lay two texts side by side in the order of the source.

    Args:
        source: The whole text.
        target: The same of the translation.
        links: That fit both.
        asked: The questions that are asked now.
        sent: What was chosen and typed last.
    """
    numbers = _numbers(source), _numbers(target)
    by_link = {question.link: question for question in asked}
    units = [
        Linked(
            pk=at,
            source=_SOURCE if link.source_ids else None,
            source_ids=link.source_ids,
            target_ids=link.target_ids,
        )
        for at, link in enumerate(links)
    ]
    rows = arrange(units, {_SOURCE: source}, target)
    return tuple(_row(row, links, by_link, numbers, sent) for row in rows)


def _row(
    row: Row,
    links: Sequence[Belongs],
    asked: Mapping[Belongs, Question],
    numbers: tuple[Mapping[str, int], Mapping[str, int]],
    sent: _Sent,
) -> PasteRow:
    link = links[row.unit.pk] if row.unit else None
    question = asked.get(link) if link else None
    is_open = link is not None and gap_of(link) is not None
    return PasteRow(
        source=tuple(_told(row.source, numbers[0])),
        target=tuple(_told(row.target, numbers[1])),
        standing=_standing(link) if link else "" if row.is_head else _elsewhere(),
        is_open=is_open,
        is_moved=row.is_moved,
        is_headline=any(b.kind == "headline" for b in (*row.source, *row.target)),
        asked=_asked(question, sent) if question else None,
        doubt=f"doubt-{name_of(link)}" if link and not is_open else "",
    )


def _elsewhere() -> str:
    return _("made from another source")


def _told(blocks: Iterable[Block], numbers: Mapping[str, int]) -> Iterator[Told]:
    for block in blocks:
        number = numbers.get(block.id)
        yield Told("" if number is None else written(number), cleaned(block.html))


def _standing(link: Belongs) -> str:
    """Say how it is known that paragraphs belong together."""
    if link.confidence is None:
        return _said(link)
    share = {"share": written(min(99, round(link.confidence * 100)))}
    words = {
        Gap.MISSING: _("nothing beside it in the translation"),
        Gap.SURPLUS: _("nothing beside it in the source"),
        Gap.DOUBTFUL: _("not sure: %(share)s %%") % share,
        None: _("sure: %(share)s %%") % share,
    }
    return words[gap_of(link)]


def _said(link: Belongs) -> str:
    if link.source_ids and link.target_ids:
        return _("confirmed")
    if link.target_ids:
        return _("added in the translation")
    return _("left out on purpose") if link.is_dropped else _("untranslated")


def _asked(question: Question, sent: _Sent) -> Asked:
    words = {
        Gap.MISSING: _("What became of this paragraph of the source?"),
        Gap.SURPLUS: _("Where does this paragraph of the translation belong?"),
        Gap.DOUBTFUL: _("Do these belong together?"),
    }
    is_missing = question.gap == Gap.MISSING
    chosen = reply_of(question, sent)
    return Asked(
        name=question.name,
        words=words[question.gap],
        options=tuple(
            Option(
                value=reply.value,
                label=str(WORDS[reply]),
                is_chosen=reply == chosen,
                asks_number=reply == Reply.ELSEWHERE,
            )
            for reply in question.replies
        ),
        number=sent.get(f"other-{question.name}", ""),
        number_label=_("Number of the paragraph of the translation")
        if is_missing
        else _("Number of the paragraph of the source"),
    )


def reply_of(question: Question, sent: _Sent) -> Reply | None:
    """Return what was chosen; who only typed a number meant that paragraph."""
    value = sent.get(f"reply-{question.name}", "")
    if value in set(question.replies):
        return Reply(value)
    return Reply.ELSEWHERE if sent.get(f"other-{question.name}", "").strip() else None


def answers_in(
    sent: _Sent,
    asked: Iterable[Question],
    source: Sequence[Block],
    target: Sequence[Block],
) -> dict[str, Answer]:
    """Read what was answered.

    Args:
        sent: All fields.
        asked: What was asked.
        source: The whole text.
        target: The same of the translation.

    Returns:
        By the name of the question; one without an answer is missing.
    """
    here, there = ([b.id for b in body_blocks(text)] for text in (source, target))
    answers = {}
    for question in asked:
        reply = reply_of(question, sent)
        if reply is not None:
            ids = there if question.gap == Gap.MISSING else here
            other = _numbered(ids, sent.get(f"other-{question.name}", ""))
            is_named = reply == Reply.ELSEWHERE
            answers[question.name] = Answer(reply, other if is_named else "")
    return answers


def doubts_in(sent: Iterable[str]) -> frozenset[str]:
    """Return the names of the links that are said not to be right.

    Args:
        sent: The names of all fields.
    """
    return frozenset(
        name.removeprefix("doubt-") for name in sent if name.startswith("doubt-")
    )


def _numbered(ids: Sequence[str], typed: str) -> str:
    """Return the paragraph with a number in whichever digits; empty for none."""
    typed = typed.strip()
    if not typed.isdecimal() or len(typed) > _LONGEST_NUMBER:
        return ""
    number = int(typed)
    return ids[number - 1] if 0 < number <= len(ids) else ""


def replaced(before: Sequence[Block], edit: Edit, language: str) -> list[Replaced]:
    """Compare a text with what is to stand in its place.

    Args:
        before: The whole text.
        edit: With the ids of it.
        language: BCP 47.

    Returns:
        What is not the same afterwards, in the order of `before`; empty where nothing
        is lost. No more than a person reads.
    """
    now = {block.id: block for block in edit.blocks}
    lost = [block for block in before if now.get(block.id) != block]
    return [
        Replaced(
            word_diff(
                block_text(block),
                block_text(now[block.id]) if block.id in now else "",
                language,
            ),
            block.id not in now,
        )
        for block in lost[:MOST_COMPARED]
    ]


def written_links(links: Iterable[Belongs]) -> str:
    """Write links for a hidden field."""
    return json.dumps(
        [
            [each.source_ids, each.target_ids, each.confidence, each.is_dropped]
            for each in links
        ]
    )


def read_links(written_there: str) -> tuple[Belongs, ...]:
    """Read links out of a hidden field, whoever wrote them.

    Returns:
        They need not fit any text; empty where nothing can be read.
    """
    with suppress(ValueError, TypeError, RecursionError):
        return tuple(_read(*each) for each in json.loads(written_there))
    return ()


def _read(here: object, there: object, confidence: object, dropped: object) -> Belongs:
    is_share = isinstance(confidence, int | float) and 0 <= confidence <= 1
    return Belongs(
        _ids(here),
        _ids(there),
        None if confidence is None else float(confidence) if is_share else UNKNOWN,  # type: ignore[arg-type]  # is_share says so
        dropped is True,
    )


def _ids(ids: object) -> tuple[str, ...]:
    return tuple(map(str, ids)) if isinstance(ids, list) else ()


def _numbers(blocks: Iterable[Block]) -> dict[str, int]:
    return {block.id: at for at, block in enumerate(body_blocks(blocks), 1)}


def written(number: int) -> str:
    """Write a number in the digits of the interface."""
    return written_number(number, get_language() or settings.LANGUAGE_CODE)
