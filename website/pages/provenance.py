"""Who made a version, from what, and whether that still holds."""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef, Q

from articles.credits import (
    CreditFact,
    CreditLine,
    SourceFact,
    TranslationNote,
    credit_lines,
    translation_note,
)
from articles.models import Credit, Source, Version
from articles.text.blocks import from_json
from people.models import Consent, ContributorKind
from translations.freshness import changes_since
from website.pages.links import annotated, version_url


def printed_credits(version: Version) -> tuple[Credit, ...]:
    """Fetch the credits that may be printed, with whether each may name its bearer.

    Each row carries `is_nameable`: a desk or an agency always is, a person only
    with an open consent for the version's language.
    """
    consent = Consent.objects.filter(
        contributor=OuterRef("contributor"),
        language=version.language,
        withdrawn_at=None,
    )
    return tuple(
        version.credits.filter(is_displayed=True)
        .select_related("contributor")
        .annotate(
            is_nameable=Q(
                ~Q(contributor__kind=ContributorKind.PERSON) | Exists(consent)
            )
        )
        .order_by("position", "id")
    )


def lines_of(version: Version, credits: Sequence[Credit]) -> tuple[CreditLine, ...]:
    """Turn credits into the lines that the page prints."""
    return credit_lines(
        (
            CreditFact(
                credit.role,
                str(credit.contributor) if annotated(credit, "is_nameable") else None,
                credit.contributor.slug if annotated(credit, "is_nameable") else None,
            )
            for credit in credits
        ),
        language=version.language,
        outlet=str(version.article.outlet),
    )


def sources_of(version: Version) -> tuple[Source, ...]:
    """Fetch the sources of a translation, each with `is_public`: readers may see it."""
    return tuple(
        version.sources.annotate(
            is_public=Exists(
                Version.objects.public().filter(pk=OuterRef("source_version"))
            )
        )
        .select_related(
            "source_version__article__section",
            "source_version__article__outlet",
            "source_version__released_revision",
            "source_revision",
        )
        .order_by(F("position"), F("id"))
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


def source_has_changed(source: Source) -> bool:
    """Say whether the public text of a source says something else than was translated.

    Never true for an original that the newsroom does not hold, nor for one that
    readers cannot see: its changes are not news to them.
    """
    origin = source.source_version
    if (
        origin is None
        or not annotated(source, "is_public")
        or source.source_revision is None
    ):
        return False
    if origin.released_revision_id == source.source_revision_id:
        return False
    released = origin.released_revision
    return released is not None and bool(
        changes_since(
            from_json(source.source_revision.blocks), from_json(released.blocks)
        )
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
