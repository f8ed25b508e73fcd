"""What this site tells machines, as it is set."""

from typing import Any

from django.conf import settings

from articles.addresses import absolute, path_to
from articles.models import Outlet
from rights.lookup import current_notice
from rights.machines import MachineRights, mining_policy
from website.pages.policies import asker


def machine_rights() -> MachineRights:
    """Return the one answer that every signal gives."""
    return MachineRights(
        is_mining_reserved=settings.TDM_RESERVED,
        policy_url=absolute(path_to("mining_policy")),
    )


def site_policy() -> dict[str, Any] | None:
    """Say whom machines ask; None before the first notice."""
    outlet = Outlet.objects.order_by("pk").first()
    notice = outlet and current_notice(outlet)
    if not notice:
        return None
    return mining_policy(
        machine_rights(),
        target=absolute("/"),
        asked_at=asker(notice.address),
        holders=notice.rights_holder,
    )
