"""The account a member of staff signs in with."""

from functools import cache
from typing import Any, ClassVar
from zoneinfo import available_timezones

import pghistory
from django.conf import settings
from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.passwords import plain
from people.pseudonyms import faults

# Looks into hundreds of files each time it is asked.
known_time_zones = cache(available_timezones)


def validate_time_zone(name: str) -> None:
    """Refuse a name that is not in the IANA time zone database.

    Raises:
        ValidationError: The zone is unknown.
    """
    if name not in known_time_zones():
        raise ValidationError(_("Unknown time zone: %(name)s"), params={"name": name})


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; Django's own commands call it."""

    def create_user(
        self, username: str, password: str | None = None, **fields: Any
    ) -> "Account":
        """Make an account that can sign in."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.full_clean()
        account.save(using=self._db)
        return account

    def create_superuser(
        self, username: str, password: str | None = None, **fields: Any
    ) -> "Account":
        """Make the account of whoever runs the server."""
        return self.create_user(
            username, password, **{**fields, "is_staff": True, "is_superuser": True}
        )


# E-mail addresses stay out of the history on purpose: what is not copied need not be
# erased. Who somebody really is stands nowhere, or sealed (SealedIdentity).
@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["is_active", "is_staff", "is_superuser", "interface_language"],
    model_name="AccountEvent",
)
class Account(AbstractBaseUser):
    """A member of staff: a pseudonymous user name, never deleted, only deactivated."""

    username = models.CharField(
        _("user name"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        help_text=_("Choose a name that says nothing about the person."),
    )
    email = models.EmailField(_("e-mail"), blank=True)
    interface_language = models.CharField(
        _("interface language"),
        max_length=10,
        choices=settings.LANGUAGES,
        default="km",
    )
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        default="Asia/Phnom_Penh",
        validators=[validate_time_zone],
    )
    is_staff = models.BooleanField(_("may enter the desk"), default=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_superuser = models.BooleanField(_("runs the server"), default=False)
    joined_at = models.DateTimeField(_("joined"), auto_now_add=True)
    password_until = models.DateTimeField(
        _("temporary password"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Until when it opens the door; then its owner has to change it."),
    )

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("username",)
        permissions = (
            ("freeze_account", "Can freeze the account of a colleague"),
            ("unfreeze_account", "Can open a frozen account again"),
        )

    def __str__(self) -> str:
        return self.username

    def clean(self) -> None:
        """Refuse a user name that gives its bearer away.

        Raises:
            ValidationError: Lists every reason.
        """
        super().clean()
        found = list(faults(self.username, email=self.email))
        if found:
            raise ValidationError({"username": found})

    def set_password(self, raw_password: str | None) -> None:
        """Store a password, however its keyboard spells it."""
        super().set_password(None if raw_password is None else plain(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        """Say whether a password fits, however its keyboard spells it."""
        return super().check_password(plain(raw_password or ""))

    def get_short_name(self) -> str:
        """Return the name the desk shows: never the real one."""
        return self.username

    def has_perm(self, permission: str, obj: models.Model | None = None) -> bool:
        """Say whether a role of this account carries a permission, in any language."""
        if not self.is_active:
            return False
        return self.is_superuser or any(
            backend.has_perm(self, permission, obj)
            for backend in get_backends()
            if hasattr(backend, "has_perm")
        )

    def has_perms(
        self, permissions: list[str], obj: models.Model | None = None
    ) -> bool:
        """Say whether every one of some permissions is held."""
        return all(self.has_perm(permission, obj) for permission in permissions)

    def has_module_perms(self, app_label: str) -> bool:
        """Say whether any permission of a room is held."""
        if not self.is_active:
            return False
        return self.is_superuser or any(
            backend.has_module_perms(self, app_label)
            for backend in get_backends()
            if hasattr(backend, "has_module_perms")
        )
