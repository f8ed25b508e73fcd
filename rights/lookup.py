"""Fetches the notice that counts for an outlet, as a value."""

from articles.languages import in_each_language
from articles.models import Outlet
from rights.models import NoticeEdition
from rights.notices import Notice
from rights.wording import NoticeText


def current_notice(outlet: Outlet) -> Notice | None:
    """Return the notice in force for an outlet; None before its first edition."""
    edition = (
        NoticeEdition.objects.filter(outlet=outlet)
        .select_related("rights_holder")
        .order_by("-number")
        .first()
    )
    return None if edition is None else notice_of(edition)


def notice_of(edition: NoticeEdition) -> Notice:
    """Turn a stored edition, with its rights holder, into a value."""
    full, short, licensed_line, plain_words = (
        in_each_language(edition, field)
        for field in ("full_text", "short_text", "licensed_line", "plain_words")
    )
    return Notice(
        edition=edition.number,
        year=edition.year,
        rights_holder=in_each_language(edition.rights_holder, "name"),
        address=edition.address,
        texts={
            language: NoticeText(
                full=full[language],
                short=short[language],
                licensed_line=licensed_line[language],
                plain_words=plain_words[language],
            )
            for language in full
        },
    )
