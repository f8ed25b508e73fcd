"""Where readers find a version."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse

from articles.models import FormerSlug, Version
from articles.text.slugs import SlugError, slugify


def version_url(version: Version) -> str:
    """Return the path of a published version whose article and section are loaded."""
    return path_to(
        "article",
        language=version.language,
        section=version.article.section.slug,
        slug=version.slug,
    )


@lru_cache(maxsize=4096)
def path_to(name: str, /, **place: object) -> str:
    """Return a path of this site: a list asks for some hundreds, mostly the same.

    Args:
        name: Of the address.
        place: What it takes, as strings and UUIDs.
    """
    return reverse(name, kwargs=place)


def absolute(path: str) -> str:
    """Return the full address of a path of this site."""
    return f"{settings.SITE_URL}{path}"


def free_slug(headline: str, language: str) -> str:
    """Make an address of a headline that no other story has or had.

    Args:
        headline: Plain text.
        language: BCP 47 tag of the version.

    Returns:
        With a number behind it where it is taken; empty where the headline has no
        letter or digit.
    """
    try:
        slug = slugify(headline)
    except SlugError:
        return ""
    taken = {
        found
        for model in (Version, FormerSlug)
        for found in model.objects.filter(
            language=language, slug__startswith=slug
        ).values_list("slug", flat=True)
    }
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
