"""A story about two people who share a name, and the glossary that knows them."""

from tests import factories as make
from tests.translations.pairs import a_source, sent
from translations.actions import keeping_terms
from translations.terms.concepts import Concept, Form, Kind, Saying, Standing

# Both are invented.
FATHER = Concept(
    "t-father",
    Kind.PERSON,
    (
        Saying("km", "សុខ វាសនា"),
        Saying("km", "លោក សុខ វាសនា", Form.FIRST),
        Saying("en", "Sok Veasna"),
        Saying("en", "Governor", Form.TITLE),
        Saying("en", "Veasna", Form.SECOND),
    ),
)
SON = Concept(
    "t-son",
    Kind.PERSON,
    (
        Saying("km", "សុខ ដារ៉ា"),
        Saying("en", "Sok Dara"),
        Saying("en", "Dara", Form.SECOND),
    ),
)
COURT = Concept(
    "t-court",
    Kind.ORGANISATION,
    (
        Saying("km", "តុលាការកំពូល"),
        Saying("en", "Supreme Court"),
        Saying("en", "High Court", standing=Standing.FORBIDDEN),
    ),
)
TOLD = {
    "a": "លោក សុខ វាសនា បានជួប សុខ ដារ៉ា នៅតុលាការកំពូល។",
    "b": "សុខ វាសនា បានត្រឡប់ទៅវិញ។",
}


def a_glossary(*concepts):
    """Put entries into the glossary."""
    for concept in concepts or (FATHER, SON, COURT):
        keeping_terms.add_term(concept=concept, by=None, at=make.NOW)


def a_story_of_two():
    """Make a story that names them, sent to translation into English."""
    return sent(a_source(TOLD))
