"""The yardstick of the board: Django's own list of versions, as it comes."""

from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.contrib import admin
from django.urls import path

from articles.models import Version

# Without the desk's own head and links.
TEMPLATES = [
    {
        **settings.TEMPLATES[0],
        "APP_DIRS": False,
        "DIRS": [Path(admin.__file__).parent / "templates"],
    }
]


class StockVersions(admin.ModelAdmin[Version]):
    """What a developer writes in five minutes, with as many rows as the board."""

    list_display = (
        "headline",
        "language",
        "status",
        "article",
        "owner",
        "due_at",
        "published_at",
    )
    list_filter = ("status", "language", "origin")
    search_fields: ClassVar[tuple[str, ...]] = (
        "headline",
        "slug",
        "article__slugline",
    )
    date_hierarchy = "published_at"
    list_per_page = 25


site = admin.AdminSite(name="admin")
site.register(Version, StockVersions)

urlpatterns = [path("admin/", site.urls)]
