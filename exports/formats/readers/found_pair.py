"""What a reader finds in a copy that holds two languages."""

from collections.abc import Mapping
from dataclasses import dataclass

from exports.formats.readers.found import Found


@dataclass(frozen=True, kw_only=True)
class FoundPair:
    """Everything that was found in a copy of an original and its translation.

    Attributes:
        source: All that belongs to the original: what people see of it, with the
            notice that stands for it; what machines are told.
        target: The same of the translation.
        rows: What people see side by side, of the original and of the translation;
            between the heads of both and what follows them.
        visible_text: All that people see, in order.
    """

    source: Found
    target: Found
    rows: tuple[tuple[str, str], ...]
    visible_text: str

    @property
    def notice_slots(self) -> Mapping[str, str]:
        """The notice that machines read, by language."""
        return self.target.notice_slots
