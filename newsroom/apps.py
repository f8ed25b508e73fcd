"""How Django knows this room and our admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    """The newsroom: wiring, desk verbs, commands."""

    name = "newsroom"
    verbose_name = "Spean"

    def ready(self) -> None:
        """Register the checks, which must not load before the apps have."""
        from newsroom import system_checks  # noqa: F401, PLC0415


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, with our site in the place of its default one."""

    default_site = "newsroom.admin_site.NewsroomAdminSite"
    default = False
