"""Text for the translation memory: as much as is asked, and questions with answers.

Word chains of the texts beside the project; of the demonstration where they are
missing. The same at every run.
"""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from articles.text.breaks import word_pieces
from bench.aligned import SHARED
from bench.words import paragraphs

FIRST_SEED: Final = 1234
EDITED: Final = ("exact", "near", "far", "short", "new")
_BENCHMARK: Final = SHARED / "tm"
_LEAST_WORDS: Final = 8
_LONG: Final = 17


@dataclass(frozen=True)
class Known:
    """A pair of the benchmark.

    Attributes:
        number: Its id.
        khmer: Plain text.
        english: The same.
    """

    number: int
    khmer: str
    english: str


@dataclass(frozen=True)
class Question:
    """A text that is looked for.

    Attributes:
        text: Plain Khmer.
        kind: What was done to it.
        gold: Id of the pair that it was made of; -1 where nobody knows one.
    """

    text: str
    kind: str
    gold: int = -1


@dataclass
class Chain:
    """Sentences without sense, made of words that follow each other somewhere.

    Attributes:
        language: "km" or "en".
    """

    language: str
    _chance: random.Random = field(init=False)
    _words: list[str] = field(init=False)
    _after: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._chance = random.Random(FIRST_SEED)  # noqa: S311 - no secret
        self._words, self._after = [], {}
        for text in _texts(self.language):
            words = [w.strip() for w in word_pieces(text, self.language) if w.strip()]
            self._words += words
            for one, other in pairwise(words):
                self._after.setdefault(one, []).append(other)

    def words(self, number: int) -> list[str]:
        """Return so many words in a row."""
        found = [self._chance.choice(self._words)]
        while len(found) < number:
            known = self._after.get(found[-1])
            follows = known and self._chance.random() > 0.08  # noqa: PLR2004 - a new thought
            found.append(self._chance.choice(known if follows else self._words))
        return found

    def joined(self, words: Sequence[str]) -> str:
        """Write words as a sentence."""
        if self.language == "en":
            return f"{' '.join(words)}."
        return f"{''.join(words)}។"

    def sentences(self, number: int) -> Iterator[list[str]]:
        """Yield sentences, one of ten a short one."""
        for at in range(number):
            short = at % 10 == 3  # noqa: PLR2004 - any of ten
            low, high = (2, 6) if short else (10, 34)
            yield self.words(self._chance.randint(low, high))

    def edited(self, words: Sequence[str], low: int, high: int) -> list[str]:
        """Put other words in, add some and leave some out."""
        changed = list(words)
        for _each in range(self._chance.randint(low, high)):
            at, what = self._chance.randrange(len(changed)), self._chance.random()
            if what < 0.6:  # noqa: PLR2004 - as people edit
                changed[at] = self._chance.choice(self._words)
            elif what < 0.8:  # noqa: PLR2004 - as above
                changed.insert(at, self._chance.choice(self._words))
            elif len(changed) > _LEAST_WORDS:
                del changed[at]
        return changed

    def questions(self, sample: Sequence[list[str]], each: int) -> list[Question]:
        """Make as many questions of each kind of some sentences."""
        long = [words for words in sample if len(words) > _LONG]
        some = [words for words in sample if len(words) >= _LEAST_WORDS]
        short = [words for words in sample if len(words) < _LEAST_WORDS]
        made = {
            "exact": some[:each],
            "near": [self.edited(words, 1, 3) for words in some[each : 2 * each]],
            "far": [self.edited(words, 4, 7) for words in long[-each:]],
            "short": [self.edited(words, 1, 1) for words in short[:each]],
            "new": [self.words(20) for _each in range(each)],
        }
        return [
            Question(self.joined(words), kind)
            for kind in EDITED
            for words in made[kind]
        ]


def benchmark() -> tuple[list[Known], list[Question]]:
    """Read the memory and the questions that lie beside the project; empty without."""
    if not _BENCHMARK.is_dir():
        return [], []
    lines = (_BENCHMARK / "tm.en-km.tsv").read_text("utf-8").splitlines()[1:]
    cells = [line.split("\t") for line in lines]
    known = [Known(int(n), khmer, english) for n, _source, english, khmer in cells]
    asked = map(json.loads, (_BENCHMARK / "queries.jsonl").open(encoding="utf-8"))
    return known, [Question(q["q"], q["kind"], q["gold"]) for q in asked]


def looks_the_same(text: str) -> str:
    """Write a Khmer text in another way that no reader can tell from it."""
    for one, other in _vectors():
        text = text.replace(one, other)
    return "\u200b".join(word_pieces(text, "km"))


def _vectors() -> list[tuple[str, str]]:
    path = SHARED / "norm" / "khmer_equivalence_vectors.json"
    if not path.is_file():
        return []
    return [(each["a"], each["b"]) for each in json.loads(path.read_text("utf-8"))]


def _texts(language: str) -> list[str]:
    known, _questions = benchmark()
    if known:
        return [each.khmer if language == "km" else each.english for each in known]
    return paragraphs(400, language)
