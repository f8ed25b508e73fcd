"""How well and how fast texts are aligned, without a memory and with one."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from bench.aligned import SETS, SHARED, AlignedText, Fit, fit, pairs, texts, with_moves
from bench.timing import measure, pace
from translations.alignment import Alignment, Lexicon, align, learn

PARAGRAPHS = 40
SENTENCES = 2
"""To a paragraph: about 300 characters."""
SMALL_MEMORY = 500
LARGEST = (400, 199)
"""Paragraphs of the largest text that can be pasted, and of one that fits nowhere."""


def lines() -> Iterator[str]:
    """Measure with the texts that lie beside the project."""
    if not SHARED.is_dir():
        yield f"nothing to measure with: {SHARED} is not there"
        return
    known = {name: texts(name) for name in SETS}
    memory = pairs()
    yield f"{'links: F1':34}" + "".join(f"{name:>9}" for name in SETS)
    lexicons: dict[str, Lexicon | None] = {"no memory": None}
    # Every seventeenth, so that each source is in it.
    for few in (memory[:: len(memory) // SMALL_MEMORY], memory):
        start = time.process_time()
        lexicons[f"lexicon of {len(few)} pairs"] = learn(
            few, source_language="km", target_language="en"
        )
        learnt = time.process_time() - start
    for name, lexicon in lexicons.items():
        yield from _quality(name, known, lexicon)
    yield f"learning from {len(memory)} pairs {learnt:6.1f} s"
    for name, lexicon in lexicons.items():
        slower, spent = pace(), _milliseconds(known, lexicon)
        yield (
            f"{PARAGRAPHS} paragraphs, {name:24} {spent:6.0f} ms"
            f"   idle {spent / slower:6.0f} ms (at {slower:.2f} ×)"
        )
    usual = _milliseconds(known, None)
    worst = measure("", partial(_guess, _unlike()), times=1).milliseconds
    yield (
        f"{LARGEST[0]} paragraphs and {LARGEST[1]} that have nothing to do with them"
        f" {worst:6.0f} ms   {worst / usual:6.1f} × {PARAGRAPHS} paragraphs"
    )


def _quality(
    name: str, known: dict[str, tuple[AlignedText, ...]], lexicon: Lexicon | None
) -> Iterator[str]:
    guess = partial(_guess, lexicon=lexicon)
    plain = [fit(known[each], guess) for each in SETS]
    moved = [fit([*map(with_moves, known[each])], guess) for each in SETS]
    rows: tuple[tuple[str, list[Fit], Callable[[Fit], float]], ...] = (
        ("", plain, lambda found: found.f1),
        (" right at confidence ≥ 0.8, %", plain, lambda found: found.sure),
        (" right below, %", plain, lambda found: found.unsure),
        (" beads below, %", plain, lambda found: found.unsure_share),
        (" with moved paragraphs", moved, lambda found: found.f1),
        (" moved paragraphs found, %", moved, lambda found: found.moved),
    )
    for label, fits, value in rows:
        yield f"{label or name:34}" + "".join(f"{value(each):9.1f}" for each in fits)


def _milliseconds(
    known: dict[str, tuple[AlignedText, ...]], lexicon: Lexicon | None
) -> float:
    beads = islice(_parallel(known["edited"]), PARAGRAPHS * SENTENCES)
    khmer, english = zip(*beads, strict=True)
    text = AlignedText("", _joined(khmer), _joined(english), ())
    return measure("", partial(_guess, text, lexicon=lexicon), times=1).milliseconds


def _parallel(known: tuple[AlignedText, ...]) -> Iterator[tuple[str, str]]:
    for text in known:
        for here, there in text.beads:
            if here and there:
                yield (
                    " ".join(text.khmer[at] for at in here),
                    " ".join(text.english[at] for at in there),
                )


def _joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    starts = range(0, len(parts), SENTENCES)
    return tuple(" ".join(parts[at : at + SENTENCES]) for at in starts)


def _unlike() -> AlignedText:
    many, few = LARGEST
    khmer = tuple(f"កថាខណ្ឌ {number}" for number in range(many))
    return AlignedText("", khmer, tuple("z" * (n + 1) for n in range(few)), ())


def _guess(text: AlignedText, *, lexicon: Lexicon | None = None) -> Alignment:
    return align(
        text.khmer,
        text.english,
        source_language="km",
        target_language="en",
        lexicon=lexicon,
    )
