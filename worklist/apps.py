"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorklistConfig(AppConfig):
    """See the room's own first line."""

    name = "worklist"
    verbose_name = _("Worklist")
