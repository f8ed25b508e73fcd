"""Standing orders: begun here, resumed, ended; each says why it is paused."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from exports.actions import standing
from exports.licensing import Wanted
from exports.models import Channel, StandingOrder
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from newsroom.admin.export_form import format_choices, language_choices
from newsroom.admin.grant_form import labelled
from people.permissions import may
from rights.terms import Act, Medium

SHOWN = 50


class StandingForm(forms.ModelForm[StandingOrder]):
    """Asks which new releases, in which formats, on which way."""

    channel: "forms.ModelChoiceField[Channel]" = forms.ModelChoiceField(
        Channel.objects.filter(closed_at=None).select_related("licensee"),
        label=gettext_lazy("Way of delivery"),
    )
    in_languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=lambda: language_choices()[1:],
        widget=forms.CheckboxSelectMultiple,
    )
    in_formats = forms.MultipleChoiceField(
        label=gettext_lazy("Formats"),
        choices=format_choices,
        widget=forms.CheckboxSelectMultiple,
    )
    uses = forms.MultipleChoiceField(
        label=gettext_lazy("What will be done with the copies"),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
        initial=[Act.ELECTRONIC.value],
    )
    where = forms.ChoiceField(
        label=gettext_lazy("Where they appear"),
        choices=lambda: [("", _("Nobody said")), *labelled(Medium)],
        required=False,
    )

    class Meta:
        model = StandingOrder
        fields = ("channel", "outlet", "section")


class StandingOrderAdmin(DeedAdmin[StandingOrder]):
    """An order is begun and ended; what it is about never changes."""

    form = StandingForm
    list_display = ("__str__", "channel", "section", "stands", "begun_at")
    list_filter = ("licensee",)
    list_select_related = ("licensee", "channel__licensee", "section")
    change_form_template = "admin/exports/standingorder/change_form.html"

    def has_change_permission(
        self, request: HttpRequest, obj: StandingOrder | None = None
    ) -> bool:
        """Refuse: it is ended and begun anew."""
        return False

    def get_fields(self, request: HttpRequest, obj: StandingOrder | None = None) -> Any:
        """Ask for everything; of a begun one show where it stands."""
        if obj is None:
            what = ("channel", "outlet", "section", "in_languages", "in_formats")
            return (*what, "uses", "where")
        told = ("licensee", "channel", "outlet", "section", "languages", "formats")
        ended = ("ended_by", "ended_at") if obj.ended_at else ()
        return (*told, "acts", "medium", "stands", "since", "begun_by", *ended)

    def get_readonly_fields(
        self, request: HttpRequest, obj: StandingOrder | None = None
    ) -> Any:
        """Leave nothing to edit in a begun order."""
        return () if obj is None else self.get_fields(request, obj)

    @admin.display(description=gettext_lazy("where it stands"))
    def stands(self, order: StandingOrder) -> SafeString | str:
        """Say whether it runs, and every reason if not."""
        if order.ended_at is not None:
            return _("ended")
        if order.paused_at is None:
            return _("runs")
        lines = ((_("paused"),), *((reason,) for reason in order.pause_reasons))
        return format_html_join("", "<div>{}</div>", lines)

    def act(
        self, request: HttpRequest, obj: StandingOrder, form: Any, *, is_new: bool
    ) -> None:
        """Begin it."""
        said = form.cleaned_data
        channel: Channel = said["channel"]
        begun = standing.begin_standing(
            stories=standing.Stories(
                outlet=obj.outlet, section=obj.section, languages=said["in_languages"]
            ),
            formats=said["in_formats"],
            wanted=Wanted(
                licensee=channel.licensee,
                acts=frozenset(act for act in Act if act.value in said["uses"]),
                medium=next((it for it in Medium if it.value == said["where"]), None),
            ),
            channel=channel,
            by=acting(request),
            at=timezone.now(),
        )
        # What the page says of it afterwards.
        obj.pk, obj.licensee, obj.languages = begun.pk, begun.licensee, begun.languages

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the buttons, and show what it ordered last."""
        order = context["original"]
        if order is not None:
            is_open = order.ended_at is None
            context["may_end"] = is_open and may(acting(request), standing.END)
            context["jobs"] = order.jobs.select_related("licensee")[:SHOWN]
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses behind the buttons."""
        view = self.admin_site.admin_view
        verbs = (("resume", self.resume_view), ("end", self.end_view))
        ours = [
            path(
                f"<int:pk>/{verb}/",
                view(require_POST(it)),
                name=f"exports_standingorder_{verb}",
            )
            for verb, it in verbs
        ]
        return [*ours, *super().get_urls()]

    def resume_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let it run again."""
        order = one_seen(self, request, pk)
        return deed(
            request,
            lambda: standing.resume_standing(
                standing=order, by=acting(request), at=timezone.now()
            ),
            done=_("It runs again. What was released meanwhile is ordered by hand."),
            then=_page_of(pk),
        )

    def end_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End it for good."""
        order = one_seen(self, request, pk)
        return deed(
            request,
            lambda: standing.end_standing(
                standing=order, by=acting(request), at=timezone.now()
            ),
            done=_("It is ended. Nothing new is sent by itself."),
            then=_page_of(pk),
        )


def _page_of(pk: int) -> str:
    return reverse("admin:exports_standingorder_change", args=[pk])
