"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """People: who works here and who is credited."""

    name = "people"
    verbose_name = _("People")
