"""Partners, and the permissions they hold."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from newsroom.admin.deeds import DeedAdmin, acting
from newsroom.admin.labels import LabelAdmin
from rights.actions import granting
from rights.models import Grant
from rights.terms import EVERY, Act, Medium


def labelled(words: type[Act] | type[Medium]) -> list[tuple[str, str]]:
    """List words of the terms as choices of a form, in the interface language."""
    language = get_language() or "en"
    return [
        (word.value, word.labels.get(language, word.labels["en"])) for word in words
    ]


class LicenseeAdmin(LabelAdmin):
    """Who may be given copies."""

    fields = ("slug", ("name_km", "name_en"), "contact")
    list_display = ("name_km", "name_en", "slug", "outlet")
    search_fields = ("name_km", "name_en", "slug")


class GrantForm(forms.ModelForm[Grant]):
    """Asks for the terms of a permission."""

    uses = forms.MultipleChoiceField(
        label=capfirst(_("uses")),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
    )
    where = forms.MultipleChoiceField(
        label=capfirst(_("media")),
        choices=lambda: labelled(Medium),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("None chosen: every medium."),
    )
    in_languages = forms.CharField(
        label=capfirst(_("languages")),
        initial=EVERY,
        help_text=_("BCP 47 tags separated by commas; * for every language."),
    )
    in_territories = forms.CharField(
        label=capfirst(_("territories")),
        initial=EVERY,
        help_text=_("Two-letter country codes separated by commas; * for all."),
    )

    class Meta:
        model = Grant
        fields = ("licensee", "outlet", "section", "article", "is_denial")

    def words(self, field: str) -> frozenset[str]:
        """Return the parts of a comma-separated field."""
        parts = self.cleaned_data[field].split(",")
        return frozenset(part.strip() for part in parts if part.strip())


class GrantAdmin(DeedAdmin[Grant]):
    """Permissions are given here by a second person, and ended with a date."""

    list_display = (
        "licensee",
        "outlet",
        "section",
        "article",
        "acts",
        "starts_at",
        "ends_at",
        "revoked_at",
        "is_denial",
    )
    list_filter = ("licensee", "outlet", "is_denial")
    list_select_related = ("licensee", "outlet", "section", "article")
    autocomplete_fields = ("licensee", "article")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Grant]:
        """Leave out permissions for single stories that the person may not know of."""
        known = Article.objects.visible_to(acting(request))
        rows = super().get_queryset(request)
        return rows.filter(Q(article=None) | Q(article__in=known))

    def get_form(
        self,
        request: HttpRequest,
        obj: Grant | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Ask for the terms of a new permission only."""
        if obj is None:
            kwargs["form"] = GrantForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Grant | None = None) -> Any:
        """Ask for everything; of a given one show it, and let its end be set."""
        scope = (("licensee", "outlet"), ("section", "article"))
        rest = ("is_denial", ("starts_at", "ends_at"), "asked_by")
        if obj is None:
            return (*scope, "uses", "where", ("in_languages", "in_territories"), *rest)
        terms = ("acts", "media", ("languages", "territories"))
        return (*scope, *terms, *rest, "granted_by", "granted_at", "revoked_at")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Grant | None = None
    ) -> Any:
        """Leave nothing to edit in a given permission but its end."""
        if obj is None:
            return ()
        fields = [field.name for field in Grant._meta.fields]
        open_end = {"revoked_at"} if obj.revoked_at is None else set()
        return tuple(name for name in fields if name not in open_end)

    def act(self, request: HttpRequest, obj: Grant, form: Any, *, is_new: bool) -> None:
        """Give a permission, or take one back."""
        by, at = acting(request), timezone.now()
        if not is_new:
            if obj.revoked_at is not None:
                granting.revoke_grant(grant=obj, by=by, at=at)
            return
        chosen = form.cleaned_data
        given = granting.give_grant(
            licensee=obj.licensee,
            scope=granting.Scope(obj.outlet, obj.section, obj.article),
            terms=granting.Terms(
                acts=frozenset(act for act in Act if act.value in chosen["uses"]),
                languages=form.words("in_languages"),
                media=frozenset(chosen["where"] or [EVERY]),
                territories=form.words("in_territories"),
                starts_at=obj.starts_at,
                ends_at=obj.ends_at,
                is_denial=obj.is_denial,
            ),
            asked_by=obj.asked_by,
            by=by,
            at=at,
        )
        obj.pk = given.pk
