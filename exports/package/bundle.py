"""Several proved copies in one file: for one partner, under one notice."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from exports.package.bilingual import BilingualPackage
from exports.package.licensed import LicensedPackage, PackageError

# What any file system keeps as it is, and no path.
_NAME: Final = re.compile(r"[^\s./\\:*?\"<>|\x00-\x1f\x7f][^/\\:*?\"<>|\x00-\x1f\x7f]*")
LONGEST_NAME: Final = 200


@dataclass(frozen=True)
class EnclosedCopy:
    """A copy as one of the files of a bundle.

    Attributes:
        name: Of the file, without a folder.
        format_code: What it is.
        package: What it must carry.
        content: Its bytes.
    """

    name: str
    format_code: str
    package: LicensedPackage | BilingualPackage
    content: bytes

    @property
    def texts(self) -> tuple[LicensedPackage, ...]:
        """The texts that it tells: one, or an original and its translation."""
        if isinstance(self.package, BilingualPackage):
            return self.package.sides
        return (self.package,)


@dataclass(frozen=True)
class BundlePackage:
    """What a bundle is made of.

    Attributes:
        copies: In their order; never empty.

    Raises:
        PackageError: There is none, two have one name or one that is no file's, or
            they are for two partners or under two wordings of the notice.
    """

    copies: tuple[EnclosedCopy, ...]

    def __post_init__(self) -> None:
        reasons = tuple(_faults(self.copies))
        if reasons:
            raise PackageError(reasons)

    @property
    def first(self) -> LicensedPackage:
        """A text of it, whose notice is that of all."""
        return self.copies[0].texts[0]

    @property
    def notices(self) -> Mapping[str, str]:
        """The notice in each language of its edition, after the line before it."""
        texts = self.first.notice.texts
        return {
            tag: f"{text.licensed_line}\n\n{text.full}" for tag, text in texts.items()
        }


def _faults(copies: tuple[EnclosedCopy, ...]) -> Iterator[str]:
    if not copies:
        yield "a bundle of nothing"
    names = [copy.name.casefold() for copy in copies]
    if len(set(names)) < len(names):
        yield "two copies of one name"
    for copy in copies:
        if not _NAME.fullmatch(copy.name) or len(copy.name) > LONGEST_NAME:
            yield f"no name of a file: {copy.name[:40]!r}"
    texts = [text for copy in copies for text in copy.texts]
    # Names of partners are in the language of a copy.
    if len({text.decision.use.licensee_id for text in texts}) > 1:
        yield "copies for two partners"
    if any(text.notice != texts[0].notice for text in texts):
        yield "copies under two wordings of the notice"
