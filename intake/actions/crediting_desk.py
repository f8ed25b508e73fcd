"""The outlet's own desk: credited where nobody is named."""

from articles.actions import crediting
from articles.models import Outlet
from intake.sources.refusals import IntakeRefused
from people.models import Contributor


def desk_of(outlet: Outlet) -> Contributor:
    """Return the desk that answers for an outlet's texts, made if it is missing.

    Raises:
        IntakeRefused: its slug belongs to somebody who is no desk.
    """
    try:
        return crediting.desk_of(outlet=outlet)
    except crediting.DeskRefused as refused:
        raise IntakeRefused(str(refused)) from refused
