"""A story in two languages side by side: unbuildable unless both may leave."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from articles.languages import interface_language
from exports.package.licensed import LicensedPackage, PackageError
from exports.package.story import BodyBlock

_ONLY_THERE: Final[Mapping[str, str]] = {
    "en": "(Only in the translation.)",
    "km": "(មានតែក្នុងអត្ថបទបកប្រែ។)",
}
_LEFT_OUT: Final[Mapping[str, str]] = {
    "en": "(Not in the translation.)",
    "km": "(មិនមានក្នុងអត្ថបទបកប្រែទេ។)",
}


@dataclass(frozen=True)
class SideBySide:
    """Paragraphs that say the same: some of the original, some of the translation.

    Attributes:
        source: In the original's order; empty for what the translation adds.
        target: In the translation's order; empty for what it leaves out.
    """

    source: tuple[BodyBlock, ...]
    target: tuple[BodyBlock, ...]


@dataclass(frozen=True)
class BilingualPackage:
    """An original and its translation, each with the permission under which it leaves.

    Attributes:
        source: The original.
        target: Made from it.
        rows: Every paragraph of both, once, in the original's order as far as what
            belongs together allows; the translation may tell them in another.

    Raises:
        PackageError: They are not one story in two languages, for one partner, under
            one wording of the notice; or the rows are not what both tell.
    """

    source: LicensedPackage
    target: LicensedPackage
    rows: tuple[SideBySide, ...]

    def __post_init__(self) -> None:
        reasons = (*_pair_faults(self), *_row_faults(self))
        if reasons:
            raise PackageError(reasons)

    @property
    def sides(self) -> tuple[LicensedPackage, LicensedPackage]:
        """The original, then the translation."""
        return self.source, self.target

    @property
    def trace_code(self) -> str:
        """The code that only this copy carries, on both sides."""
        return self.target.trace_code

    @property
    def notices(self) -> tuple[LicensedPackage, ...]:
        """The sides whose notice a copy shows, in order: each language of it once."""
        if self.source.notice_language == self.target.notice_language:
            return (self.source,)
        return self.sides

    @property
    def left_out(self) -> str:
        """What stands in the place of a paragraph that the translation leaves out.

        In the interface language of the translation, which is English or Khmer.
        """
        return _LEFT_OUT[interface_language(self.target.story.language)]

    @property
    def only_there(self) -> str:
        """What stands beside a paragraph that the translation adds.

        In the interface language of the original, which is English or Khmer.
        """
        return _ONLY_THERE[interface_language(self.source.story.language)]


def _pair_faults(package: BilingualPackage) -> Iterator[str]:
    source, target = package.source.story, package.target.story
    if source.language == target.language:
        yield "both versions are in one language"
    if (source.urn, source.article_id) != (target.urn, target.article_id):
        yield "the versions are of two articles"
    if source.canonical_url not in {link.url for link in target.sources}:
        yield "the translation does not name the original"
    if target.canonical_url not in {link.url for link in source.translations}:
        yield "the original does not name the translation"
    if package.source.notice != package.target.notice:
        yield "two wordings of the notice"
    if package.source.trace_code != package.target.trace_code:
        yield "two trace codes"
    # Names of partners are in the language of a copy.
    partners = {side.decision.use.licensee_id for side in package.sides}
    if len(partners) > 1:
        yield "two partners"


def _row_faults(package: BilingualPackage) -> Iterator[str]:
    source = Counter(block for row in package.rows for block in row.source)
    if source != Counter(package.source.story.body):
        yield "the rows do not tell the whole original"
    target = Counter(block for row in package.rows for block in row.target)
    if target != Counter(package.target.story.body):
        yield "the rows do not tell the whole translation"
    if any(not row.source and not row.target for row in package.rows):
        yield "a row of nothing"
