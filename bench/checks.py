"""How often each check is wrong, and how much of what is wrong it finds."""

import csv
import html
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import TypeVar

from bench.aligned import SHARED
from bench.planted import QUOTED, Fault, faults
from translations.checks import CHECKS
from translations.checks.named import name_of
from translations.checks.names import SWAPPED, NamesCheck
from translations.checks.pairs import Name, Picture, SegmentPair
from translations.terms.concepts import Concept, Kind, Saying
from translations.terms.finding import Termbase, folded_of
from translations.terms.tables import read_table

# Each with how it holds quotation marks: as they are, or doubled within a pair of them.
SETS = {
    "ntrex/ntrex.en-km.tsv": csv.QUOTE_NONE,
    "tico19/tico19.en-km.tsv": csv.QUOTE_MINIMAL,
}
NTREX = "ntrex/ntrex.en-km.tsv"
PLACES = "names/pumi_places.tsv"
PEOPLE = "names/persons_orgs_checked.tsv"
STARTER = Path(__file__).parents[1] / "translations" / "terms" / "starter.csv"
TERMS, PARAGRAPHS = 5_000, 100
T = TypeVar("T")
BY_CODE = {check.code: check for check in CHECKS}
# The last rows name organisations.
PERSONS = 41


def lines() -> Iterator[str]:
    """Measure with the pairs that lie beside the project, which are taken for true."""
    if not SHARED.is_dir():
        yield f"nothing to measure with: {SHARED} is not there"
        return
    people = _people(SHARED / PEOPLE)
    for name, quoting in SETS.items():
        pairs = _pairs(SHARED / name, quoting)
        yield (
            f"{name:40}{'false alarms':>13}{'found':>9}{'planted':>9}"
            f"{'precision':>11}{'ms':>7}{'odd: found':>11}{'precision':>11}"
        )
        for fault in faults(people):
            yield _line(fault, pairs)
        yield ""
    yield from _swapped_people(people)
    yield from _people_who_share_a_name(people)
    yield from _many_terms(SHARED / PLACES, SHARED / NTREX)


def _pairs(path: Path, quoting: int) -> list[SegmentPair]:
    entries = read_table(STARTER.read_bytes()).entries
    terms = Termbase(entry.concept for entry in entries)
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=quoting)
        return [
            SegmentPair(
                html.escape(row["km"], quote=False),
                html.escape(row["en"], quote=False),
                names=_names(terms, row["km"]),
                picture=Picture(*(2 * (row["km"], row["en"]))),
                originals=tuple(QUOTED.findall(row["en"])),
            )
            for row in rows
        ]


def _names(terms: Termbase, khmer: str) -> tuple[Name, ...]:
    """Ask the starting glossary what a text names."""
    [found] = terms.find([khmer], "km")
    said = {it.meanings[0].concept.code: it.meanings[0].concept for it in found}
    names = (name_of(concept, "km", "en") for concept in said.values())
    return tuple(name for name in names if name is not None)


def _line(fault: Fault, texts: list[SegmentPair]) -> str:
    check = BY_CODE[fault.check]
    chance = random.Random(7)  # noqa: S311 - the same faults at every run
    made = ((at % 2, fault.given(pair, chance)) for at, pair in enumerate(texts))
    pairs = [(half, pair) for half, pair in made if pair is not None]
    begin = time.process_time()
    before = [fault.told(check, pair) for _half, pair in pairs]
    spent = (time.process_time() - begin) * 1000 / len(pairs)
    counts = _Counts(), _Counts()
    for (half, pair), known in zip(pairs, before, strict=True):
        counts[half].alarmed += bool(known)
        wrong = fault.plant(pair, chance)
        if wrong is not None:
            counts[half].planted += 1
            counts[half].caught += bool(fault.told(check, wrong) - known)
    seen, unseen = counts
    both = _Counts(
        *(a + b for a, b in zip(astuple(seen), astuple(unseen), strict=True))
    )
    return (
        f"  {fault.check:14}{fault.name:24}{100 * both.alarmed / len(pairs):12.2f}%"
        f"{both.recall:>9}{both.planted:9}{both.precision:>11}{spent:7.2f}"
        f"{unseen.recall:>11}{unseen.precision:>11}"
    )


@dataclass
class _Counts:
    alarmed: int = 0
    planted: int = 0
    caught: int = 0

    @property
    def recall(self) -> str:
        return f"{100 * self.caught / self.planted:.1f}%" if self.planted else "–"

    @property
    def precision(self) -> str:
        told = self.caught + self.alarmed
        return f"{100 * self.caught / told:.1f}%" if self.caught else "–"


def _people(path: Path) -> list[Name]:
    with path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t")
        named = (Name(it["km"], (it["en"],), is_person=True) for it in rows)
        return list(named)[:PERSONS]


def _swapped_people(people: Sequence[Name]) -> Iterator[str]:
    """Let a title and a name stand beside the same name, and beside another one."""
    heard = missed = 0
    check = NamesCheck()
    for at, person in enumerate(people):
        source = f"លោក {person.source} បានថ្លែង។"
        english, other = (people[it % len(people)].targets[0] for it in (at, at + 7))
        heard += not list(check.find(SegmentPair(source, f"{english} spoke.")))
        missed += bool(list(check.find(SegmentPair(source, f"{other} spoke."))))
    yield (
        f"names of {len(people)} public figures: {heard} heard, "
        f"{missed} of {len(people)} exchanged ones found"
    )


def _people_who_share_a_name(rows: Sequence[Name]) -> Iterator[str]:
    """Let two people who share a word of their names meet, and swap them."""
    words = [set(each.targets[0].split()) for each in rows]
    pairs = [
        (one, other)
        for at, one in enumerate(rows)
        for place, other in enumerate(rows[at + 1 :], at + 1)
        if words[at] & words[place]
    ]
    check = NamesCheck()
    alarmed = found = 0
    for one, other in pairs:
        source = f"{one.source} បានជួប {other.source}។"
        both = one.targets[0], other.targets[0]
        for (first, second), is_right in ((both, True), (both[::-1], False)):
            target = f"{first} met {second}."
            told = list(check.find(SegmentPair(source, target, names=(one, other))))
            alarmed += is_right and bool(told)
            found += not is_right and any(it.text == SWAPPED for it in told)
    yield (
        f"{len(pairs)} pairs of them who share a name: {alarmed} false alarms, "
        f"{found} of {len(pairs)} swapped ones found"
    )


def _many_terms(places: Path, texts: Path) -> Iterator[str]:
    """Weigh a large glossary against what folding the same paragraphs takes."""
    with places.open(encoding="utf-8") as file:
        names = {
            row["km"]: row["latin"] for row in csv.DictReader(file, delimiter="\t")
        }
    concepts = [
        Concept(f"t{at}", Kind.PLACE, (Saying("km", khmer), Saying("en", latin)))
        for at, (khmer, latin) in enumerate(list(names.items())[:TERMS])
    ]
    with texts.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        paragraphs = [row["km"] for row in rows][:PARAGRAPHS]
    built, terms = _timed(lambda: Termbase(concepts))
    folded, _done = _timed(lambda: [folded_of(text) for text in paragraphs])
    found, _done = _timed(lambda: terms.find(paragraphs, "km"))
    yield (
        f"{TERMS} terms in {PARAGRAPHS} paragraphs: {found / folded:.2f} of what "
        f"folding them takes; made ready in {built / folded:.0f} times that"
    )


def _timed(act: Callable[[], T]) -> tuple[float, T]:
    begin = time.process_time()
    done = act()
    return time.process_time() - begin, done
