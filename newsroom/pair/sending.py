"""The page that sends a text to translation, and the way to it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.languages import LONGEST_TAG
from articles.models import Version
from articles.workflow import WRITE
from newsroom import desk
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.pair.answers import page_url
from people.models import Account
from people.permissions import may


class SendForm(forms.Form):
    """Asks into which language, by whom, until when."""

    language = forms.CharField(
        label=gettext_lazy("Language"),
        max_length=LONGEST_TAG,
        help_text=gettext_lazy("BCP 47, for example km, en or zh-Hans."),
    )
    translator = forms.ModelChoiceField(
        Account.objects.none(),
        label=gettext_lazy("Translator"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    due_at = forms.DateTimeField(
        label=gettext_lazy("Deadline"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        required=False,
        help_text=gettext_lazy("In your own time zone."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["translator"]
        # Whether somebody may write in that very language, the action judges.
        people.queryset = Account.objects.filter(  # type: ignore[attr-defined]
            is_active=True, role_grants__group__permissions__codename=_codename(WRITE)
        ).distinct()


def send_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a language, begin the translation there, and open it.

    A refusal leaves everything that was chosen in the form.
    """
    by = acting(request)
    if not (by.has_perm("articles.view_version") and may(by, WRITE)):
        raise PermissionDenied
    source = get_object_or_404(
        Version.objects.visible_to(by).select_related("article"), pk=pk
    )
    form = SendForm(request.POST or None, initial={"language": _usual(source)})
    if request.method == "POST" and form.is_valid():
        try:
            version = desk.send_to_translation(
                source=source, by=by, at=timezone.now(), **form.cleaned_data
            )
        except REFUSALS as refusal:
            form.add_error(None, reasons(refusal))
        else:
            return HttpResponseRedirect(page_url(version))
    context = {
        **admin.site.each_context(request),
        "title": _("Send to translation"),
        "source": source,
        "form": form,
        "back": reverse("admin:articles_version_change", args=[source.pk]),
        "opts": Version._meta,
    }
    return render(request, "pair/send.html", context)


def _usual(source: Version) -> str:
    """Return the first language of the desk that the story does not have yet."""
    told = {*source.article.versions.values_list("language", flat=True)}
    ours = (tag for tag, _name in settings.LANGUAGES)
    return next((tag for tag in ours if tag not in told), "")


def _codename(act: str) -> str:
    return act.partition(".")[2]
