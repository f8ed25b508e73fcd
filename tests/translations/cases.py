"""The table of what becomes of a translation when its source changes.

A row says: how the translation stood, what happened to the source, which units are not
fresh then, how many the board counts, whether readers of the translation are told, and
whether its translator is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from articles.actions import (
    correcting,
    linking,
    publishing,
    reviewing,
    writing,
)
from articles.models import (
    Article,
    CorrectionKind,
    Notification,
    Version,
)
from articles.text.blocks import Block
from people.models import Account
from tests import factories as make
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    body,
    changed,
    edited,
    finished,
    released,
    sent,
    translate,
    unit_of,
)
from translations.actions import arranging, translating
from translations.models import Unit, UnitState

FELL = "ទឹកទន្លេបានស្រកវិញនៅព្រឹកនេះ។"
BACK = "អ្នកភូមិបានត្រឡប់មកផ្ទះវិញហើយ។"
GONE = "អ្នកភូមិគ្មានទៅណាទេ។"
NEW = "ទូកសង្គ្រោះបានមកដល់នៅពេលល្ងាច។"
WITHOUT_B = {name: text for name, text in KHMER.items() if name != "b"}


@dataclass
class Case:
    """A pair of texts, and who translated it."""

    source: Version
    version: Version
    by: Account


def a_case(state: str) -> Case:
    """Translate a story so that it stands in a state."""
    by = make.an_account(("Translator", "en"))
    source = a_source()
    case = Case(source, sent(source, by=by), by)
    STATES[state](case)
    return case


def all_of_it(case: Case, **texts: str) -> None:
    for name, text in {**ENGLISH, **texts}.items():
        unit = Unit.objects.filter(version=case.version, source_ids=[name]).first()
        if unit is not None:
            translate(unit, text, by=case.by)


def some_of_it(case: Case) -> None:
    for name in "ac":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)


def begun(case: Case) -> None:
    all_of_it(case)
    unit = unit_of(case.version, "b")
    translating.mark(
        unit=unit,
        state=UnitState.NEEDS_WORK,
        seen=unit.source_now,
        by=case.by,
        at=make.NOW,
    )


def approved(case: Case) -> None:
    all_of_it(case)
    editor = make.an_account(("Editor", "en"))
    for unit in Unit.objects.filter(version=case.version):
        translating.mark(
            unit=unit,
            state=UnitState.APPROVED,
            seen=unit.source_now,
            by=editor,
            at=make.NOW,
        )


def out(case: Case) -> None:
    all_of_it(case)
    finished(case.version)


def left_out(case: Case) -> None:
    for name in "acd":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)
    unit = unit_of(case.version, "b")
    translating.drop(unit=unit, seen=unit.source_now, by=case.by, at=make.NOW)
    finished(case.version)


def with_context(case: Case) -> None:
    all_of_it(case)
    unit = translate(unit_of(case.version, "b"), ENGLISH["b"], "Context.", by=case.by)
    arranging.split(unit=unit, sources=1, targets=1, by=case.by, at=make.NOW)
    finished(case.version)


def joined(case: Case) -> None:
    arranging.merge(
        unit=unit_of(case.version, "b"),
        other=unit_of(case.version, "c"),
        by=case.by,
        at=make.NOW,
    )
    for name in "ad":
        translate(unit_of(case.version, name), ENGLISH[name], by=case.by)
    translate(unit_of(case.version, "b", "c"), "Rain sent them uphill.", by=case.by)
    finished(case.version)


def told_as_two(case: Case) -> None:
    all_of_it(case)
    translate(unit_of(case.version, "b"), "Villagers moved.", "Uphill.", by=case.by)
    finished(case.version)


def two_as_two(case: Case) -> None:
    joined(case)
    translate(unit_of(case.version, "b", "c"), "Rain fell.", "They moved.", by=case.by)
    finished(case.version)


def told_last(case: Case) -> None:
    all_of_it(case)
    arranging.move(
        unit=unit_of(case.version, "b"),
        after=unit_of(case.version, "d"),
        by=case.by,
        at=make.NOW,
    )
    finished(case.version)


def with_headline(case: Case) -> None:
    arranging.translate_heads(
        version=case.version, is_wanted=True, by=case.by, at=make.NOW
    )
    all_of_it(case, headline="The river has risen")
    finished(case.version)


def answered(case: Case) -> None:
    out(case)
    changed(case.source, b=BACK)
    unit = unit_of(case.version, "b")
    translating.still_right(unit=unit, seen=unit.source_now, by=case.by, at=make.NOW)
    Notification.objects.all().delete()


def updated(case: Case) -> None:
    out(case)
    changed(case.source, b=BACK)
    translate(unit_of(case.version, "b"), "Villagers came home.", by=case.by)
    Notification.objects.all().delete()


def updated_and_out(case: Case) -> None:
    updated(case)
    finished(case.version)


def scheduled(case: Case) -> None:
    all_of_it(case)
    finished(case.version)
    Version.objects.filter(pk=case.version.pk).update(
        published_at=timezone.now() + timedelta(days=1)
    )


def unconfirmed(case: Case) -> None:
    out(case)
    Unit.objects.filter(version=case.version).update(confidence=0.5)


def withdrawn(case: Case) -> None:
    all_of_it(case)
    reviewing.spike(version=case.version, reason="x", by=make.a_chief(), at=make.NOW)


STATES: dict[str, Callable[[Case], None]] = {
    "untranslated": lambda _case: None,
    "half done": some_of_it,
    "needs work": begun,
    "translated": all_of_it,
    "approved": approved,
    "public": out,
    "left out": left_out,
    "with context": with_context,
    "two as one": joined,
    "one as two": told_as_two,
    "two as two": two_as_two,
    "told last": told_last,
    "with headline": with_headline,
    "answered": answered,
    "updated": updated,
    "updated, out": updated_and_out,
    "scheduled": scheduled,
    "unconfirmed": unconfirmed,
    "withdrawn": withdrawn,
}


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


# One vowel typed as its two halves, which looks the same.
ORDERED = KHMER["a"].replace("ឡើង", "ឡេីង")
THREE, DIGIT_3 = "មានមនុស្ស ៣ នាក់។", "មានមនុស្ស 3 នាក់។"
SPACED = KHMER["b"].replace("បាន", "\u200bបាន\u200b")
SPLIT = {
    "a": KHMER["a"],
    "b": "អ្នកភូមិបានរើ។",
    "n": "ពួកគេទៅទីទួល។",
    **{name: KHMER[name] for name in "cd"},
}
MERGED = {"a": KHMER["a"], "b": f"{KHMER['b']} {KHMER['c']}", "d": KHMER["d"]}
CASES: tuple[tuple[str, str, Callable[[Case], None], str, int, bool, bool], ...] = (
    # state, what happened, edit, not fresh, on the board, to readers, to the translator
    ("untranslated", "one paragraph", told(b=BACK), "", 0, False, False),
    ("untranslated", "a new one", with_new("b"), "", 0, False, False),
    ("untranslated", "one went", whole(WITHOUT_B), "", 0, False, False),
    ("half done", "what is done", told(a=FELL), "a changed", 1, False, True),
    ("half done", "what is not done", told(b=BACK), "", 0, False, False),
    ("half done", "a new one", with_new("b"), "n added", 1, False, True),
    ("needs work", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("translated", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("approved", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("public", "one paragraph", told(b=BACK), "b changed", 1, True, True),
    ("public", "two", told(a=FELL, b=BACK), "a changed, b changed", 2, True, True),
    ("public", "little", told(b=BACK, is_minor=True), "b minor", 0, False, False),
    (
        "public",
        "little, then more",
        in_turn(told(b=BACK, is_minor=True), told(b=GONE)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "more, then little",
        in_turn(told(b=BACK), told(b=GONE, is_minor=True)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "little in one, more in another",
        in_turn(told(a=FELL, is_minor=True), told(a=FELL, b=BACK)),
        "a minor, b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "twice",
        in_turn(told(b=BACK), told(b=GONE)),
        "b changed",
        1,
        True,
        True,
    ),
    ("public", "and back", in_turn(told(b=BACK), told()), "", 0, False, True),
    ("public", "spaces of no width", told(b=SPACED), "", 0, False, False),
    ("public", "bold", markup, "", 0, False, False),
    ("public", "signs in another order", told(a=ORDERED), "", 0, False, False),
    (
        "public",
        "other digits",
        in_turn(told(b=THREE), told(b=DIGIT_3, is_minor=True)),
        "b changed",
        1,
        True,
        True,
    ),
    (
        "public",
        "drafts, little and more",
        saved_little_then_more,
        "b changed",
        1,
        True,
        True,
    ),
    ("public", "new at the front", with_new("a"), "n added", 1, True, True),
    ("public", "new in the middle", with_new("c"), "n added", 1, True, True),
    ("public", "new at the end", with_new(""), "n added", 1, True, True),
    (
        "public",
        "new and little",
        with_new("c", is_minor=True),
        "n minor",
        0,
        False,
        False,
    ),
    ("public", "one went", whole(WITHOUT_B), "b removed", 1, True, True),
    (
        "public",
        "one went, little",
        whole(WITHOUT_B, is_minor=True),
        "b minor",
        0,
        False,
        False,
    ),
    (
        "public",
        "another order",
        whole({name: KHMER[name] for name in "dcba"}),
        "",
        0,
        False,
        False,
    ),
    ("public", "one became two", whole(SPLIT), "b changed, n added", 2, True, True),
    ("public", "two became one", whole(MERGED), "b changed, c removed", 2, True, True),
    ("public", "the headline", head("ទឹកស្រក"), "", 0, False, False),
    ("public", "a draft", only_saved, "", 0, False, False),
    ("public", "published at once", published_at_once, "b changed", 1, True, True),
    ("public", "as a correction", as_a_correction, "b changed", 1, True, True),
    ("public", "restored", restored, "", 0, False, True),
    ("public", "under embargo", embargoed, "b changed", 1, False, True),
    ("public", "its embargo ended", embargo_over, "b changed", 1, True, True),
    ("public", "hidden after it", hidden, "b changed", 1, False, True),
    ("public", "restricted after it", restricted, "b changed", 1, False, True),
    ("public", "taken down after it", taken_down, "b changed", 1, False, True),
    ("public", "linked to it", relinked, "", 0, False, True),
    ("public", "no link any more", unlinked, "", 0, False, True),
    ("left out", "what is left out", told(b=BACK), "b changed", 0, False, False),
    ("left out", "what is not", told(a=FELL), "a changed", 1, True, True),
    ("left out", "it went", whole(WITHOUT_B), "", 0, False, False),
    ("with context", "beside it", told(b=BACK), "b changed", 1, True, True),
    ("two as one", "one of two", told(c=FELL), "bc changed", 1, True, True),
    (
        "two as one",
        "little of one",
        told(c=FELL, is_minor=True),
        "bc minor",
        0,
        False,
        False,
    ),
    ("two as one", "one went", whole(WITHOUT_B), "bc changed", 1, True, True),
    ("one as two", "it", told(b=BACK), "b changed", 1, True, True),
    ("two as two", "one of two", told(b=BACK), "bc changed", 1, True, True),
    ("told last", "it", told(b=BACK), "b changed", 1, True, True),
    ("with headline", "the headline", head("ទឹកស្រក"), "headline changed", 1, True, True),
    ("answered", "nothing since", lambda _case: None, "", 0, False, False),
    ("answered", "again", told(b=GONE), "b changed", 1, True, True),
    ("answered", "back to the first", told(), "b changed", 1, True, True),
    ("updated", "nothing since", lambda _case: None, "", 0, True, False),
    ("updated", "back to what readers have", told(), "b changed", 1, False, True),
    ("updated", "again", told(b=GONE), "b changed", 1, True, True),
    ("updated, out", "nothing since", lambda _case: None, "", 0, False, False),
    ("updated, out", "again", told(b=GONE), "b changed", 1, True, True),
    ("scheduled", "one paragraph", told(b=BACK), "b changed", 1, False, True),
    ("unconfirmed", "one paragraph", told(b=BACK), "b changed", 1, True, True),
    ("withdrawn", "one paragraph", told(b=BACK), "b changed", 1, False, False),
)
