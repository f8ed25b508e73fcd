"""Ask the reporter about a story, and take a question back."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from articles.actions.hiding import lock_article
from articles.languages import canonical_tag
from articles.models import Article, Version
from articles.permissions import require_cleared
from articles.text.khmer import canonical, key
from articles.workflow import EDIT, WRITE
from people.models import Account
from people.permissions import may, require
from translations.models import Question
from translations.questions import LONGEST_QUESTION

ASKING: Final = (WRITE, EDIT)


class QuestionRefused(Exception):  # noqa: N818 - refusals are not errors
    """A question or an answer cannot be kept so; lists every reason."""


@transaction.atomic
def ask(
    *,
    article: Article,
    language: str,
    text: str,
    by: Account,
    at: datetime,
    block_id: str = "",
) -> Question:
    """Ask the reporter of a story something, for one of its versions.

    Args:
        article: The story.
        language: BCP 47 tag of the version for which it is asked.
        text: At most LONGEST_QUESTION characters, in whatever language the reporter
            reads.
        by: Must be allowed to write or edit in that language.
        at: Timezone-aware.
        block_id: The paragraph of the source it is about; empty for the whole story.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        LanguageTagError: The tag is malformed.
        QuestionRefused: It is empty or too long.
    """
    tag = canonical_tag(language)
    # The lock keeps numbers apart.
    stored = lock_article(article)
    _require_hand(by, stored, tag)
    words = canonical(text).strip()
    if not key(words):
        raise QuestionRefused(_("The question is empty. Write one."))
    if len(words) > LONGEST_QUESTION:
        raise QuestionRefused(
            _("A question has at most %(most)s characters. Ask two shorter ones.")
            % {"most": LONGEST_QUESTION}
        )
    last = (
        Question.objects.filter(article=stored).aggregate(last=Max("number"))["last"]
        or 0
    )
    return Question.objects.create(
        article=stored,
        language=tag,
        number=last + 1,
        block_id=block_id,
        text=words,
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def withdraw_question(*, question: Question, by: Account, at: datetime) -> Question:
    """Take back a question that needs no answer any more; its number stays taken.

    One that was taken back already stays as it is.

    Raises:
        PermissionRefused: `by` may neither write nor edit in the language for which
            it was asked, or is not cleared.
        QuestionRefused: It is answered.
    """
    lock_article(question.article)
    stored = Question.objects.select_related("article").get(pk=question.pk)
    _require_hand(by, stored.article, stored.language)
    if stored.answered_at is not None:
        raise QuestionRefused(_("The question is answered. It stays with the story."))
    if stored.withdrawn_at is None:
        stored.withdrawn_by, stored.withdrawn_at = by, at
        stored.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return stored


def _require_hand(by: Account, article: Article, language: str) -> None:
    """Refuse who has no hand in the telling of a story in a language."""
    version = Version(article=article, language=language)
    require_cleared(by, article)
    if not may(by, EDIT, version):
        require(by, WRITE, version)
