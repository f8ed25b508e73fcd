"""Take a saved story in: as a draft with its text, links and credits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import pghistory
from django.db import transaction

from articles.actions import crediting, linking, opening, writing
from articles.addresses import free_slug
from articles.languages import in_each_language
from articles.models import (
    Article,
    CreditRole,
    Origin,
    Outlet,
    RightsBasis,
    Section,
    Version,
)
from articles.text.blocks import Block, BlockKind, parse_body, parse_inline
from articles.text.slugs import SlugError, slugify
from intake.actions.crediting_desk import desk_of
from intake.actions.noting import note_findings
from intake.models import IntakeRun
from intake.recognise.translation_notes import Deed, TranslationNote
from intake.sources.opening import Incoming
from intake.sources.refusals import IntakeRefused
from intake.sources.story import IncomingStory
from people.models import Account


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a story goes.

    Attributes:
        outlet: whose story it is.
        section: of the paper.
    """

    outlet: Outlet
    section: Section


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What came of it.

    Attributes:
        run: of the story.
        is_new: False where the same file was taken in before; nothing changed then.
    """

    run: IntakeRun
    is_new: bool


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """A version that is being made, and how."""

    incoming: Incoming
    article: Article
    origin: Origin
    by: Account
    at: datetime

    @property
    def story(self) -> IncomingStory:
        return self.incoming.story


@transaction.atomic
def take_in(
    *,
    incoming: Incoming,
    place: Place,
    by: Account,
    at: datetime,
    credits_asked: Sequence[crediting.CreditEntry] = (),
    original: Incoming | None = None,
) -> Taken:
    """Take a story in as a draft.

    Whatever stood around it is kept as findings. The outlet's desk is credited in
    each role that the story needs and nobody was named for.

    Args:
        incoming: the story.
        place: where it goes.
        by: who takes it in; owns the versions.
        at: timezone-aware.
        credits_asked: contributors of the story, not of the original.
        original: what it was translated from; taken in first, unless it was before.

    Raises:
        IntakeRefused: story and original are in one language.
        PermissionRefused: `by` may not write in one of the languages.
        WritingRefused: the original's article has a version in the language already.
        MarkupError: a text is longer than any that a person writes.
        ValidationError: a field is wrong.
    """
    # One after the other, whatever the outlet: whoever takes the same file in at the
    # same time finds the first one's, and no two stories choose the same address.
    list(Outlet.objects.select_for_update(no_key=True).order_by("pk"))
    before = _run_before(incoming, place.outlet)
    if before is not None:
        return Taken(run=before, is_new=False)
    with pghistory.context(verb="take_in", by=by.pk):
        if original is None:
            article = _open(incoming, place, by)
            source = None
        else:
            source = _original(original, incoming, place, by, at)
            article = source.article
        is_translation = source is not None or incoming.story.note is not None
        telling = _Telling(
            incoming=incoming,
            article=article,
            origin=Origin.TRANSLATION if is_translation else Origin.ORIGINAL,
            by=by,
            at=at,
        )
        return Taken(run=_tell(telling, credits_asked, source), is_new=True)


def _run_before(incoming: Incoming, outlet: Outlet) -> IntakeRun | None:
    return IntakeRun.objects.filter(
        sha256=incoming.sha256, language=incoming.language, outlet=outlet
    ).first()


def _original(
    original: Incoming, incoming: Incoming, place: Place, by: Account, at: datetime
) -> Version:
    if original.language == incoming.language:
        message = (
            "The original and the translation are both in "
            f"“{incoming.language}”. Check --language and --original-language."
        )
        raise IntakeRefused(message)
    before = _run_before(original, place.outlet)
    if before is not None:
        return before.version
    telling = _Telling(
        incoming=original,
        article=_open(original, place, by),
        origin=Origin.ORIGINAL,
        by=by,
        at=at,
    )
    return _tell(telling, (), None).version


def _open(incoming: Incoming, place: Place, by: Account) -> Article:
    return opening.open_article(
        article=Article(
            outlet=place.outlet,
            section=place.section,
            slugline=_slug(incoming.story.headline),
        ),
        by=by,
    )


def _tell(
    telling: _Telling,
    credits_asked: Iterable[crediting.CreditEntry],
    source: Version | None,
) -> IntakeRun:
    story, outlet, by = telling.story, telling.article.outlet, telling.by
    is_own = _is_own_notice(story, outlet)
    is_foreign = story.notice is not None and not is_own
    basis = RightsBasis.UNKNOWN if is_foreign else RightsBasis.STAFF
    version = opening.start_version(
        article=telling.article,
        language=telling.incoming.language,
        origin=telling.origin,
        rights_basis=basis,
        by=by,
    )
    slug = free_slug(story.headline, version.language)
    opening.describe_version(
        version=version, slug=slug, rights_basis=basis, by=by, at=telling.at
    )
    writing.write_working_copy(
        version=version, blocks=_blocks(story), by=by, at=telling.at
    )
    writing.save_revision(version=version, by=by, at=telling.at)
    is_source_known = _link(version, source, story.note, by)
    crediting.set_credits(
        version=version, entries=_credits(telling, credits_asked), by=by
    )
    run = IntakeRun(
        file_name=telling.incoming.file_name,
        sha256=telling.incoming.sha256,
        language=version.language,
        outlet=outlet,
        version=version,
        at=telling.at,
        by=by,
    )
    run.full_clean()
    run.save(force_insert=True)
    note_findings(
        run=run, story=story, is_own_notice=is_own, is_source_known=is_source_known
    )
    return run


def _is_own_notice(story: IncomingStory, outlet: Outlet) -> bool:
    names = in_each_language(outlet, "name").values()
    notice = story.notice
    return notice is not None and notice.names_all_acts and notice.is_of(names)


def _blocks(story: IncomingStory) -> tuple[Block, ...]:
    apart = (
        (BlockKind.HEADLINE, story.headline),
        (BlockKind.STANDFIRST, story.standfirst),
        (BlockKind.CAPTION, story.caption.text if story.caption else ""),
    )
    return (
        *(
            Block(id=kind.value, kind=kind, html=parse_inline(escape(text)))
            for kind, text in apart
            if text
        ),
        *parse_body("".join(paragraph.html for paragraph in story.paragraphs)),
    )


def _link(
    version: Version, source: Version | None, note: TranslationNote | None, by: Account
) -> bool:
    """Link what the version was made from; without it no gate lets the version out."""
    if source is not None:
        linking.link_source(version=version, source=source, by=by)
        return True
    if note is None or not note.outlet or not note.language:
        return False
    linking.link_original_not_held(
        version=version,
        outlet_name=note.outlet,
        language=note.language,
        title=note.title,
        url=note.url,
        by=by,
    )
    return True


_ROLES = {
    Deed.TRANSLATED: CreditRole.TRANSLATOR,
    Deed.EDITED: CreditRole.EDITOR,
    Deed.ADDITIONAL_REPORTING: CreditRole.ADDITIONAL_REPORTING,
}


def _credits(
    telling: _Telling, asked: Iterable[crediting.CreditEntry]
) -> tuple[crediting.CreditEntry, ...]:
    named = tuple(asked)
    note = telling.story.note
    if telling.origin != Origin.TRANSLATION:
        roles = [CreditRole.REPORTER]
    elif note is None:
        roles = [CreditRole.TRANSLATOR]
    else:
        roles = [role for deed, role in _ROLES.items() if deed in note.deeds]
    desk = desk_of(telling.article.outlet)
    taken = {entry.role for entry in named}
    by_desk = (crediting.CreditEntry(desk, role) for role in roles if role not in taken)
    return (*named, *by_desk)


def _slug(headline: str) -> str:
    try:
        return slugify(headline)
    except SlugError:
        return ""
