"""What the front page of a language shows."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from articles.models import Outlet
from website.pages.cards import Card, card, listed, public_tellings
from website.pages.links import LanguageLink, language_links
from website.pages.lists import SectionLink, newsroom, section_links, told_sections
from worklist.prepared import Question

STORIES_SHOWN = 20


@dataclass(frozen=True)
class HomePage:
    """Everything that the front page's template prints."""

    language: str
    url: str
    outlet: Outlet | None
    sections: tuple[SectionLink, ...]
    cards: tuple[Card, ...]
    languages: tuple[LanguageLink, ...]


def home_page(*, language_tag: str) -> HomePage | None:
    """Gather the front page of a language in four queries.

    Args:
        language_tag: BCP 47.

    Returns:
        The page; None for a language that is neither one of the interface nor
        has a public story.
    """
    versions = _NEWEST.ask(language=language_tag).models
    spoken = {code for code, _name in settings.LANGUAGES}
    if not versions and language_tag not in spoken:
        return None
    tags = spoken | {tag for version in versions for tag in public_tellings(version)}
    urls = {
        tag: reverse("home", kwargs={"language": tag}) for tag in tags | {language_tag}
    }
    return HomePage(
        language=language_tag,
        url=urls[language_tag],
        outlet=newsroom(),
        sections=section_links(told_sections(language_tag), language_tag),
        cards=tuple(card(version) for version in versions),
        languages=language_links(urls, here=language_tag),
    )


_NEWEST = Question(
    lambda language: listed(language).order_by("-published_at", "-pk")[:STORIES_SHOWN],
    language=str,
)
