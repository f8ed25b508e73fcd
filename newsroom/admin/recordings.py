"""The recording of a version: heard, stored, replaced, removed on a page of its own."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotAllowed,
)
from django.http.response import HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions import voicing
from articles.actions.holding import is_held
from articles.gates import voice_objections
from articles.models import Recording, Version
from articles.permissions import may_on
from articles.workflow import DESCRIBING
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from people.models import Account
from website.files import send
from website.pages.sounds import length_in_words, sent_file, size_in_words


class RecordingForm(forms.Form):
    """Asks for the file of a recording."""

    file = forms.FileField(
        label=gettext_lazy("Sound file"),
        help_text=gettext_lazy(
            "MP3, WAV, AIFF, FLAC, Ogg Vorbis or Opus; at most 30 minutes and 200 MB. "
            "Only the sound is kept: nothing that the device wrote into the file, "
            "neither place nor owner nor picture. A long one takes half a minute."
        ),
        widget=forms.FileInput(attrs={"accept": "audio/*,.mp3,.wav,.flac,.ogg,.opus"}),
    )


def recording_urls(shown: admin.ModelAdmin[Version]) -> list[URLPattern]:
    """Return the pages of recordings, for the admin of versions."""
    wrapped = shown.admin_site.admin_view
    return [
        path(
            f"<int:pk>/{where}",
            wrapped(partial(view, shown)),
            name=f"articles_version_{name}",
        )
        for where, view, name in (
            ("recording/", _show, "recording"),
            ("recording/remove/", _remove, "recording_remove"),
            ("recording/<str:name>", _hear, "recording_file"),
        )
    ]


def _show(
    shown: admin.ModelAdmin[Version], request: HttpRequest, pk: int
) -> HttpResponse:
    """Show the recording of a version, and store the one that was sent."""
    version, by = one_seen(shown, request, pk), acting(request)
    is_sent = request.method == "POST"
    form = RecordingForm(request.POST, request.FILES) if is_sent else RecordingForm()
    if is_sent and form.is_valid():
        try:
            voicing.store_recording(
                version=version,
                file=form.cleaned_data["file"].file,
                by=by,
                at=timezone.now(),
            )
        except REFUSALS as refusal:
            form.add_error("file", reasons(refusal))
        else:
            messages.success(request, _("The recording is stored."))
            return HttpResponseRedirect(_page(version))
    recording = Recording.objects.filter(version=version).first()
    language = translation.get_language()
    context = {
        **shown.admin_site.each_context(request),
        "title": _("Recording"),
        "opts": shown.opts,
        "version": version,
        "recording": recording,
        "facts": recording and _facts(recording, language),
        "form": form,
        "may_change": _may_change(version, by),
        "is_held": recording is not None and is_held(version.article),
        "missing": [each.message for each in voice_objections(version)],
        "back": reverse("admin:articles_version_change", args=[version.pk]),
    }
    return render(request, "admin/articles/version/recording.html", context)


def _remove(
    shown: admin.ModelAdmin[Version], request: HttpRequest, pk: int
) -> HttpResponse:
    """Ask once, then take the recording away."""
    version, by = one_seen(shown, request, pk), acting(request)
    if not Recording.objects.filter(version=version).exists():
        raise Http404
    if request.method == "POST":
        return deed(
            request,
            lambda: voicing.remove_recording(version=version, by=by),
            done=_("The recording is removed."),
            then=_page(version),
        )
    context = {
        **shown.admin_site.each_context(request),
        "title": _("Remove the recording"),
        "opts": shown.opts,
        "version": version,
        "back": _page(version),
    }
    return render(request, "admin/articles/version/recording_remove.html", context)


def _hear(
    shown: admin.ModelAdmin[Version], request: HttpRequest, pk: int, name: str
) -> HttpResponseBase:
    """Send a file of the recording to whoever may see the version."""
    if request.method not in ("GET", "HEAD"):
        return HttpResponseNotAllowed(["GET", "HEAD"])
    version = one_seen(shown, request, pk)
    recording = (
        Recording.objects.filter(version=version)
        .select_related("version__article__outlet", "version__article__section")
        .first()
    )
    sent = None if recording is None else sent_file(recording, name)
    if sent is None or not sent.path.is_file():
        raise Http404
    return send(request, sent)


def _facts(recording: Recording, language: str) -> dict[str, str]:
    return {
        "length": length_in_words(recording.seconds, language),
        "copy": size_in_words(recording.size, language),
        "master": size_in_words(recording.master_size, language),
    }


def _may_change(version: Version, by: Account) -> bool:
    act = DESCRIBING[version.status]
    return act is not None and may_on(by, act, version)


def _page(version: Version) -> str:
    return reverse("admin:articles_version_recording", args=[version.pk])
