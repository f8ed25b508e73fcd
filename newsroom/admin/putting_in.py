"""The page that puts a background paragraph into a text."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.backgrounding import insert_background
from articles.actions.writing import working_copy
from articles.models import Background, Version
from articles.text.blocks import block_text, body_blocks
from articles.workflow import WRITE
from newsroom.admin.deeds import REFUSALS, acting, reasons
from people.permissions import may

LONGEST_BEGINNING = 70


class PuttingInForm(forms.Form):
    """Asks which paragraph, and where."""

    background = forms.ModelChoiceField(
        Background.objects.none(), label=gettext_lazy("Background paragraph")
    )
    after = forms.ChoiceField(label=gettext_lazy("Where"), required=False)

    def __init__(self, version: Version, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = Background.objects.in_use().filter(editions__language=version.language)
        self.fields["background"].queryset = (  # type: ignore[attr-defined]
            told.distinct().order_by("subject")
        )
        places = [("", _("At the beginning"))]
        for block in body_blocks(working_copy(version)):
            text = block_text(block)
            short = text[:LONGEST_BEGINNING]
            said = short if short == text else f"{short}…"
            places.append((block.id, _("After: %(said)s") % {"said": said}))
        self.fields["after"].choices = places  # type: ignore[attr-defined]
        # Background is told towards the end.
        self.fields["after"].initial = places[-1][0]


def put_in_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask which background paragraph goes where, and put it in."""
    by = acting(request)
    if not (by.has_perm("articles.view_version") and may(by, WRITE)):
        raise PermissionDenied
    version = get_object_or_404(
        Version.objects.visible_to(by).select_related("article"), pk=pk
    )
    back = reverse("admin:articles_version_change", args=[version.pk])
    form = PuttingInForm(version, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            insert_background(
                version=version, **form.cleaned_data, by=by, at=timezone.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, reasons(refusal))
        else:
            messages.success(request, _("The paragraph stands in the text."))
            return HttpResponseRedirect(back)
    context = {
        **admin.site.each_context(request),
        "title": _("Put in a background paragraph"),
        "version": version,
        "form": form,
        "back": back,
        "opts": Version._meta,
    }
    return render(request, "admin/articles/background/put_in.html", context)
