"""The page on which the translation memory leaves as TMX, and others come in."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.languages import LONGEST_TAG, LanguageTagError, canonical_tag
from articles.models import Outlet, Version
from articles.workflow import EDIT
from newsroom.admin.deeds import REFUSALS, acting, reasons
from people.permissions import may
from rights.lookup import current_notice
from translations.actions import exchanging_memory
from translations.memory.pairs import Languages
from translations.models import MemoryOrigin, MemoryPart
from worklist.doorbell import ring
from worklist.models import WorkState

SEEN_AGAIN_AFTER = 2


class LanguagesForm(forms.Form):
    """Asks for two languages."""

    source = forms.CharField(
        label=gettext_lazy("Language of the source"), max_length=LONGEST_TAG
    )
    target = forms.CharField(
        label=gettext_lazy("Language of the translation"), max_length=LONGEST_TAG
    )

    def _tag(self, name: str) -> str:
        try:
            return canonical_tag(self.cleaned_data[name])
        except LanguageTagError as error:
            raise forms.ValidationError(reasons(error)) from error

    def clean_source(self) -> str:
        """Bring the tag into its canonical form."""
        return self._tag("source")

    def clean_target(self) -> str:
        """Bring the tag into its canonical form."""
        return self._tag("target")

    @property
    def languages(self) -> Languages:
        """The languages of the valid form."""
        return Languages(self.cleaned_data["source"], self.cleaned_data["target"])


class MemoryForm(LanguagesForm):
    """Asks for a memory from outside."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=200,
        help_text=gettext_lazy("Stands beside whatever is offered from it."),
    )
    file = forms.FileField(
        label=gettext_lazy("TMX file"),
        help_text=gettext_lazy(
            "At most 20 MB. Its pairs are remembered one after the other; you see here "
            "how far that is."
        ),
        widget=forms.FileInput(attrs={"accept": ".tmx"}),
    )
    field_order = ("file", "name", "source", "target")


USUAL = {"source": "km", "target": "en"}


def memory_view(request: HttpRequest) -> HttpResponse:
    """Show memories from outside and how far they are; take another one in."""
    by = acting(request)
    if not may(by, EDIT):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = (
        MemoryForm(request.POST, request.FILES)
        if is_sent
        else MemoryForm(initial=USUAL)
    )
    if is_sent and form.is_valid():
        try:
            exchanging_memory.take_memory_in(
                content=form.cleaned_data["file"].read(),
                name=form.cleaned_data["name"],
                languages=form.languages,
                by=by,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error("file", reasons(refusal))
        else:
            ring(MemoryPart.kind())
            return HttpResponseRedirect(reverse("admin:memory_files"))
    origins = list(_outside())
    context = {
        **admin.site.each_context(request),
        "title": _("The memory as a file"),
        "opts": Version._meta,
        "form": form,
        "out": LanguagesForm(initial=USUAL, auto_id="out_%s"),
        "origins": origins,
    }
    answer = render(request, "interchange/memory.html", context)
    if not is_sent and any(vars(each)["waiting"] for each in origins):
        answer["Refresh"] = str(SEEN_AGAIN_AFTER)
    return answer


@require_POST
def memory_out_view(request: HttpRequest) -> HttpResponseBase:
    """Hand the memory of two languages out."""
    by = acting(request)
    if not may(by, EDIT):
        raise PermissionDenied
    form = LanguagesForm(request.POST)
    back = HttpResponseRedirect(reverse("admin:memory_files"))
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return back
    try:
        handed = exchanging_memory.hand_memory_out(
            languages=form.languages,
            notices=_notices(),
            by=by,
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        for reason in reasons(refusal):
            messages.error(request, reason)
        return back
    name = f"spean-{form.languages.source}-{form.languages.target}.tmx"
    return FileResponse(
        handed.file,
        as_attachment=True,
        filename=name,
        content_type="application/x-tmx+xml",
    )


def _outside() -> Any:
    """Fetch the memories from outside, each with how far it is."""
    done = Q(parts__state=WorkState.DONE)
    waiting = Q(parts__state=WorkState.WAITING)
    return (
        MemoryOrigin.objects.filter(version=None)
        .exclude(name="")
        .select_related("added_by")
        .annotate(
            all_parts=Count("parts"),
            done=Count("parts", filter=done),
            waiting=Count("parts", filter=waiting),
        )
    )


def _notices() -> list[str]:
    """Return the short notices of all outlets: the memory is of all their stories."""
    found = (current_notice(outlet) for outlet in Outlet.objects.order_by("pk"))
    return [text.short for notice in found if notice for text in notice.texts.values()]
