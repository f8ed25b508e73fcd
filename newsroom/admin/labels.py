"""Sections, tags, series and outlets: Khmer and English side by side."""

from typing import Any

from django.contrib import admin
from django.db import models


class LabelAdmin(admin.ModelAdmin[Any]):
    """A label's names in both languages, in one row; no actions stand behind it."""

    actions: Any = None
    view_on_site = False

    def has_delete_permission(
        self, request: Any, obj: models.Model | None = None
    ) -> bool:
        """Refuse deletion: stories and their history point to labels."""
        return False


class TagAdmin(LabelAdmin):
    """Tags."""

    fields = ("slug", ("name_km", "name_en"))
    list_display = ("name_km", "name_en", "slug")
    search_fields = ("name_km", "name_en", "slug")
    prepopulated_fields = {"slug": ("name_en",)}


class SectionAdmin(LabelAdmin):
    """Sections, in the order of the paper."""

    fields = (("slug", "position"), ("name_km", "name_en"))
    list_display = ("name_km", "name_en", "slug", "position")
    search_fields = ("name_km", "name_en", "slug")
    prepopulated_fields = {"slug": ("name_en",)}


class SeriesAdmin(LabelAdmin):
    """Series."""

    fields = (
        "slug",
        ("title_km", "title_en"),
        ("description_km", "description_en"),
    )
    list_display = ("title_km", "title_en", "slug")
    search_fields = ("title_km", "title_en", "slug")


class OutletAdmin(LabelAdmin):
    """Outlets."""

    fields = ("slug", ("name_km", "name_en"), ("motto_km", "motto_en"))
    list_display = ("name_km", "name_en", "slug")
