"""Changes what is in a PDF, and sets copies with a template that was changed."""

import io
import json
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

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


def rewritten(file_bytes: bytes, change: Callable[[PdfWriter], object]) -> bytes:
    """Change the objects of a file."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(file_bytes)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def streams_changed(file_bytes: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """Change the streams that hold words: pages, XMP, what is attached.

    Args:
        file_bytes: Of the file.
        change: Takes "page", "xmp" or "rights", and the bytes.
    """

    def every(writer: PdfWriter) -> None:
        root = writer.root_object
        named = root["/Names"]["/EmbeddedFiles"]["/Names"]
        parts = [("page", page["/Contents"].get_object()) for page in writer.pages]
        parts.append(("xmp", root["/Metadata"].get_object()))
        parts.append(("rights", named[1].get_object()["/EF"]["/F"].get_object()))
        for kind, stream in parts:
            data = stream.get_data()
            if (changed := change(kind, data)) != data:
                stream.set_data(changed)

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

    def put(writer: PdfWriter) -> None:
        target = writer.root_object if of == "root" else writer.pages[0]
        target[NameObject(name)] = value

    return rewritten(file_bytes, put)


def a_note(rectangle: Any, content: str) -> DictionaryObject:
    """Make an annotation that is no link."""
    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/FreeText"),
            NameObject("/Rect"): rectangle,
            NameObject("/Contents"): TextStringObject(content),
        }
    )
