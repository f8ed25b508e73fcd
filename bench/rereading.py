"""How much of making a PDF copy is reading it back, in each language: CPU time."""

import time
from collections.abc import Iterator
from typing import Any, Final

from bench.words import paragraphs
from exports.formats import format_named
from exports.formats.base import verify
from exports.package import BilingualPackage, BodyBlock, LicensedPackage, SideBySide
from tests.exports.packages import a_package
from tests.exports.pair_packages import a_bilingual_package

COPIES, PARAGRAPHS = 16, 12
# The first ones load letters and templates.
FIRST: Final = 2
ENGLISH, KHMER = "en", "km"


def lines() -> Iterator[str]:
    """Yield a line for each language, and one for both side by side."""
    for code, name, packages in (
        ("pdf", "in English", _of(ENGLISH)),
        ("pdf", "in Khmer", _of(KHMER)),
        ("pdf_bilingual", "in both", _of_both()),
    ):
        written, read = _cost(format_named(code), list(packages))
        yield (
            f"a PDF {name}: written {written * 1000:6.1f} ms, read back"
            f" {read * 1000:6.1f} ms CPU: {read / (written + read) * 100:4.1f} % of"
            " both (wanted ≤ 50)"
        )


def _cost(form: Any, packages: list[Any]) -> tuple[float, float]:
    """Write copies and read them back by turns; seconds of CPU time of either."""
    written = read = 0.0
    for at, package in enumerate(packages):
        begin = time.process_time()
        content = form.write(package)
        between = time.process_time()
        verify(package, form, content)
        if at >= FIRST:
            written += between - begin
            read += time.process_time() - between
    copies = len(packages) - FIRST
    return written / copies, read / copies


def _of(language: str) -> Iterator[LicensedPackage]:
    """Yield packages, no two with the same text."""
    for body in _bodies(language):
        yield a_package(language, body=body)


def _of_both() -> Iterator[BilingualPackage]:
    for khmer, english in zip(_bodies(KHMER), _bodies(ENGLISH), strict=True):
        rows = tuple(
            SideBySide((source,), (target,))
            for source, target in zip(khmer, english, strict=True)
        )
        yield a_bilingual_package(KHMER, ENGLISH, rows=rows)


def _bodies(language: str) -> Iterator[tuple[BodyBlock, ...]]:
    blocks = [
        BodyBlock("paragraph", f"<p>{text}</p>", text)
        for text in paragraphs((COPIES + FIRST) * PARAGRAPHS, language)
    ]
    for at in range(0, len(blocks), PARAGRAPHS):
        yield tuple(blocks[at : at + PARAGRAPHS])
