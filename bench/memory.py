"""The translation memory at 100,000 and 1,000,000 units: how fast, how well, how big.

Its tables stand for a while in the room for temporary ones, under their own names: what
is measured is the code that the newsroom runs, and nothing is left behind.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from rapidfuzz import fuzz  # noqa: E402

from articles.text.khmer import key  # noqa: E402
from articles.text.sought import Sought  # noqa: E402
from bench.memory_rivals import exhaustive, in_database  # noqa: E402
from bench.memory_tables import INDEXES, Side, analyze, plant, sizes, tables  # noqa: E402
from bench.memory_text import Chain, Question, benchmark, looks_the_same  # noqa: E402
from bench.timing import worked  # noqa: E402
from translations.actions.keeping import choose_anew_when_due, keep  # noqa: E402
from translations.matches import exact_for, matches_for  # noqa: E402
from translations.memory.grams import grams, rarest  # noqa: E402
from translations.memory.pairs import Languages, Pair  # noqa: E402
from translations.models import MemoryOrigin  # noqa: E402
from translations.past import past_translations  # noqa: E402

SMALL, BIG = 100_000, 1_000_000
OF_A_KIND: Final = {SMALL: 60, BIG: 20}
LIMITS: Final = {SMALL: 5, BIG: 15}
ALIKE = 75
KM_EN = Languages("km", "en")
ENGLISH = 20_000
ASKED_OF_RIVALS = 10
MOST_WEIGHED = 24
_A_THOUSAND = 1_000
SEARCHES = 60


def lines(*, is_full: bool) -> Iterator[str]:
    """Yield the lines of the table.

    Args:
        is_full: With a million units, which takes a quarter of an hour.
    """
    # Development keeps the text of every query.
    settings.DEBUG = False
    with tables() as origin:
        yield from _known(origin)
    for size in (SMALL, BIG) if is_full else (SMALL,):
        with tables(with_indexes=False) as origin:
            yield from _planted(size, origin)


@dataclass(frozen=True)
class Answered:
    """How a way to look texts up did.

    Attributes:
        milliseconds: Wall time of each question.
        work: Milliseconds of CPU of one question, of this process and of its database
            session together.
        recall: Share of the questions with a text at least ALIKE like them for which
            the most alike was found; -1 where nobody counted.
    """

    milliseconds: Sequence[float]
    work: float
    recall: float

    def __str__(self) -> str:
        cut = quantiles(self.milliseconds, n=20)
        told = f"recall {self.recall:.3f}" if self.recall >= 0 else ""
        return (
            f"CPU {self.work:7.2f}   p50 {cut[9]:7.2f}   p95 {cut[18]:7.2f} ms   {told}"
        )


def answered(
    questions: Sequence[Question],
    truth: Sequence[float],
    look: Callable[[str], Sequence[str]],
    session: int | None = None,
) -> Answered:
    """Ask all questions and compare the best answer of each with the truth.

    Args:
        questions: To be asked.
        truth: How like the most alike text each is, 0-100.
        look: Finds texts, plain.
        session: Process of the database that works for it; None for that of Django.
    """
    look(questions[0].text)
    session = session or connection.connection.info.backend_pid
    spent, found, wanted, begin = [], 0, 0, worked(session)
    for question, best in zip(questions, truth, strict=True):
        start = time.perf_counter()
        texts = look(question.text)
        spent.append((time.perf_counter() - start) * 1000)
        if best >= ALIKE:
            asked = key(question.text)
            likeness = max((fuzz.ratio(asked, key(each)) for each in texts), default=0)
            wanted, found = wanted + 1, found + (likeness >= best - 0.2)
    work = (worked(session) - begin) / len(questions)
    return Answered(spent, work, found / wanted if wanted else -1)


def _known(origin: MemoryOrigin) -> Iterator[str]:
    """Measure with the memory and the questions that lie beside the project."""
    known, questions = benchmark()
    if not known:
        yield "nothing beside the project: no memory of real texts"
        return
    pairs = [Pair(source=each.khmer, target=each.english) for each in known]
    usable = [pair for pair in pairs if pair.says_something]
    start = time.process_time()
    for begin in range(0, len(usable), _A_THOUSAND):
        some = usable[begin : begin + _A_THOUSAND]
        keep(origin=origin, pairs=some, languages=KM_EN)
    spent = (time.process_time() - start) / len(usable) * 1000
    while choose_anew_when_due(at=timezone.now()):
        pass
    analyze()
    khmer = {each.number: key(each.khmer) for each in known}
    asked, right = Counter[str](), Counter[str]()
    for question in questions:
        asked[question.kind] += 1
        found = matches_for(question.text, KM_EN, limit=1, threshold=1)
        right[question.kind] += any(
            key(match.source_text) == khmer[question.gold] for match in found
        )
    share = right.total() / asked.total()
    by_kind = ", ".join(f"{each} {right[each] / asked[each]:.2f}" for each in asked)
    yield f"{len(usable):,} real pairs: kept in {spent:.2f} ms of CPU each"
    yield f"recall@1 {share:.3f} (≥ 0.92)   {by_kind}"
    typed = [(pair.source, looks_the_same(pair.source)) for pair in usable[::10]]
    others = [other for text, other in typed if text != other]
    full = sum(bool(exact_for([other], KM_EN)) for other in others)
    yield f"typed so that it looks the same: {full} of {len(others)} score 100 (all)"


def _planted(size: int, origin: MemoryOrigin) -> Iterator[str]:
    """Measure a memory that was copied in, its pieces chosen as in one that grew."""
    chain = Chain("km")
    sentences = list(chain.sentences(size))
    texts = [chain.joined(words) for words in sentences]
    times: Counter[int] = Counter()
    english = [(text, key(text)) for text in _english()]
    for _text, folded in english:
        times.update(grams(folded))
    sides = [
        Side(text, folded, rarest(grams(folded), times)) for text, folded in english
    ]
    start = time.monotonic()
    has_words = size == SMALL
    folded = [(text, key(text)) for text in texts]
    plant(origin, folded, sides, KM_EN, with_words=has_words)
    yield f"{size:,} units   planted in {time.monotonic() - start:.0f} s"
    yield from _looked_up(chain, sentences, texts)
    if has_words:
        yield from _searched(chain)


def _searched(chain: Chain) -> Iterator[str]:
    """Search for one, two and three words that follow each other somewhere."""
    texts = ["".join(chain.words(at % 3 + 1)) for at in range(SEARCHES)]
    asked = [Question(text, "words") for text in texts]
    found = answered(asked, [0.0] * SEARCHES, _past)
    yield f"  {'search of past translations':36}{found}"


def _past(text: str) -> list[str]:
    page = past_translations(Sought.of(text))
    return ["".join(part.text for part in each.source) for each in page.found]


def _english() -> list[str]:
    chain = Chain("en")
    return [chain.joined(words) for words in chain.sentences(ENGLISH)]


def _looked_up(
    chain: Chain, sentences: Sequence[list[str]], texts: Sequence[str]
) -> Iterator[str]:
    """Ask questions of the memory, and of what others use."""
    analyze()
    size = len(texts)
    keys = [key(text) for text in texts]
    questions = chain.questions(sentences[size // 3 :: size // 1009], OF_A_KIND[size])
    near = exhaustive(keys)
    truth = [_best(near(each.text), each.text) for each in questions]
    ours = answered(questions, truth, _ours)
    yield f"  {'ours':36}{ours}   (≤ {LIMITS[size]} ms)"
    asked = answered(questions, truth, _all_of_ours)
    yield f"  {'ours, whatever the score':36}{asked}   (≥ 0.98)"
    told = sizes()
    for name, words in INDEXES.items():
        limit = "   (≤ 100 MB)" if name == "memory_by_source" else ""
        yield f"  index of the {words:23}{told[name]:8.1f} MB{limit}"
    some = questions[:: len(questions) // ASKED_OF_RIVALS]
    some_truth = truth[:: len(questions) // ASKED_OF_RIVALS]
    here = answered(some, some_truth, _ours)
    yield from _beside(
        "rapidfuzz over all of it", answered(some, some_truth, near), here
    )
    with in_database(keys) as (session, ways):
        for name, look in ways.items():
            theirs = answered(some, some_truth, look, session)
            yield from _beside(name, theirs, here)


def _ours(text: str) -> list[str]:
    return [match.source_text for match in matches_for(text, KM_EN)]


def _all_of_ours(text: str) -> list[str]:
    found = matches_for(text, KM_EN, limit=MOST_WEIGHED, threshold=1)
    return [match.source_text for match in found]


def _best(found: Sequence[str], text: str) -> float:
    asked = key(text)
    return max((fuzz.ratio(asked, each) for each in found), default=0.0)


def _beside(name: str, theirs: Answered, ours: Answered) -> Iterator[str]:
    times = theirs.work / ours.work
    yield f"  {name:36}{theirs}   {times:6.1f} × our work"
