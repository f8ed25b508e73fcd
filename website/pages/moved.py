"""Where a story went whose address changed."""

from articles.addresses import version_url
from articles.models import Version


def moved_to(*, language_tag: str, slug: str) -> str | None:
    """Return the path where readers find what had an address before.

    Args:
        language_tag: BCP 47, as in the address.
        slug: As in the address.

    Returns:
        None where nothing public had it, or where the address itself was unsafe.
    """
    public = Version.objects.public().select_related("article__section")
    version = (
        public.filter(language=language_tag, slug=slug).first()
        or public.filter(
            former_slugs__language=language_tag,
            former_slugs__slug=slug,
            former_slugs__is_unsafe=False,
        ).first()
    )
    return version_url(version) if version is not None else None
