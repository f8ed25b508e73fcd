"""The page of the files of a translation: what is out, what came back, what leaves."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.languages import language
from articles.models import Version
from articles.permissions import may_on
from articles.workflow import WRITE
from newsroom.admin.deeds import REFUSALS, acting, deed, reasons
from newsroom.interchange.dressing import dress_of
from newsroom.pair.answers import page_url
from translations.actions import handing_out, taking_back_in
from translations.formats.zipped import LARGEST_PACKED
from translations.lookup import sources_held
from translations.models import FileFormat, HandedOut

_MEDIA = {
    FileFormat.OMEGAT: "application/zip",
    FileFormat.DOCX: (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    FileFormat.XLIFF: "application/x-xliff+xml",
    FileFormat.TMX: "application/x-tmx+xml",
}
_SHOWN = 20


class BackForm(forms.Form):
    """Asks for the file that came back."""

    file = forms.FileField(
        label=gettext_lazy("The file that came back"),
        help_text=gettext_lazy(
            "DOCX, XLIFF, TMX, or an OmegaT project as ZIP; at most 20 MB. On the next "
            "page every change is shown. Nothing is written before that."
        ),
        widget=forms.FileInput(
            attrs={"accept": ".docx,.zip,.xlf,.xliff,.sdlxliff,.mqxliff,.tmx"}
        ),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PACKED:
            raise forms.ValidationError(
                _("The file is larger than %(megabytes)s MB. Send it in smaller parts.")
                % {"megabytes": LARGEST_PACKED // 1_000_000}
            )
        return file


def one_version(request: HttpRequest, pk: int) -> Version:
    """Return the translation that a page is about, for who may look at it.

    Raises:
        PermissionDenied: The account may look at no version.
        Http404: There is none, none that the account may know of, or none that is made
            from a text which it may know of.
    """
    by = acting(request)
    if not by.has_perm("articles.view_version"):
        raise PermissionDenied
    known = Version.objects.visible_to(by).select_related("article__outlet")
    version = get_object_or_404(known, pk=pk)
    links = sources_held(version)
    held = {link.source_version.pk for link in links if link.source_version}
    if not held or known.filter(pk__in=held).count() < len(held):
        raise Http404
    return version


def files_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is out and what came back; take a file that comes back."""
    version, by = one_version(request, pk), acting(request)
    is_sent = request.method == "POST"
    form = BackForm(request.POST, request.FILES) if is_sent else BackForm()
    if is_sent and form.is_valid():
        try:
            back = taking_back_in.bring_back(
                version=version,
                content=form.cleaned_data["file"].read(),
                by=by,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error("file", reasons(refusal))
        else:
            return HttpResponseRedirect(
                reverse("admin:pair_file_back", args=[version.pk, back.pk])
            )
    handed = version.handed_out.select_related("handed_to")
    context = {
        **admin.site.each_context(request),
        "title": _("Files for translators"),
        "opts": Version._meta,
        "version": version,
        "into": language(version.language).own_name,
        "pair_url": page_url(version),
        "form": form,
        "formats": FileFormat.choices,
        "may_write": may_on(by, WRITE, version),
        "is_restricted": version.article.is_restricted,
        "out": list(handed.out()[:_SHOWN]),
        "waiting": list(version.brought_back.waiting().select_related("brought_by")),
        "ended": list(
            version.brought_back.exclude(ended_at=None).select_related("ended_by")[
                :_SHOWN
            ]
        ),
    }
    return render(request, "interchange/files.html", context)


@require_POST
def out_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a translation out as a file, to whoever presses the button."""
    version, by = one_version(request, pk), acting(request)
    asked = request.POST.get("format", "")
    try:
        if asked not in FileFormat.values:
            raise handing_out.HandingRefused(_("Choose a format."))
        handed = handing_out.hand_out(
            version=version,
            form=FileFormat(asked),
            dress=partial(dress_of, FileFormat(asked)),
            by=by,
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        for reason in reasons(refusal):
            messages.error(request, reason)
        return HttpResponseRedirect(files_url(version))
    return HttpResponse(
        handed.content,
        content_type=_MEDIA[FileFormat(asked)],
        headers={"Content-Disposition": f'attachment; filename="{handed.name}"'},
    )


@require_POST
def end_view(request: HttpRequest, pk: int, handed: int) -> HttpResponse:
    """Say that nobody waits for a file any more."""
    version, by = one_version(request, pk), acting(request)
    row = get_object_or_404(HandedOut, pk=handed, version=version)
    return deed(
        request,
        lambda: handing_out.call_off(handed=row, by=by, at=timezone.now()),
        done=_("Nobody waits for this file any more."),
        then=files_url(version),
    )


def files_url(version: Version) -> str:
    """Return where the files of a translation are."""
    return reverse("admin:pair_files", args=[version.pk])
