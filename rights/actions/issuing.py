"""Issue a new edition of an outlet's rights notice."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from articles.languages import in_each_language
from articles.models import Outlet
from people.models import Account
from people.permissions import require
from rights.models import NoticeEdition, Organisation
from rights.wording import LAW_CLAUSE, NoticeParameters, house_wording

ISSUE_EDITION = "rights.add_noticeedition"


@transaction.atomic
def issue_edition(
    *,
    outlet: Outlet,
    rights_holder: Organisation,
    law_clause: Mapping[str, str] = LAW_CLAUSE,
    by: Account | None,
    at: datetime,
) -> NoticeEdition:
    """Word the notice of an outlet anew and number it.

    Args:
        outlet: Whose notice.
        rights_holder: The legal person it names; its address is where to ask.
        law_clause: Per language; empty where the outlet wants no such sentence.
        by: Who issues it; None for the server's own commands.
        at: Timezone-aware; its year is the year of the notice.

    Returns:
        The new edition, which nothing can change any more.

    Raises:
        PermissionRefused: `by` may not issue editions.
        WordingError: A parameter is missing or a text comes out too long; the
            error lists all that is wrong.
    """
    if by is not None:
        require(by, ISSUE_EDITION)
    # Two desks that issue at once get two numbers, one after the other.
    Outlet.objects.select_for_update().get(pk=outlet.pk)
    newest = NoticeEdition.objects.current_of(outlet)
    wording = house_wording(
        NoticeParameters(
            outlet=in_each_language(outlet, "name"),
            rights_holder=in_each_language(rights_holder, "name"),
            address=rights_holder.address,
            year=at.year,
            law_clause=law_clause,
        )
    )
    edition = NoticeEdition(
        outlet=outlet,
        number=1 if newest is None else newest.number + 1,
        rights_holder=rights_holder,
        address=rights_holder.address,
        year=at.year,
        issued_at=at,
        issued_by=by,
    )
    for language, text in wording.items():
        setattr(edition, f"law_clause_{language}", law_clause.get(language, ""))
        setattr(edition, f"full_text_{language}", text.full)
        setattr(edition, f"short_text_{language}", text.short)
        setattr(edition, f"licensed_line_{language}", text.licensed_line)
        setattr(edition, f"plain_words_{language}", text.plain_words)
    edition.full_clean()
    edition.save(force_insert=True)
    return edition
