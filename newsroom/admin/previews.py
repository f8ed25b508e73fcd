"""Preview links: made here, copied from here, revoked here."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.actions import previewing
from articles.addresses import absolute
from articles.models import Article, PreviewLink, Version
from articles.provenance import annotated
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen

HOUR = timedelta(hours=1)


class PreviewLinkForm(forms.ModelForm[PreviewLink]):
    """Asks what is shown, and for how long."""

    hours = forms.IntegerField(
        label=gettext_lazy("Hours until it ends"),
        initial=previewing.USUAL // HOUR,
        min_value=1,
        max_value=previewing.LONGEST // HOUR,
        help_text=gettext_lazy(
            "At most 336 (14 days); 24 while the story is restricted."
        ),
    )

    class Meta:
        model = PreviewLink
        fields = ("article", "version")


class StateFilter(admin.SimpleListFilter):
    """Open links, or those that ended."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer both."""
        return (("open", _("open")), ("ended", _("ended")))

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PreviewLink]
    ) -> QuerySet[PreviewLink]:
        """Keep the chosen ones."""
        links = previewing.open_links().values("pk")
        if self.value() == "open":
            return queryset.filter(pk__in=links)
        return queryset.exclude(pk__in=links) if self.value() == "ended" else queryset


class PreviewLinkAdmin(DeedAdmin[PreviewLink]):
    """Links are made and revoked; nothing about one is ever changed."""

    form = PreviewLinkForm
    list_display = (
        "article",
        "shown",
        "made_by",
        "made_at",
        "expires_at",
        "is_open_shown",
    )
    list_display_links = ("article", "shown")
    list_filter = (StateFilter,)
    list_select_related = ("article", "version", "made_by")
    autocomplete_fields = ("article", "version")
    change_form_template = "admin/articles/previewlink/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PreviewLink]:
        """Leave out restricted stories; tell by the database's clock what is open."""
        return (
            super()
            .get_queryset(request)
            .filter(article__in=Article.objects.visible_to(acting(request)))
            .select_related("article", "version", "made_by", "revoked_by")
            .annotate(is_open=Exists(previewing.open_links().filter(pk=OuterRef("pk"))))
        )

    def formfield_for_foreignkey(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer no story that the person may not know of, not even by its number."""
        by = acting(request)
        known: dict[str, QuerySet[Any]] = {
            "article": Article.objects.visible_to(by),
            "version": Version.objects.visible_to(by),
        }
        if db_field.name in known:
            kwargs["queryset"] = known[db_field.name]
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_change_permission(
        self, request: HttpRequest, obj: PreviewLink | None = None
    ) -> bool:
        """Refuse: a link is revoked and made anew."""
        return False

    def get_fields(self, request: HttpRequest, obj: PreviewLink | None = None) -> Any:
        """Ask for story and time; show the address of an open link, and how it went."""
        if obj is None:
            return ("article", "version", "hours")
        address = ("address",) if annotated(obj, "is_open") else ()
        ended = ("revoked_at", "revoked_by") if obj.revoked_at else ()
        told = ("article", "shown", "is_open_shown", *address)
        return (*told, "made_by", "made_at", "expires_at", *ended)

    def get_readonly_fields(
        self, request: HttpRequest, obj: PreviewLink | None = None
    ) -> Any:
        """Leave nothing to edit in a link that was made."""
        return () if obj is None else self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("shows"))
    def shown(self, link: PreviewLink) -> str:
        """Say which languages a link shows."""
        if link.version is None:
            return _("all languages, side by side")
        return str(link.version)

    @admin.display(description=gettext_lazy("open"), boolean=True)
    def is_open_shown(self, link: PreviewLink) -> bool:
        """Say whether a link shows anything now."""
        return annotated(link, "is_open")

    @admin.display(description=gettext_lazy("address"))
    def address(self, link: PreviewLink) -> SafeString:
        """Return the address in a field that is easy to copy from."""
        token = previewing.token_of(link)
        return format_html(
            '<input class="vLargeTextField" type="text" readonly value="{}" '
            'aria-label="{}"><div class="help">{}</div>',
            absolute(reverse("preview", kwargs={"token": token})),
            capfirst(_("address")),
            _("Whoever has this address can read the text. Send it with care."),
        )

    def act(
        self, request: HttpRequest, obj: PreviewLink, form: Any, *, is_new: bool
    ) -> None:
        """Make a link."""
        made = previewing.make_link(
            article=obj.article,
            version=obj.version,
            by=acting(request),
            at=timezone.now(),
            lasts=form.cleaned_data["hours"] * HOUR,
        )
        obj.pk = made.pk

    def response_add(
        self, request: HttpRequest, obj: PreviewLink, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Go on to the page of the link, where its address is."""
        messages.success(request, _("The link is made. Copy its address from below."))
        return HttpResponseRedirect(self._page_of(obj.pk))

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Offer the button while the link is open."""
        link = context["original"]
        if link is not None and self._may_revoke(request, link):
            context["revoke_url"] = reverse(
                "admin:articles_previewlink_revoke", args=[link.pk]
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the button."""
        revoke = self.admin_site.admin_view(require_POST(self.revoke_view))
        name = "articles_previewlink_revoke"
        return [path("<uuid:pk>/revoke/", revoke, name=name), *super().get_urls()]

    def revoke_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """End a link, and show that it ended."""
        link = one_seen(self, request, pk)
        return deed(
            request,
            lambda: previewing.revoke_link(
                link=link, by=acting(request), at=timezone.now()
            ),
            done=_("The link is revoked. Its address shows nothing any more."),
            then=self._page_of(link.pk),
        )

    def _may_revoke(self, request: HttpRequest, link: PreviewLink) -> bool:
        return link.revoked_at is None and self.has_add_permission(request)

    def _page_of(self, pk: UUID) -> str:
        return reverse("admin:articles_previewlink_change", args=[pk])
