"""What is asked for at the door, and before a lock is changed."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.forms import AdminAuthenticationForm, AdminPasswordChangeForm
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.actions.renewing import change_own_password
from people.models import Account


class CodeInput(forms.TextInput):
    """A field that comes back empty: no code is typed twice."""

    def format_value(self, value: Any) -> None:
        """Show nothing of what was typed."""


def code_field(*, label: Any, help_text: Any, required: bool) -> forms.CharField:
    """Make a field for a code, as telephones and password managers know it."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=40,
        widget=CodeInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )


class SignInForm(AdminAuthenticationForm):
    """Asks for name, password and code at once.

    One step on purpose: who has a stolen password does not learn whether it is right.
    """

    code = code_field(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy(
            "Six digits of your app, or a recovery code. "
            "Leave it empty the very first time."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not settings.SECOND_FACTOR:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """Ask all three together.

        Raises:
            ValidationError: Something does not fit; it is not said what.
        """
        typed = self.cleaned_data
        username, password = typed.get("username"), typed.get("password")
        if username is not None and password:
            self.user_cache = authenticate(
                self.request,
                username=username,
                password=password,
                token=typed.get("code", ""),
            )
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return typed

    def get_invalid_login_error(self) -> ValidationError:
        """Say the same whatever was wrong."""
        if getattr(self.request, "axes_locked_out", False):
            return ValidationError(
                _("Too many attempts. Wait %(minutes)d minutes, then try again.")
                % {"minutes": settings.LOCKOUT_MINUTES},
                code="locked",
            )
        if not settings.SECOND_FACTOR:
            return ValidationError(
                _("User name and password do not fit together."), code="invalid_login"
            )
        return ValidationError(
            _(
                "User name, password and code do not fit together. Each code opens "
                "only once: wait for the next one."
            ),
            code="invalid_login",
        )


class ProofForm(forms.Form):
    """Asks for password and code once more, before a lock is changed.

    Args:
        request: Of who is signed in.
    """

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    present = code_field(
        label=gettext_lazy("Code of the app so far, or a recovery code"),
        help_text="",
        required=True,
    )

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        if not settings.SECOND_FACTOR:
            del self.fields["present"]

    def proves(self) -> bool:
        """Say whether both fit; a failure counts like one at the door."""
        if not self.is_valid():
            return False
        account = self.request.user
        found = authenticate(
            self.request,
            username=account.get_username(),
            password=self.cleaned_data["password"],
            token=self.cleaned_data.get("present", ""),
        )
        return isinstance(found, Account) and found.pk == account.pk


class NewAppForm(forms.Form):
    """Asks for the first code of a new app."""

    code = code_field(
        label=gettext_lazy("Code that the app shows now"), help_text="", required=True
    )


class OwnPasswordForm(AdminPasswordChangeForm):
    """Changes one's own password by the action: other sessions end.

    `keep` is set by the page: the key of the session that stays.
    """

    keep: str | None = None

    def clean_new_password1(self) -> str:
        """Refuse the password that is to be replaced: somebody else knows it.

        Raises:
            ValidationError: It is the same.
        """
        chosen: str = self.cleaned_data.get("new_password1", "")
        if chosen and self.user.check_password(chosen):
            raise ValidationError(_("This is the password so far. Choose another one."))
        return chosen

    def save(self, commit: bool = True) -> Any:  # noqa: FBT001, FBT002 - Django's own
        """Call the action instead of writing."""
        del commit
        change_own_password(
            account=self.user,
            password=self.cleaned_data["new_password1"],
            keep=self.keep,
            at=timezone.now(),
        )
        return self.user
