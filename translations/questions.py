"""Questions as one text for a messenger, and answers read back out of one text.

A reporter is often reached by phone alone. The text therefore names neither the story
nor anybody, and a number before each answer is all that it takes to sort them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from articles.languages import interface_language
from articles.text.dates import written_number
from articles.text.khmer import INVISIBLE, key

LONGEST_LETTER: Final = 4096
"""Characters that a Telegram message holds."""
LONGEST_QUESTION: Final = 500

OPENINGS: Mapping[str, str] = {
    "km": "សូមជួយឆ្លើយសំណួរខាងក្រោម ដោយដាក់លេខសំណួរនៅមុខចម្លើយនីមួយៗ។ សូមអរគុណ។",
    "en": "Please answer the questions below, each answer after the number of its "
    "question. Thank you.",
}
_ABOUT: Mapping[str, str] = {"km": "អំពី៖ ", "en": "About: "}
_PARAGRAPH: Mapping[str, str] = {
    "km": "(កថាខណ្ឌទី{number}) ",
    "en": "(paragraph {number}) ",
}

# Khmer typists' space bar types a zero-width space.
_BLANK = rf"(?:[^\S\n]|[{INVISIBLE}])"
# The last one is what a telephone puts around a digit.
_STOP = r"[.):\]៖។、．）：–—\u20e3-]"
# A digit right after it makes it a time, a date or an amount: 7:30, 12-01, 1.500.
_MARK = re.compile(
    rf"^{_BLANK}*[(\[（]?(?P<number>\d{{1,3}})\ufe0f?{_BLANK}*{_STOP}{{1,3}}+(?!\d)",
    re.MULTILINE,
)
_WHERE = re.compile(
    "|".join(
        re.escape(words).replace(r"\{number\}", r"\d+") for words in _PARAGRAPH.values()
    )
)
_UNSEEN = "".join(
    letter
    for letter in map(chr, range(0x3001))
    if letter.isspace() or re.match(f"[{INVISIBLE}]", letter)
)


@dataclass(frozen=True)
class Asked:
    """A question as it is sent.

    Attributes:
        number: Its own in the story.
        text: Any white space in it counts as one space.
        paragraph: Which paragraph of the source it is about, counted from 1; None
            for the whole story.
    """

    number: int
    text: str
    paragraph: int | None = None


def letters(
    asked: Iterable[Asked], *, language: str, about: str = ""
) -> tuple[str, ...]:
    """Write questions as texts to send through a messenger.

    Args:
        asked: In the order in which they are sent; each at most LONGEST_QUESTION.
        language: BCP 47 tag of what the reporter wrote; the words around the
            questions are in it.
        about: What the story is called; nothing unless somebody chose to say it.

    Returns:
        Texts of at most LONGEST_LETTER characters, mostly one; none without a
        question.

    >>> print(letters([Asked(2, "តើនៅភូមិណា?", 3)], language="km")[0])
    សូមជួយឆ្លើយសំណួរខាងក្រោម ដោយដាក់លេខសំណួរនៅមុខចម្លើយនីមួយៗ។ សូមអរគុណ។
    <BLANKLINE>
    ២. (កថាខណ្ឌទី៣) តើនៅភូមិណា?
    """
    speaking = interface_language(language)
    head = OPENINGS[speaking]
    if about:
        head += f"\n{_ABOUT[speaking]}{_one_line(about)}"
    written: list[str] = []
    for question in asked:
        line = _line(question, speaking)
        if written and len(written[-1]) + len(line) + 1 <= LONGEST_LETTER:
            written[-1] += f"\n{line}"
        else:
            written.append(f"{head}\n\n{line}")
    return tuple(written)


def _line(question: Asked, speaking: str) -> str:
    number = written_number(question.number, speaking)
    where = ""
    if question.paragraph is not None:
        where = _PARAGRAPH[speaking].format(
            number=written_number(question.paragraph, speaking)
        )
    return f"{number}. {where}{_one_line(question.text)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(frozen=True)
class Piece:
    """A part of a pasted text.

    Attributes:
        number: That stands before it; None where none does.
        mark: The number as it was typed, with its stop; empty where there is none.
        text: The rest, up to the next number.
    """

    number: int | None
    mark: str
    text: str

    @property
    def words(self) -> str:
        """The part exactly as it was pasted."""
        return self.mark + self.text


def cut(text: str) -> tuple[Piece, ...]:
    r"""Cut a pasted text before each line that begins with a number and a stop.

    Numbers are of at most three digits of any script, Khmer and Arabic ones mixed as
    they come; a stop is a full stop, bracket, colon, hyphen or their like.

    Returns:
        Pieces in order, whose words joined are the text again; none for no text.

    >>> [(piece.number, piece.text) for piece in cut("១. បាទ\n2) Three,\nnot 1.5")]
    [(1, ' បាទ\n'), (2, ' Three,\nnot 1.5')]
    """
    marks = list(_MARK.finditer(text))
    starts = [mark.start() for mark in marks]
    ends = [*starts, len(text)][1:]
    before = text[: starts[0]] if starts else text
    loose = (Piece(None, "", before),) if before else ()
    return loose + tuple(
        Piece(int(mark["number"]), mark[0], text[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
    )


@dataclass(frozen=True)
class Reading:
    """What a pasted text says.

    Attributes:
        answers: By the number of the question; each without its number.
        loose: Everything else, in order; somebody must say what it belongs to.
    """

    answers: Mapping[int, str]
    loose: tuple[str, ...]


def read_answers(
    text: str, questions: Mapping[int, str], *, about: str = ""
) -> Reading:
    r"""Sort a pasted text by the numbers in it, and guess nothing.

    A number that stands before two answers, or before no question, sorts nothing:
    those pieces are loose. Lines that we sent ourselves and that come back with the
    answers are left out.

    Args:
        text: As pasted.
        questions: What was asked, by number.
        about: What the story was called in the letter.

    >>> read_answers("Hello!\n1. Yes.\n7. No.", {1: "Is it deep?"})
    Reading(answers={1: 'Yes.'}, loose=('Hello!', '7. No.'))
    """
    sent = {key(words + about) for words in _ABOUT.values()} if about else set()
    sent.update(map(key, OPENINGS.values()))
    kept: list[tuple[Piece, str]] = []
    for piece in cut(text):
        asked = questions.get(piece.number) if piece.number is not None else None
        said = _without(sent | {key(asked)} if asked else sent, piece.text)
        if said:
            kept.append((piece, said))
    times = Counter(piece.number for piece, _said in kept)
    answers: dict[int, str] = {}
    loose: list[str] = []
    for piece, said in kept:
        number = piece.number
        if number is not None and number in questions and times[number] == 1:
            answers[number] = said
        else:
            loose.append(f"{piece.mark.lstrip(_UNSEEN)} {said}".lstrip())
    return Reading(answers, tuple(loose))


def _without(sent: set[str], text: str) -> str:
    """Leave out the lines of a text that are among those that were sent, by key."""
    own = (
        line
        for line in text.split("\n")
        if not {key(line), key(_WHERE.sub("", line))} & sent
    )
    return "\n".join(own).strip(_UNSEEN)
