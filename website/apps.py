"""How Django knows this room."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The public site."""

    name = "website"
