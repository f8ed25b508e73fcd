"""How Django knows this room and our admin site."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    """The newsroom: wiring, desk verbs, commands."""

    name = "newsroom"
    verbose_name = "Spean"

    def ready(self) -> None:
        """Register checks and hooks, which must not load before the apps have."""
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415

        from newsroom import system_checks  # noqa: F401, PLC0415
        from newsroom.signing_in import begin_session  # noqa: PLC0415

        user_logged_in.connect(begin_session, dispatch_uid="newsroom.begin_session")


class NewsroomAdminConfig(AdminConfig):
    """Django's admin, with our site in the place of its default one."""

    default_site = "newsroom.admin_site.NewsroomAdminSite"
    default = False
