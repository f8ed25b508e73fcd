"""Partners, and the permissions they hold."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from articles.addresses import absolute
from articles.models import Article, Version
from exports.models import Delivery
from newsroom import partner_desk
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from newsroom.admin.grant_form import GrantForm, RenewalForm
from newsroom.admin.grant_papers import PapersAdmin, page_of, papers_of
from newsroom.admin.labels import LabelAdmin
from people.models import Account
from people.permissions import may
from rights.actions import granting
from rights.countdown import Countdown, Standing, countdown
from rights.lookup import spoken
from rights.models import Grant
from rights.sentences import SENTENCE_LANGUAGES, sentence

COPIES_SHOWN = 100
_STANDINGS = {
    Standing.RUNS: gettext_lazy("in force"),
    Standing.ENDED: gettext_lazy("ended"),
    Standing.REVOKED: gettext_lazy("revoked"),
    Standing.REVIEW_DUE: gettext_lazy("to be looked at again now"),
}


class LicenseeAdmin(LabelAdmin):
    """Who may be given copies."""

    fields = ("slug", ("name_km", "name_en"), "contact")
    list_display = ("name_km", "name_en", "slug", "outlet")
    search_fields = ("name_km", "name_en", "slug")


class GrantAdmin(PapersAdmin):
    """Permissions are given here by a second person, renewed, and taken back."""

    list_display = ("said", "time_left", "starts_at", "ends_at", "is_denial")
    list_display_links = ("said",)
    list_filter = ("licensee", "outlet", "is_denial", "is_exclusive")
    list_select_related = ("licensee", "outlet", "section", "article")
    autocomplete_fields = ("licensee", "article")
    change_form_template = "admin/rights/grant/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Grant]:
        """Leave out permissions for single stories that the person may not know of."""
        known = Article.objects.visible_to(acting(request))
        rows = super().get_queryset(request)
        return rows.filter(Q(article=None) | Q(article__in=known)).prefetch_related(
            "article__versions"
        )

    def has_change_permission(
        self, request: HttpRequest, obj: Grant | None = None
    ) -> bool:
        """Refuse: a permission stays as it was given; it is renewed or taken back."""
        return False

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
        """Ask for everything; of a given one the sentences say uses and places."""
        scope = (("licensee", "outlet"), ("section", "article"))
        kinds = (("is_denial", "is_exclusive"), ("pieces_stay", "may_mirror"))
        period = (("starts_at", "ends_at"), "review_date")
        if obj is None:
            words = ("uses", "may_change", "where", ("in_languages", "in_territories"))
            return (*scope, *words, *period, *kinds, "asked_by")
        decided = ("asked_by", "granted_by", "granted_at", "revoked_at", "renews")
        proof = ("signed_sha256", "policy_address")
        return (
            "sentences",
            "time_left",
            *scope,
            *period,
            *kinds,
            *decided,
            *proof,
        )

    def get_readonly_fields(
        self, request: HttpRequest, obj: Grant | None = None
    ) -> Any:
        """Leave nothing to edit in a given permission."""
        if obj is None:
            return ()
        own = ("sentences", "time_left", "policy_address")
        return (*(field.name for field in Grant._meta.fields), *own)

    @admin.display(description=gettext_lazy("permission"), ordering="licensee")
    def said(self, grant: Grant) -> str:
        """Say a permission in the language of whoever looks."""
        speaking = get_language() or SENTENCE_LANGUAGES[0]
        return _said(grant, speaking)

    @admin.display(description=gettext_lazy("in one sentence"))
    def sentences(self, grant: Grant) -> SafeString:
        """Say a permission in every language that it is written in."""
        return format_html_join(
            "",
            '<p lang="{}">{}</p>',
            ((language, _said(grant, language)) for language in SENTENCE_LANGUAGES),
        )

    @admin.display(description=gettext_lazy("time left"), ordering="ends_at")
    def time_left(self, grant: Grant) -> str:
        """Count the days of a permission."""
        return in_words(
            countdown(
                starts_at=grant.starts_at,
                ends_at=grant.ends_at,
                revoked_at=grant.revoked_at,
                review_date=grant.review_date,
                at=timezone.now(),
                zone=timezone.get_default_timezone(),
            )
        )

    @admin.display(description=gettext_lazy("for machines"))
    def policy_address(self, grant: Grant) -> SafeString:
        """Return where the partner's programs read the terms."""
        url = absolute(reverse("policy", kwargs={"policy_id": grant.policy_id}))
        return format_html('<a href="{0}">{0}</a>', url)

    def act(self, request: HttpRequest, obj: Grant, form: Any, *, is_new: bool) -> None:
        """Give a permission."""
        given = granting.give_grant(
            licensee=obj.licensee,
            scope=granting.Scope(obj.outlet, obj.section, obj.article),
            terms=form.terms(),
            asked_by=obj.asked_by,
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk = given.pk

    def get_urls(self) -> list[URLPattern]:
        """Add the pages behind the buttons."""
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/renew/", view(self.renew_view), name="rights_grant_renew"),
            path(
                "<int:pk>/revoke/", view(self.revoke_view), name="rights_grant_revoke"
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Offer the buttons, and show what went out under the permission."""
        grant: Grant | None = context["original"]
        if grant is not None:
            by = acting(request)
            context["deliveries"] = _sent_under(grant, by)
            context["papers"] = papers_of(grant, request)
            if grant.revoked_at is None and may(by, granting.REVOKE_GRANT):
                context["revoke_url"] = reverse(
                    "admin:rights_grant_revoke", args=[grant.pk]
                )
                if grant.ends_at is not None:
                    context["renew_url"] = reverse(
                        "admin:rights_grant_renew", args=[grant.pk]
                    )
        return super().render_change_form(request, context, *args, **kwargs)

    def renew_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask until when a permission is given again, and give it."""
        grant = one_seen(self, request, pk)
        form = RenewalForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                new = granting.renew_grant(
                    grant=grant,
                    **form.cleaned_data,
                    by=acting(request),
                    at=timezone.now(),
                )
            except REFUSALS as refusal:
                form.add_error(None, reasons(refusal))
            else:
                self.message_user(request, _("The permission is renewed."))
                return HttpResponseRedirect(page_of(new.pk))
        return self._asked(request, "renew", grant, form=form, title=_("Renew"))

    def revoke_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask once more, and take a permission back."""
        grant = one_seen(self, request, pk)
        if request.method != "POST":
            return self._asked(
                request, "revoke", grant, title=_("Take the permission back")
            )
        return deed(
            request,
            lambda: partner_desk.revoke_grant(
                grant=grant, by=acting(request), at=timezone.now()
            ),
            done=_(
                "The permission is taken back. No copy leaves under it any more. Where "
                "some went out, a notice to the partner waits for your review."
            ),
            then=page_of(grant.pk),
        )

    def _asked(
        self, request: HttpRequest, page: str, grant: Grant, **more: Any
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "grant": grant,
            "sentences": [(tag, _said(grant, tag)) for tag in SENTENCE_LANGUAGES],
            "deliveries": _sent_under(grant, acting(request)),
            "media": self.media,
            "back": page_of(grant.pk),
            **more,
        }
        return render(request, f"admin/rights/grant/{page}.html", context)


def in_words(left: Countdown) -> str:
    """Say where a permission stands, in the interface language."""
    days = {"days": left.days}
    if left.standing == Standing.NOT_YET and left.days is not None:
        text = ngettext("begins in %(days)s day", "begins in %(days)s days", left.days)
        return text % days
    if left.days is None or left.standing == Standing.REVIEW_DUE:
        return str(_STANDINGS[left.standing])
    return ngettext("%(days)s day left", "%(days)s days left", left.days) % days


def _said(grant: Grant, language: str) -> str:
    return sentence(spoken(grant), language, zone=timezone.get_default_timezone())


def _sent_under(grant: Grant, by: Account) -> Iterable[Delivery]:
    """Return the newest copies sent under a permission that somebody may know of."""
    known = Version.objects.visible_to(by)
    return (
        Delivery.objects.filter(
            Q(grant=grant) | Q(source_grant=grant), artifact__version__in=known
        )
        .select_related("artifact__version")
        .order_by("-delivered_at")[:COPIES_SHOWN]
    )
