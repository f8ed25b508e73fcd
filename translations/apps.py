"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Translations: what is wanted, what was asked, what changed since."""

    name = "translations"
    verbose_name = _("Translations")
