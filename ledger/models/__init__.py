"""The table of the ledger."""

from ledger.models.entry import Entry, EntryQuerySet

__all__ = ["Entry", "EntryQuerySet"]
