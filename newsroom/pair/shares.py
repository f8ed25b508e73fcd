"""How much of a text is as a machine wrote it, in words."""

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Version
from articles.text.dates import written_number
from translations.disclosing import share_in


def machine_share(version: Version) -> str:
    """Say how much of a text is as a machine wrote it; empty where nothing is."""
    share = share_in(version)
    if not share.places:
        return ""
    speaking = get_language() or "en"
    return _("%(percent)s %% is as the machine wrote it (at most %(limit)s %%)") % {
        "percent": written_number(share.percent, speaking),
        "limit": written_number(settings.MACHINE_SHARE_LIMIT, speaking),
    }
