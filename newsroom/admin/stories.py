"""Stories: what holds for every language, and the way to each version."""

from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.actions import opening
from articles.models import Article, Photo, Version
from exports.actions.ordering import POST
from newsroom import desk
from newsroom.admin.copies_out import copies_view, replace_view
from newsroom.admin.decisions import decide
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from newsroom.admin.hiding import JUDGEMENTS, Judgement, stop_of
from newsroom.admin.holding import held, hold_urls
from newsroom.admin.pasting import both_urls, may_paste_both
from newsroom.admin.posting import posting_urls
from newsroom.admin.reply_words import replies_of
from newsroom.admin.side_by_side import side_by_side
from newsroom.admin.story_terms import terms_view
from newsroom.admin.switching import candidates, switch_view
from newsroom.admin.wanted import wanted
from people.permissions import may
from website.serving import send_photo


class ArticleAdmin(DeedAdmin[Article]):
    """One row a story; its languages side by side."""

    fieldsets = (
        (
            None,
            {
                "fields": (
                    "slugline",
                    ("kind", "outlet"),
                    ("section", "series", "series_part"),
                    "tags",
                    "lead_photo",
                )
            },
        ),
        (
            gettext_lazy("Secrecy"),
            {"fields": ("embargoed_until", "is_restricted", "cleared_people")},
        ),
    )
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
            opening.open_article(article=obj, **facts)
        else:
            desk.describe_story(article=obj, **facts)

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

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show the languages above the facts that hold for all of them."""
        stored = context["original"]
        context["sides"] = None if stored is None else side_by_side(stored)
        context["stop"] = None if stored is None else stop_of(stored, acting(request))
        if stored is not None:
            context["replies"] = replies_of(stored, acting(request))
            context["may_post"] = may(acting(request), POST)
            context["candidates"] = candidates(stored, acting(request))
            context["may_paste"] = may_paste_both(stored, acting(request))
        if stored is not None:
            context["held"] = held(stored, acting(request))
            context["retention_days"] = settings.RETENTION_DAYS
        context["wanted"] = None if stored is None else wanted(stored, acting(request))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages behind the buttons, and the photos."""
        hide = self.admin_site.admin_view(require_POST(self.hide_view))
        judge = self.admin_site.admin_view(self.judge_view)
        decided = self.admin_site.admin_view(self.decide_view)
        photo = self.admin_site.admin_view(require_safe(self.photo_view))
        return [
            path(
                "photos/<uuid:photo_id>/<str:name>",
                photo,
                name="articles_article_photo",
            ),
            path("<uuid:pk>/hide/", hide, name="articles_article_hide"),
            path(
                "<uuid:pk>/copies/",
                self.admin_site.admin_view(partial(copies_view, self)),
                name="articles_article_copies",
            ),
            *posting_urls(self),
            path(
                "<uuid:pk>/terms/",
                self.admin_site.admin_view(partial(terms_view, self)),
                name="articles_article_terms",
            ),
            path(
                "<uuid:pk>/copies/replace/",
                self.admin_site.admin_view(require_POST(partial(replace_view, self))),
                name="articles_article_replace",
            ),
            path(
                "<uuid:pk>/original/<int:version_pk>/",
                self.admin_site.admin_view(self.original_view),
                name="articles_article_switch",
            ),
            path("<uuid:pk>/decide/", decided, name="articles_article_decide"),
            *(
                path(
                    f"<uuid:pk>/{each.code.replace('_', '-')}/",
                    judge,
                    {"judgement": each},
                    name=f"articles_article_{each.code}",
                )
                for each in JUDGEMENTS
            ),
            *hold_urls(self),
            *both_urls(self),
            *super().get_urls(),
        ]

    def photo_view(
        self, request: HttpRequest, photo_id: UUID, name: str
    ) -> HttpResponseBase:
        """Serve a rendition of a photo to who may know of a story that shows it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        known = Article.objects.visible_to(acting(request)).filter(lead_photo=photo_id)
        return send_photo(
            request,
            Photo.objects.filter(pk=photo_id).filter(Exists(known)).first(),
            name,
            caching="private, no-store",
        )

    def hide_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Hide the story at once: an emergency asks no question."""
        article = one_seen(self, request, pk)
        return deed(
            request,
            lambda: desk.hide_story(
                article=article, by=acting(request), at=timezone.now()
            ),
            done=_("Hidden. Readers find nothing at its addresses any more."),
            then=reverse("admin:articles_article_change", args=[article.pk]),
        )

    def decide_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Decide whether the story is wanted in a language."""
        return decide(request, one_seen(self, request, pk), self.admin_site)

    def original_view(
        self, request: HttpRequest, pk: UUID, version_pk: int
    ) -> HttpResponse:
        """Tell what a switch of original changes, then do it."""
        article = one_seen(self, request, pk)
        return switch_view(request, article, version_pk, self.admin_site)

    def judge_view(
        self, request: HttpRequest, pk: UUID, judgement: Judgement
    ) -> HttpResponse:
        """Ask once, then judge the hiding as a second person."""
        article = one_seen(self, request, pk)
        change = reverse("admin:articles_article_change", args=[article.pk])
        if request.method != "POST":
            context = {
                **self.admin_site.each_context(request),
                "title": judgement.title,
                "judgement": judgement,
                "article": article,
                "back": change,
                "opts": self.opts,
            }
            return render(request, "admin/articles/judge.html", context)
        return deed(
            request,
            lambda: judgement.act(
                article=article, by=acting(request), at=timezone.now()
            ),
            done=str(judgement.done),
            then=change,
        )
