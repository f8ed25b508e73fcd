"""Forget what the desk noted while it reviewed what came in."""

from datetime import datetime

from django.db import transaction

from articles.models import Article
from intake.models import Finding


@transaction.atomic
def erase_review_notes(*, article: Article, at: datetime) -> int:
    """Empty the notes of reviews of a story; what was found and by whom decided stays.

    Whoever calls it has asked whether a legal hold stands in the way.

    Args:
        article: The story.
        at: Timezone-aware; a note of a later review stays.

    Returns:
        How many notes are gone.
    """
    return (
        Finding.objects.filter(run__version__article=article, reviewed_at__lte=at)
        .exclude(review_note="")
        .update(review_note="")
    )
