"""Who holds the rights of whom on a day, and by which chain of documents."""

from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import Outlet
from rights.models import Organisation, Succession, SuccessionState


def chain_of(holder: Organisation) -> tuple[Succession, ...]:
    """Follow the rights of a holder to whoever has, or will have, them in the end.

    Returns:
        What was proposed and confirmed, in order; empty where nothing was.
    """
    links: list[Succession] = []
    found, seen = _link_from(holder), {holder.pk}
    while found is not None and found.successor_id not in seen:
        links.append(found)
        seen.add(found.successor_id)
        found = _link_from(found.successor)
    return tuple(links)


def origins_of(holder: Organisation) -> tuple[Succession, ...]:
    """List from whom rights came to a holder, the nearest last."""
    links: list[Succession] = []
    waiting, seen = [holder], {holder.pk}
    while waiting:
        for link in _stored().filter(successor=waiting.pop()):
            links.append(link)
            if link.holder_id not in seen:
                seen.add(link.holder_id)
                waiting.append(link.holder)
    return tuple(reversed(links))


def passed_on(holder: Organisation, *, on: date) -> Succession | None:
    """Return how the rights of a holder had passed on by a day; None if they had not.

    Args:
        holder: Who had them once.
        on: In the time zone of the newsroom; the day of a succession counts.
    """
    return (
        _stored()
        .filter(holder=holder, state=SuccessionState.CONFIRMED, from_date__lte=on)
        .first()
    )


def objections(*, outlet: Outlet, holder: Organisation, on: date) -> list[str]:
    """Say why a wording of a day, or a letter, cannot name a rights holder.

    Args:
        outlet: Whose wording.
        holder: Whom it names.
        on: In the time zone of the newsroom.

    Returns:
        Sentences in the interface language; empty where it can.
    """
    link = passed_on(holder, on=on)
    if link is not None:
        return [
            _(
                "The rights of %(holder)s passed to %(successor)s on %(day)s. "
                "Name %(successor)s."
            )
            % _words(link)
        ]
    present = outlet.notice_editions.order_by("-number").first()
    link = (
        _stored()
        .filter(successor=holder, state=SuccessionState.CONFIRMED, from_date__gt=on)
        .filter(holder=present.rights_holder_id if present else None)
        .first()
    )
    if link is None:
        return []
    return [
        _(
            "%(successor)s has the rights of %(holder)s from %(day)s on only. "
            "Issue this wording on that day or later."
        )
        % _words(link)
    ]


def _words(link: Succession) -> dict[str, str]:
    return {
        "holder": str(link.holder),
        "successor": str(link.successor),
        "day": date_format(link.from_date),
    }


def _link_from(holder: Organisation) -> Succession | None:
    return _stored().filter(holder=holder).first()


def _stored() -> QuerySet[Succession]:
    return Succession.objects.exclude(state=SuccessionState.WITHDRAWN).select_related(
        "holder", "successor", "proposed_by", "decided_by"
    )
