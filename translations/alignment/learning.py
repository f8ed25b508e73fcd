"""Learns from pairs of texts which word translates which."""

from collections import Counter, deque
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Final

from articles.languages import canonical_tag
from articles.text.khmer import key
from articles.text.words import words
from translations.alignment.lexicon import Glossary, Lexicon, Meanings

MOST_PAIRS: Final = 20_000
"""Pairs that are learnt from; the newest, where there are more."""
MOST_ENTRIES: Final = 150_000
"""Word pairs that are kept in each direction; the most useful, where there are more."""

_ROUNDS: Final = 4
_MOST_WORDS: Final = 60
# A word seen once would be taken for the translation of all that stood beside it.
_LEAST_SEEN: Final = 2
_LEAST_PROBABLE: Final = 0.005
_MOST_MEANINGS: Final = 24
_FAINT: Final = 1e-3

_Bag = tuple[tuple[str, ...], tuple[str, ...]]


def learn(
    pairs: Iterable[tuple[str, str]], *, source_language: str, target_language: str
) -> Lexicon:
    """Learn which word translates which.

    Args:
        pairs: Texts that say the same, a sentence or a paragraph each, oldest first.
        source_language: BCP 47 tag of the first text of each pair.
        target_language: Of the second.

    Returns:
        A lexicon of bounded size, the same for the same pairs; it knows nothing where
        no word was seen twice.

    Raises:
        LanguageTagError: A tag is malformed.

    References:
        Brown et al. 1993, "The Mathematics of Statistical Machine Translation", §4.2
        (model 1), in both directions.

    >>> lexicon = learn(
    ...     [("ទឹក", "water"), ("ទឹក ភ្លៀង", "rain water"), ("ភ្លៀង", "rain")],
    ...     source_language="km", target_language="en",
    ... )
    >>> max(lexicon.forward.meanings["ភ្លៀង"].items(), key=lambda each: each[1])[0]
    'rain'
    """
    newest = deque(pairs, maxlen=MOST_PAIRS)
    sources = [_bag(source, source_language) for source, _ in newest]
    targets = [_bag(target, target_language) for _, target in newest]
    source_counts, target_counts = _counted(sources), _counted(targets)
    bags = list(
        zip(_known(sources, source_counts), _known(targets, target_counts), strict=True)
    )
    return Lexicon(
        canonical_tag(source_language),
        canonical_tag(target_language),
        _glossary(bags, source_counts, target_counts),
        _glossary([(t, s) for s, t in bags], target_counts, source_counts),
    )


def _bag(text: str, language_tag: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words(key(text), language_tag)))[:_MOST_WORDS]


def _counted(bags: Iterable[tuple[str, ...]]) -> Counter[str]:
    return Counter(chain.from_iterable(bags))


def _known(
    bags: Iterable[tuple[str, ...]], counts: Counter[str]
) -> list[tuple[str, ...]]:
    return [tuple(w for w in bag if counts[w] >= _LEAST_SEEN) for bag in bags]


def _glossary(
    bags: Sequence[_Bag], source_counts: Counter[str], target_counts: Counter[str]
) -> Glossary:
    bags = [bag for bag in bags if all(bag)]
    counts = _shared_out(bags, None)
    for _round in range(_ROUNDS - 1):
        counts = _shared_out(bags, _shares(counts))
    meanings = _most_useful(_shares(counts), source_counts)
    kept = dict.fromkeys(chain.from_iterable(meanings.values()))
    seen = {word: target_counts[word] for word in kept}
    return Glossary(meanings, seen, target_counts.total())


def _shared_out(
    bags: Sequence[_Bag], known: Meanings | None
) -> dict[str, dict[str, float]]:
    """Share each word of the targets out among the words of its source."""
    counts: dict[str, dict[str, float]] = {}
    nothing: Mapping[str, float] = {}
    for sources, targets in bags:
        # The empty word stands for what no word of the source calls for.
        words = (*sources, "")
        rows = [counts.setdefault(word, {}) for word in words]
        before = None if known is None else [known.get(w, nothing) for w in words]
        for target in targets:
            if before is None:
                shares = [1.0] * len(rows)
            else:
                shares = [row.get(target, 0.0) for row in before]
            whole = sum(shares)
            least = whole * _FAINT
            for row, share in zip(rows, shares, strict=True):
                if share > least:
                    row[target] = row.get(target, 0.0) + share / whole
    return counts


def _shares(counts: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    shares = {}
    for word, row in counts.items():
        whole = sum(row.values())
        shares[word] = {
            target: count / whole
            for target, count in row.items()
            if count > _FAINT * whole
        }
    return shares


def _most_useful(meanings: Meanings, counts: Counter[str]) -> Meanings:
    entries = [
        (word, target, probability)
        for word, row in meanings.items()
        if word
        for target, probability in sorted(row.items(), key=lambda each: -each[1])[
            :_MOST_MEANINGS
        ]
        if probability >= _LEAST_PROBABLE
    ]
    if len(entries) > MOST_ENTRIES:
        entries.sort(key=lambda each: -each[2] * counts[each[0]])
        del entries[MOST_ENTRIES:]
    kept: dict[str, dict[str, float]] = {}
    for word, target, probability in entries:
        kept.setdefault(word, {})[target] = probability
    return kept
