"""Changes what is in a PDF, and sets copies with a template that was changed."""

import io
import json
from collections.abc import Callable, Sequence
from typing import Any

import pikepdf

from exports.formats.pdf_bilingual import pair_facts, pair_words
from exports.formats.pdf_document import template
from exports.formats.pdf_metadata import machine_facts, with_metadata
from exports.formats.pdf_story import PICTURE, story_words
from exports.formats.typesetting import typeset
from exports.package import BilingualPackage, LicensedPackage
from tests.exports.packages import our_photo

# Asks less than a copy does, so that more can be tried; the reader does not ask at all.
LOOSE = ("a-3b",)


def set_again(
    package: LicensedPackage | BilingualPackage,
    old: str = "",
    new: str = "",
    words: Callable[[dict[str, Any]], object] = lambda _words: None,
) -> bytes:
    """Set a copy with other words, or with a template that was changed."""
    if isinstance(package, BilingualPackage):
        name, told, facts = "pair.typ", pair_words(package), pair_facts(package)
        sides = package.sides
    else:
        name, told, facts = "story.typ", story_words(package), machine_facts(package)
        sides = (package,)
    written = template(name)
    assert old in written
    words(told)
    bare = typeset(
        (written.replace(old, new) if old else written).encode(),
        {"story": told, "rights": facts},
        standards=LOOSE,
        pictures={PICTURE: our_photo().picture},
    )
    return with_metadata(bare, *sides)


def rewritten(file_bytes: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """Change the objects of a file."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(file_bytes)) as pdf:
        change(pdf)
        pdf.save(out, static_id=True, compress_streams=False)
    return out.getvalue()


def streams_changed(file_bytes: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the streams that hold words: pages, XMP, what is attached.

    Args:
        file_bytes: Of the file.
        change: Takes "page", "xmp" or "rights", and the bytes.
    """

    def every(pdf: pikepdf.Pdf) -> None:
        attached = pdf.Root.Names.EmbeddedFiles.Names
        parts = [("page", page.obj.Contents) for page in pdf.pages]
        parts += [("xmp", pdf.Root.Metadata), ("rights", attached[1].EF.F)]
        for kind, stream in parts:
            data = stream.read_bytes()
            if (changed := change(kind, data)) != data:
                stream.write(changed)

    return rewritten(file_bytes, every)


def exchanged_in_pdf(file_bytes: bytes, old: bytes, new: bytes) -> bytes:
    """Exchange bytes that are there: in a stream, or in the address of a link."""
    if len(old) == len(new) and old in file_bytes:
        return file_bytes.replace(old, new)
    changed = streams_changed(file_bytes, lambda _kind, data: data.replace(old, new))
    same = streams_changed(file_bytes, lambda _kind, data: data)
    assert changed != same
    return changed


def facts_changed(
    file_bytes: bytes, change: Callable[[dict[str, Any]], object]
) -> bytes:
    """Change what is attached for machines."""

    def rights(kind: str, data: bytes) -> bytes:
        if kind != "rights":
            return data
        facts = json.loads(data)
        change(facts)
        return json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()

    return streams_changed(file_bytes, rights)


def with_key(file_bytes: bytes, of: str, name: str, value: Any) -> bytes:
    """Give the root, or the first page, a key that no copy has."""

    def put(pdf: pikepdf.Pdf) -> None:
        target = pdf.Root if of == "root" else pdf.pages[0].obj
        target[name] = value

    return rewritten(file_bytes, put)


def a_note(corners: Sequence[int], content: str) -> pikepdf.Dictionary:
    """Make an annotation that is no link."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.FreeText,
        Rect=pikepdf.Array(corners),
        Contents=content,
    )
