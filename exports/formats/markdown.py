"""Markdown: front matter for machines, then headline, credits, body and notice."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from exports.formats.base import Format
from exports.formats.markdown_text import block_text, link, paragraph
from exports.formats.phrases import after_body, credit_line, element, one_line
from exports.formats.readers.found import Found
from exports.formats.readers.markdown_file import read_markdown_file
from exports.package import LicensedPackage, PhotoFacts, VersionLink


class MarkdownFormat(Format):
    """UTF-8 text in CommonMark, for note books, static sites and forums."""

    code: ClassVar[str] = "markdown"
    labels: ClassVar[Mapping[str, str]] = {"km": "Markdown", "en": "Markdown"}
    file_extension: ClassVar[str] = ".md"
    media_type: ClassVar[str] = "text/markdown; charset=utf-8; variant=CommonMark"

    def write(self, package: LicensedPackage) -> bytes:
        """Write front matter and blocks parted by empty lines.

        The front matter is JSON, which every reader of YAML reads as well.

        References:
            CommonMark 0.31.2; RFC 7763 (text/markdown); YAML 1.2.2 §1.3.
        """
        told = json.dumps(_told(package), ensure_ascii=False, indent=1)
        blocks = (block for block in _blocks(package) if block)
        return "\n\n".join((f"---\n{told}\n---", *blocks)).encode() + b"\n"

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_markdown_file(file_bytes)


def _told(package: LicensedPackage) -> Mapping[str, Any]:
    story, notice = package.story, package.notice
    updated = story.updated_at
    return {
        "title": one_line(story.headline),
        "lang": story.language,
        "urn": story.urn,
        "revision": str(story.revision),
        "outlet": one_line(story.outlet),
        "section": one_line(story.section),
        "kind": one_line(story.kind),
        "licensee": one_line(package.licensee),
        "date": story.first_published_at.isoformat(),
        "updated": updated.isoformat() if updated else "",
        "canonical": story.canonical_url,
        "sources": [_version(each) for each in story.sources],
        "translations": [_version(each) for each in story.translations],
        "credits": [
            {"role": line.role, "name": one_line(creditor.name)}
            for line in story.credits
            for creditor in line.creditors
        ],
        "rights-holder": one_line(notice.rights_holder[package.notice_language]),
        "rights-page": package.rights_url,
        "notice-edition": str(notice.edition),
        "tdm-reservation": "1",
        "trace": package.trace_code,
        "rights-notice": {
            tag: one_line(text.full) for tag, text in notice.texts.items()
        },
    }


def _version(version: VersionLink) -> dict[str, str]:
    return {"lang": version.language, "url": version.url}


def _blocks(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    yield f"# {paragraph(one_line(story.headline))}"
    yield paragraph(*(credit_line(line) for line in story.credits))
    for text in (story.kind_label, story.standfirst, story.stale):
        yield paragraph(text)
    if story.photo is not None:
        yield _photo(story.photo)
    yield paragraph(story.dateline)
    for block in story.body:
        yield block_text(element(block))
    for text, url in after_body(package):
        yield link(text, url) if url else paragraph(text)
    yield paragraph(one_line(package.licensed_line), one_line(package.notice_text))


def _photo(photo: PhotoFacts) -> str:
    credit = link(photo.credit, photo.url) if photo.url else paragraph(photo.credit)
    every = (paragraph(photo.withheld), paragraph(photo.caption), credit)
    return "\\\n".join(each for each in every if each)
