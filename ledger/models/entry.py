"""One entry of the ledger: what happened to what, chained to the entry before."""

from typing import ClassVar

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

WORDS = r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*"
# The database takes no blank and no line break where the hashed text has its own.
URN = r"urn:[a-z][a-z0-9-]*(:[A-Za-z0-9_.-]+)+"


class EntryQuerySet(models.QuerySet["Entry"]):
    """Entries, and where the chain ends."""

    def head(self) -> "Entry | None":
        """Return the newest entry; None while the ledger is empty."""
        return self.order_by("-seq").first()


class Entry(models.Model):
    """A fact that nobody can change, delete or put elsewhere unnoticed.

    The database itself numbers, dates and chains an entry when it is inserted
    (ledger/migrations/0002), whatever the one who inserts says.
    """

    seq = models.BigAutoField(_("no."), primary_key=True)
    at = models.DateTimeField(_("moment"), db_default=Now(), editable=False)
    kind = models.CharField(_("what happened"), max_length=60)
    subject = models.CharField(_("to what"), max_length=200)
    facts = models.JSONField(_("facts"))
    previous = models.BinaryField(db_default=Value(b""), editable=False)
    hash = models.BinaryField(db_default=Value(b""), editable=False)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("ledger entry")
        verbose_name_plural = _("ledger entries")
        ordering = ("seq",)
        indexes = (models.Index(fields=["subject", "seq"], name="entry_by_subject"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind__regex=f"^{WORDS}$"), name="entry_kind_is_words"
            ),
            models.CheckConstraint(
                condition=Q(subject__regex=f"^{URN}$"), name="entry_subject_is_urn"
            ),
        )

    def __str__(self) -> str:
        return f"{self.seq} · {self.kind} · {self.subject}"
