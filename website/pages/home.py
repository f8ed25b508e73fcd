"""What the front page of a language shows."""

from dataclasses import dataclass

from django.conf import settings

from articles.addresses import path_to
from articles.models import Outlet
from website.pages.cards import Card, card, listed
from website.pages.links import LanguageLink, language_links
from website.pages.lists import SectionLink, newsroom, section_links, told_sections
from website.pages.paging import Paged, Place
from website.parts import of_rows

STORIES_SHOWN = 20


@dataclass(frozen=True)
class HomePage:
    """Everything that the front page's template prints.

    Attributes:
        language: BCP 47.
        url: Path of the front page.
        here: Path of this page of it.
        outlet: Whose paper it is; None before there is one.
        sections: Those that have something to read in this language.
        cards: Newest first.
        older: Path of the next page; empty on the last one.
        languages: The front page elsewhere.
    """

    language: str
    url: str
    here: str
    outlet: Outlet | None
    sections: tuple[SectionLink, ...]
    cards: tuple[Card, ...]
    older: str
    languages: tuple[LanguageLink, ...]


def home_page(*, language_tag: str, place: Place | None = None) -> HomePage | None:
    """Gather the front page of a language, or one further back, in four queries.

    Args:
        language_tag: BCP 47.
        place: Where the page begins; None for the newest story.

    Returns:
        The page; None for a language that is neither one of the interface nor
        has a public story, and where nothing is older than the place.
    """
    part = _NEWEST.part(place, language_tag=language_tag)
    spoken = {code for code, _name in settings.LANGUAGES}
    if not part.size and (place is not None or language_tag not in spoken):
        return None
    cards = of_rows(part.answer, card, part.size)
    tags = spoken | {it.tag for each in cards for it in each.others if it.url}
    urls = {tag: path_to("home", language=tag) for tag in tags | {language_tag}}
    url = urls[language_tag]
    return HomePage(
        language=language_tag,
        url=url,
        here=f"{url}?before={place.token}" if place else url,
        outlet=newsroom(),
        sections=section_links(told_sections(language_tag), language_tag),
        cards=cards,
        older=f"{url}?before={part.next_token}" if part.next_token else "",
        languages=language_links(urls, here=language_tag),
    )


_NEWEST = Paged(listed, moment="published_at", size=STORIES_SHOWN, language_tag=str)
