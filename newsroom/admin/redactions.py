"""Removals of names: one person looks and asks, another carries it out."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.actions import redacting
from articles.actions.redacting import RedactionRefused, Removal
from articles.models import Article, LegalHold, Recording, Redaction
from newsroom.admin.deeds import acting, deed, one_seen, reasons
from newsroom.admin.ledger import title_of as title_of_story
from newsroom.admin.my_credits import copies_told
from newsroom.admin.reading import ReadingAdmin
from newsroom.forgetting import verbs, walk
from newsroom.forgetting.files import named_copies
from newsroom.forgetting.policy import REASONS
from newsroom.forgetting.tables import title_of
from people.models import Account

MOST_STORIES = 50


class RedactionForm(forms.Form):
    """Asks which name goes, and what stands there instead."""

    spellings = forms.CharField(
        label=gettext_lazy("Spellings of the name"),
        widget=forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "One on each line: in Khmer, in Latin letters, each way it was written. "
            "Spaces, hyphens, zero-width spaces and capital letters make no difference."
        ),
    )
    words_km = forms.CharField(
        label=gettext_lazy("Words instead, in Khmer"),
        max_length=80,
        initial="អ្នកភូមិម្នាក់",
        widget=forms.TextInput(attrs={"lang": "km"}),
    )
    words_en = forms.CharField(
        label=gettext_lazy("Words instead, in English and every other language"),
        max_length=80,
        initial="a resident",
        widget=forms.TextInput(attrs={"lang": "en"}),
    )
    includes_contributors = forms.BooleanField(
        label=gettext_lazy("Also from the contributors, whom stories are credited to"),
        required=False,
        help_text=gettext_lazy(
            "Their name, biography and address go, and their consent is withdrawn."
        ),
    )

    def removal(self) -> Removal:
        """Return what was filled in."""
        said = self.cleaned_data
        return Removal(
            said["spellings"].splitlines(),
            {"km": said["words_km"], "en": said["words_en"]},
            said["includes_contributors"],
        )


@dataclass(frozen=True)
class Look:
    """Where a name stands, as somebody may know of it.

    Attributes:
        places: For people, with how often.
        kept: What cannot be changed: where, how often, why.
        stories: Titles and keys of the stories it is in.
        held: How many of them are under a legal hold.
        copies: How many copies would be given out no more.
        recordings: How many recordings would be taken away.
    """

    places: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int, str], ...]
    stories: tuple[tuple[str, Any], ...]
    held: int
    copies: int
    recordings: int


def look_for(removal: Removal, by: Account) -> Look:
    """Look where a name stands; nothing is changed."""
    instead = verbs.instead_of(redacting.checked_removal(removal))
    seen = walk.survey(instead, account=by)
    known = Article.objects.visible_to(by).filter(pk__in=seen.articles)
    named = [artifact.version_id for artifact in named_copies(instead.names)]
    return Look(
        places=tuple((title_of(place), n) for place, n in seen.places.most_common()),
        kept=tuple(
            (title_of(place), n, str(REASONS[place.rpartition(".")[0]]))
            for place, n in _with_reason(seen.kept)
        ),
        stories=tuple(
            (title_of_story(story), story.pk)
            for story in known.prefetch_related("versions")[:MOST_STORIES]
        ),
        held=LegalHold.objects.filter(article__in=known, lifted_at=None).count(),
        copies=sum(
            copies
            for pk, copies in Counter(named).items()
            if known.filter(versions=pk).exists()
        ),
        recordings=Recording.objects.filter(version__article__in=known).count(),
    )


def _with_reason(kept: Counter[str]) -> list[tuple[str, int]]:
    return [
        (place, times)
        for place, times in kept.most_common()
        if place.rpartition(".")[0] in REASONS
    ]


class RedactionAdmin(ReadingAdmin[Redaction]):
    """Requests are made and carried out with buttons; nothing about one is edited."""

    list_display = (
        "__str__",
        "state_shown",
        "requested_by",
        "requested_at",
        "carried_out_by",
        "carried_out_at",
    )
    list_select_related = ("requested_by", "carried_out_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask Django's rule: asking for a removal is an action here."""
        return super(ReadingAdmin, self).has_add_permission(request)

    @admin.display(description=gettext_lazy("state"))
    def state_shown(self, redaction: Redaction) -> str:
        """Say how far a request is."""
        if redaction.carried_out_at is not None:
            return _("carried out")
        return _("dropped") if redaction.dropped_at is not None else _("waiting")

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses behind the buttons."""
        view, name = self.admin_site.admin_view, "articles_redaction"
        return [
            path(
                "<int:pk>/carry-out/",
                view(require_POST(self.carry_out_view)),
                name=f"{name}_carry_out",
            ),
            path(
                "<int:pk>/drop/",
                view(require_POST(self.drop_view)),
                name=f"{name}_drop",
            ),
            *super().get_urls(),
        ]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask which name goes; look where it stands, or store the request."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form, by = RedactionForm(request.POST or None), acting(request)
        look = None
        if request.method == "POST" and form.is_valid():
            try:
                if "ask" in request.POST:
                    return self._asked(request, form.removal(), by)
                look = look_for(form.removal(), by)
            except RedactionRefused as refusal:
                form.add_error(None, reasons(refusal))
        page = {"title": _("Remove a name"), "form": form, "look": look}
        return self._page(request, "request", page)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a request: where the name stands now, or where it stood."""
        if not object_id.isdecimal():
            raise Http404
        redaction, by = one_seen(self, request, object_id), acting(request)
        waits = redaction.is_waiting
        page = {
            "title": f"{_('Remove a name')} {redaction}",
            "redaction": redaction,
            "state": self.state_shown(redaction),
            "look": look_for(redacting.removal_of(redaction), by) if waits else None,
            "against": list(redacting.objections_to_carrying_out(redaction, by)),
            "counts": [(title_of(at), times) for at, times in redaction.counts.items()],
        }
        return self._page(request, "change", page)

    def carry_out_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Remove the name for good, as a second person."""
        redaction, by = one_seen(self, request, pk), acting(request)

        def act() -> None:
            done = verbs.redact_name(redaction=redaction, by=by, at=timezone.now())
            for line in copies_told(done.copies, by):
                messages.warning(request, line)

        return deed(
            request,
            act,
            done=_("The name is removed from everything that is kept."),
            then=self._page_of(pk),
        )

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop a request and forget the spellings."""
        redaction = one_seen(self, request, pk)
        return deed(
            request,
            lambda: redacting.drop_redaction(
                redaction=redaction, by=acting(request), at=timezone.now()
            ),
            done=_("The request is dropped. Its spellings are forgotten."),
            then=self._page_of(pk),
        )

    def _asked(
        self, request: HttpRequest, removal: Removal, by: Account
    ) -> HttpResponseRedirect:
        asked = redacting.request_redaction(removal=removal, by=by, at=timezone.now())
        messages.success(request, _("Asked. Somebody else has to carry it out."))
        return HttpResponseRedirect(self._page_of(asked.pk))

    def _page(
        self, request: HttpRequest, name: str, page: dict[str, Any]
    ) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **page}
        return render(request, f"admin/articles/redaction/{name}.html", context)

    def _page_of(self, pk: int) -> str:
        return reverse("admin:articles_redaction_change", args=[pk])
