"""The picture of a version that a shared link shows."""

import logging

from django.core.cache import cache

from articles.addresses import path_to
from articles.languages import language
from articles.models import ArticleKind, Version
from exports.formats.poster import SCRIPTS, Poster, draw
from rights.notices import Notice
from website.parts import part

logger = logging.getLogger(__name__)

# A picture holds a headline: it is kept no longer than it is asked for.
KEPT_SECONDS = 3_600
# Of its words, roughly.
_LETTERS = 600


def poster_of(version: Version, notice: Notice) -> Poster | None:
    """Prepare a picture, in the active interface language.

    Args:
        version: With its article, section and outlet.
        notice: Of the outlet.

    Returns:
        None for a script whose letters are not at hand.
    """
    script = language(version.language).script
    if script not in SCRIPTS:
        return None
    kind = ArticleKind(version.article.kind)
    kicker = [str(version.article.section)]
    if kind.is_labelled:
        kicker.append(str(kind.label))
    return Poster(
        language=version.language,
        is_khmer=script == "Khmr",
        kicker=" · ".join(kicker),
        headline=version.headline,
        outlet=str(version.article.outlet),
        rights=notice.text_for(version.language).short,
    )


def poster_url(version: Version, poster: Poster) -> str:
    """Return the path of a picture; another one for other words, as photos have it."""
    place = {
        "language": version.language,
        "section": version.article.section.slug,
        "slug": version.slug,
    }
    mark = part(("poster", poster), lambda: poster.mark, lambda _mark: _LETTERS)
    return f"{path_to('poster', **place)}?e={mark[:8]}"


def drawn(poster: Poster) -> bytes:
    """Return a picture, drawn now or within the last hour."""
    key = f"poster:{poster.mark}"
    try:
        kept: bytes | None = cache.get(key)
    except Exception as error:  # Whichever cache there is.
        logger.warning("No picture can be kept: %r", type(error).__name__)
        return draw(poster)
    if kept is None:
        kept = draw(poster)
        cache.set(key, kept, KEPT_SECONDS)
    return kept
