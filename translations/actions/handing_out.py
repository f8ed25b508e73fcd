"""Hand a translation out as a file, to be worked on in somebody's own program."""

import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Status, Version
from articles.permissions import require_on
from articles.text.blocks import block_text
from articles.workflow import EDIT, WRITE
from ledger.actions.recording import record
from people.models import Account
from translations.formats import (
    docx,
    marked,
    omegat,
    reading,
    shown,
    tmx14,
    xliff12,
    xml,
)
from translations.formats.omegat import TermEntry
from translations.formats.segments import Segment, Story
from translations.handed import Desk, desk_of, segments_of, stored_rows
from translations.models import BroughtBack, FileFormat, HandedOut

ENDINGS: Mapping[str, str] = {
    FileFormat.OMEGAT: ".zip",
    FileFormat.DOCX: ".docx",
    FileFormat.XLIFF: ".xlf",
    FileFormat.TMX: ".tmx",
}


class HandingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A translation cannot leave as a file, or not come back; says what to do."""


@dataclass(frozen=True, kw_only=True)
class Dress:
    """What a file says besides the texts.

    Attributes:
        notice: The short rights notice, by language; never empty.
        edition: Number of its wording.
        readme: How to work with an OmegaT project, in plain text.
        words: Of a DOCX.
        terms: Of the glossary.
        memory: What was said before, in other stories.
    """

    notice: Mapping[str, str]
    edition: int
    readme: str
    words: docx.Words
    terms: Iterable[TermEntry] = ()
    memory: Iterable[tmx14.Entry] = ()


@dataclass(frozen=True)
class Handed:
    """A file that leaves.

    Attributes:
        row: That it left.
        content: Its bytes.
    """

    row: HandedOut
    content: bytes

    @property
    def name(self) -> str:
        """What the file is called: nothing of the story."""
        return f"spean-{self.row.reference}{ENDINGS[self.row.format]}"


@transaction.atomic
def hand_out(
    *,
    version: Version,
    form: FileFormat,
    dress: Callable[[Desk], Dress],
    by: Account,
    at: datetime,
    to: Account | None = None,
) -> Handed:
    """Write a translation into a file, read it back, and note who has it.

    Args:
        version: The translation.
        form: In which format.
        dress: Says what else the file holds; asked once everything is allowed.
        by: Who hands it out.
        at: Timezone-aware.
        to: Who works with it; None for `by`.

    Raises:
        PermissionRefused: `by` or `to` may not write in that language; of what somebody
            else works with, `by` must be an editor.
        HandingRefused: The story or one of its sources is restricted, the version was
            withdrawn, has no source that is held, or there is no notice yet.
    """
    receiver, desk = to or by, desk_of(version)
    stored = desk.version if desk else _stored(version)
    _require(stored, receiver, by)
    desk = _opened(stored, desk)
    dressed = dress(desk)
    if not any(dressed.notice.values()):
        raise HandingRefused(
            _("The outlet has no rights notice yet. No file leaves without it.")
        )
    story = _story(desk, dressed)
    content = _written(story, form, dressed)
    _prove(content, story, form)
    digest = hashlib.sha256(content).hexdigest()
    row = HandedOut.objects.create(
        version=stored,
        reference=story.reference,
        format=form,
        rows=stored_rows(desk.rows),
        sha256=digest,
        size=len(content),
        notice_edition=dressed.edition,
        handed_by=by,
        handed_to=receiver,
        handed_at=at,
    )
    record(
        kind="translation.handed_out",
        subject=stored.article.urn,
        facts={
            "handed_out": row.pk,
            "version": stored.pk,
            "language": stored.language,
            "format": form.value,
            "revisions": [each.pk for each in desk.sources.values()],
            "notice_edition": dressed.edition,
            "sha256": digest,
            "to": receiver.pk,
            "by": by.pk,
        },
    )
    return Handed(row, content)


@transaction.atomic
def call_off(*, handed: HandedOut, by: Account, at: datetime) -> HandedOut:
    """Say that nobody waits for a file any more; what comes back is still taken.

    Raises:
        PermissionRefused: `by` may not write in the language of the translation.
        HandingRefused: It came back already, or was called off.
    """
    stored = (
        HandedOut.objects.select_for_update(of=("self",))
        .select_related("version__article")
        .get(pk=handed.pk)
    )
    require_on(by, WRITE, stored.version)
    if stored.ended_at is not None:
        raise HandingRefused(_("Nobody waits for this file any more."))
    stored.ended_at = at
    stored.save(update_fields=["ended_at"])
    return stored


@transaction.atomic
def forget_files() -> int:
    """Throw the bytes of waiting files away; what was read out of them stays.

    A name cannot be taken out of a file, but out of what was read of it.

    Returns:
        How many files had bytes.
    """
    return BroughtBack.objects.waiting().exclude(content=b"").update(content=b"")


def _require(version: Version, receiver: Account, by: Account) -> None:
    require_on(by, WRITE if receiver == by else EDIT, version)
    if receiver != by:
        require_on(receiver, WRITE, version)


def _stored(version: Version) -> Version:
    return Version.objects.select_related("article").get(pk=version.pk)


def _opened(version: Version, desk: Desk | None) -> Desk:
    held = () if desk is None else desk.links
    stories = [link.source_version.article for link in held if link.source_version]
    if any(story.is_restricted for story in (version.article, *stories)):
        raise HandingRefused(
            _(
                "The story is restricted: it does not leave the newsroom as a file. "
                "Translate it in the pair editor."
            )
        )
    if version.status == Status.WITHDRAWN:
        raise HandingRefused(_("The version was withdrawn. It is not handed out."))
    if desk is None or not desk.rows:
        raise HandingRefused(
            _("There is nothing to translate: no source of the version is held here.")
        )
    return desk


def _story(desk: Desk, dress: Dress) -> Story:
    heads = (b for row in desk.rows for b in row.source if b.id == "headline")
    head = next(heads, None)
    return Story(
        reference=f"h{secrets.randbelow(10**12):012d}",
        title=block_text(head) if head else "",
        source_language=desk.source_language,
        target_language=desk.version.language,
        notice=dress.notice,
        segments=segments_of(desk.rows),
    )


def _written(story: Story, form: FileFormat, dress: Dress) -> bytes:
    if form == FileFormat.DOCX:
        return docx.write(story, dress.words)
    if form == FileFormat.OMEGAT:
        return omegat.write(
            story, readme=dress.readme, terms=dress.terms, memory=dress.memory
        )
    if form == FileFormat.XLIFF:
        return xliff12.write(story)
    pairs = tuple(omegat.own_pairs(story))
    if not pairs:
        raise HandingRefused(
            _("Nothing is translated yet. A TMX holds only what is in both languages.")
        )
    return b"".join(
        tmx14.write(
            pairs,
            source_language=story.source_language,
            notices=story.notices(),
        )
    )


def _prove(content: bytes, story: Story, form: FileFormat) -> None:
    """Read what was written: every row is found again, and the notice stands there.

    Raises:
        LookupError: It is not so; nothing leaves.
    """
    # Both readers look at what one parser found in the bytes; none of them wrote it.
    parse = cache(xml.parse)
    is_marked = marked.carries(content, story.notices(), parse=parse)
    if not is_marked or not _is_whole(content, story, form, parse):
        msg = f"{form.value}: the file does not say what it has to say."
        raise LookupError(msg)


def _is_whole(content: bytes, story: Story, form: FileFormat, parse: xml.Parse) -> bool:
    if form == FileFormat.XLIFF:
        found = shown.rows_of(parse(content))
        return list(found) == list(shown.wanted_of(story.segments))
    read = reading.read(
        content,
        source_language=story.source_language,
        target_language=story.target_language,
        parse=parse,
    )
    return len(read.segments) == sum(_is_in(form, it) for it in story.segments)


def _is_in(form: FileFormat, segment: Segment) -> bool:
    if form == FileFormat.TMX:
        return bool(segment.source and segment.target)
    return form != FileFormat.OMEGAT or bool(segment.source)
