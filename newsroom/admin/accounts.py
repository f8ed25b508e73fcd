"""Staff accounts and their roles."""

from typing import Any

from django.conf import settings
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from newsroom.admin.deeds import DeedAdmin, acting, deed
from people.actions import accounts, enrolling, granting, renewing
from people.models import Account, RoleGrant


class AccountCreationForm(AdminUserCreationForm[Account]):
    """Asks for a user name and a password."""

    class Meta:
        model = Account
        fields = ("username",)


class AccountChangeForm(UserChangeForm[Account]):
    """Shows an account; the password has a page of its own."""

    password = None  # type: ignore[assignment] # how Django leaves a field out

    class Meta:
        model = Account
        fields = (
            "username",
            "email",
            "interface_language",
            "time_zone",
            "is_active",
            "is_staff",
            "is_superuser",
        )


class AccountAdmin(DeedAdmin[Account], UserAdmin[Account]):
    """Accounts are opened and deactivated here, never deleted."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    fieldsets = (
        (None, {"fields": ("username",)}),
        (_("Person"), {"fields": ("email",)}),
        (_("Desk"), {"fields": ("interface_language", "time_zone")}),
        (_("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
    )
    list_display = (
        "username",
        "interface_language",
        "is_active",
        "is_superuser",
        "last_login",
    )
    list_filter = ("is_active", "is_superuser")
    search_fields = ("username",)
    ordering = ("username",)
    filter_horizontal = ()
    change_form_template = "admin/people/account/change_form.html"

    def has_change_permission(
        self, request: HttpRequest, obj: Account | None = None
    ) -> bool:
        """Keep an administrator away from the account of who runs the server."""
        if obj is not None and obj.is_superuser and not acting(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """Add the pages for who lost a password or a telephone.

        The first stands in the place of Django's own, where an administrator types a
        password that then both know.
        """
        password, factor = map(
            self.admin_site.admin_view, (self.reset_password, self.reset_factor)
        )
        kept = [
            url for url in super().get_urls() if url.name != "auth_user_password_change"
        ]
        return [
            path("<int:account>/password/", password, name="people_account_password"),
            path("<int:account>/second-factor/", factor, name="people_account_factor"),
            *kept,
        ]

    def reset_password(self, request: HttpRequest, account: int) -> HttpResponse:
        """Ask once, then show a temporary password this once."""
        whose = self._to_reset(request, account)
        page: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "title": gettext("Temporary password for %(account)s") % {"account": whose},
            "account": whose,
            "hours": settings.TEMPORARY_PASSWORD_HOURS,
            "is_own": whose == acting(request),
        }
        if request.method == "POST" and not page["is_own"]:
            page["password"] = renewing.give_temporary_password(
                account=whose, by=acting(request), at=timezone.now()
            )
        return render(request, "admin/temporary_password.html", page)

    def reset_factor(self, request: HttpRequest, account: int) -> HttpResponse:
        """Ask once, then take somebody's second factor away."""
        whose = self._to_reset(request, account)
        if request.method == "POST":
            by = acting(request)
            return deed(
                request,
                lambda: enrolling.reset_factor(account=whose, by=by, at=timezone.now()),
                done=gettext(
                    "The second factor is gone; a new one is set up at sign-in."
                ),
                then=reverse("admin:people_account_change", args=[account]),
            )
        page = {
            **self.admin_site.each_context(request),
            "title": gettext("Reset the second factor of %(account)s")
            % {"account": whose},
            "account": whose,
            "is_own": whose == acting(request),
        }
        return render(request, "admin/reset_factor.html", page)

    def _to_reset(self, request: HttpRequest, pk: int) -> Account:
        account = get_object_or_404(Account, pk=pk)
        if not self.has_change_permission(request, account):
            raise PermissionDenied
        return account

    def act(
        self, request: HttpRequest, obj: Account, form: Any, *, is_new: bool
    ) -> None:
        """Open or change an account."""
        if is_new:
            at = timezone.now()
            accounts.open_account(account=obj, by=acting(request), at=at)
        else:
            accounts.change_account(account=obj, by=acting(request))


class RoleGrantAdmin(DeedAdmin[RoleGrant]):
    """Roles are granted and taken back here, never edited."""

    fields = ("account", "group", "language")
    list_display = ("account", "group", "language", "granted_by", "granted_at")
    list_filter = ("group", "language")
    list_select_related = ("account", "group", "granted_by")
    autocomplete_fields = ("account",)

    def has_change_permission(
        self, request: HttpRequest, obj: RoleGrant | None = None
    ) -> bool:
        """Refuse: a different role is a different grant."""
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: RoleGrant | None = None
    ) -> bool:
        """Ask Django's rule: taking a role back is an action here."""
        return super(DeedAdmin, self).has_delete_permission(request, obj)

    def act(
        self, request: HttpRequest, obj: RoleGrant, form: Any, *, is_new: bool
    ) -> None:
        """Grant a role."""
        granted = granting.grant_role(
            account=obj.account,
            group=obj.group,
            language=obj.language,
            by=acting(request),
            at=timezone.now(),
        )
        obj.pk = granted.pk

    def delete_model(self, request: HttpRequest, obj: RoleGrant) -> None:
        """Take a role back."""
        granting.take_back_role(grant=obj, by=acting(request))
