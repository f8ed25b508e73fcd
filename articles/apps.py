"""How Django knows this room."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Articles: stories, their versions, revisions, credits and photos."""

    name = "articles"
    verbose_name = _("Stories")
