"""Versions: the text, its credits and sources, and the way to readers."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import crediting, linking, opening, writing
from articles.gates import objections
from articles.models import Credit, CreditRole, Origin, RightsBasis, Source, Version
from articles.permissions import may_on
from articles.workflow import DESCRIBING, WRITING
from newsroom.admin.asked import answers_on
from newsroom.admin.assignments import assigned, assignment_urls
from newsroom.admin.deeds import HTTPS_UNLESS_SAID, acting, one_seen
from newsroom.admin.exports_desk import desk_url
from newsroom.admin.my_credits import proposals_of
from newsroom.admin.on_file import on_file_urls
from newsroom.admin.pasting import paste_urls, ways_to_paste
from newsroom.admin.questions import question_urls
from newsroom.admin.recordings import recording_urls
from newsroom.admin.revisions import show_revisions
from newsroom.admin.secrecy import known_rows
from newsroom.admin.steps import (
    newest_steps,
    offers,
    take_step,
    waits_for_confirmation,
)
from newsroom.admin.version_form import VersionForm
from newsroom.admin.writing import OTHERS_WROTE, WritingAdmin
from newsroom.pair.ways import ways_to_pair


class RowsOfVersion:
    """Rows that whoever may change a version may change too; actions judge the rest."""

    extra = 1
    formfield_overrides = HTTPS_UNLESS_SAID

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Offer no version that the person may not know of, not even by its number."""
        return known_rows(db_field, acting(request))

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the version's permission."""
        return acting(request).has_perm("articles.change_version")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the version's permission."""
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ask for the version's permission."""
        return self.has_add_permission(request, obj)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Show the rows to whoever sees the version."""
        return acting(request).has_perm("articles.view_version")


class CreditInline(RowsOfVersion, admin.TabularInline[Credit, Version]):
    """Who did what; the order of the rows is the order in print."""

    model = Credit
    fields = ("position", "contributor", "role", "is_displayed")
    autocomplete_fields = ("contributor",)
    ordering = ("position", "id")


class SourceInline(RowsOfVersion, admin.StackedInline[Source, Version]):
    """What a translation was made from: a version we hold, or an original we do not."""

    model = Source
    fk_name = "version"
    extra = 0
    fields = ("source_version", ("outlet_name", "language"), ("title", "url"))
    autocomplete_fields = ("source_version",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Leave out a source of which the person may not know."""
        known = Version.objects.visible_to(acting(request))
        rows = super().get_queryset(request)
        return rows.filter(Q(source_version=None) | Q(source_version__in=known))


class VersionAdmin(WritingAdmin):
    """The text of a version; saving keeps a revision, publishing asks every gate."""

    form = VersionForm
    actions = ("export_copies",)
    inlines = (CreditInline, SourceInline)
    list_display = (
        "headline_shown",
        "language",
        "status",
        "origin",
        "owner",
        "published_at",
    )
    list_filter = ("language", "status", "origin", "article__section")
    list_select_related = ("owner", "article__section", "current_revision")
    search_fields = ("headline", "slug")
    change_form_template = "admin/articles/version/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        """Show nobody a version of a restricted story that they are not named for."""
        return Version.objects.visible_to(acting(request)).select_related(
            "article__outlet"
        )

    def get_fieldsets(self, request: HttpRequest, obj: Version | None = None) -> Any:
        """Ask for story and language first, for the text afterwards."""
        if obj is None:
            return (
                (None, {"fields": ("article", ("language", "origin"), "rights_basis")}),
            )
        text = (
            "headline_text",
            "standfirst",
            "dateline",
            "body",
            "caption",
            "is_minor",
        )
        return (
            (None, {"fields": ("state_shown",)}),
            (gettext_lazy("Text"), {"fields": text}),
            (
                gettext_lazy("Address and rights"),
                {"fields": (("slug", "rights_basis"),)},
            ),
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Version | None = None
    ) -> Any:
        """Show where it stands, and its address to who may not change that."""
        if obj is None:
            return ()
        act = DESCRIBING[obj.status]
        may_describe = act is not None and may_on(acting(request), act, obj)
        return ("state_shown", *(() if may_describe else ("slug", "rights_basis")))

    def get_inline_instances(
        self, request: HttpRequest, obj: Version | None = None
    ) -> Any:
        """Offer credits and sources once the version exists."""
        if obj is None:
            return []
        shown = super().get_inline_instances(request, obj)
        translated = obj.origin == Origin.TRANSLATION
        return [i for i in shown if translated or not isinstance(i, SourceInline)]

    def act(
        self, request: HttpRequest, obj: Version, form: Any, *, is_new: bool
    ) -> None:
        """Start a version, or store its text and keep a revision."""
        by, at, basis = acting(request), timezone.now(), obj.rights_basis
        if is_new:
            started = opening.start_version(
                article=obj.article,
                language=obj.language,
                origin=Origin(obj.origin),
                rights_basis=RightsBasis(obj.rights_basis),
                by=by,
            )
            obj.pk = started.pk
            return
        # A page from before it was published sends what is only shown by now.
        asked = form.cleaned_data if "slug" in form.fields else form.data
        opening.describe_version(
            version=obj,
            slug=asked.get("slug", obj.slug),
            rights_basis=RightsBasis(form.cleaned_data.get("rights_basis", basis)),
            by=by,
            at=at,
        )
        edit = form.edit(obj)
        if WRITING[obj.status] is None and edit.blocks == edit.base:
            # Only its address was changed: the text is closed.
            return
        known = writing.write_working_copy(
            version=obj, blocks=edit.blocks, by=by, at=at, base=edit.base
        )
        if known != writing.working_copy(obj):
            messages.info(request, OTHERS_WROTE)
        writing.save_revision(
            version=obj, by=by, at=at, is_minor=form.cleaned_data.get("is_minor", False)
        )

    def act_on_rows(self, request: HttpRequest, obj: Version, formset: Any) -> None:
        """Set the credits, or link and unlink sources."""
        if formset.model is Credit:
            self._set_credits(request, obj, formset)
        else:
            self._link_sources(request, obj, formset)

    def _set_credits(
        self, request: HttpRequest, version: Version, formset: Any
    ) -> None:
        rows = [row for row in formset.cleaned_data if row and not row.get("DELETE")]
        crediting.set_credits(
            version=version,
            entries=[
                crediting.CreditEntry(
                    row["contributor"], CreditRole(row["role"]), row["is_displayed"]
                )
                for row in sorted(rows, key=lambda row: row["position"])
            ],
            by=acting(request),
        )

    def _link_sources(
        self, request: HttpRequest, version: Version, formset: Any
    ) -> None:
        by = acting(request)
        for form in formset.forms:
            row = form.cleaned_data
            if not row or not form.has_changed():
                continue
            if form.instance.pk is not None:
                linking.unlink(source=Source.objects.get(pk=form.instance.pk), by=by)
            if row.get("DELETE"):
                continue
            if row.get("source_version") is not None:
                linking.link_source(
                    version=version, source=row["source_version"], by=by
                )
            else:
                linking.link_original_not_held(
                    version=version,
                    outlet_name=row["outlet_name"],
                    language=row["language"],
                    title=row["title"],
                    url=row["url"],
                    by=by,
                )

    @admin.action(description=gettext_lazy("Export…"))
    def export_copies(
        self, request: HttpRequest, queryset: QuerySet[Version]
    ) -> HttpResponse:
        """Go on to the exports desk with the versions that are ticked."""
        return HttpResponseRedirect(
            desk_url(tuple(queryset.values_list("pk", flat=True)))
        )

    @admin.display(description=gettext_lazy("Headline"))
    def headline_shown(self, version: Version) -> str:
        """Return the released headline, or where there is none the address."""
        return version.headline or version.slug or _("(no headline yet)")

    @admin.display(description=gettext_lazy("Where it stands"))
    def state_shown(self, version: Version) -> SafeString:
        """Return state, story, and all that stands between the version and readers."""
        story = reverse("admin:articles_article_change", args=[version.article_id])
        against = format_html_join(
            "",
            "<li>{}</li>",
            ((objection.message,) for objection in objections(version)),
        )
        return format_html(
            '<p><strong>{}</strong> · {} · {} · <a href="{}">{}</a></p><ul>{}</ul>',
            version.get_status_display(),
            version.get_origin_display(),
            version.language,
            story,
            _("story"),
            against
            or format_html(
                "<li>{}</li>", _("Nothing stands in the way of publishing.")
            ),
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Offer the steps that whoever looks may take."""
        version = self.get_object(request, object_id)
        context = dict(extra_context or {})
        if version is not None:
            context |= {
                "offers": list(offers(version, acting(request))),
                "steps": newest_steps(version),
                "proposals": proposals_of(version),
                "pasting": ways_to_paste(version, acting(request)),
                "asked": answers_on(version),
                "assigned": assigned(version, acting(request)),
                "pair_ways": ways_to_pair(version, acting(request)),
                "is_unconfirmed": waits_for_confirmation(version),
            }
        return super().change_view(request, object_id, form_url, context)

    def get_urls(self) -> list[URLPattern]:
        """Add the address behind the buttons."""
        step = self.admin_site.admin_view(self.step_view)
        kept = self.admin_site.admin_view(self.revisions_view)
        return [
            path("<int:pk>/texts/", kept, name="articles_version_revisions"),
            path("<int:pk>/step/<slug:name>/", step, name="articles_version_step"),
            *question_urls(self),
            *recording_urls(self),
            *paste_urls(self),
            *assignment_urls(self),
            *on_file_urls(self, kind="version", key="int"),
            *super().get_urls(),
        ]

    def step_view(self, request: HttpRequest, pk: int, name: str) -> HttpResponse:
        """Take a step of the workflow, or ask for what it needs."""
        version = one_seen(self, request, pk)
        return take_step(request, version, name, self.admin_site)

    def revisions_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the kept texts of a version, and restore one."""
        version = one_seen(self, request, pk)
        return show_revisions(request, version, self.admin_site)
