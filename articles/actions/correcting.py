"""Tell readers that a published story was changed or answered."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.languages import name_of
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    CorrectionWording,
    Status,
)
from people.models import Account
from people.permissions import require

CORRECT = "articles.correct_version"


class CorrectionRefused(Exception):  # noqa: N818 - refusals are not errors
    """A correction cannot go out; lists every reason."""


@transaction.atomic
def publish_correction(
    *,
    article: Article,
    kind: CorrectionKind,
    wordings: Mapping[str, str],
    by: Account,
    at: datetime,
) -> Correction:
    """Publish one note in all public languages of a story at once.

    Args:
        article: The story.
        kind: What sort of note.
        wordings: Text per BCP 47 tag; one for every published language.
        by: Who publishes it.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not correct one of the languages.
        CorrectionRefused: The story is not published, or a language has no
            wording; lists every one.
    """
    versions = list(
        article.versions.select_for_update().filter(status=Status.PUBLISHED)
    )
    for version in versions:
        require(by, CORRECT, version)
    if not versions:
        raise CorrectionRefused(
            _("The story is not published, so there is nothing to correct.")
        )
    missing = [v.language for v in versions if not wordings.get(v.language, "").strip()]
    if missing:
        raise CorrectionRefused(
            _(
                "A correction appears in every language at once. "
                "Word it in: %(languages)s."
            )
            % {
                "languages": ", ".join(
                    name_of(tag, in_language=get_language() or "en") for tag in missing
                )
            }
        )
    correction = Correction.objects.create(
        article=article, kind=kind, published_at=at, published_by=by
    )
    CorrectionWording.objects.bulk_create(
        CorrectionWording(
            correction=correction,
            language=v.language,
            text=wordings[v.language].strip(),
        )
        for v in versions
    )
    return correction
