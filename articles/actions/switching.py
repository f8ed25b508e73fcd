"""Make another language of a story its original, and turn the links between them round.

What was the original is then a translation of the new one, over the same languages in
between: each link on the way is turned round and keeps its row. Languages beside the
way keep their sources. Two languages that were reported separately have no link, and
stay so: what was the original is then the counterpart of the new one.

Texts, addresses, credits, states and dates stay untouched. Switching back leads to the
same links; each says that its two texts tell the same at the moment of the switch.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.actions.linking import link_one_at_a_time
from articles.followers import followers
from articles.models import Article, Origin, Revision, Source, Status, Version
from articles.permissions import require_cleared, require_on
from people.models import Account

SWITCH = "articles.switch_original"


class SwitchRefused(Exception):  # noqa: N818 - refusals are not errors
    """Another language cannot become the original; lists every reason."""


@dataclass(frozen=True)
class Switch:
    """What a switch of original does to a story.

    Attributes:
        was: The original until now.
        becomes: The original from then on.
        turned: The links from the one down to the other, as they stand before.
    """

    was: Version
    becomes: Version
    turned: tuple[Source, ...]

    @property
    def origin_left(self) -> Origin:
        """What the original until now is afterwards."""
        return Origin.TRANSLATION if self.turned else Origin.COUNTERPART


@transaction.atomic
def switch_original(
    *, article: Article, to_version: Version, by: Account, at: datetime
) -> Switch:
    """Make another language the original of a story.

    Args:
        article: The story.
        to_version: One of its versions.
        by: Must be allowed to in the languages of both originals.
        at: Timezone-aware.

    Returns:
        What was done; the links as they stand afterwards.

    Raises:
        PermissionRefused: `by` may not, in one of the two languages.
        SwitchRefused: The version cannot be the original; every reason.
    """
    require_cleared(by, article)
    # No key changes: whoever links a version in the meantime waits, but not for ever.
    versions = list(
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("article")
        .filter(article=article)
        .order_by("pk")
    )
    link_one_at_a_time()
    for version in versions:
        if version.origin == Origin.ORIGINAL or version.pk == to_version.pk:
            require_on(by, SWITCH, version)
    planned = planned_switch(versions, to_version)
    if isinstance(planned, tuple):
        raise SwitchRefused("\n".join(planned))
    for link in planned.turned:
        _turn(link)
    # The database knows one original at a time.
    for version, origin in (
        (planned.was, planned.origin_left),
        (planned.becomes, Origin.ORIGINAL),
    ):
        version.origin = origin
        version.save(update_fields=["origin"])
        boarding.note_version(version=version, at=at)
    return planned


def planned_switch(
    versions: Iterable[Version], to_version: Version
) -> Switch | tuple[str, ...]:
    """Say what a switch would do, or every reason against it, a sentence each.

    Args:
        versions: All of the story.
        to_version: Which of them would become the original.
    """
    by_pk = {version.pk: version for version in versions}
    becomes = by_pk.get(to_version.pk)
    was = next((v for v in by_pk.values() if v.origin == Origin.ORIGINAL), None)
    if becomes is None:
        return (_("The version belongs to another story."),)
    turned = () if was is None else _way(becomes, was, by_pk)
    against = tuple(_objections(becomes, was, turned))
    if was is None or against:
        return against
    return Switch(was, becomes, turned)


def _objections(
    becomes: Version, was: Version | None, turned: tuple[Source, ...]
) -> Iterator[str]:
    if was is None:
        yield _("The story has no original that another language could replace.")
    if becomes == was:
        yield _("It is the original already.")
    if becomes.status == Status.WITHDRAWN:
        yield _("The version was withdrawn. Take it up again first.")
    if not all(map(_text_of, (becomes, *(link.version for link in turned)))):
        yield _("The version has no saved text yet. Save it first.")
    sources = set(becomes.sources.values_list("pk", flat=True))
    if becomes.origin == Origin.TRANSLATION and not sources:
        yield _("It is a translation without a source. Link the original first.")
    if becomes != was and sources - {link.pk for link in turned}:
        yield _(
            "It was also made from something that is not the original of this story. "
            "An original has no source: remove that link first, if it is wrong."
        )


def _way(start: Version, end: Version, by_pk: dict[int, Version]) -> tuple[Source, ...]:
    """Return the links over which one version was made from another."""
    links = tuple(
        Source.objects.select_related("version", "source_version")
        .filter(version__in=by_pk, source_version__in=by_pk)
        .order_by("pk")
    )
    ups = [(ends.target, ends.source) for ends in map(_ends, links)]
    between = _reached(start.pk, ups) & _reached(end.pk, [(b, a) for a, b in ups])
    return tuple(link for link in links if set(_ends(link)) <= between)


def _reached(start: int, steps: Sequence[tuple[int, int]]) -> set[int]:
    found: set[int] = set()
    waiting = {start}
    while waiting:
        found |= waiting
        waiting = {after for before, after in steps if before in waiting} - found
    return found


class _Ends(NamedTuple):
    target: int
    source: int


def _ends(link: Source) -> _Ends:
    if link.source_version_id is None:
        msg = f"Link {link.pk} leads to an original that is not held."
        raise LookupError(msg)
    return _Ends(link.version_id, link.source_version_id)


def _text_of(version: Version) -> Revision | None:
    """Return what a translation of a version is made from: as `link_source` does."""
    text = version.released_revision or version.current_revision
    return None if text is None or text.erased_at is not None else text


def _turn(link: Source) -> None:
    ends, text = _ends(link), _text_of(link.version)
    link.version_id, link.source_version_id = ends.source, ends.target
    link.source_revision = text
    link.save(update_fields=["version", "source_version", "source_revision"])
    for follower in followers():
        follower.link_turned(link=link)
