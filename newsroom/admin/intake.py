"""What was taken in, and what was found around it: to read, not to change."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from intake.models import Finding, IntakeRun
from newsroom.admin.deeds import DeedAdmin, acting


class ReadOnly:
    """Files come in by `manage.py intake` alone."""

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: nothing is taken in by a form."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was found is evidence."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: what was found is evidence."""
        return False


class FindingInline(ReadOnly, admin.TabularInline[Finding, IntakeRun]):
    """What was found around a story, in the order of its file."""

    model = Finding
    extra = 0
    fields = ("kind", "severity", "words", "line", "is_to_review")


class IntakeRunAdmin(ReadOnly, DeedAdmin[IntakeRun]):
    """Files that were taken in."""

    list_display = ("file_name", "language", "outlet", "at", "by")
    list_filter = ("language", "outlet")
    list_select_related = ("outlet", "by")
    search_fields = ("file_name", "sha256")
    fields = ("file_name", "sha256", "language", "outlet", "article_link", "at", "by")
    readonly_fields = ("article_link",)
    inlines = (FindingInline,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[IntakeRun]:
        """Leave out what came in for stories that the reader may not know of."""
        visible = IntakeRun.objects.visible_to(acting(request))
        return super().get_queryset(request) & visible

    @admin.display(description=_("article"))
    def article_link(self, run: IntakeRun) -> SafeString:
        """Return the way to the story that came of it."""
        article = run.version.article
        address = reverse("admin:articles_article_change", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, article)


class FindingAdmin(ReadOnly, DeedAdmin[Finding]):
    """Findings of all files; those that the desk must decide on are a filter away."""

    list_display = ("kind", "severity", "is_to_review", "shown_words", "run")
    list_filter = ("is_to_review", "severity", "kind")
    list_select_related = ("run",)
    search_fields = ("words", "run__file_name")
    fields = ("run", "kind", "severity", "words", "line", "is_to_review")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Finding]:
        """Leave out words of stories that the reader may not know of."""
        visible = Finding.objects.visible_to(acting(request))
        return super().get_queryset(request) & visible

    @admin.display(description=_("words found"))
    def shown_words(self, finding: Finding) -> str:
        """Return the beginning of the words."""
        return finding.words[:80]
