"""Plain text: header lines for machines, then headline, credits, body and notice."""

import textwrap
from collections.abc import Iterator
from typing import ClassVar, Final

from exports.formats.base import Format
from exports.formats.phrases import (
    credit_line,
    lines,
    one_line,
    photo_lines,
    published_line,
    source_label,
    translation_label,
    updated_line,
)
from exports.formats.readers.found import Found
from exports.formats.readers.text_file import read_text_file
from exports.package import LicensedPackage

_WIDTH: Final = 78


class TextFormat(Format):
    """UTF-8 text that any program opens."""

    code: ClassVar[str] = "text"
    file_extension: ClassVar[str] = ".txt"
    media_type: ClassVar[str] = "text/plain; charset=utf-8"

    def write(self, package: LicensedPackage) -> bytes:
        """Write header lines, an empty line, and blocks parted by empty lines.

        References:
            RFC 5322 §2.2.3: long header lines are folded before a space.
        """
        head = "\n".join(_folded(name, text) for name, text in _headers(package))
        blocks = ("\n".join(block) for block in _blocks(package) if block)
        return "\n\n".join((head, *blocks, "")).removesuffix("\n").encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_text_file(file_bytes)


def _folded(name: str, text: str) -> str:
    return "\n ".join(
        textwrap.wrap(
            f"{name}: {one_line(text)}",
            _WIDTH,
            break_long_words=False,
            break_on_hyphens=False,
        )
    )


def _headers(package: LicensedPackage) -> Iterator[tuple[str, str]]:
    story, notice = package.story, package.notice
    yield "Headline", story.headline
    yield "Language", story.language
    yield "Urn", story.urn
    yield "Revision", str(story.revision)
    yield "Outlet", story.outlet
    yield "Section", story.section
    yield "Kind", story.kind
    yield "Licensee", package.licensee
    yield "First-Published", story.first_published_at.isoformat()
    if story.updated_at is not None:
        yield "Updated", story.updated_at.isoformat()
    yield "Address", story.canonical_url
    for link in story.sources:
        yield "Source", f"{link.language} {link.url}"
    for link in story.translations:
        yield "Translation", f"{link.language} {link.url}"
    for line in story.credits:
        for creditor in line.creditors:
            yield "Creditor", f"{line.role} {creditor.name}"
    yield "Rights-Holder", notice.rights_holder[package.notice_language]
    yield "Rights-Page", package.rights_url
    yield "Notice-Edition", str(notice.edition)
    yield "Tdm-Reservation", "1"
    yield "Trace", package.trace_code
    for tag, text in notice.texts.items():
        yield f"Rights-Notice-{tag}", text.full


def _blocks(package: LicensedPackage) -> Iterator[tuple[str, ...]]:
    story = package.story
    yield (one_line(story.headline),)
    yield tuple(credit_line(line) for line in story.credits)
    yield lines(story.kind_label)
    yield lines(story.standfirst)
    yield lines(story.stale)
    yield photo_lines(package)
    yield lines(story.dateline)
    for block in story.body:
        yield lines(block.text)
    yield lines(story.note)
    yield lines(story.machine)
    for link in story.sources:
        yield source_label(link, language=story.language), link.url
    for link in story.translations:
        yield translation_label(link, language=story.language), link.url
    yield (
        published_line(package),
        *lines(updated_line(package)),
        package.traced_url,
    )
    yield one_line(package.licensed_line), one_line(package.notice_text)
