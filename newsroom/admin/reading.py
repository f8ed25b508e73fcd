"""The base of admin pages that show rows and never write one."""

from typing import Any, TypeVar

from django.db import models
from django.http import HttpRequest

from newsroom.admin.deeds import DeedAdmin

M = TypeVar("M", bound=models.Model)


class ReadingAdmin(DeedAdmin[M]):
    """Rows to read; what may be done about one is a button with an action behind it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: no form makes such a row."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: such a row is evidence."""
        return False
