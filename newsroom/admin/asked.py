"""What the pages of a version show of the questions to its reporter."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from articles.gates import newest_blocks
from articles.languages import name_of
from articles.models import Origin, Version
from articles.text.blocks import block_text, body_blocks
from articles.text.dates import written_number
from articles.text.khmer import BASE
from articles.workflow import EDIT, WRITE
from people.models import Account
from people.permissions import may
from translations.models import Question, StrayAnswer
from translations.questions import Asked, letters


@dataclass(frozen=True)
class Said:
    """Words of whoever asks or answers.

    Attributes:
        text: As stored.
        lang: For the page around it: "km" where there is a Khmer letter, else empty.
    """

    text: str
    lang: str

    @classmethod
    def of(cls, text: str) -> "Said":
        """Tell Khmer words from others, so that they are set and read aloud as such."""
        return cls(text, "km" if re.search(f"[{BASE}]", text) else "")


@dataclass(frozen=True)
class Line:
    """A question as a page shows it.

    Attributes:
        question: As stored.
        asked: Its words.
        answer: The words of the answer; empty before.
        number: In the digits of the interface.
        language: For whose version it was asked, in the interface language.
        paragraph: Number of the paragraph that it is about; empty for the whole
            story.
        may_withdraw: Whether the person may take it back now.
    """

    question: Question
    asked: Said
    answer: Said
    number: str
    language: str
    paragraph: str
    may_withdraw: bool


@dataclass(frozen=True)
class AskedOn:
    """Everything that was asked about a story, as the page of a version shows it.

    Attributes:
        lines: All questions, in order of their numbers.
        letters: The open ones as texts to send; those for this version's language,
            on the original those of every language.
        letter_language: BCP 47 tag of what the reporter wrote.
        strays: Key and words of the pieces that wait to be assigned.
        targets: Questions that a piece can be assigned to.
        may_ask: Whether the person may ask for this version.
        may_answer: Whether the person may enter and assign answers.
    """

    lines: tuple[Line, ...]
    letters: tuple[str, ...]
    letter_language: str
    strays: tuple[tuple[int, Said], ...]
    targets: tuple[Line, ...]
    may_ask: bool
    may_answer: bool


@dataclass(frozen=True)
class Answers:
    """What the page on which a version is written says of its questions.

    Attributes:
        url: Of the page on which they are asked.
        open_count: How many of the story wait for an answer.
        answered: Question and answer of those that have one, in order of numbers.
    """

    url: str
    open_count: int
    answered: tuple[tuple[Said, Said], ...]


def ask_url(version: Version) -> str:
    """Return the path of the page on which questions are asked."""
    return reverse("admin:articles_version_questions", args=[version.pk])


def source_of(version: Version) -> Version:
    """Return what the reporter wrote: the source in the story, else the original.

    Returns:
        The version itself where the story holds neither.
    """
    siblings = version.article.versions.select_related("current_revision")
    linked = siblings.filter(translations__version=version)
    original = siblings.filter(origin=Origin.ORIGINAL)
    return linked.order_by("translations__position").first() or (
        original.first() or version
    )


def paragraphs_of(source: Version) -> tuple[tuple[str, str], ...]:
    """Return id and plain text of each paragraph of the newest text, in order."""
    blocks = body_blocks(newest_blocks(source))
    return tuple((block.id, block_text(block)) for block in blocks)


def answers_on(version: Version) -> Answers:
    """Gather the answers that help whoever works on any language of a story."""
    questions = list(Question.objects.filter(article=version.article_id))
    return Answers(
        url=ask_url(version),
        open_count=sum(map(_is_open, questions)),
        answered=tuple(
            (Said.of(q.text), Said.of(q.answer))
            for q in questions
            if q.answered_at is not None
        ),
    )


def asked_on(version: Version, by: Account, *, is_named: bool) -> AskedOn:
    """Gather the questions of a story, and what somebody may do about them.

    Args:
        version: That whoever looks may know of.
        by: Who looks.
        is_named: Whether the text to send says the story's working title.
    """
    article, source = version.article, source_of(version)
    questions = Question.objects.filter(article=article).select_related(
        "asked_by", "answer_entered_by"
    )
    told = set(article.versions.values_list("language", flat=True))
    hands = {
        tag
        for tag in told.union(q.language for q in questions)
        if may(by, EDIT, Version(language=tag)) or may(by, WRITE, Version(language=tag))
    }
    places = _places(source)
    lines = tuple(_line(question, places, hands) for question in questions)
    is_original = source.pk == version.pk
    sent = (
        Asked(q.number, q.text, places.get(q.block_id))
        for q in questions
        if _is_open(q) and (is_original or q.language == version.language)
    )
    about = article.slugline if is_named else ""
    return AskedOn(
        lines=lines,
        letters=letters(sent, language=source.language, about=about),
        letter_language=source.language,
        strays=tuple(
            (stray.pk, Said.of(stray.text))
            for stray in StrayAnswer.objects.filter(article=article)
        ),
        targets=tuple(line for line in lines if line.question.withdrawn_at is None),
        may_ask=version.language in hands,
        may_answer=bool(told & hands),
    )


def _places(source: Version) -> dict[str, int]:
    paragraphs = enumerate(paragraphs_of(source), 1)
    return {block_id: place for place, (block_id, _text) in paragraphs}


def _is_open(question: Question) -> bool:
    return question.answered_at is None and question.withdrawn_at is None


def _line(question: Question, places: dict[str, int], hands: set[str]) -> Line:
    speaking = get_language() or settings.LANGUAGE_CODE
    place = places.get(question.block_id)
    return Line(
        question=question,
        asked=Said.of(question.text),
        answer=Said.of(question.answer),
        number=written_number(question.number, speaking),
        language=name_of(question.language, in_language=speaking),
        paragraph="" if place is None else written_number(place, speaking),
        may_withdraw=_is_open(question) and question.language in hands,
    )
