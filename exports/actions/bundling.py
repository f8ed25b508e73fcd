"""Put the copies of an order into one file, each as it was sent."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from exports.actions.releasing import artifact_path, sealed_copy
from exports.formats import format_named
from exports.formats.base import seal
from exports.formats.bundle import BUNDLE
from exports.formats.faults import SealRefused
from exports.formats.readers.bundle_file import MOST_BYTES, MOST_COPIES
from exports.licensing import ExportRefused, Reason
from exports.models import Artifact, ArtifactState, ExportItem
from exports.package import BundlePackage, EnclosedCopy, PackageError
from worklist.models import WorkState

WAITING = gettext_noop("Copies are still being made. Wait until all are done.")
NOTHING_MADE = gettext_noop(
    "No copy of this order was made. The order says of each why not."
)
TOO_LARGE = gettext_noop("The copies are too many for one file. Order fewer at a time.")
RECALLED = gettext_noop("This copy is given out no more. Order it anew.")
CHANGED = gettext_noop(
    "What a copy tells has changed since it was made. Order the copies anew."
)


def bundle_copies(*, items: Iterable[ExportItem]) -> bytes:
    """Make one file of the copies of an order, and prove it on its bytes.

    Nothing new leaves by it: each file in it is a copy that was delivered, byte for
    byte. Whether it may still be given out is judged anew.

    Args:
        items: Of one order, with version, order and delivered file loaded, and only
            what whoever takes it may know of. Copies that were refused are not in it.

    Returns:
        The bytes of a ZIP file; the same for the same copies.

    Raises:
        ExportRefused: A copy is still being made, none was made, or one may be given
            out no more; lists every reason.
    """
    known = list(items)
    made = [item for item in known if item.state == WorkState.DONE]
    reasons = [*_order_faults(known, made)]
    copies = []
    for name, item in _named(made).items():
        try:
            copies.append(_enclosed(name, item))
        except ExportRefused as refused:
            reasons += refused.reasons
    if reasons:
        raise ExportRefused(tuple(dict.fromkeys(reasons)))
    try:
        return seal(BundlePackage(tuple(copies)), BUNDLE)
    except PackageError as error:
        said = [Reason("package", _(each)) for each in error.reasons]
        raise ExportRefused(tuple(said)) from error
    except SealRefused as refused:
        raise _unproved(refused) from refused


def _order_faults(known: list[ExportItem], made: list[ExportItem]) -> Iterator[Reason]:
    if any(item.state == WorkState.WAITING for item in known):
        yield _reason("waiting", WAITING)
    if not made:
        yield _reason("nothing_made", NOTHING_MADE)
    size = sum(item.delivery.artifact.size for item in made)
    # The list and the notices take less than the margin.
    if len(made) > MOST_COPIES - 10 or size > MOST_BYTES - 1_000_000:
        yield _reason("too_large", TOO_LARGE)


def _named(made: list[ExportItem]) -> Mapping[str, ExportItem]:
    """Name the file of each copy; two stories may have one address in two sections."""
    named: dict[str, ExportItem] = {}
    for item in made:
        base = f"{item.version.slug}.{item.version.language}"
        extension = format_named(item.format).file_extension
        name = f"{base}{extension}"
        if name in named:
            name = f"{base}-{item.version_id}{extension}"
        named[name] = item
    return named


def _enclosed(name: str, item: ExportItem) -> EnclosedCopy:
    artifact: Artifact = item.delivery.artifact
    if artifact.state != ArtifactState.RELEASED:
        raise ExportRefused((_reason("recalled", RECALLED),))
    content = artifact_path(artifact).read_bytes()
    try:
        sealed = sealed_copy(item)
    except SealRefused as refused:
        raise _unproved(refused) from refused
    if content != sealed.content:
        raise ExportRefused((_reason("changed", CHANGED),))
    return EnclosedCopy(name, item.format, sealed.package, content)


def _reason(code: str, message: str) -> Reason:
    return Reason(code, _(message))


def _unproved(refused: SealRefused) -> ExportRefused:
    return ExportRefused(tuple(Reason("seal", str(each)) for each in refused.faults))
