"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """See the room's own first line."""

    name = "intake"
    verbose_name = _("Intake")
