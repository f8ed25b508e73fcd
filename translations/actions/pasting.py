"""Take a finished translation in whole, with what a person said of its paragraphs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.linking import LinkRefused
from articles.actions.opening import describe_version, open_article, start_version
from articles.actions.writing import (
    open_to,
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.models import Article, Origin, Revision, RightsBasis, Source, Version
from articles.permissions import require_cleared
from articles.text.blocks import RESERVED, Block, body_blocks, from_json
from people.models import Account
from translations.actions.aligning import free_of, store_links
from translations.actions.sending import send_to_translation
from translations.actions.translating import SourceMoved
from translations.freshness import SourceText
from translations.gaps import fitted
from translations.models import Anchor, Unit, UnitState
from translations.readings import anchor
from translations.units import Belongs


@dataclass(frozen=True)
class Pasted:
    """A finished translation, and where its paragraphs belong.

    Attributes:
        base: The text of the translation as it was found; empty where there was none.
        blocks: The whole text that is to stand there, with the ids of `base`.
        links: Between the source as it was shown and `blocks`; those with a confidence
            are suggestions that somebody looks at later.
    """

    base: tuple[Block, ...]
    blocks: tuple[Block, ...]
    links: tuple[Belongs, ...]


@dataclass(frozen=True)
class Telling:
    """A version that is begun with its text.

    Attributes:
        language: BCP 47 tag.
        slug: Its address; empty for none yet.
        rights_basis: Why we may use the text.
    """

    language: str
    slug: str = ""
    rights_basis: RightsBasis = RightsBasis.UNKNOWN


@dataclass(frozen=True)
class Stored:
    """What became of a pasted translation.

    Attributes:
        version: The translation.
        units: Each paragraph of the source, and each that was pasted, is in one.
        others_wrote: Somebody else wrote in the translation, too; theirs is kept.
    """

    version: Version
    units: tuple[Unit, ...]
    others_wrote: bool


@transaction.atomic
def paste_translation(
    *, version: Version, seen: Revision, pasted: Pasted, by: Account, at: datetime
) -> Stored:
    """Write a finished translation over what is there, link it, and keep a revision.

    Args:
        version: The translation.
        seen: The text of the source that whoever pasted it had beside it.
        pasted: The translation.
        by: Who pastes it, and answers for the links.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in, or may not know
            of the source.
        WritingRefused: Nobody may: it is approved or withdrawn.
        EditConflict: Somebody else changed a paragraph that is replaced.
        LinkRefused: The version is not made from that source.
        SourceMoved: The source is another one by now than `seen`.
        MarkupError: The text is too long.
    """
    stored = open_to(version=version, by=by)
    link = _link_to(stored, seen, by)
    before = _behind(link)
    known = write_working_copy(
        version=stored, blocks=pasted.blocks, by=by, at=at, base=pasted.base
    )
    written = working_copy(stored)
    units = store_links(
        link=link,
        links=_links(link, pasted, known, written),
        anchored_as=Anchor.PASTED,
        by=by,
        at=at,
    )
    _keep_readers_behind(units, before, written, stored)
    _translate_heads(link, pasted, by, at)
    save_revision(version=stored, by=by, at=at)
    return Stored(stored, units, others_wrote=known != written)


@transaction.atomic
def paste_new_translation(
    *, seen: Revision, language: str, pasted: Pasted, by: Account, at: datetime
) -> Stored:
    """Send a text to translation and store the finished translation of it.

    Args:
        seen: The text of the source that whoever pasted it had beside it.
        language: BCP 47 tag of the translation.
        pasted: The translation.
        by: Who pastes it; holds it afterwards.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write in that language, or may not know of the
            story.
        LanguageTagError: The tag is malformed.
        SendingRefused: The story has that language already.
        SourceMoved: The source is another one by now than `seen`.
        MarkupError: The text is too long.
    """
    version = send_to_translation(
        source=seen.version, language=language, by=by, at=at, translator=by
    )
    return paste_translation(version=version, seen=seen, pasted=pasted, by=by, at=at)


@transaction.atomic
def paste_pair(
    *,
    article: Article,
    tellings: tuple[Telling, Telling],
    source: Sequence[Block],
    pasted: Pasted,
    by: Account,
    at: datetime,
) -> Stored:
    """Store an original and its finished translation, of which nothing is held yet.

    Args:
        article: A story without an original; one that is filled in but not stored is
            opened.
        tellings: The original and the translation.
        source: The whole text of the original.
        pasted: The translation, linked with `source`.
        by: Who pastes both.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write in one of the languages, or may not know
            of the story.
        LanguageTagError: A tag is malformed.
        WritingRefused: The story has an original, or that language, already.
        SendingRefused: Both languages are the same, or the story has the second one.
        ValidationError: A fact of the new story, or an address, is wrong.
        MarkupError: A text is too long.
    """
    if not Article.objects.filter(pk=article.pk).exists():
        open_article(article=article, by=by)
    first, second = tellings
    original = start_version(
        article=article, language=first.language, origin=Origin.ORIGINAL, by=by
    )
    _describe(original, first, by, at)
    write_working_copy(version=original, blocks=source, by=by, at=at, base=())
    seen = save_revision(version=original, by=by, at=at)
    stored = paste_new_translation(
        seen=seen, language=second.language, pasted=pasted, by=by, at=at
    )
    _describe(stored.version, second, by, at)
    return stored


def source_moved() -> SourceMoved:
    """Return the refusal for a source that is another one than was shown."""
    return SourceMoved(
        _(
            "The source changed while this page was open. "
            "Look at the change first; your text is safe."
        )
    )


def _describe(version: Version, told: Telling, by: Account, at: datetime) -> None:
    describe_version(
        version=version,
        slug=told.slug,
        rights_basis=told.rights_basis,
        by=by,
        at=at,
    )


def _link_to(version: Version, seen: Revision, by: Account) -> Source:
    """Lock the source and move the link to the text that was seen, which must count."""
    source = (
        Version.objects.select_for_update(of=("self",), no_key=True)
        .select_related("article")
        .get(pk=seen.version_id)
    )
    require_cleared(by, source.article)
    link = (
        version.sources.select_related("version", "source_version", "source_revision")
        .filter(source_version=source)
        .first()
    )
    if link is None:
        raise LinkRefused(
            _("The version was not made from that text. Name its source first.")
        )
    if (source.released_revision_id or link.source_revision_id) != seen.pk:
        raise source_moved()
    if link.source_revision_id != seen.pk:
        link.source_revision = seen
        link.save(update_fields=["source_revision"])
    return link


def _links(
    link: Source,
    pasted: Pasted,
    known: Sequence[Block],
    written: Sequence[Block],
) -> tuple[Belongs, ...]:
    """Bring the links to the ids under which the texts are stored."""
    pairs = zip(pasted.blocks, known, strict=True)
    stored_as = {mine.id: stored.id for mine, stored in pairs}
    links = (
        replace(
            each,
            target_ids=tuple(stored_as[i] for i in each.target_ids if i in stored_as),
        )
        for each in pasted.links
    )
    mine = {*stored_as.values()}
    here = link.source_revision.blocks if link.source_revision else []
    return fitted(
        links,
        [block.id for block in body_blocks(from_json(here))],
        [b.id for b in free_of(link, body_blocks(written)) if b.id in mine],
    )


def _behind(link: Source) -> Mapping[str, str]:
    """Return what readers' text was made from, where it is behind.

    Returns:
        Fingerprints, by paragraph of the source.
    """
    units = Unit.objects.behind().filter(
        version=link.version_id, source_version=link.source_version_id
    )
    return {each: unit.shown_from for unit in units for each in unit.source_ids}


def _keep_readers_behind(
    units: Iterable[Unit],
    behind: Mapping[str, str],
    written: Iterable[Block],
    version: Version,
) -> None:
    """Remember which paragraphs readers do not have as they are linked now."""
    if version.released_revision is None or not behind:
        return
    now = {block.id: block for block in written}
    read = {block.id: block for block in from_json(version.released_revision.blocks)}
    lagging = []
    for unit in units:
        shown = [behind[each] for each in unit.source_ids if each in behind]
        if shown and any(now.get(i) != read.get(i) for i in unit.target_ids):
            unit.shown_from = shown[0]
            lagging.append(unit)
    Unit.objects.bulk_update(lagging, ["shown_from"])


def _translate_heads(link: Source, pasted: Pasted, by: Account, at: datetime) -> None:
    """Say of a headline that is watched, and was pasted anew, that it is translated."""
    base, blocks = {*pasted.base}, {block.id: block for block in pasted.blocks}
    fresh = [n for n in RESERVED if n in blocks and blocks[n] not in base]
    heads = Unit.objects.filter(
        version=link.version_id,
        source_version=link.source_version_id,
        source_ids__overlap=fresh,
    )
    revision = link.source_revision
    if not fresh or revision is None:
        return
    text = SourceText(from_json(revision.blocks))
    for unit in heads.select_for_update(of=("self",)):
        unit.target_ids, unit.state = unit.source_ids, UnitState.TRANSLATED
        anchor(unit, text.seen(unit.source_ids))
        unit.source_now, unit.is_minor = unit.made_from, False
        unit.anchored_as, unit.anchored_by, unit.anchored_at = Anchor.PASTED, by, at
        unit.save()
