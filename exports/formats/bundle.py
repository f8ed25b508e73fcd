"""Bundle: one ZIP file with several copies, the notice, and a list of what is in it."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from exports.formats.base import CopyFormat
from exports.formats.faults import SealError
from exports.formats.phrases import lines, one_line
from exports.formats.proof_bundle import faults_of_bundle
from exports.formats.readers.bundle_file import read_bundle
from exports.formats.readers.found_bundle import FoundBundle
from exports.package import BundlePackage, EnclosedCopy, LicensedPackage
from translations.formats.zipped import pack


class BundleFormat(CopyFormat[BundlePackage, FoundBundle]):
    """Copies of an order in one file; each is byte for byte the copy that was sent."""

    code: ClassVar[str] = "bundle"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "ច្បាប់ចម្លងទាំងអស់ក្នុងឯកសារតែមួយ (ZIP)",
        "en": "All copies in one file (ZIP)",
    }
    file_extension: ClassVar[str] = ".bundle.zip"
    media_type: ClassVar[str] = "application/zip"

    def write(self, package: BundlePackage) -> bytes:
        """Write the notice in each language, the list, and the copies in a folder.

        References:
            APPNOTE.TXT 6.3.10 (ZIP); RFC 8259 (JSON).
        """
        return pack(_files(package))

    def read(self, file_bytes: bytes) -> FoundBundle:
        """Read a bundle back, each copy by the reader of its own format."""
        return read_bundle(file_bytes)

    def faults_of(
        self, package: BundlePackage, found: FoundBundle, file_bytes: bytes
    ) -> tuple[SealError, ...]:
        """List everything that is wrong with a bundle; empty for a good one."""
        del file_bytes  # Each copy was searched by itself; the rest is on a list.
        return faults_of_bundle(package, found)


def _files(package: BundlePackage) -> Iterator[tuple[str, bytes]]:
    for tag, text in package.notices.items():
        shown = "\n\n".join(lines(text))
        yield f"RIGHTS.{tag}.txt", f"{shown}\n".encode()
    manifest = json.dumps(_manifest(package), ensure_ascii=False, indent=1)
    yield "manifest.json", f"{manifest}\n".encode()
    for copy in package.copies:
        yield f"copies/{copy.name}", copy.content


def _manifest(package: BundlePackage) -> Mapping[str, Any]:
    """List what there is; who gets it is written nowhere."""
    notice = package.first.notice
    return {
        "manifest": "spean-bundle-1",
        "notice-edition": notice.edition,
        "rights-holder": {
            tag: one_line(name) for tag, name in notice.rights_holder.items()
        },
        "rights-notice": {
            tag: one_line(text.full) for tag, text in notice.texts.items()
        },
        "tdm-reservation": "1",
        "copies": [_listed(copy) for copy in package.copies],
    }


def _listed(copy: EnclosedCopy) -> Mapping[str, Any]:
    return {
        "file": f"copies/{copy.name}",
        "format": copy.format_code,
        "bytes": len(copy.content),
        "sha256": hashlib.sha256(copy.content).hexdigest(),
        "trace": copy.texts[0].trace_code,
        "texts": [_told(text) for text in copy.texts],
    }


def _told(text: LicensedPackage) -> Mapping[str, Any]:
    story = text.story
    return {
        "urn": story.urn,
        "language": story.language,
        "revision": story.revision,
        "address": story.canonical_url,
        "rights-page": text.rights_url,
    }


BUNDLE = BundleFormat()
