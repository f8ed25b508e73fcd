"""Decide whether a story is wanted in a language."""

from collections.abc import Iterator
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.actions.hiding import lock_article
from articles.languages import canonical_tag
from articles.models import Article, Origin, Status, Version
from articles.permissions import require_on
from articles.workflow import EDIT
from people.models import Account
from translations.models import WANTED, Decision, LanguageDecision


class DecisionRefused(Exception):  # noqa: N818 - refusals are not errors
    """It cannot be decided so; lists every reason."""


@transaction.atomic
def decide_language(
    *,
    article: Article,
    language: str,
    decision: Decision,
    by: Account,
    at: datetime,
    merge_with: Article | None = None,
) -> LanguageDecision:
    """Say whether a story is wanted in a language; a later word replaces it.

    Whoever decides the same again changes nothing.

    Args:
        article: The story.
        language: BCP 47 tag; stored in its canonical form.
        decision: What the desk of that language wants.
        by: Must be allowed to edit in that language.
        at: Timezone-aware.
        merge_with: The story that tells it in that language; only for a merger.

    Raises:
        PermissionRefused: `by` may not edit in that language, or is not cleared.
        LanguageTagError: The tag is malformed.
        DecisionRefused: It is the original's language, readers have it already, or
            the stories cannot be merged; every reason.
    """
    tag = canonical_tag(language)
    if decision == Decision.MERGE:
        # Before any row: two mergers at a time could close a circle unseen.
        _wait_for_other_mergers()
    stored = lock_article(article)
    require_on(by, EDIT, Version(article=stored, language=tag))
    against = (
        *_language_objections(stored, tag, decision),
        *_merger_objections(stored, tag, decision, merge_with, by),
    )
    if against:
        raise DecisionRefused("\n".join(against))
    known = LanguageDecision.objects.filter(article=stored, language=tag).first()
    if known is None:
        known = LanguageDecision(article=stored, language=tag)
    elif (known.decision, known.merge_with) == (decision, merge_with):
        return known
    known.decision, known.merge_with = decision, merge_with
    known.decided_by, known.decided_at = by, at
    known.save()
    boarding.note_wish(
        article=stored,
        language=tag,
        is_wanted=decision in WANTED,
        is_settled=decision != Decision.UNDECIDED,
        at=at,
    )
    return known


def _language_objections(
    article: Article, tag: str, decision: Decision
) -> Iterator[str]:
    told = article.versions.filter(language=tag)
    if told.filter(origin=Origin.ORIGINAL).exists():
        yield _("The story was written in this language. There is nothing to decide.")
    elif decision not in WANTED and told.filter(status=Status.PUBLISHED).exists():
        yield _(
            "Readers have the story in this language already. "
            "It can only be wanted in full or as a brief."
        )


def _merger_objections(
    article: Article,
    tag: str,
    decision: Decision,
    other: Article | None,
    by: Account,
) -> Iterator[str]:
    if decision != Decision.MERGE:
        if other is not None:
            yield _("Only a merged story names another one.")
    elif other is None:
        yield _("Choose the story that it is merged with.")
    elif other.pk == article.pk:
        yield _("A story cannot be merged with itself. Choose another one.")
    elif not Article.objects.visible_to(by).filter(pk=other.pk).exists():
        yield _("There is no such story. Choose another one.")
    elif _leads_to(other, article, tag):
        yield _(
            "That story is itself merged with this one, directly or over others. "
            "Choose another one."
        )


def _leads_to(story: Article, goal: Article, tag: str) -> bool:
    mergers = LanguageDecision.objects.filter(language=tag, decision=Decision.MERGE)
    onward = mergers.values_list("merge_with", flat=True)
    trail = [story.pk]
    while (after := onward.filter(article=trail[-1]).first()) and after not in trail:
        trail.append(after)
    return goal.pk in trail


def _wait_for_other_mergers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('language_decision', 0))"
        )
