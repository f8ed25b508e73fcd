"""Who made a version, and from what: the queries behind pages and copies."""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet

from articles.addresses import version_url
from articles.credits import (
    CreditFact,
    CreditLine,
    SourceFact,
    TranslationNote,
    credit_lines,
    translation_note,
)
from articles.models import Credit, Source, Version
from people.models import Consent, ContributorKind
from worklist.prepared import Answer, Question, any_of


def printed_credits(version: Version) -> tuple[Credit, ...]:
    """Fetch the credits that may be printed, with whether each may name its bearer.

    Each row carries `is_nameable`: a desk or an agency always is, a person only
    with an open consent for the version's language.
    """
    asked = _CREDITS.ask(version=version.pk, language=version.language)
    return asked.models


def printed_credits_of(
    versions: Collection[Version], *, language: str
) -> dict[int, list[Credit]]:
    """Fetch the credits of many versions in one query, as `printed_credits` does.

    Args:
        versions: All in the same language.
        language: BCP 47 tag of it.

    Returns:
        By the key of the version; empty lists where there are none.
    """
    found: dict[int, list[Credit]] = {version.pk: [] for version in versions}
    for credit in asked_credits(tuple(found), language=language).models:
        found[credit.version_id].append(credit)
    return found


def asked_credits(versions: tuple[int, ...], *, language: str) -> Answer[Credit]:
    """Ask for the credits of many versions in one query, as `printed_credits` does.

    Args:
        versions: Their keys, all in the same language.
        language: BCP 47 tag of it.
    """
    return _CREDITS_OF.ask(versions=versions, language=language)


def _printable(language: str) -> QuerySet[Credit]:
    consent = Consent.objects.filter(
        contributor=OuterRef("contributor"), language=language, withdrawn_at=None
    )
    return (
        Credit.objects.filter(is_displayed=True)
        .select_related("contributor")
        .annotate(
            is_nameable=Q(
                ~Q(contributor__kind=ContributorKind.PERSON) | Exists(consent)
            )
        )
        .order_by("position", "id")
    )


_CREDITS = Question(
    lambda version, language: _printable(language).filter(version=version),
    version=int,
    language=str,
)
_CREDITS_OF = Question(
    lambda versions, language: _printable(language).filter(
        version__in=any_of(versions)
    ),
    versions=tuple,
    language=str,
)


def lines_of(version: Version, credits: Sequence[Credit]) -> tuple[CreditLine, ...]:
    """Turn credits into the lines that the page prints."""
    return credit_lines(
        map(credit_fact, credits),
        language=version.language,
        outlet=str(version.article.outlet),
    )


def credit_fact(credit: Credit) -> CreditFact:
    """Reduce a credit, as `printed_credits` fetched it, to what may be printed."""
    is_nameable = annotated(credit, "is_nameable")
    return CreditFact(
        credit.role,
        str(credit.contributor) if is_nameable else None,
        credit.contributor.slug if is_nameable else None,
        credit.contributor.kind == ContributorKind.PERSON,
    )


def sources_of(version: Version) -> tuple[Source, ...]:
    """Fetch the sources of a translation, each with `is_public`: readers may see it."""
    return _SOURCES.ask(version=version.pk).models


_SOURCES = Question(
    lambda version: (
        Source.objects.filter(version=version)
        .annotate(
            is_public=Exists(
                Version.objects.public().filter(pk=OuterRef("source_version"))
            )
        )
        .select_related(
            "source_version__article__section",
            "source_version__article__outlet",
        )
        .order_by(F("position"), F("id"))
    ),
    version=int,
)


def note_of(
    version: Version, sources: Sequence[Source], credits: Sequence[Credit]
) -> TranslationNote | None:
    """Word the translation note of a version; None for what is no translation."""
    return translation_note(
        [_fact(source) for source in sources],
        [credit.role for credit in credits],
        language=version.language,
    )


def source_url(source: Source) -> str | None:
    """Return where readers find a source; None where they cannot."""
    if source.source_version is None:
        return source.url or None
    return (
        version_url(source.source_version) if annotated(source, "is_public") else None
    )


def _fact(source: Source) -> SourceFact:
    origin = source.source_version
    if origin is None:
        return SourceFact(
            source.outlet_name, source.language, source.title, source_url(source)
        )
    # No title: a source that was taken down must not be named by its translation.
    return SourceFact(
        str(origin.article.outlet), origin.language, url=source_url(source)
    )


def public_siblings(version: Version) -> list[tuple[Version, bool]]:
    """Fetch the public versions of a story, the given one among them.

    Returns:
        By language; each with whether it was translated from the given version.
    """
    siblings = _SIBLINGS.ask(version=version.pk, article=version.article_id).models
    return [(sibling, annotated(sibling, "is_translation")) for sibling in siblings]


def _siblings(version: int, article: UUID) -> QuerySet[Version]:
    made_from_this = Source.objects.filter(
        version=OuterRef("pk"), source_version=version
    )
    return (
        Version.objects.public()
        .filter(article=article)
        .select_related("article__section")
        .annotate(is_translation=Exists(made_from_this))
        .order_by("language")
    )


_SIBLINGS = Question(_siblings, version=int, article=UUID)


def annotated(row: Model, name: str) -> bool:
    """Read a condition that a query added to its rows."""
    return bool(vars(row)[name])
