"""The ways from the page of a version into the pair editor."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Version
from articles.workflow import WRITE
from newsroom.pair.answers import page_url
from people.models import Account
from people.permissions import may


@dataclass(frozen=True)
class Way:
    """A link.

    Attributes:
        url: Where it leads.
        words: On it.
    """

    url: str
    words: str


def ways_to_pair(version: Version, by: Account) -> tuple[Way, ...]:
    """List where somebody may go on with a text as a pair.

    Args:
        version: One that the account may know of.
        by: Who looks.
    """
    ways = []
    if version.sources.filter(source_version__isnull=False).exists():
        ways.append(Way(page_url(version), _("Open the pair editor")))
        files = reverse("admin:pair_files", args=[version.pk])
        ways.append(Way(files, _("Files for translators")))
    if version.current_revision_id is not None and may(by, WRITE):
        url = reverse("admin:pair_send", args=[version.pk])
        ways.append(Way(url, _("Send to translation")))
        put_in = reverse("admin:put_in", args=[version.pk])
        ways.append(Way(put_in, _("Put in a background paragraph")))
    return tuple(ways)
