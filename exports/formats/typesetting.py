"""Sets documents as PDF: templates, letters, and which standards they keep."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, Literal

import typst

# Those of Khmer are always there; the rest where somebody installed them.
LETTER_PACKAGES: Final = {
    "fontpkg_noto_sans_khmer": "files",
    "cvttf_NotoSansCJK_Regular": "",
}
Standard = Literal["a-3a", "a-3b", "ua-1"]
_UNDRAWABLE: Final = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)


class LettersMissingError(ValueError):
    """No font that is installed has some of the letters.

    Attributes:
        letters: Those, each once, in the order in which they were met.
    """

    def __init__(self, letters: tuple[str, ...]) -> None:
        super().__init__(" ".join(letters))
        self.letters = letters


class StandardMissedError(ValueError):
    """The document cannot be set by the standards that it is held to; says why."""


def typeset(
    template: bytes,
    words: Mapping[str, object],
    *,
    standards: Sequence[Standard],
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Set a document: the same bytes for the same arguments, always.

    Args:
        template: In the typesetter's language, UTF-8; reads each word as JSON from
            `sys.inputs`, so that no text of a newsroom is ever a command.
        words: By the name of the input.
        standards: Which the typesetter itself holds the document to.
        pictures: JPEG files that the template names.

    Raises:
        LettersMissingError: A text has letters that no font has.
        StandardMissedError: A part that the standards want is missing or empty.

    References:
        PDF/A-3 (ISO 19005-3), PDF/UA-1 (ISO 14289-1).
    """
    inputs = {
        name: json.dumps(value, ensure_ascii=False, sort_keys=True)
        for name, value in words.items()
    }
    source: Any = template
    try:
        with _folder_of(pictures or {}) as folder:
            pdf: bytes = typst.compile(
                source,
                root=folder,
                font_paths=letters(),
                ignore_system_fonts=True,
                format="pdf",
                sys_inputs=inputs,
                pdf_standards=list(standards),
                timestamp=0,
            )
    except typst.TypstError as error:
        missing = tuple(dict.fromkeys(_UNDRAWABLE.findall(error.diagnostic)))
        if not missing:
            raise StandardMissedError(str(error)) from error
        raise LettersMissingError(missing) from error
    return pdf


@contextmanager
def _folder_of(pictures: Mapping[str, bytes]) -> Iterator[Path]:
    """Lay pictures where the typesetter may read, and nothing else."""
    with TemporaryDirectory(prefix="spean-") as folder:
        for name, content in pictures.items():
            Path(folder, name).write_bytes(content)
        yield Path(folder)


@cache
def letters() -> typst.Fonts:
    """Return the fonts that are installed beside the house, and none of the system."""
    return typst.Fonts(
        include_system_fonts=False,
        font_paths=[
            Path(str(files(package))) / folder
            for package, folder in LETTER_PACKAGES.items()
            if find_spec(package) is not None
        ],
    )
