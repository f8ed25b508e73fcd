"""The outlet's own desk: credited where nobody is named."""

from articles.languages import in_each_language
from articles.models import Outlet
from intake.sources.refusals import IntakeRefused
from people.models import Contributor, ContributorKind


def desk_of(outlet: Outlet) -> Contributor:
    """Return the desk that answers for an outlet's texts, made if it is missing.

    Raises:
        IntakeRefused: its slug belongs to somebody who is no desk.
    """
    slug = f"{outlet.slug}-desk"
    names = in_each_language(outlet, "name")
    desk, _made = Contributor.objects.get_or_create(
        slug=slug,
        defaults={
            "kind": ContributorKind.DESK,
            "name_km": f"ការិយាល័យព័ត៌មាន{names['km'] or names['en']}",
            "name_en": f"{names['en'] or names['km']} desk",
        },
    )
    if desk.kind != ContributorKind.DESK:
        message = f"“{slug}” is no desk. Change that contributor’s slug in the admin."
        raise IntakeRefused(message)
    return desk
