"""The links between the languages of one page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from articles.addresses import absolute
from articles.languages import language


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


def _in_order(tags: Iterable[str]) -> list[str]:
    ours = [code for code, _name in settings.LANGUAGES]
    return [*ours, *sorted(set(tags) - set(ours))]
