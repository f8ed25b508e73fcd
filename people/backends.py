"""Lets Django's own permission questions be answered from role grants."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet


class RoleBackend(ModelBackend):
    """Permissions come from the roles that an account was granted, and nowhere else."""

    def _get_group_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return Permission.objects.filter(
            group__role_grants__account=user_obj
        ).distinct()

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        del user_obj  # Nobody has permissions outside a role.
        return Permission.objects.none()
