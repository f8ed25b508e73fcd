"""What the paragraphs of the memory are found by, on both sides at once."""

from typing import Final

from articles.text.sought import pieces, quoted

# One place of a vector less than PostgreSQL counts.
_MOST_PLACES: Final = 16_000


def document(source_key: str, target_key: str) -> str:
    """Write what two texts are found by, as the input of a tsvector.

    A row of clusters never runs from one into the other.

    Args:
        source_key: As `articles.text.khmer.key` folds it.
        target_key: Of the translation.
    """
    ours, theirs = pieces(source_key), pieces(target_key)
    begin = len(ours) + 1
    placed = [
        *((each.lexeme, at) for at, each in enumerate(ours, start=1)),
        *((each.lexeme, begin + at) for at, each in enumerate(theirs, start=1)),
    ]
    return " ".join(
        f"{quoted(lexeme)}:{place}" for lexeme, place in placed[:_MOST_PLACES]
    )
