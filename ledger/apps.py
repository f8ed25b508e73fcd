"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """See the room's own first line."""

    name = "ledger"
    verbose_name = _("Ledger")
