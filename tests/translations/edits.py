"""What can happen to the source of a translation."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from articles.actions import correcting, linking, publishing, writing
from articles.models import Article, CorrectionKind
from articles.text.blocks import Block
from tests import factories as make
from tests.translations.pairs import (
    BACK,
    GONE,
    KHMER,
    NEW,
    body,
    changed,
    edited,
    released,
)
from tests.translations.states import Case


def told(*, is_minor: bool = False, **paragraphs: str) -> Callable[[Case], None]:
    """Publish the source with some paragraphs told otherwise."""

    def edit(case: Case) -> None:
        changed(case.source, is_minor=is_minor, **paragraphs)

    return edit


def in_turn(*edits: Callable[[Case], None]) -> Callable[[Case], None]:
    def edit(case: Case) -> None:
        for each in edits:
            each(case)

    return edit


def whole(
    paragraphs: dict[str, str], *, is_minor: bool = False
) -> Callable[[Case], None]:
    """Publish the source with just these paragraphs, in this order."""

    def edit(case: Case) -> None:
        released(edited(case.source, paragraphs, is_minor=is_minor))

    return edit


def with_new(before: str, *, is_minor: bool = False) -> Callable[[Case], None]:
    """Publish the source with one more paragraph before another; "" at its end."""
    paragraphs: dict[str, str] = {}
    for name, text in KHMER.items():
        paragraphs |= {"n": NEW, name: text} if name == before else {name: text}
    return whole(
        {**paragraphs, "n": NEW} if not before else paragraphs, is_minor=is_minor
    )


def head(words: str) -> Callable[[Case], None]:
    def edit(case: Case) -> None:
        written(case, body(KHMER, headline=words))
        released(case.source)

    return edit


def markup(case: Case) -> None:
    bold = f"<strong>{KHMER['b']}</strong>"
    changed(case.source, b=bold)


def written(case: Case, blocks: tuple[Block, ...]) -> None:
    case.source.refresh_from_db()
    by = make.a_chief()
    writing.write_working_copy(version=case.source, blocks=blocks, by=by, at=make.NOW)
    writing.save_revision(version=case.source, by=by, at=make.NOW)


def only_saved(case: Case) -> None:
    edited(case.source, {**KHMER, "b": BACK})


def published_at_once(case: Case) -> None:
    only_saved(case)
    publishing.publish_at_once(
        version=case.source, reason="It is wrong.", by=make.a_chief(), at=make.NOW
    )


def as_a_correction(case: Case) -> None:
    only_saved(case)
    make.approved(case.source)
    correction = make.proposed(case.source.article, CorrectionKind.CORRECTION)
    correcting.publish_correction(correction=correction, by=make.a_chief(), at=make.NOW)


def restored(case: Case) -> None:
    changed(case.source, b=BACK)
    case.source.refresh_from_db()
    writing.restore_revision(
        version=case.source,
        revision=case.source.revisions.get(number=1),
        by=make.a_chief(),
        at=make.NOW,
    )
    released(case.source)


def embargoed(case: Case) -> None:
    later = timezone.now() + timedelta(days=1)
    Article.objects.filter(pk=case.source.article_id).update(embargoed_until=later)
    changed(case.source, b=BACK)


def restricted(case: Case) -> None:
    changed(case.source, b=BACK)
    Article.objects.filter(pk=case.source.article_id).update(is_restricted=True)


def taken_down(case: Case) -> None:
    changed(case.source, b=BACK)
    make.taken_down(case.source.article)


def embargo_over(case: Case) -> None:
    embargoed(case)
    Article.objects.filter(pk=case.source.article_id).update(embargoed_until=make.NOW)


def saved_little_then_more(case: Case) -> None:
    edited(case.source, {**KHMER, "b": BACK}, is_minor=True)
    changed(case.source, b=GONE)


def hidden(case: Case) -> None:
    changed(case.source, b=BACK)
    make.hidden(case.source.article)


def relinked(case: Case) -> None:
    changed(case.source, b=BACK)
    case.source.refresh_from_db()
    linking.link_source(
        version=case.version,
        source=case.source,
        by=make.a_chief(),
        revision=case.source.released_revision,
    )


def unlinked(case: Case) -> None:
    changed(case.source, b=BACK)
    linking.unlink(source=case.version.sources.get(), by=make.a_chief())
