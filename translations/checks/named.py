"""What the glossary says of a thing, as the checks ask for it."""

from translations.checks.pairs import Name
from translations.terms.concepts import Concept, Form, Kind, Standing


def name_of(
    concept: Concept, source_language: str, target_language: str
) -> Name | None:
    """Return a term as the checks ask for it; None where it lacks a language."""
    every = tuple(Standing)
    sources = concept.texts(source_language, standings=every)
    targets = concept.texts(target_language)
    if not sources or not concept.preferred(target_language):
        return None
    references = (Form.FIRST, Form.SECOND)
    return Name(
        source=sources[0],
        targets=targets,
        forbidden=concept.forbidden(target_language),
        is_person=concept.is_person,
        also=(
            *sources[1:],
            *(it for form in references for it in concept.texts(source_language, form)),
        ),
        called=tuple(
            it for form in references for it in concept.texts(target_language, form)
        ),
        is_optional=concept.kind is Kind.TITLE,
    )
