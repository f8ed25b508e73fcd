"""Paragraphs that two people changed: base, theirs and mine, and which to take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.actions.writing import EditConflict
from articles.models import Sitting, Version
from articles.text.blocks import Block, BlockKind, MarkupError, block_text
from articles.text.diff import Change, word_diff
from articles.text.merging import Conflict
from newsroom.admin.choices import Choice, choice_of, theirs_seen, written_seen
from newsroom.admin.text_form import EDITOR, TextForm
from people.models import Account

_Sittings = Mapping[str, Sitting]
# Enough to find who was at a paragraph last.
NEWEST_SITTINGS = 50


@dataclass(frozen=True)
class Row:
    """One paragraph as two people left it.

    Attributes:
        id: Of the block.
        name: What it is, in the interface language.
        base: As both found it, plain text; empty where it was not there.
        theirs: What the other changed, word by word.
        mine: What the writer changed.
        is_gone_there: Whether they took it out.
        is_gone_here: Whether the writer did.
        who: User name of the other; empty where nobody knows.
        is_own: Whether the other text was written by the same account.
        at: When the other was written last; None where nobody knows.
        choice: What was chosen already; None for nothing.
        own: The field for a text of one's own.
    """

    id: str
    name: str
    base: str
    theirs: tuple[Change, ...]
    mine: tuple[Change, ...]
    is_gone_there: bool
    is_gone_here: bool
    who: str
    is_own: bool
    at: datetime | None
    choice: Choice | None
    own: SafeString


@dataclass(frozen=True)
class ThreeWays:
    """All that the page shows of a conflict.

    Attributes:
        rows: One a paragraph; never empty.
        seen: For the hidden field: the other texts, as they are shown.
    """

    rows: tuple[Row, ...]
    seen: str


def three_ways(
    form: TextForm, version: Version, refusal: object, by: Account
) -> ThreeWays | None:
    """Gather the paragraphs that wait for a choice, or had one in what was sent.

    Args:
        form: Sent and refused.
        version: Whose text.
        refusal: Why it was not stored.
        by: Who sent it.

    Returns:
        None where nobody else changed what the writer changed.
    """
    fresh = refusal.conflicts if isinstance(refusal, EditConflict) else ()
    conflicts = (*fresh, *_chosen_before(form, version, {c.block_id for c in fresh}))
    if not conflicts:
        return None
    others = last_at(version, {conflict.block_id for conflict in conflicts}, by)
    rows = (_row(form, version, each, others, by) for each in conflicts)
    return ThreeWays(
        tuple(rows), written_seen({c.block_id: c.theirs for c in conflicts})
    )


def _chosen_before(
    form: TextForm, version: Version, fresh: set[str]
) -> Iterator[Conflict]:
    """Yield the paragraphs whose choice was sent, but could not be stored yet."""
    seen = theirs_seen(form.data)
    if seen.keys() <= fresh or not form.is_bound:
        return
    try:
        edit = form.written(version)
    except MarkupError:
        return
    base = {block.id: block for block in edit.base}
    mine = {block.id: block for block in edit.blocks}
    for block_id, theirs in seen.items():
        block = base.get(block_id) or theirs or mine.get(block_id)
        if block_id not in fresh and block is not None:
            yield Conflict(block_id, base.get(block_id), theirs, mine.get(block_id))


def _row(
    form: TextForm,
    version: Version,
    conflict: Conflict,
    others: _Sittings,
    by: Account,
) -> Row:
    sides = (conflict.mine, conflict.theirs, conflict.base)
    kind = next(block.kind for block in sides if block)
    base, theirs, mine = map(_text, (conflict.base, conflict.theirs, conflict.mine))
    sitting = others.get(conflict.block_id)
    return Row(
        id=conflict.block_id,
        name=_name(kind),
        base=base,
        theirs=word_diff(base, theirs, version.language),
        mine=word_diff(base, mine, version.language),
        is_gone_there=conflict.theirs is None,
        is_gone_here=conflict.mine is None,
        who=sitting.account.username if sitting else "",
        is_own=sitting is not None and sitting.account == by,
        at=sitting.last_written_at if sitting else None,
        choice=choice_of(form.data, conflict.block_id),
        own=_own_field(form, conflict, kind, version.language),
    )


def _text(block: Block | None) -> str:
    return block_text(block) if block else ""


def _name(kind: BlockKind) -> str:
    names = {
        BlockKind.HEADLINE: _("Headline"),
        BlockKind.STANDFIRST: _("Deck"),
        BlockKind.DATELINE: _("Dateline"),
        BlockKind.CAPTION: _("Caption"),
        BlockKind.HEADING: _("Subheading"),
        BlockKind.QUOTE: _("Quotation"),
        BlockKind.LIST: _("List"),
    }
    return names.get(kind, _("Paragraph"))


def _own_field(
    form: TextForm, conflict: Conflict, kind: BlockKind, language: str
) -> SafeString:
    """Draw the field for a text of one's own, with mine in it to begin with."""
    name = f"own-{conflict.block_id}"
    begin = conflict.mine or conflict.theirs
    attrs: dict[str, Any] = {"id": name, "lang": language, "class": "vLargeTextField"}
    if kind.is_reserved:
        value = form.data.get(name, _text(begin))
        return forms.Textarea({**attrs, "rows": 3}).render(name, value)
    editor: forms.Textarea = AdminProseEditorWidget(
        config=EDITOR, preset="configurable", attrs=attrs
    )
    return editor.render(name, form.data.get(name, begin.html if begin else ""))


def last_at(version: Version, block_ids: set[str], by: Account) -> _Sittings:
    """Find who was at each paragraph last, somebody else before the writer."""
    sittings = version.sittings.select_related("account").order_by(
        "-last_written_at", "-pk"
    )[:NEWEST_SITTINGS]
    found: dict[str, Sitting] = {}
    for sitting in sorted(sittings, key=lambda each: each.account_id == by.pk):
        for block_id in block_ids & set(sitting.touched):
            found.setdefault(block_id, sitting)
    return found
