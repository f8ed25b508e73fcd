"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    """See the room's own first line."""

    name = "exports"
    verbose_name = _("Exports")
