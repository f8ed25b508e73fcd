"""Where a story went whose address changed, and what was taken down for good."""

from django.db.models import Exists, F, OuterRef, Q

from articles.addresses import version_url
from articles.models import Hiding, HidingOutcome, Status, Version


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
        or public.filter(_had(language_tag, slug)).first()
    )
    return version_url(version) if version is not None else None


def was_taken_down(*, language_tag: str, slug: str) -> bool:
    """Say whether readers had a version at an address until it was taken down.

    Args:
        language_tag: BCP 47, as in the address.
        slug: As in the address.

    Returns:
        False also for what readers must not learn of: a hidden or a restricted
        story, one that was stopped before its hour, an address that was unsafe.
    """
    # Readers had it until it was hidden; a second person took it down later.
    stopped = Hiding.objects.filter(
        Q(article__embargoed_until=None)
        | Q(article__embargoed_until__lte=F("hidden_at")),
        article=OuterRef("article"),
        outcome=HidingOutcome.TAKEN_DOWN,
        hidden_at__gte=OuterRef("published_at"),
    )
    return Version.objects.filter(
        Q(language=language_tag, slug=slug) | _had(language_tag, slug),
        Exists(stopped),
        status=Status.WITHDRAWN,
        released_revision__isnull=False,
        article__is_hidden=False,
        article__is_restricted=False,
    ).exists()


def _had(language_tag: str, slug: str) -> Q:
    return Q(
        former_slugs__language=language_tag,
        former_slugs__slug=slug,
        former_slugs__is_unsafe=False,
    )
