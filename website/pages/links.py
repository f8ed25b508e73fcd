"""Addresses of pages, and the links between the languages of one story."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from articles.languages import language
from articles.models import Version


@dataclass(frozen=True)
class LanguageLink:
    """Leads to the same page in another language.

    Attributes:
        tag: BCP 47.
        name: The language's own name for itself.
        url: Path on this site; None while there is no such page.
    """

    tag: str
    name: str
    url: str | None

    @property
    def absolute_url(self) -> str:
        """The full address; only of a page that exists."""
        return absolute(self.url or "")


def version_url(version: Version) -> str:
    """Return the path of a published version whose article and section are loaded."""
    return reverse(
        "article",
        kwargs={
            "language": version.language,
            "section": version.article.section.slug,
            "slug": version.slug,
        },
    )


def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def language_links(urls: dict[str, str], *, here: str) -> tuple[LanguageLink, ...]:
    """List a page's other languages: those that exist, and our own that do not yet.

    Args:
        urls: Path per BCP 47 tag, only of what readers may see.
        here: The language of this page, left out.
    """
    return tuple(
        LanguageLink(tag, language(tag).own_name, urls.get(tag))
        for tag in _in_order(urls)
        if tag != here
    )


def annotated(row: Model, name: str) -> bool:
    """Read a condition that a query added to its rows."""
    return bool(vars(row)[name])


def _in_order(tags: Iterable[str]) -> list[str]:
    ours = [code for code, _name in settings.LANGUAGES]
    return [*ours, *sorted(set(tags) - set(ours))]
