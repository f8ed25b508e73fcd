"""Names as they are heard: `hun sen` finds ហ៊ុន សែន in a text that nobody translated.

A name has one lexeme for all its spellings: its script and its consonants. Khmer names
are those behind a form of address, Latin ones the words with capitals.
"""

import re
from typing import Final

from articles.text.sought import quoted
from translations.checks.names import heard_in, names_behind_titles
from translations.skeletons import LONGEST, SHORTEST, khmer_skeleton, latin_skeleton

MOST_WORDS: Final = 3
"""Words of a name that are looked for together."""
_LONE: Final = 4
"""Consonants of a name of one word: with fewer, half the dictionary sounds like it."""
# No piece of a text holds the sign.
_IN_KHMER, _IN_LATIN = "k~", "l~"
# Grandfather, grandmother, teacher: behind them comes a name as behind "Mr".
_FAMILIAR: Final = re.compile("(?:លោក|អ្នក)(?:តា|យាយ|គ្រូ)")


def name_lexemes(text: str, text_key: str) -> frozenset[str]:
    """List what the names of a text are found by from the other script.

    Args:
        text: Plain; its capital letters tell names.
        text_key: The same as `articles.text.khmer.key` folds it.

    >>> sorted(name_lexemes("", "លោកហ៊ុន សែន"))
    ['k~hnsn']
    >>> "l~hnsn" in name_lexemes("Hun Sen spoke.", "hun sen spoke.")
    True
    """
    khmer = set()
    for _start, words in names_behind_titles(_FAMILIAR.sub("លោក", text_key)):
        khmer.add(khmer_skeleton(words[-1]))
        # Who is asked for by the given name alone is found, too.
        khmer.add(khmer_skeleton(words[-1].rpartition(" ")[2]))
    latin = heard_in(text, most_words=MOST_WORDS)
    both = ((_IN_KHMER, khmer), (_IN_LATIN, latin))
    return frozenset(
        f"{script}{name[:LONGEST]}"
        for script, names in both
        for name in names
        if len(name) >= SHORTEST
    )


def asked_by_name(words: tuple[str, ...]) -> str:
    """Write how the name that some words may be is found in the other script.

    Args:
        words: Keys of neighbouring words of a question.

    Returns:
        A term of a tsquery; empty where they sound like too much.

    >>> asked_by_name(("hun", "sen")), asked_by_name(("sen",))
    ("'k~hnsn':*", '')
    """
    lexeme = _heard(words)
    # Nobody can tell where a Khmer name ends; a Latin one ends with its word.
    return (
        quoted(lexeme) + (":*" if lexeme.startswith(_IN_KHMER) else "")
        if lexeme
        else ""
    )


def is_named(words: tuple[str, ...], named: frozenset[str]) -> bool:
    """Say whether some words sound like one of the names of a text.

    Args:
        words: Keys of neighbouring words of a question.
        named: What `name_lexemes` lists.
    """
    lexeme = _heard(words)
    if lexeme.startswith(_IN_KHMER):
        return any(name.startswith(lexeme) for name in named)
    return lexeme in named


def _heard(words: tuple[str, ...]) -> str:
    """Write the lexeme of what may be a name; empty for too few consonants."""
    whole = "".join(words)
    if any("\u1780" <= sign <= "\u17d3" for sign in whole):
        script, name = _IN_LATIN, khmer_skeleton(whole)
    else:
        script, name = _IN_KHMER, latin_skeleton(whole)
    least = _LONE if len(words) == 1 else SHORTEST
    return f"{script}{name[:LONGEST]}" if len(name) >= least else ""
