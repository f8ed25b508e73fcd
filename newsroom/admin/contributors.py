"""Whom stories credit, and who agreed to be named."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from newsroom.admin.deeds import DeedAdmin, acting, one_seen
from newsroom.admin.labels import LabelAdmin
from newsroom.admin.my_credits import may_withdraw, withdraw_name
from people.actions import consenting
from people.models import Consent, ContributorKind


class ContributorAdmin(LabelAdmin):
    """Public names and biographies, side by side."""

    fields = (
        ("kind", "slug"),
        ("name_km", "name_en"),
        ("biography_km", "biography_en"),
        "account",
    )
    list_display = ("name_km", "name_en", "kind", "slug")
    list_filter = ("kind",)
    search_fields = ("name_km", "name_en", "slug")
    raw_id_fields = ("account",)
    change_form_template = "admin/people/contributor/change_form.html"

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer to take the name away to those who may."""
        person = context["original"]
        is_person = person is not None and person.kind == ContributorKind.PERSON
        if is_person and may_withdraw(acting(request), person):
            context["withdraw_url"] = reverse(
                "admin:people_contributor_withdraw", args=[person.pk]
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        """Add the page behind the button."""
        view = self.admin_site.admin_view(self.withdraw_view)
        name = "people_contributor_withdraw"
        return [path("<int:pk>/withdraw/", view, name=name), *super().get_urls()]

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask in which languages, then take the name away at once."""
        person = one_seen(self, request, pk)
        return withdraw_name(
            request,
            person,
            {**self.admin_site.each_context(request), "opts": self.opts},
            then=reverse("admin:people_contributor_change", args=[person.pk]),
        )


class ConsentAdmin(DeedAdmin[Consent]):
    """Consents are recorded here; a withdrawal is the date in an open one."""

    list_display = (
        "contributor",
        "language",
        "given_at",
        "withdrawn_at",
        "recorded_by",
    )
    list_filter = ("language",)
    autocomplete_fields = ("contributor",)
    list_select_related = ("contributor", "recorded_by")

    def get_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        """Ask who and in which language; show the rest of a recorded one."""
        if obj is None:
            return ("contributor", "language")
        return ("contributor", "language", "given_at", "withdrawn_at", "recorded_by")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Consent | None = None
    ) -> Any:
        """Leave nothing to edit in a recorded consent but its end."""
        if obj is None:
            return ()
        fixed = ("contributor", "language", "given_at", "recorded_by")
        return fixed if obj.withdrawn_at is None else (*fixed, "withdrawn_at")

    def act(
        self, request: HttpRequest, obj: Consent, form: Any, *, is_new: bool
    ) -> None:
        """Record a consent, or end an open one."""
        by, at = acting(request), timezone.now()
        if is_new:
            recorded = consenting.record_consent(
                contributor=obj.contributor, language=obj.language, by=by, at=at
            )
            obj.pk = recorded.pk
        elif "withdrawn_at" in form.changed_data and obj.withdrawn_at is not None:
            consenting.withdraw_consent(
                contributor=obj.contributor, language=obj.language, by=by, at=at
            )
