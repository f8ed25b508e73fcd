"""Proves that units say of their sources what the sources say.

From which source readers' text was made is told in the moment of a release; no kept
text tells it afterwards, so it is not proven.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.models import Revision, Version
from translations.freshness import print_of
from translations.models import Unit
from translations.readings import Kept, kept_until, reread, seen_of, with_links


@dataclass(frozen=True)
class Difference:
    """A unit that does not say what is so; never any words of it.

    Attributes:
        unit: Its key.
        source: Key of the source version.
        what: "source_now", "is_minor", or "made_from".
    """

    unit: int
    source: int
    what: str

    def __str__(self) -> str:
        return f"unit {self.unit}, source {self.source}: {self.what}"


def differences() -> Iterator[Difference]:
    """Work out every unit anew and yield what is different, a source after the other.

    Yields:
        By source, then by unit; nothing where all is as it should be.
    """
    sources = Version.objects.filter(translated_units__isnull=False)
    for source in sources.distinct().order_by("pk").iterator():
        yield from _of_source(source)


def _of_source(source: Version) -> Iterator[Difference]:
    kept: dict[int, tuple[Kept, ...]] = {}
    units = Unit.objects.filter(source_version=source).order_by("pk")
    for unit in with_links(units):
        end = source.released_revision_id or vars(unit)["linked_id"]
        if end not in kept:
            kept[end] = kept_until(source, Revision.objects.get(pk=end))
        for what in _compared(unit, kept[end]):
            yield Difference(unit.pk, source.pk, what)


def _compared(unit: Unit, kept: tuple[Kept, ...]) -> Iterator[str]:
    read = reread(unit, kept)
    if read.source_now != unit.source_now:
        yield "source_now"
    if read.is_minor != unit.is_minor:
        yield "is_minor"
    # The words may be forgotten, and the fingerprint stays.
    if unit.made_from_blocks and unit.made_from != print_of(seen_of(unit)):
        yield "made_from"
