"""Hands translations out as files and works in them, as a translator's program does."""

import io
import re
import zipfile

from articles.models import Version
from people.models import Account
from tests import factories as make
from translations.actions.handing_out import Dress, Handed, hand_out
from translations.actions.taking_back_in import Decided, print_of_text
from translations.formats.comparing import Choice, Comparison
from translations.formats.docx import Words
from translations.formats.omegat import TermEntry
from translations.handed import comparison_of, desk_of
from translations.models import BroughtBack, FileFormat

NOTICE = {
    "km": "ការចម្លងត្រូវមានការអនុញ្ញាត។",
    "en": "No copy without written permission.",
}
DRESS = Dress(
    notice=NOTICE,
    edition=1,
    readme="Open omegat.project with OmegaT.\n",
    words=Words(("Write in the right column.",), ("№", "ខ្មែរ", "English")),
    terms=(TermEntry("ទន្លេ", "river", "not: stream"),),
)


def handed(
    version: Version, form: FileFormat = FileFormat.XLIFF, *, by: Account | None = None
) -> Handed:
    """Hand a translation out."""
    by = by or make.a_chief()
    return hand_out(
        version=version, form=form, dress=lambda _desk: DRESS, by=by, at=make.NOW
    )


def in_xliff(content: bytes, **texts: str) -> bytes:
    """Fill in the targets of segments whose source holds a text."""
    told = content.decode()
    for source, target in texts.items():
        told = replaced(told, source, target)
    return told.encode()


def replaced(told: str, source: str, target: str, state: str = "translated") -> str:
    """Replace the target of the segment whose source holds a text."""
    found = next(
        unit
        for unit in re.findall(r"<trans-unit .*?</trans-unit>", told, re.DOTALL)
        if source in unit
    )
    new = re.sub(
        r"<target.*?</target>",
        lambda _found: f'<target state="{state}">{target}</target>',
        found,
        flags=re.DOTALL,
    )
    return told.replace(found, new)


def parts_of(content: bytes) -> dict[str, bytes]:
    """Unpack a ZIP."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts: dict[str, bytes]) -> bytes:
    """Pack a ZIP."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return buffer.getvalue()


def compared(back: BroughtBack) -> Comparison:
    """Compare a file that waits with what is written now."""
    desk = desk_of(back.version)
    assert desk is not None
    return comparison_of(back, desk)


def chosen(back: BroughtBack, choice: Choice, *verdicts: str) -> dict[str, Decided]:
    """Choose the same for every row of some verdicts."""
    return {
        row.id: Decided(choice, print_of_text(row.mine))
        for row in compared(back).rows
        if row.verdict in verdicts
    }
