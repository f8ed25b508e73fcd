"""Lets Django's own permission questions be answered from role grants, and signs in.

Who may not come in learns nothing but that: an unknown name, a wrong password, a wrong
code and a frozen account cost the same work and get the same answer.
"""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from people.actions.proving import look_at, use_up
from people.models import Account

NOBODY = 0
"""Key of no account: where there is none, the same is asked of it."""


class RoleBackend(ModelBackend):
    """Permissions come from the roles that an account was granted, and nowhere else."""

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        token: str | None = None,
        **_more: Any,
    ) -> Account | None:
        """Return the account where password and second factor fit together.

        Args:
            request: Learns in `knew_password` whether only the code was wrong.
            username: As typed.
            password: As typed.
            token: A code of the app or a recovery code, as typed. An account that has
                no second factor yet needs none; the gate leads it to set one up.
        """
        if username is None or password is None:
            return None
        at = timezone.now()
        account = Account.objects.filter(username=username).first()
        # First, and for everybody: what comes after the password must not tell.
        proof = look_at(
            account_id=account.pk if account else NOBODY, typed=token or "", at=at
        )
        if account is None:
            Account().set_password(password)
            return None
        is_right = account.check_password(password) and self._may_enter(account, at)
        if not settings.SECOND_FACTOR:
            return account if is_right else None
        if not proof.is_accepted and request is not None:
            request.knew_password = is_right  # type: ignore[attr-defined]
        if not (is_right and proof.is_accepted and use_up(proof=proof, at=at)):
            return None
        if proof.authenticator is not None:
            # django-otp puts it into the session.
            vars(account)["otp_device"] = proof.authenticator
        return account

    def _may_enter(self, account: Account, at: datetime) -> bool:
        until = account.password_until
        may = account.is_staff and self.user_can_authenticate(account)
        return may and (until is None or at < until)

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return Permission.objects.filter(
            group__role_grants__account=user_obj
        ).distinct()

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        del user_obj  # Nobody has permissions outside a role.
        return Permission.objects.none()
