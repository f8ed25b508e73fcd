"""Corrections: one person words them in every public language, a second publishes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.actions.correcting import objections_to_publishing
from articles.actions.hiding import objections_to_judging, open_hiding
from articles.languages import name_of
from articles.models import (
    Article,
    Correction,
    CorrectionKind,
    ReplyRequest,
    Status,
)
from newsroom import desk
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen

PREFIX = "wording_"


class CorrectionForm(forms.ModelForm[Correction]):
    """Asks for the note in each language; `worded_in` adds the fields."""

    class Meta:
        model = Correction
        fields = ("article", "kind")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for wording in self.instance.wordings.all():
                self.initial[f"{PREFIX}{wording.language}"] = wording.text

    def wordings(self) -> dict[str, str]:
        """Return what was typed, per language; empty texts included."""
        return {
            name.removeprefix(PREFIX): text
            for name, text in self.cleaned_data.items()
            if name.startswith(PREFIX)
        }


def worded_in(languages: Iterable[str]) -> type[CorrectionForm]:
    """Make a form that asks for the note in some languages.

    Args:
        languages: BCP 47 tags.
    """
    return type("WordedForm", (CorrectionForm,), wording_fields(languages))


def wording_fields(languages: Iterable[str]) -> dict[str, forms.Field]:
    """Make a field for the note in each of some languages, by its name.

    Args:
        languages: BCP 47 tags.
    """
    speaking = get_language() or settings.LANGUAGE_CODE
    return {
        f"{PREFIX}{tag}": forms.CharField(
            label=_("Wording: %(language)s")
            % {"language": name_of(tag, in_language=speaking)},
            widget=forms.Textarea(attrs={"rows": 4, "lang": tag}),
            required=False,
        )
        for tag in languages
    }


def languages_of(correction: Correction | None) -> tuple[str, ...]:
    """Return the languages to word a note in, those of the interface first."""
    if correction is None:
        return tuple(code for code, _name in settings.LANGUAGES)
    worded = correction.wordings.values_list("language", flat=True)
    return tuple(dict.fromkeys((*languages_with_readers(correction.article), *worded)))


def languages_with_readers(article: Article) -> tuple[str, ...]:
    """Return the interface's languages and those in which a story is published."""
    published = article.versions.filter(status=Status.PUBLISHED)
    return tuple(
        dict.fromkeys(
            (
                *(code for code, _name in settings.LANGUAGES),
                *published.values_list("language", flat=True),
            )
        )
    )


class CorrectionAdmin(DeedAdmin[Correction]):
    """Notes are proposed, reworded and published; a published one stays as it is."""

    list_display = ("article", "kind", "proposed_at", "proposed_by", "published_at")
    list_filter = ("kind", ("published_at", admin.EmptyFieldListFilter))
    list_select_related = ("article", "proposed_by")
    autocomplete_fields = ("article",)
    change_form_template = "admin/articles/correction/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Correction]:
        """Show nobody a note on a restricted story that they are not named for."""
        return Correction.objects.filter(
            article__in=Article.objects.visible_to(acting(request))
        ).prefetch_related("wordings")

    def get_form(
        self,
        request: HttpRequest,
        obj: Correction | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Ask for a wording in every language that readers have the story in."""
        kwargs["form"] = worded_in(languages_of(obj))
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Correction | None = None) -> Any:
        """Ask for the wordings; show those of a published correction."""
        asked = tuple(f"{PREFIX}{tag}" for tag in languages_of(obj))
        if obj is None:
            return ("article", "kind", *asked)
        proposed = ("proposed_by", "proposed_at")
        if obj.published_at is None:
            return ("article", "kind", *asked, *proposed)
        published = ("published_by", "published_at")
        return ("article", "kind", "wordings_shown", *proposed, *published)

    def get_readonly_fields(
        self, request: HttpRequest, obj: Correction | None = None
    ) -> Any:
        """Let a note stay with its story."""
        made = ("proposed_by", "proposed_at", "published_by", "published_at")
        return (*made, "wordings_shown", *(("article",) if obj else ()))

    def has_change_permission(
        self, request: HttpRequest, obj: Correction | None = None
    ) -> bool:
        """Refuse for a published one: readers have seen it."""
        if obj is not None and obj.published_at is not None:
            return False
        return super().has_change_permission(request, obj)

    @admin.display(description=gettext_lazy("wordings"))
    def wordings_shown(self, correction: Correction) -> str:
        """Return every wording, a language a line."""
        return "\n".join(f"{w.language}: {w.text}" for w in correction.wordings.all())

    def act(
        self, request: HttpRequest, obj: Correction, form: Any, *, is_new: bool
    ) -> None:
        """Propose a note, or reword a proposed one."""
        worded: dict[str, Any] = {
            "kind": CorrectionKind(obj.kind),
            "wordings": form.wordings(),
            "by": acting(request),
            "at": timezone.now(),
        }
        if is_new:
            obj.pk = desk.propose_correction(article=obj.article, **worded).pk
        else:
            desk.reword_correction(correction=obj, **worded)

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Offer to publish a proposed note, or say who must."""
        stored = context["original"]
        if stored is not None and stored.published_at is None:
            by, article = acting(request), stored.article
            against = list(objections_to_publishing(stored, by))
            retracts = article.is_hidden and stored.kind == CorrectionKind.RETRACTION
            if retracts:
                against += objections_to_judging(open_hiding(article), by)
            elif article.is_hidden:
                against.append(_("The story is hidden."))
            context |= {"is_proposed": True, "against": against, "retracts": retracts}
            context["reply"] = ReplyRequest.objects.filter(correction=stored).first()
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses behind the buttons."""
        verbs = (
            ("publish", self.publish_view),
            ("retract", self.retract_view),
            ("drop", self.drop_view),
        )
        return [
            *(
                path(
                    f"<int:pk>/{name}/",
                    self.admin_site.admin_view(require_POST(view)),
                    name=f"articles_correction_{name}",
                )
                for name, view in verbs
            ),
            *super().get_urls(),
        ]

    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish a proposed note, or list every reason against it."""
        correction = one_seen(self, request, pk)
        return deed(
            request,
            lambda: desk.correct_story(
                correction=correction, by=acting(request), at=timezone.now()
            ),
            done=_("Published in every language at once."),
            then=reverse("admin:articles_correction_change", args=[pk]),
        )

    def retract_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a hidden story again with its retraction, or list every reason."""
        correction = one_seen(self, request, pk)
        return deed(
            request,
            lambda: desk.retract_story(
                correction=correction, by=acting(request), at=timezone.now()
            ),
            done=_("The story is shown again, with its retraction."),
            then=reverse("admin:articles_correction_change", args=[pk]),
        )

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop a proposed note."""
        correction = one_seen(self, request, pk)
        return deed(
            request,
            lambda: desk.drop_correction(correction=correction, by=acting(request)),
            done=_("The proposal is dropped."),
            then=reverse("admin:articles_correction_changelist"),
        )
