"""Stories: what holds for every language, and the way to each version."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import writing
from articles.languages import language
from articles.models import Article, Version
from newsroom import desk
from newsroom.admin.deeds import DeedAdmin, acting, deed


class ArticleAdmin(DeedAdmin[Article]):
    """One row a story; its languages side by side."""

    fieldsets = (
        (
            None,
            {
                "fields": (
                    "slugline",
                    ("kind", "outlet"),
                    ("section", "series"),
                    "tags",
                    "lead_photo",
                )
            },
        ),
        (gettext_lazy("Languages"), {"fields": ("languages_shown",)}),
        (
            gettext_lazy("Secrecy"),
            {"fields": ("embargoed_until", "is_restricted", "cleared_people")},
        ),
    )
    readonly_fields = ("languages_shown",)
    list_display = ("headlines_shown", "kind", "section", "embargoed_until")
    list_filter = ("kind", "section")
    list_select_related = ("section", "outlet")
    search_fields = ("slugline", "versions__headline", "versions__slug")
    autocomplete_fields = ("tags", "series", "lead_photo", "cleared_people")
    change_form_template = "admin/articles/article/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Show nobody a restricted story that they are not named for."""
        return (
            Article.objects.visible_to(acting(request))
            .prefetch_related(Prefetch("versions", Version.objects.order_by("pk")))
            .order_by("-created_at")
        )

    def act(
        self, request: HttpRequest, obj: Article, form: Any, *, is_new: bool
    ) -> None:
        """Open a story or store its changed facts."""
        facts = {
            "tags": form.cleaned_data["tags"],
            "cleared_people": form.cleaned_data["cleared_people"],
            "by": acting(request),
        }
        if is_new:
            writing.open_article(article=obj, **facts)
        else:
            writing.describe_article(article=obj, **facts)

    @admin.display(description=gettext_lazy("Headline"))
    def headlines_shown(self, article: Article) -> SafeString | str:
        """Return the headline of every language, one below the other."""
        lines = [
            (
                version.language,
                version.headline or version.slug or "–",
                version.get_status_display(),
            )
            for version in article.versions.all()
        ]
        return format_html_join(
            "", '<div lang="{}">{} · <small>{}</small></div>', lines
        ) or str(article.pk)

    @admin.display(description=gettext_lazy("Versions"))
    def languages_shown(self, article: Article) -> SafeString | str:
        """Return a link to each version, and to starting one more."""
        if article._state.adding:
            return _("Save the story first, then start its first language.")
        rows = [
            (
                reverse("admin:articles_version_change", args=[version.pk]),
                language(version.language).own_name,
                version.headline or "–",
                version.get_status_display(),
            )
            for version in article.versions.all()
        ]
        more = reverse("admin:articles_version_add") + f"?article={article.pk}"
        return format_html(
            '<ul>{}</ul><a class="button" href="{}">{}</a>',
            format_html_join("", '<li><a href="{}">{}</a> · {} · {}</li>', rows),
            more,
            _("Start a language"),
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the page behind the button."""
        take_down = self.admin_site.admin_view(self.take_down_view)
        return [
            path("<uuid:pk>/take-down/", take_down, name="articles_article_take_down"),
            *super().get_urls(),
        ]

    def take_down_view(self, request: HttpRequest, pk: Any) -> HttpResponse:
        """Ask once, then withdraw the story in every language."""
        article = get_object_or_404(self.get_queryset(request), pk=pk)
        change = reverse("admin:articles_article_change", args=[article.pk])
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": _("Take down"),
                "article": article,
                "back": change,
                "opts": self.opts,
            }
            return render(request, "admin/articles/take_down.html", context)
        return deed(
            request,
            lambda: desk.take_down_story(
                article=article, by=acting(request), at=timezone.now()
            ),
            done=_("The story is taken down in every language."),
            then=change,
        )
