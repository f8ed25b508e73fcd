"""Rights holders: who has the rights, who had them, and to whom they pass."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.actions.imprinting import mark_photos
from articles.models import Outlet
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from newsroom.admin.labels import LabelAdmin
from people.permissions import may
from rights.actions import succeeding
from rights.actions.succeeding import DECIDE, PROPOSE
from rights.models import NoticeEdition, Organisation, Succession
from rights.succession import chain_of, origins_of

SEE_CHAIN = "rights.view_succession"


class SuccessionForm(forms.Form):
    """Asks to whom the rights pass, from when on, and by which document."""

    successor: "forms.ModelChoiceField[Organisation]" = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=capfirst(gettext_lazy("rights holder from then on")),
    )
    from_date = forms.DateField(
        label=capfirst(gettext_lazy("from")),
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    document_sha256 = forms.CharField(
        label=gettext_lazy("SHA-256 of the document that says so"), max_length=100
    )

    def __init__(self, holder: Organisation, *args: Any) -> None:
        super().__init__(*args)
        choice: Any = self.fields["successor"]
        choice.queryset = Organisation.objects.exclude(pk=holder.pk)


class OrganisationAdmin(LabelAdmin):
    """Who holds rights, and who held them before."""

    fields = ("slug", ("name_km", "name_en"), "address")
    list_display = ("name_km", "name_en", "address")
    change_form_template = "admin/rights/organisation/change_form.html"

    def save_model(
        self,
        request: HttpRequest,
        obj: Organisation,
        form: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Store a rights holder; the files of photos name them by what is stored."""
        super().save_model(request, obj, form, change)
        for outlet in Outlet.objects.filter(notice_editions__rights_holder=obj):
            mark_photos(outlet=outlet)

    def get_urls(self) -> list[URLPattern]:
        """Add the page that passes the rights on, and what its buttons do."""
        view, name = self.admin_site.admin_view, "rights_organisation"
        posted = {"confirm": self.confirm_view, "withdraw": self.withdraw_view}
        return [
            path("<int:pk>/pass-on/", view(self.pass_on_view), name=f"{name}_pass_on"),
            *(
                path(
                    f"<int:pk>/{verb}/<int:row>/",
                    view(require_POST(it)),
                    name=f"{name}_{verb}",
                )
                for verb, it in posted.items()
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show the chain, and offer its next step."""
        holder: Organisation | None = context["original"]
        by = acting(request)
        if holder is not None and may(by, SEE_CHAIN):
            chain = chain_of(holder)
            context["chain"] = (*origins_of(holder), *chain)
            context["names_it"] = _outlets_that_name(holder)
            context["may_decide"] = may(by, DECIDE)
            context["by"] = by
            if not chain and may(by, PROPOSE):
                context["pass_on_url"] = reverse(
                    "admin:rights_organisation_pass_on", args=[holder.pk]
                )
        return super().render_change_form(request, context, *args, **kwargs)

    def pass_on_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask to whom the rights pass, and note it for a second person."""
        holder = one_seen(self, request, pk)
        if not may(acting(request), PROPOSE):
            raise PermissionDenied
        form = SuccessionForm(
            holder, request.POST if request.method == "POST" else None
        )
        if form.is_bound and form.is_valid():
            try:
                succeeding.propose_succession(
                    holder=holder,
                    **form.cleaned_data,
                    by=acting(request),
                    at=timezone.now(),
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                self.message_user(request, _("It is noted. A second person confirms."))
                return HttpResponseRedirect(_page_of(pk))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Pass the rights on"),
            "holder": holder,
            "form": form,
            "back": _page_of(pk),
        }
        return render(request, "admin/rights/organisation/pass_on.html", context)

    def confirm_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """Confirm what somebody else proposed."""
        link = self._proposed(request, pk, row)
        return deed(
            request,
            lambda: succeeding.confirm_succession(
                succession=link, by=acting(request), at=timezone.now()
            ),
            done=_(
                "It is confirmed. Draft a wording that names the new holder, to be "
                "issued on that day."
            ),
            then=_page_of(pk),
        )

    def withdraw_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        """Withdraw what was proposed."""
        link = self._proposed(request, pk, row)
        return deed(
            request,
            lambda: succeeding.withdraw_succession(
                succession=link, by=acting(request), at=timezone.now()
            ),
            done=_("It is withdrawn."),
            then=_page_of(pk),
        )

    def _proposed(self, request: HttpRequest, pk: int, row: int) -> Succession:
        holder = one_seen(self, request, pk)
        return get_object_or_404(Succession, pk=row, holder=holder)


def _outlets_that_name(holder: Organisation) -> list[NoticeEdition]:
    """List the wordings in force that name a holder."""
    newest = NoticeEdition.objects.order_by("outlet_id", "-number").distinct(
        "outlet_id"
    )
    return [
        edition
        for edition in newest.select_related("outlet")
        if edition.rights_holder_id == holder.pk
    ]


def _page_of(pk: int) -> str:
    return reverse("admin:rights_organisation_change", args=[pk])
