"""Keep background paragraphs, check them, and put them into texts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from html import escape
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import open_to, working_copy, write_working_copy
from articles.backgrounds import current_editions
from articles.languages import canonical_tag
from articles.models import Background, BackgroundEdition, BackgroundUse, Version
from articles.text.blocks import Block, BlockKind, new_block_id
from articles.text.khmer import canonical, key
from people.models import Account
from people.permissions import require

KEEP: Final = "articles.add_background"
CHANGE: Final = "articles.change_background"
LONGEST_SUBJECT: Final = 120
LONGEST_TEXT: Final = 2_000
LONGEST_REVIEW: Final = 3_650
USUAL_REVIEW: Final = 180
"""Days."""


class BackgroundRefused(Exception):  # noqa: N818 - refusals are not errors
    """A background paragraph cannot be kept or used so; lists every reason."""


@transaction.atomic
def keep_background(
    *,
    subject: str,
    texts: Mapping[str, str],
    review_days: int,
    by: Account,
    at: datetime,
) -> Background:
    """Keep a paragraph that stories will say again and again.

    Args:
        subject: What it is about, for the desk; no other has the same.
        texts: One paragraph each, plain, by BCP 47 tag; at least one.
        review_days: So long it may go unchecked.
        by: Must be allowed to keep background paragraphs.
        at: Timezone-aware; it counts as checked then.

    Raises:
        PermissionRefused: `by` may not.
        LanguageTagError: A tag is malformed.
        BackgroundRefused: No subject or one that is taken, no text, or one that is
            too long, an impossible number of days; every reason.
    """
    require(by, KEEP)
    named = _named(subject)
    told = {canonical_tag(tag): _plain(text) for tag, text in texts.items()}
    told = {tag: text for tag, text in told.items() if key(text)}
    against = [*_faults(named, review_days, None), *_faults_of_texts(told)]
    if not told:
        against.append(_("Write it in at least one language."))
    _refuse(against)
    background = Background.objects.create(
        subject=named,
        review_days=review_days,
        checked_by=by,
        checked_at=at,
        due_at=at + timedelta(days=review_days),
    )
    for tag, text in told.items():
        _add_edition(background, tag, text, by, at)
    return background


@transaction.atomic
def change_background(
    *,
    background: Background,
    subject: str,
    texts: Mapping[str, str],
    review_days: int,
    by: Account,
    at: datetime,
) -> tuple[BackgroundEdition, ...]:
    """Word a background paragraph anew; stories that have it keep what they say.

    Args:
        background: Which.
        subject: As in `keep_background`.
        texts: The whole of each language that is to change or to be added; one that
            is left out, or empty, stays as it is.
        review_days: As in `keep_background`.
        by: Must be allowed to change background paragraphs.
        at: Timezone-aware; where a text changes, it counts as checked then.

    Returns:
        The new wordings; empty where every text says what it said.

    Raises:
        PermissionRefused: `by` may not.
        LanguageTagError: A tag is malformed.
        BackgroundRefused: As in `keep_background`.
    """
    require(by, CHANGE)
    stored = _locked(background)
    named = _named(subject)
    told = {canonical_tag(tag): _plain(text) for tag, text in texts.items()}
    told = {tag: text for tag, text in told.items() if key(text)}
    _refuse([*_faults(named, review_days, stored), *_faults_of_texts(told)])
    now = {each.language: each.text for each in current_editions(stored)}
    made = tuple(
        _add_edition(stored, tag, text, by, at)
        for tag, text in told.items()
        if now.get(tag) != text
    )
    stored.subject, stored.review_days = named, review_days
    if made:
        stored.checked_by, stored.checked_at = by, at
    stored.due_at = stored.checked_at + timedelta(days=review_days)
    stored.save()
    return made


@transaction.atomic
def check_background(*, background: Background, by: Account, at: datetime) -> None:
    """Say that somebody looked, and that all of it is still right.

    Raises:
        PermissionRefused: `by` may not change background paragraphs.
    """
    require(by, CHANGE)
    stored = _locked(background)
    stored.checked_by, stored.checked_at = by, at
    stored.due_at = at + timedelta(days=stored.review_days)
    stored.save(update_fields=["checked_by", "checked_at", "due_at"])


@transaction.atomic
def retire_background(*, background: Background, by: Account, at: datetime) -> None:
    """Offer a background paragraph no more, or again; stories keep what they say.

    Raises:
        PermissionRefused: `by` may not change background paragraphs.
    """
    require(by, CHANGE)
    stored = _locked(background)
    stored.retired_at = at if stored.retired_at is None else None
    stored.save(update_fields=["retired_at"])


@transaction.atomic
def insert_background(
    *,
    version: Version,
    background: Background,
    after: str,
    by: Account,
    at: datetime,
) -> BackgroundUse:
    """Put a background paragraph into a text, as a paragraph like any other.

    Args:
        version: The text.
        background: Whose newest wording in the language of the text is put in.
        after: The block that it follows; empty for the beginning of the body.
        by: Must be allowed to write the text in the state it is in.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        BackgroundRefused: It has no words in that language, is offered no more, or
            the block is gone; every reason.
    """
    stored = open_to(version=version, by=by)
    edition = current_editions(background).filter(language=stored.language).first()
    whole = working_copy(stored)
    heads = sum(block.kind.is_reserved for block in whole)
    places = {block.id: place for place, block in enumerate(whole, start=1)}
    against = [
        words
        for stands, words in (
            (edition is None, _("It has no words in this language yet. Add them.")),
            (
                _locked(background).retired_at is not None,
                _("It is offered no more. Choose another one."),
            ),
            (
                bool(after) and after not in places,
                _("The paragraph before it is gone. Open the page again and choose."),
            ),
        )
        if stands
    ]
    if against or edition is None:
        raise BackgroundRefused("\n".join(against))
    block = Block(
        id=new_block_id(), kind=BlockKind.PARAGRAPH, html=html_of(edition.text)
    )
    place = max(places.get(after, heads), heads)
    blocks = (*whole[:place], block, *whole[place:])
    write_working_copy(version=stored, blocks=blocks, by=by, at=at, base=whole)
    return note_use(version=stored, block=block, edition=edition, by=by, at=at)


@transaction.atomic
def note_use(
    *,
    version: Version,
    block: Block,
    edition: BackgroundEdition,
    by: Account,
    at: datetime,
) -> BackgroundUse:
    """Remember that a paragraph was made of a background paragraph.

    Args:
        version: Written just now.
        block: The paragraph, as it was written.
        edition: The words that were put there.
        by: Who put them there, and was allowed to write.
        at: Timezone-aware.
    """
    use, _made = BackgroundUse.objects.update_or_create(
        version=version,
        block_id=block.id,
        defaults={"edition": edition, "inserted_by": by, "inserted_at": at},
    )
    return use


def html_of(text: str) -> str:
    """Write the words of a background paragraph as a block has them.

    >>> html_of("Smith & Sons")
    '<p>Smith &amp; Sons</p>'
    """
    return f"<p>{escape(text, quote=False)}</p>"


def _named(subject: str) -> str:
    return " ".join(canonical(subject).split())


def _plain(text: str) -> str:
    """Bring a paragraph on one line; a line break in it would make two of it."""
    return " ".join(canonical(text).split())


def _faults(
    subject: str, review_days: int, background: Background | None
) -> Iterator[str]:
    others = Background.objects.filter(subject=subject)
    if background is not None:
        others = others.exclude(pk=background.pk)
    if not key(subject) or len(subject) > LONGEST_SUBJECT:
        yield _("Say what it is about in 1 to %(most)s characters.") % {
            "most": LONGEST_SUBJECT
        }
    elif others.exists():
        yield _("There is one about that already. Change that one.")
    if not 0 < review_days <= LONGEST_REVIEW:
        yield _("The days until it is checked again must be 1 to %(most)s.") % {
            "most": LONGEST_REVIEW
        }


def _faults_of_texts(texts: Mapping[str, str]) -> Iterator[str]:
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        yield _("A paragraph has at most %(most)s characters. Make it shorter.") % {
            "most": LONGEST_TEXT
        }


def _refuse(against: Iterable[str]) -> None:
    every = tuple(against)
    if every:
        raise BackgroundRefused("\n".join(every))


def _locked(background: Background) -> Background:
    return Background.objects.select_for_update().get(pk=background.pk)


def _add_edition(
    background: Background, language: str, text: str, by: Account, at: datetime
) -> BackgroundEdition:
    """Add a wording; the row of the background paragraph is locked, or new."""
    last = background.editions.filter(language=language).order_by("-number").first()
    return BackgroundEdition.objects.create(
        background=background,
        language=language,
        number=last.number + 1 if last else 1,
        text=text,
        made_by=by,
        made_at=at,
    )
