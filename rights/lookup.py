"""Fetches the notice that counts for an outlet, as a value."""

from django.conf import settings

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
    languages = [code for code, _name in settings.LANGUAGES]
    return Notice(
        edition=edition.number,
        year=edition.year,
        rights_holder={
            language: getattr(edition.rights_holder, f"name_{language}") or ""
            for language in languages
        },
        address=edition.address,
        texts={
            language: NoticeText(
                full=getattr(edition, f"full_text_{language}"),
                short=getattr(edition, f"short_text_{language}"),
                licensed_line=getattr(edition, f"licensed_line_{language}"),
                plain_words=getattr(edition, f"plain_words_{language}"),
            )
            for language in languages
        },
    )
