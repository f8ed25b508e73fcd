"""Any file that came back, read by what it is and not by what it is called."""

import io
import zipfile
from contextlib import suppress
from typing import Final

from translations.formats import (
    docx_reading,
    omegat,
    tmx14,
    xliff_reading,
    xml,
    zipped,
)
from translations.formats.faults import FileError
from translations.formats.segments import Came, Returned

_SIGNS: Final = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(
    data: bytes,
    *,
    source_language: str,
    target_language: str,
    parse: xml.Parse = xml.parse,
) -> Returned:
    """Read a file that came back: XLIFF, DOCX, an OmegaT project or TMX.

    Args:
        data: Of the file.
        source_language: BCP 47, as is the other; a TMX may have many languages.
        target_language: Of the translation.
        parse: Reads XML; one that remembers what it read serves two readers.

    Raises:
        FileError: It is none of these, or must not be read; says what to do.
    """
    if zipped.is_zip(data):
        names = _names(data)
        if docx_reading.is_docx(names):
            return docx_reading.read(data, parse)
        return omegat.read(data, parse)
    if not data.lstrip().startswith(_SIGNS):
        raise FileError(
            "The file is none of those that are read here: DOCX, XLIFF, TMX, or an "
            "OmegaT project as ZIP."
        )
    root = parse(data)
    if xml.local(root) != "tmx":
        return xliff_reading.read(root)
    return _of_tmx(data, source_language, target_language)


def _names(data: bytes) -> list[str]:
    # What is wrong with the ZIP is said when it is unpacked.
    with (
        suppress(zipfile.BadZipFile, ValueError, NotImplementedError, OSError),
        zipfile.ZipFile(io.BytesIO(data)) as packed,
    ):
        return packed.namelist()
    return []


def _of_tmx(data: bytes, source_language: str, target_language: str) -> Returned:
    entries = tmx14.read(
        io.BytesIO(data),
        source_language=source_language,
        target_language=target_language,
    )
    segments = tuple(
        Came(
            id=entry.facts.get("segment", ""),
            source_tokens=entry.source.tokens,
            tokens=entry.target.tokens,
        )
        for entry in entries
    )
    if not segments:
        raise FileError("There is no segment in the file. Was it the right one?")
    return Returned(
        format="tmx",
        reference="",
        source_language=source_language,
        target_language=target_language,
        segments=segments,
    )
