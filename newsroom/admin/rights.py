"""The wordings of the notice, and the copies that are out under older ones."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exports.actions.ordering import ORDER
from exports.actions.telling_partners import SEND
from exports.formats import EVERY_FORMAT
from exports.models import Recall, RecallState
from exports.outdated import outdated_copies
from newsroom import notice_desk
from newsroom.admin.copies_out import SEE
from newsroom.admin.deeds import acting, deed, one_seen
from newsroom.admin.export_form import label_of
from newsroom.admin.reading import ReadingAdmin
from people.permissions import may
from rights.models import NoticeDraft, NoticeEdition

TEXTS = ("full_text", "short_text", "licensed_line", "plain_words", "law_clause")


class NoticeEditionAdmin(ReadingAdmin[NoticeEdition]):
    """Wordings are read here; they are issued from drafts, and nothing changes one."""

    list_display = ("outlet", "number", "rights_holder", "issued_at", "lawyer_shown")
    list_select_related = ("outlet", "rights_holder")
    change_form_template = "admin/rights/noticeedition/change_form.html"

    def get_fieldsets(
        self, request: HttpRequest, obj: NoticeEdition | None = None
    ) -> Any:
        """Show a wording in both languages side by side."""
        pairs = tuple((f"{text}_km", f"{text}_en") for text in TEXTS)
        facts = ("outlet", "number", "rights_holder", "address", "year")
        signed = ("issued_at", "issued_by", "draft", "lawyer_shown")
        return ((None, {"fields": (*facts, *signed, *pairs)}),)

    def get_readonly_fields(
        self, request: HttpRequest, obj: NoticeEdition | None = None
    ) -> Any:
        """Leave nothing to edit."""
        return (*(field.name for field in NoticeEdition._meta.fields), "lawyer_shown")

    @admin.display(description=gettext_lazy("signed by a lawyer"))
    def lawyer_shown(self, edition: NoticeEdition) -> str:
        """Say who has signed what, and when."""
        return signed(edition)

    def get_urls(self) -> list[URLPattern]:
        """Add the list of copies under older wordings."""
        return [
            path(
                "<int:pk>/copies/",
                self.admin_site.admin_view(self.copies_view),
                name="rights_noticeedition_copies",
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say whether a wording counts now, and lead on from it."""
        edition: NoticeEdition = context["original"]
        present = NoticeEdition.objects.current_of(edition.outlet)
        context["is_present"] = edition == present
        context["may_see_copies"] = may(acting(request), SEE)
        return super().render_change_form(request, context, *args, **kwargs)

    def copies_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """List what is out under older wordings, and order what is ticked again."""
        edition = one_seen(self, request, pk)
        by = acting(request)
        if not may(by, SEE):
            raise PermissionDenied
        if request.method == "POST":
            ticked = {
                int(key) for key in request.POST.getlist("copy") if key.isdecimal()
            }
            return deed(
                request,
                lambda: notice_desk.order_copies_again(
                    outlet=edition.outlet, artifacts=ticked, by=by, at=timezone.now()
                ),
                done=_("The copies are ordered. Each is replaced here once it is out."),
                then=copies_url(edition),
            )
        labels = {each.code: label_of(each) for each in EVERY_FORMAT}
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Copies under older wordings"),
            "edition": NoticeEdition.objects.current_of(edition.outlet),
            "rows": [
                {"copy": copy, "format": labels[copy.artifact.format]}
                for copy in outdated_copies(edition.outlet, seen_by=by)
            ],
            "may_order": may(by, ORDER),
            "draft": Recall.objects.filter(
                notice_edition__outlet=edition.outlet, state=RecallState.DRAFT
            ).first()
            if may(by, SEND)
            else None,
        }
        return render(request, "admin/rights/noticeedition/copies.html", context)


def signed(words: NoticeDraft | NoticeEdition) -> str:
    """Say in one line who has signed a wording for the lawyers."""
    if not words.lawyer_name:
        return _("No lawyer has signed.")
    day = words.lawyer_signed_date
    return _("%(who)s, %(day)s, document %(digest)s") % {
        "who": words.lawyer_name,
        "day": date_format(day) if day else "?",
        "digest": words.lawyer_document_sha256 or "?",
    }


def copies_url(edition: NoticeEdition) -> str:
    """Return the list of copies that are out under wordings older than one."""
    return reverse("admin:rights_noticeedition_copies", args=[edition.pk])
