"""Background paragraphs: kept, checked, and where each stands."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions import backgrounding
from articles.actions.backgrounding import LONGEST_REVIEW, USUAL_REVIEW
from articles.backgrounds import counting_old, current_editions, uses_of
from articles.languages import language, name_of
from articles.models import Background
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from newsroom.admin.reading import ReadingAdmin
from people.models import Account

TEXT = "text_"


class BackgroundForm(forms.Form):
    """Asks what it is about, and for its words in each language of the desk."""

    subject = forms.CharField(
        label=gettext_lazy("Subject"),
        max_length=backgrounding.LONGEST_SUBJECT,
        help_text=gettext_lazy("For the desk; readers never see it."),
    )
    review_days = forms.IntegerField(
        label=gettext_lazy("Days until it is checked again"),
        initial=USUAL_REVIEW,
        min_value=1,
        max_value=LONGEST_REVIEW,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for tag, _name in settings.LANGUAGES:
            self.fields[f"{TEXT}{tag}"] = forms.CharField(
                label=language(tag).own_name,
                required=False,
                max_length=backgrounding.LONGEST_TEXT,
                widget=forms.Textarea(
                    attrs={"rows": 5, "class": "vLargeTextField", "lang": tag}
                ),
            )

    def told(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        said = self.cleaned_data
        return {
            "subject": said["subject"],
            "review_days": said["review_days"],
            "texts": {tag: said[f"{TEXT}{tag}"] for tag, _name in settings.LANGUAGES},
        }


class BackgroundAdmin(ReadingAdmin[Background]):
    """Kept and changed with actions; the list begins with what is due."""

    list_display = (
        "subject",
        "standing_shown",
        "checked_at",
        "checked_by",
        "due_at",
        "old_shown",
    )
    list_select_related = ("checked_by",)
    search_fields = ("subject", "editions__text")
    ordering = ("due_at", "subject")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Ask Django's rule: keeping one is an action here."""
        return super(ReadingAdmin, self).has_add_permission(request)

    @admin.display(description=gettext_lazy("state"))
    def standing_shown(self, background: Background) -> str:
        """Say whether somebody must look at it."""
        return standing_of(background)

    @admin.display(description=gettext_lazy("stories with an old wording"))
    def old_shown(self, background: Background) -> str:
        """Say how many stories carry an older wording than there is."""
        return str(vars(background)["old"] or "–")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Background]:
        """Count the stories with old wordings that the reader may know of."""
        return counting_old(super().get_queryset(request), acting(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses behind the buttons."""
        view = self.admin_site.admin_view
        return [
            path(
                f"<int:pk>/{verb}/",
                view(require_POST(act)),
                name=f"articles_background_{verb}",
            )
            for verb, act in (("check", self.check_view), ("retire", self.retire_view))
        ] + super().get_urls()

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask for a new one."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = BackgroundForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                kept = backgrounding.keep_background(
                    **form.told(), by=acting(request), at=timezone.now()
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                messages.success(request, _("It is kept, and counts as checked now."))
                return HttpResponseRedirect(page_of(kept.pk))
        return self._page(request, {"title": _("Background paragraph"), "form": form})

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show one with its wordings and uses; take new words in."""
        if not object_id.isdecimal():
            raise Http404
        background, by = one_seen(self, request, object_id), acting(request)
        now = {each.language: each for each in current_editions(background)}
        may_change = by.has_perm(backgrounding.CHANGE)
        initial = {
            "subject": background.subject,
            "review_days": background.review_days,
            **{f"{TEXT}{tag}": each.text for tag, each in now.items()},
        }
        form = BackgroundForm(request.POST or None, initial=initial)
        if request.method == "POST":
            if not may_change:
                raise PermissionDenied
            if form.is_valid() and self._changed(request, form, background, by):
                return HttpResponseRedirect(page_of(background.pk))
        used = uses_of(background, by)
        page = {
            "title": background.subject,
            "form": form,
            "background": background,
            "standing": standing_of(background),
            "may_change": may_change,
            "now": now.values(),
            "behind": _behind(now),
            "editions": background.editions.select_related("made_by").order_by(
                "-made_at", "-pk"
            ),
            "used": used,
            "old": sum(each.is_old for each in used),
        }
        return self._page(request, page)

    def check_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say that it is still right."""
        background = one_seen(self, request, pk)
        return deed(
            request,
            lambda: backgrounding.check_background(
                background=background, by=acting(request), at=timezone.now()
            ),
            done=_("Checked. It is due again later."),
            then=page_of(pk),
        )

    def retire_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Offer it no more, or again."""
        background = one_seen(self, request, pk)
        return deed(
            request,
            lambda: backgrounding.retire_background(
                background=background, by=acting(request), at=timezone.now()
            ),
            done=_("Stored. Stories keep what they say."),
            then=page_of(pk),
        )

    def _changed(
        self,
        request: HttpRequest,
        form: BackgroundForm,
        background: Background,
        by: Account,
    ) -> bool:
        try:
            made = backgrounding.change_background(
                background=background, **form.told(), by=by, at=timezone.now()
            )
        except REFUSALS as refusal:
            form.add_error(None, reasons(refusal))
            return False
        told = _("Stored.")
        if made:
            told = _(
                "Stored as a new wording. Stories that carry the old one are below."
            )
        messages.success(request, told)
        return True

    def _page(self, request: HttpRequest, page: dict[str, Any]) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **page}
        return render(request, "admin/articles/background/page.html", context)


def standing_of(background: Background) -> str:
    """Say in words whether somebody must look at a background paragraph."""
    if background.retired_at is not None:
        return _("offered no more")
    if background.due_at <= timezone.now():
        return _("to be checked")
    return _("checked")


def page_of(pk: int) -> str:
    """Return where a background paragraph is looked at."""
    return reverse("admin:articles_background_change", args=[pk])


def count_due(request: HttpRequest) -> int | None:
    """Count what is to be checked; None for who may change none."""
    if not acting(request).has_perm(backgrounding.CHANGE):
        return None
    return Background.objects.due(timezone.now()).count()


def _behind(now: Mapping[str, Any]) -> list[str]:
    """Name the languages whose wording is older than that of another one."""
    newest = max((each.made_at for each in now.values()), default=None)
    return [
        name_of(tag, in_language=get_language() or "en")
        for tag, each in now.items()
        if each.made_at != newest
    ]
