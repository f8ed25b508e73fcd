"""What a person is asked before two texts count as linked, and what they answer.

A link with a confidence is a suggestion; one without is what a person said.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from translations.units import Belongs

SURE = 0.8
"""A link of at least this confidence is shown, but not asked about.

Of such links in edited translations 98 in 100 are right, in heavily edited ones 92; of
those below, two in three.
"""
UNKNOWN = 0.0
"""The confidence of what nobody has looked at."""


class Gap(StrEnum):
    """What is asked about."""

    MISSING = "missing"
    """A paragraph of the source with nothing beside it."""
    SURPLUS = "surplus"
    """A paragraph of the translation with nothing beside it."""
    DOUBTFUL = "doubtful"
    """Paragraphs that may not belong together."""


class Reply(StrEnum):
    """What a person says of a gap."""

    DROPPED = "dropped"
    """Left out on purpose."""
    FORGOTTEN = "forgotten"
    """Still to be translated."""
    ADDED = "added"
    """Only the translation has it."""
    BEFORE = "before"
    """It belongs to what stands before it."""
    ELSEWHERE = "elsewhere"
    """It belongs to another paragraph, which they name."""
    RIGHT = "right"
    APART = "apart"
    """They do not belong together: each is asked about."""


REPLIES: Mapping[Gap, tuple[Reply, ...]] = {
    Gap.MISSING: (Reply.DROPPED, Reply.BEFORE, Reply.ELSEWHERE, Reply.FORGOTTEN),
    Gap.SURPLUS: (Reply.ADDED, Reply.BEFORE, Reply.ELSEWHERE),
    Gap.DOUBTFUL: (Reply.RIGHT, Reply.ELSEWHERE, Reply.APART),
}


@dataclass(frozen=True)
class Answer:
    """What somebody said of a gap.

    Attributes:
        reply: One that its gap can have; others count as no answer.
        other: With ELSEWHERE the paragraph that it belongs to: of the translation for
            what is missing there, else of the source.
    """

    reply: Reply
    other: str = ""


@dataclass(frozen=True)
class Question:
    """A gap that waits for an answer.

    Attributes:
        gap: Which kind.
        link: The paragraphs.
        has_before: Whether something stands before it that it can belong to.
    """

    gap: Gap
    link: Belongs
    has_before: bool

    @property
    def name(self) -> str:
        """Its name, as long as the link has its first paragraph."""
        ids = self.link.source_ids if self.gap == Gap.MISSING else self.link.target_ids
        return f"{self.gap}-{ids[0]}"

    @property
    def replies(self) -> tuple[Reply, ...]:
        """What can be answered."""
        return tuple(
            reply
            for reply in REPLIES[self.gap]
            if reply != Reply.BEFORE or self.has_before
        )


def gap_of(link: Belongs) -> Gap | None:
    """Say what has to be asked about a link; None for nothing.

    >>> gap_of(Belongs(("a",), (), confidence=0.99)).value
    'missing'
    >>> gap_of(Belongs(("a",), ("b",), confidence=0.99)) is None
    True
    """
    if link.confidence is None:
        return None
    if not link.target_ids:
        return Gap.MISSING
    if not link.source_ids:
        return Gap.SURPLUS
    return Gap.DOUBTFUL if link.confidence < SURE else None


def fitted(
    links: Iterable[Belongs],
    source_ids: Iterable[str],
    target_ids: Iterable[str],
    *,
    changed: Iterable[str] = (),
) -> tuple[Belongs, ...]:
    """Make links fit two texts: each paragraph is in exactly one.

    Args:
        links: Of whatever texts; the first one that names a paragraph has it.
        source_ids: All paragraphs of the source, in order.
        target_ids: The same of the translation.
        changed: Paragraphs that are not what they were when the links were made; what
            was said of them is asked again.
    """
    left = dict.fromkeys(source_ids), dict.fromkeys(target_ids)
    news, found = {*changed}, []
    for link in links:
        here = _taken(link.source_ids, left[0])
        there = _taken(link.target_ids, left[1])
        is_same = (here, there) == (link.source_ids, link.target_ids)
        is_sound = is_same and news.isdisjoint((*here, *there))
        if here or there:
            found.append(
                Belongs(
                    here,
                    there,
                    link.confidence if is_sound else UNKNOWN,
                    link.is_dropped and is_sound and bool(here) and not there,
                )
            )
    alone = [Belongs((each,), (), UNKNOWN) for each in left[0]]
    added = [Belongs((), (each,), UNKNOWN) for each in left[1]]
    return (*found, *alone, *added)


def _taken(ids: Iterable[str], left: dict[str, None]) -> tuple[str, ...]:
    taken = tuple(each for each in dict.fromkeys(ids) if each in left)
    for each in taken:
        del left[each]
    return taken


def name_of(link: Belongs) -> str:
    """Name a link by its first paragraph, for whoever doubts it."""
    first = (*link.target_ids, *link.source_ids)[0]
    return f"{'linked' if link.target_ids else 'alone'}-{first}"


def doubted(links: Iterable[Belongs], names: Container[str]) -> tuple[Belongs, ...]:
    """Have some links asked about anew, paragraph by paragraph.

    Args:
        links: That fit two texts.
        names: Of those that are not right, sure or not.

    Returns:
        Links that fit the same texts.
    """
    found: list[Belongs] = []
    for link in links:
        if name_of(link) not in names:
            found.append(link)
            continue
        found += (Belongs((each,), (), UNKNOWN) for each in link.source_ids)
        found += (Belongs((), (each,), UNKNOWN) for each in link.target_ids)
    return tuple(found)


def confirmed(links: Iterable[Belongs]) -> tuple[Belongs, ...]:
    """Return links as those of a person who looked at all of them."""
    return tuple(
        Belongs(each.source_ids, each.target_ids, None, each.is_dropped)
        for each in links
    )


def questions(
    links: Sequence[Belongs], source_ids: Sequence[str], target_ids: Sequence[str]
) -> tuple[Question, ...]:
    """List what has to be asked.

    Args:
        links: That fit both texts.
        source_ids: All paragraphs of the source, in order.
        target_ids: The same of the translation.

    Returns:
        In the order of `links`; empty when everything is answered.
    """
    table = _Table(links, source_ids, target_ids)
    return tuple(
        Question(gap, link, table.before(gap, link) is not None)
        for link in links
        if (gap := gap_of(link)) is not None
    )


def answered(
    links: Sequence[Belongs],
    answers: Mapping[str, Answer],
    source_ids: Sequence[str],
    target_ids: Sequence[str],
) -> tuple[Belongs, ...]:
    """Do what was answered.

    What leads nowhere is no answer, and where two contradict each other the outcome is
    asked about once more.

    Args:
        links: That fit both texts.
        answers: By the name of the question; names of no question do nothing.
        source_ids: All paragraphs of the source, in order.
        target_ids: The same of the translation.

    Returns:
        Links that fit both texts, in the order of the source; what only the
        translation has comes last.
    """
    table = _Table(links, source_ids, target_ids)
    said = [
        (question, answers[question.name])
        for question in questions(links, source_ids, target_ids)
        if question.name in answers and answers[question.name].reply in question.replies
    ]
    for question, answer in said:
        table.judge(question, answer)
    for question, answer in sorted(said, key=table.place_of):
        table.join(question, answer)
    for question, answer in said:
        table.leave(question, answer)
    return table.in_order()


@dataclass
class _Open:
    """A link while answers are carried out."""

    sources: set[str]
    targets: set[str]
    confidence: float | None
    is_dropped: bool = False


@dataclass
class _Table:
    links: Iterable[Belongs]
    source_ids: Sequence[str]
    target_ids: Sequence[str]
    by_source: dict[str, _Open] = field(init=False, default_factory=dict)
    by_target: dict[str, _Open] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.here = {each: at for at, each in enumerate(self.source_ids)}
        self.there = {each: at for at, each in enumerate(self.target_ids)}
        for link in self.links:
            self._put(
                _Open(
                    {*link.source_ids},
                    {*link.target_ids},
                    link.confidence,
                    link.is_dropped,
                )
            )

    def place_of(self, said: tuple[Question, Answer]) -> tuple[bool, int]:
        """Return where a question stands in its text, the source before the other."""
        link = said[0].link
        if said[0].gap == Gap.MISSING:
            return False, self.here[link.source_ids[0]]
        return True, self.there[link.target_ids[0]]

    def before(self, gap: Gap, link: Belongs) -> _Open | None:
        """Return what stands before a gap, and has a text that it can belong to."""
        if gap == Gap.MISSING:
            ahead = self.source_ids[: self.here[link.source_ids[0]]]
            told = (self.by_source[each] for each in reversed(ahead))
            return next((each for each in told if each.targets), None)
        at = self.there[link.target_ids[0]]
        return self.by_target[self.target_ids[at - 1]] if at else None

    def judge(self, question: Question, answer: Answer) -> None:
        """Confirm a doubtful link, or take it apart."""
        link, confidence = question.link, question.link.confidence or UNKNOWN
        if question.gap != Gap.DOUBTFUL:
            return
        is_own = answer.other in link.source_ids
        if answer.reply == Reply.RIGHT or (answer.other and is_own):
            self.by_target[link.target_ids[0]].confidence = None
        elif answer.reply == Reply.APART or answer.other in self.here:
            doubt = round(1 - confidence, 3)
            for each in link.source_ids:
                self._put(_Open({each}, set(), doubt))
            if answer.reply == Reply.APART:
                for each in link.target_ids:
                    self._put(_Open(set(), {each}, doubt))
            else:
                self._put(_Open(set(), {*link.target_ids}, doubt))

    def join(self, question: Question, answer: Answer) -> None:
        """Put a gap to what it belongs to."""
        link = question.link
        if answer.reply == Reply.BEFORE:
            other = self.before(question.gap, link)
        elif answer.reply == Reply.ELSEWHERE:
            is_missing = question.gap == Gap.MISSING
            other = (self.by_target if is_missing else self.by_source).get(answer.other)
        else:
            return
        mine = self._of(question)
        if other is None or other is mine:
            return
        was_link = bool(other.sources and other.targets)
        joined = _Open(mine.sources | other.sources, mine.targets | other.targets, None)
        if was_link or not (joined.sources and joined.targets):
            joined.confidence = other.confidence
        joined.is_dropped = other.is_dropped and not joined.targets
        self._put(joined)

    def leave(self, question: Question, answer: Answer) -> None:
        """Let a gap stay alone, unless another answer put something to it."""
        if answer.reply not in {Reply.DROPPED, Reply.FORGOTTEN, Reply.ADDED}:
            return
        mine = self._of(question)
        if mine.sources and mine.targets:
            mine.confidence = UNKNOWN
            return
        mine.confidence = None
        mine.is_dropped = answer.reply == Reply.DROPPED

    def in_order(self) -> tuple[Belongs, ...]:
        """Return all links."""
        ordered = (
            *(self.by_source[each] for each in self.source_ids),
            *(self.by_target[each] for each in self.target_ids),
        )
        return tuple(
            Belongs(
                tuple(sorted(each.sources, key=self.here.__getitem__)),
                tuple(sorted(each.targets, key=self.there.__getitem__)),
                each.confidence,
                each.is_dropped,
            )
            for each in _once(ordered)
        )

    def _of(self, question: Question) -> _Open:
        if question.gap == Gap.MISSING:
            return self.by_source[question.link.source_ids[0]]
        return self.by_target[question.link.target_ids[0]]

    def _put(self, link: _Open) -> None:
        self.by_source.update(dict.fromkeys(link.sources, link))
        self.by_target.update(dict.fromkeys(link.targets, link))


def _once(links: Iterable[_Open]) -> Iterator[_Open]:
    seen: set[int] = set()
    for link in links:
        if id(link) not in seen:
            seen.add(id(link))
            yield link
