"""Names for form fields that Django's admin leaves without one."""

from typing import Any

from django.contrib.admin.widgets import AdminSplitDateTime
from django.utils.text import capfirst
from django.utils.translation import gettext as _


def named(field: Any) -> Any:
    """Tell day and time of one moment apart for those who do not see the form.

    The label of the row belongs to neither of the two inputs.

    Args:
        field: Of a form; None for what has none.

    Returns:
        The same field.

    References:
        WCAG 2.2, success criterion 4.1.2 (name, role, value).
    """
    widget = getattr(field, "widget", None)
    if isinstance(widget, AdminSplitDateTime):
        for part, name in zip(widget.widgets, (_("Date"), _("Time")), strict=True):
            part.attrs["aria-label"] = f"{capfirst(field.label)} · {name}"
    return field
