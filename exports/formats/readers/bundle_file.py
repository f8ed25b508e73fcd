"""Reads a bundle: its list, the notice beside it, and each copy by its own reader."""

import hashlib
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from exports.formats.readers.atom_file import read_atom_file
from exports.formats.readers.docx_file import read_docx_file
from exports.formats.readers.docx_pair_file import read_docx_pair
from exports.formats.readers.epub_file import read_epub_file
from exports.formats.readers.epub_pair_file import read_epub_pair
from exports.formats.readers.found import Found, UnreadableError, decoded, json_object
from exports.formats.readers.found_bundle import FoundBundle, FoundCopy, FoundText
from exports.formats.readers.found_pair import FoundPair
from exports.formats.readers.html_page import read_html_page
from exports.formats.readers.html_pair_page import read_html_pair
from exports.formats.readers.json_ld_file import read_json_ld_file
from exports.formats.readers.markdown_file import read_markdown_file
from exports.formats.readers.ninjs_file import read_ninjs_file
from exports.formats.readers.pdf_file import read_pdf_file
from exports.formats.readers.pdf_pair_file import read_pdf_pair
from exports.formats.readers.photos_file import read_photos_file
from exports.formats.readers.posting_file import read_posting_file
from exports.formats.readers.rss_file import read_rss_file
from exports.formats.readers.text_file import read_text_file
from exports.formats.readers.wordpress_file import read_blocks, read_wxr_file
from exports.formats.readers.zip_files import files_in

READERS: Final[Mapping[str, Callable[[bytes], Found | FoundPair]]] = {
    "text": read_text_file,
    "markdown": read_markdown_file,
    "html": read_html_page,
    "ninjs": read_ninjs_file,
    "jsonld": read_json_ld_file,
    "epub": read_epub_file,
    "docx": read_docx_file,
    "pdf": read_pdf_file,
    "photos": read_photos_file,
    "atom": read_atom_file,
    "rss": read_rss_file,
    "wordpress": read_blocks,
    "wxr": read_wxr_file,
    "posting": read_posting_file,
    "html_bilingual": read_html_pair,
    "epub_bilingual": read_epub_pair,
    "docx_bilingual": read_docx_pair,
    "pdf_bilingual": read_pdf_pair,
}
"""What reads each format of copies."""
MOST_COPIES: Final = 400
MOST_BYTES: Final = 60_000_000
_MANIFEST: Final = "manifest.json"
_KIND: Final = "spean-bundle-1"
_FOLDER: Final = "copies/"
_NOTICE: Final = re.compile(r"RIGHTS\.([A-Za-z0-9-]{2,35})\.txt")
# The keys of each object of the list, and of what kind their values are.
_LIST: Final[Mapping[str, type]] = {
    "manifest": str,
    "notice-edition": int,
    "rights-holder": dict,
    "rights-notice": dict,
    "tdm-reservation": str,
    "copies": list,
}
_COPY: Final[Mapping[str, type]] = {
    "file": str,
    "format": str,
    "bytes": int,
    "sha256": str,
    "trace": str,
    "texts": list,
}
_TEXT: Final[Mapping[str, type]] = {
    "urn": str,
    "language": str,
    "revision": int,
    "address": str,
    "rights-page": str,
}


def read_bundle(file_bytes: bytes) -> FoundBundle:
    """Read a bundle.

    Raises:
        UnreadableError: No archive of this form; a file that is not on the list, or
            one that is another than the list says, or that its reader cannot read.
    """
    files = files_in(file_bytes, most_files=MOST_COPIES, most_bytes=MOST_BYTES)
    if _MANIFEST not in files:
        message = "no list of what is in it"
        raise UnreadableError(message)
    told = json_object(decoded(files[_MANIFEST]))
    _refuse_unless(_is_of(told, _LIST), "a list of another form")
    _refuse_unless(
        (told["manifest"], told["tdm-reservation"]) == (_KIND, "1"),
        "a list of another kind, or without the reservation of mining",
    )
    texts = (*told["rights-notice"].values(), *told["rights-holder"].values())
    _refuse_unless(all(isinstance(each, str) for each in texts), "a notice of no text")
    notices = {
        found[1]: decoded(files[name])
        for name in files
        if (found := _NOTICE.fullmatch(name))
    }
    copies = tuple(_copy(each, files) for each in told["copies"])
    wanted = {
        _MANIFEST,
        *(f"RIGHTS.{tag}.txt" for tag in notices),
        *(f"{_FOLDER}{copy.name}" for copy in copies),
    }
    is_complete = files.keys() == wanted and len(wanted) == len(files)
    is_once = len({copy.name for copy in copies}) == len(copies)
    _refuse_unless(is_complete and is_once, "other files than the list names")
    return FoundBundle(
        edition=told["notice-edition"],
        notice_slots=told["rights-notice"],
        notices=notices,
        copies=copies,
    )


def _refuse_unless(is_so: bool, message: str) -> None:  # noqa: FBT001 - read aloud
    if not is_so:
        raise UnreadableError(message)


def _is_of(told: object, kinds: Mapping[str, type]) -> bool:
    return (
        isinstance(told, dict)
        and told.keys() == kinds.keys()
        # A truth value is a number in Python, and none in JSON.
        and all(type(told[name]) is kind for name, kind in kinds.items())
    )


def _copy(told: Any, files: Mapping[str, bytes]) -> FoundCopy:
    _refuse_unless(
        _is_of(told, _COPY) and all(_is_of(each, _TEXT) for each in told["texts"]),
        "an entry of another form",
    )
    path, code = told["file"], told["format"]
    _refuse_unless(path in files and path.startswith(_FOLDER), "a file that is missing")
    _refuse_unless(code in READERS, "a copy in an unknown format")
    content = files[path]
    _refuse_unless(
        (told["bytes"], told["sha256"])
        == (len(content), hashlib.sha256(content).hexdigest()),
        "a file that is another than the list says",
    )
    return FoundCopy(
        name=path.removeprefix(_FOLDER),
        format_code=code,
        content=content,
        found=READERS[code](content),
        trace_code=told["trace"],
        texts=tuple(
            FoundText(
                urn=each["urn"],
                language=each["language"],
                revision=each["revision"],
                address=each["address"],
                rights_page=each["rights-page"],
            )
            for each in told["texts"]
        ),
    )
