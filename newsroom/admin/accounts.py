"""Staff accounts and their roles."""

from typing import Any

from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from newsroom.admin.deeds import DeedAdmin, acting
from people.actions import accounts, granting
from people.models import Account, RoleGrant


class AccountCreationForm(AdminUserCreationForm[Account]):
    """Asks for a user name and a password."""

    class Meta:
        model = Account
        fields = ("username",)


class AccountChangeForm(UserChangeForm[Account]):
    """Shows an account; the password has a page of its own."""

    class Meta:
        model = Account
        fields = "__all__"


class AccountAdmin(DeedAdmin[Account], UserAdmin[Account]):
    """Accounts are opened and deactivated here, never deleted."""

    form = AccountChangeForm
    add_form = AccountCreationForm
    fieldsets = (
        (None, {"fields": ("username", "password")}),
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

    def has_change_permission(
        self, request: HttpRequest, obj: Account | None = None
    ) -> bool:
        """Keep an administrator away from the account of who runs the server."""
        if obj is not None and obj.is_superuser and not acting(request).is_superuser:
            return False
        return super().has_change_permission(request, obj)

    def act(
        self, request: HttpRequest, obj: Account, form: Any, *, is_new: bool
    ) -> None:
        """Open or change an account."""
        if is_new:
            accounts.open_account(account=obj, by=acting(request))
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
