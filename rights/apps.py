"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RightsConfig(AppConfig):
    """Rights: who owns what, and the notice that says so."""

    name = "rights"
    verbose_name = _("Rights")
