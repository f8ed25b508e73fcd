"""Where readers find a version."""

from django.conf import settings
from django.urls import reverse

from articles.models import Version


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
