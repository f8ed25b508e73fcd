"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TranslationsConfig(AppConfig):
    """Translations: what changed in a source since it was translated."""

    name = "translations"
    verbose_name = _("Translations")
