"""What the checks say of a row, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from translations.checks.pairs import Severity
from translations.inspecting import Circumstances, inspect, said
from translations.models import Dismissal
from translations.units import Row


@dataclass(frozen=True)
class Warned:
    """One finding, as the page shows it.

    Attributes:
        identity: Of the finding.
        text: A sentence in the interface language.
        is_error: It stands in the way of an approval.
        dismissal: Who said that it is right; None where nobody did.
    """

    identity: str
    text: str
    is_error: bool
    dismissal: Dismissal | None


def warnings_of(
    row: Row,
    around: Circumstances,
    dismissed: Mapping[str, Mapping[str, Dismissal]],
) -> Iterator[Warned]:
    """Put what the checks found in a row in words.

    That a paragraph is not translated, or belongs nowhere, is told by its sign.
    """
    for each in inspect(row, around, dismissed.get(row.key, {})):
        found = each.finding
        if found.check != "paragraphs":
            yield Warned(
                found.identity,
                said(found),
                found.severity is Severity.ERROR,
                each.dismissal,
            )
