"""JSON-LD: a NewsArticle of schema.org, with all that people see in its text."""

import json
from collections.abc import Mapping
from typing import ClassVar

from exports.formats.base import Format
from exports.formats.html_jsonld import described
from exports.formats.readers.found import Found
from exports.formats.readers.json_ld_file import read_json_ld_file
from exports.formats.text import plain_blocks
from exports.package import LicensedPackage, fit


class JsonLdFormat(Format):
    """A description for programs that keep articles."""

    code: ClassVar[str] = "jsonld"
    labels: ClassVar[Mapping[str, str]] = {
        "km": "JSON-LD តាមពាក្យរបស់ schema.org",
        "en": "JSON-LD in the words of schema.org",
    }
    file_extension: ClassVar[str] = ".jsonld"
    media_type: ClassVar[str] = "application/ld+json"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the description; `text` ends with the notice, blocks parted by lines.

        References:
            schema.org NewsArticle, `articleBody`, `text`; JSON-LD 1.1.
        """
        blocks = ("\n".join(block) for block in plain_blocks(package) if block)
        told = {
            **described(package),
            "articleBody": "\n\n".join(fit(each.text) for each in package.story.body),
            "text": "\n\n".join(blocks),
        }
        return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_json_ld_file(file_bytes)
