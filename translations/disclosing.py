"""How much of stored texts is as a machine wrote it, and what readers are told."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.models import Version, WorkingBlock
from articles.text.blocks import Block
from articles.text.dates import written_number
from translations.models import MachineDraft
from translations.share import Disclosure, Share, disclosure_of, share_of

NO_SHARE = Share()


def shares_of(version_ids: Iterable[int]) -> Mapping[int, Share]:
    """Weigh what is as a machine wrote it in texts as they are being written.

    Two queries, however many there are; one where no machine was asked.

    Returns:
        By version; one of which nothing is a machine's is missing.
    """
    keys: dict[int, set[str]] = {}
    drafts = MachineDraft.objects.filter(version__in=list(version_ids)).order_by()
    for version, given in drafts.values_list("version", "key"):
        keys.setdefault(version, set()).add(given)
    if not keys:
        return {}
    texts: dict[int, list[Block]] = {}
    for row in WorkingBlock.objects.filter(version__in=keys).order_by("position"):
        texts.setdefault(row.version_id, []).append(row.block)
    shares = {
        version: share_of(blocks, keys[version]) for version, blocks in texts.items()
    }
    return {version: share for version, share in shares.items() if share.places}


def share_in(version: Version) -> Share:
    """Weigh what is as a machine wrote it in one text as it is being written."""
    return shares_of([version.pk]).get(version.pk, NO_SHARE)


def share_of_target(version: Version, target: Iterable[Block]) -> Share:
    """Weigh what is as a machine wrote it in a text that was read already.

    Args:
        version: The translation; with the annotation `is_machine_used`, there is no
            query where no machine was asked.
        target: All its blocks.
    """
    if not vars(version).get("is_machine_used", True):
        return NO_SHARE
    drafts = MachineDraft.objects.filter(version=version).order_by()
    return share_of(target, frozenset(drafts.values_list("key", flat=True)))


def is_machine_used() -> Exists:
    """Build the annotation that says whether a machine was asked about a version."""
    return Exists(MachineDraft.objects.filter(version=OuterRef("pk")))


def listed(places: Collection[int], language: str) -> str:
    """Name paragraphs by their numbers; many in a row by the first and the last.

    >>> listed((1, 2, 3, 5), "en")
    '1–3, 5'
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return ", ".join(
        "–".join(
            written_number(end, language) for end in dict.fromkeys((run[0], run[-1]))
        )
        for run in runs
    )


def machine_drafts(reference: str = "pk") -> dict[str, Any]:
    """Build the annotations that `machine_note` wants of a version.

    Args:
        reference: The field that leads to the version from where they stand.
    """
    drafts = MachineDraft.objects.filter(version=OuterRef(reference)).order_by()
    return {
        "machine_blocks": ArraySubquery(drafts.values("block_id")),
        "machine_keys": ArraySubquery(drafts.values("key")),
    }


def note_machine_drafts(versions: Iterable[Version]) -> None:
    """Read what `machine_note` wants of some versions, in one query for all of them."""
    by_key = {version.pk: version for version in versions}
    asked = Version.objects.filter(pk__in=by_key).annotate(**machine_drafts())
    for pk, blocks, keys in asked.values_list("pk", *machine_drafts()):
        vars(by_key[pk]).update(machine_blocks=blocks, machine_keys=keys)


def _drafted(version: Version) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids of drafted paragraphs, and the fingerprints of what was given."""
    if "machine_blocks" not in vars(version):
        note_machine_drafts([version])
    return (
        frozenset(vars(version)["machine_blocks"]) - {""},
        frozenset(vars(version)["machine_keys"]),
    )


def machine_note(version: Version, blocks: Iterable[Block]) -> str:
    """Say in the active language that a machine drafted a text, or part of it.

    It is said of edited drafts as well: the machine chose words and order first.

    Args:
        version: With the annotations of `machine_drafts`, or at the price of a query.
        blocks: The text that is shown.

    Returns:
        A sentence; empty where no machine had a part in it.
    """
    drafted, keys = _drafted(version)
    if not drafted and not keys:
        return ""
    match disclosure_of(blocks, drafted, keys):
        case Disclosure.WHOLE:
            return _(
                "A machine drafted this translation; people checked it before it "
                "came out."
            )
        case Disclosure.PART:
            return _(
                "A machine drafted part of this translation; people checked it before "
                "it came out."
            )
        case _other:
            return ""
