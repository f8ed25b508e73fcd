"""Note what was said in the language of a translation, so that it stays as it was."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.permissions import require_hand
from articles.text.khmer import canonical, key
from people.models import Account
from translations.models import OriginalWording, Unit
from translations.models.original_wording import LONGEST_WORDING

LONGEST_ORIGIN: Final = 300
_MARKS: Final = "“”„«»\"‘’' "


class WordingRefused(Exception):  # noqa: N818 - refusals are not errors
    """An original wording cannot be noted so; every reason stands on its own line."""


@transaction.atomic
def note_wording(
    *, unit: Unit, text: str, origin: str, by: Account, at: datetime
) -> OriginalWording:
    """Note the exact words of a quotation in a paragraph of a translation.

    Args:
        unit: Of the translation.
        text: Word for word; quotation marks around it are left out.
        origin: Where it was said or printed.
        by: Must be allowed to write or edit in the language.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        WordingRefused: Words or place are missing or too long.
    """
    require_hand(by, unit.version)
    if not Unit.objects.filter(pk=unit.pk, version=unit.version).exists():
        raise WordingRefused(_("The paragraph was joined with another one meanwhile."))
    words, place = canonical(text).strip().strip(_MARKS), canonical(origin).strip()
    refused = []
    if not key(words):
        refused.append(_("Write the words as they were said."))
    if not key(place):
        refused.append(_("Say where it was said or printed, so that it can be found."))
    if len(words) > LONGEST_WORDING or len(place) > LONGEST_ORIGIN:
        refused.append(
            _("A wording has at most %(most)s characters, its place %(place)s.")
            % {"most": LONGEST_WORDING, "place": LONGEST_ORIGIN}
        )
    if refused:
        raise WordingRefused("\n".join(refused))
    return OriginalWording.objects.create(
        version=unit.version, unit=unit, text=words, origin=place, by=by, at=at
    )


@transaction.atomic
def drop_wording(*, wording: OriginalWording, by: Account) -> None:
    """Note an original wording no more; one that is gone already stays so.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    require_hand(by, wording.version)
    OriginalWording.objects.filter(pk=wording.pk).delete()
