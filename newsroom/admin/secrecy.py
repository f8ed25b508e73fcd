"""What keeps restricted stories and the words of stories out of Django's own admin."""

import json
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from people.models import Account


def known_rows(db_field: "Field[Any, Any]", by: Account) -> QuerySet[Any] | None:
    """Return the rows that a form may offer, where the account may not know of all.

    A row that it does not offer it does not take either, not even by its number.

    Args:
        db_field: A relation to another table.
        by: Who fills the form in.

    Returns:
        None where everybody may know of every row.
    """
    rows: Any = db_field.related_model
    visible_to = getattr(rows._default_manager.all(), "visible_to", None)
    return None if visible_to is None else visible_to(by)


def log_without_words(*, by: Account, obj: Model, flag: int, message: Any) -> LogEntry:
    """Note in Django's log who did what to which row, by its number alone.

    Django notes what a row is called, which may be a headline: it would outlive what
    is erased, and be there for who may not know of the story.

    Args:
        by: Who did it.
        obj: What it was done to.
        flag: ADDITION, CHANGE or DELETION of `django.contrib.admin.models`.
        message: What Django makes of the form: names of fields, no contents.
    """
    kind = ContentType.objects.get_for_model(obj, for_concrete_model=False)
    return LogEntry.objects.create(
        action_time=timezone.now(),
        user=by,
        content_type=kind,
        object_id=str(obj.pk),
        object_repr=f"№ {obj.pk}",
        action_flag=flag,
        change_message=json.dumps(message) if isinstance(message, list) else message,
    )
