"""How much of a text is as a machine wrote it, in words."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Version
from articles.text.blocks import Block
from articles.text.dates import written_number
from translations.disclosing import share_in, share_of_target


def machine_share(version: Version, target: Iterable[Block] | None = None) -> str:
    """Say how much of a text is as a machine wrote it; empty where nothing is.

    Args:
        version: The translation.
        target: All its blocks, where somebody has read them already.
    """
    share = share_in(version) if target is None else share_of_target(version, target)
    if not share.places:
        return ""
    speaking = get_language() or "en"
    return _("%(percent)s %% is as the machine wrote it (at most %(limit)s %%)") % {
        "percent": written_number(share.percent, speaking),
        "limit": written_number(settings.MACHINE_SHARE_LIMIT, speaking),
    }
