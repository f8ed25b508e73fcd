"""What rights put between a version and its readers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.gates import Objection
from articles.languages import in_each_language
from articles.models import Photo, PhotoOwnership, RightsBasis, Version


class NoticeGate:
    """Nothing goes out without its notice and a reason why we may publish it."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to an outlet without a notice and to an unknown rights basis."""
        if not version.article.outlet.notice_editions.exists():
            yield Objection(
                "notice_missing",
                _("%(outlet)s has no rights notice yet. Issue its first wording.")
                % {"outlet": version.article.outlet},
            )
        if version.rights_basis == RightsBasis.UNKNOWN:
            yield Objection(
                "rights_basis_unknown",
                _("It is not known why we may use this text. Choose its rights basis."),
            )


class PhotoGate:
    """A photo is shown with its credit and with what was found out about it."""

    def objections(self, version: Version) -> Iterator[Objection]:
        """Object to what is missing on the lead photo, all of it at once."""
        photo = version.article.lead_photo
        if photo is None:
            return
        if not all(in_each_language(photo, "credit").values()):
            yield Objection(
                "photo_credit_missing",
                _("The lead photo has no credit in Khmer or in English. Write both."),
            )
        if not all(in_each_language(photo, "description").values()):
            yield Objection(
                "photo_description_missing",
                _(
                    "The lead photo is not described in Khmer or in English. "
                    "Write both."
                ),
            )
        if photo.ownership == PhotoOwnership.THIRD_PARTY:
            yield from self._third_party(photo)

    def _third_party(self, photo: Photo) -> Iterator[Objection]:
        if photo.fetched_date is None or not photo.asked_whom:
            yield Objection(
                "photo_rights_missing",
                _(
                    "The lead photo is somebody else’s. "
                    "Note the day it was fetched and whom we asked."
                ),
            )
