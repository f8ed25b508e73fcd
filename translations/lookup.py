"""Asks of stored translations whether they still hold, and which ones are wanted."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from articles.models import Article, Origin, Source, Status, Version
from articles.provenance import annotated
from articles.text.blocks import from_json
from translations.freshness import changes_since
from translations.models import WANTED, Decision, LanguageDecision


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


def decisions_of(
    article_ids: Iterable[UUID], language: str
) -> Mapping[UUID, LanguageDecision]:
    """Fetch what was decided about some stories in a language, in one query.

    Args:
        article_ids: Of stories that whoever looks may know of; the one that a story
            is merged with may be restricted all the same.
        language: BCP 47 tag in its canonical form.

    Returns:
        By story; a story that nobody decided about is missing.
    """
    decided = LanguageDecision.objects.filter(
        article__in=list(article_ids), language=language
    ).select_related("decided_by", "merge_with")
    return {each.article_id: each for each in decided}


def waiting(language: str) -> QuerySet[Article]:
    """Keep the stories that are wanted in a language and not yet published in it.

    Undecided ones are `undecided`; what is merged or not wanted never waits, nor
    does what was taken down.

    Args:
        language: BCP 47 tag in its canonical form.
    """
    return _unpublished(language).filter(_decided(language, WANTED))


def undecided(language: str) -> QuerySet[Article]:
    """Keep the stories about which nobody has decided in a language.

    Neither those that were written in it count, nor those that readers have in it
    already, nor what was taken down.

    Args:
        language: BCP 47 tag in its canonical form.
    """
    settled = tuple(each for each in Decision if each != Decision.UNDECIDED)
    originals = _versions(language=language, origin=Origin.ORIGINAL)
    return _unpublished(language).filter(~_decided(language, settled), ~originals)


def _unpublished(language: str) -> QuerySet[Article]:
    taken_down = _versions(status=Status.WITHDRAWN, released_revision__isnull=False)
    published = _versions(language=language, status=Status.PUBLISHED)
    return Article.objects.filter(~published, ~taken_down)


def _decided(language: str, decisions: Iterable[Decision]) -> Exists:
    return Exists(
        LanguageDecision.objects.filter(
            article=OuterRef("pk"), language=language, decision__in=decisions
        )
    )


def _versions(**facts: object) -> Exists:
    return Exists(Version.objects.filter(article=OuterRef("pk"), **facts))
