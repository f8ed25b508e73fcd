"""The code that only one copy carries, and the copy that carries a code."""

from django.utils.crypto import salted_hmac

from articles.models import Article
from exports.cases import codes_in
from exports.models import Artifact


def trace_code(
    *,
    licensee_id: int,
    revision_id: int | None,
    format_code: str,
    edition_id: int,
    source_revision_id: int | None = None,
    terms_id: int | None = None,
) -> str:
    """Return the code of a copy: 32 hexadecimal digits that say nothing by themselves.

    Args:
        licensee_id: Who gets it.
        revision_id: Of the released text.
        format_code: Of the format.
        edition_id: Of the notice.
        source_revision_id: Of the original beside it, in a copy of two languages.
        terms_id: Of the story's own terms; None for those of the house.
    """
    beside = [] if source_revision_id is None else [source_revision_id]
    own = [] if terms_id is None else [f"terms-{terms_id}"]
    parts = (licensee_id, revision_id, format_code, edition_id, *beside, *own)
    text = ":".join(map(str, parts))
    return salted_hmac("exports.trace", text, algorithm="sha256").hexdigest()[:32]


def copy_traced(text: str, *, article: Article | None = None) -> Artifact | None:
    """Find the copy whose code stands in a text; its newest file, None without one.

    The code is computed anew for each file that there is, since none is stored.

    Args:
        text: A code as somebody typed it, or everything that was captured.
        article: Of which story alone; None for any.
    """
    codes = codes_in(text)
    files = Artifact.objects.order_by("-pk")
    if not codes:
        return None
    if article is not None:
        files = files.filter(version__article=article)
    facts = files.values_list(
        "pk",
        "licensee_id",
        "revision_id",
        "format",
        "notice_edition_id",
        "source_revision_id",
        "article_terms_id",
    )
    for (
        key,
        licensee,
        revision,
        format_code,
        edition,
        source,
        terms,
    ) in facts.iterator():
        known = trace_code(
            licensee_id=licensee,
            revision_id=revision,
            format_code=format_code,
            edition_id=edition,
            source_revision_id=source,
            terms_id=terms,
        )
        if known in codes:
            return Artifact.objects.select_related("version__article").get(pk=key)
    return None
