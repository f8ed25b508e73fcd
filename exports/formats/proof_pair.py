"""Compares what was found in a copy of two languages with what it must carry."""

from collections.abc import Iterable, Iterator

from exports.formats.faults import NoticeMissingError, SealError, TextMissingError
from exports.formats.proof import faults_of, form
from exports.formats.readers.found import Found
from exports.formats.readers.found_pair import FoundPair
from exports.package import BilingualPackage, BodyBlock, LicensedPackage


def faults_of_pair(
    package: BilingualPackage, found: FoundPair, file_bytes: bytes
) -> tuple[SealError, ...]:
    """List everything that is wrong with a copy.

    Each side is judged as a copy of its own; then what only both together have.

    Args:
        package: What it must carry.
        found: What its reader found.
        file_bytes: Searched for addresses that must stay home.

    Returns:
        The notice first; empty for a good copy.
    """
    return (
        *_end(package, found),
        *_side(package.source, found.source, file_bytes),
        *_side(package.target, found.target, file_bytes),
        *_rows(package, found),
    )


def _end(package: BilingualPackage, found: FoundPair) -> Iterator[SealError]:
    wanted = form(
        " ".join(f"{each.licensed_line} {each.notice_text}" for each in package.notices)
    )
    if not form(found.visible_text).endswith(wanted):
        yield NoticeMissingError("the notices are not the last that people see")


def _side(
    package: LicensedPackage, found: Found, file_bytes: bytes
) -> Iterator[SealError]:
    for fault in faults_of(package, found, file_bytes):
        yield type(fault)(f"{package.story.language}: {fault}")


def _rows(package: BilingualPackage, found: FoundPair) -> Iterator[SealError]:
    wanted = [
        (
            _said(row.source) if row.source else form(package.only_there),
            _said(row.target) if row.target else form(package.left_out),
        )
        for row in package.rows
    ]
    shown = [(form(source), form(target)) for source, target in found.rows]
    if len(shown) != len(wanted):
        yield TextMissingError(f"{len(shown)} rows side by side, not {len(wanted)}")
        return
    for number, (row, other) in enumerate(zip(wanted, shown, strict=True), 1):
        if row != other:
            yield TextMissingError(f"what stands side by side is not so: row {number}")


def _said(blocks: Iterable[BodyBlock]) -> str:
    return form("\n".join(block.text for block in blocks))
