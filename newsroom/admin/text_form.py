"""The text of a version as fields, and the edit that somebody made in them."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import nh3
from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.actions.writing import working_copy
from articles.models import Version
from articles.text.blocks import (
    Block,
    BlockError,
    BlockKind,
    MarkupError,
    body_blocks,
    carry_ids,
    from_json,
    parse_body,
    parse_inline,
    plain_text,
    to_json,
)
from newsroom.admin.choices import Edit, settle, sound, theirs_seen

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Heading": {"levels": [2, 3]},
        "ListItem": True,
        "BulletList": True,
        "OrderedList": True,
        "Blockquote": True,
        "Link": {"protocols": ["http", "https", "mailto"]},
        "HardBreak": True,
        "History": True,
    }
}
# Fields that are blocks of their own, before the body, in reading order.
APART = (
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.CAPTION,
    BlockKind.DATELINE,
)
TEXT_FIELDS = ("headline_text", "standfirst", "dateline", "body", "caption")
# Far beyond any story; each is a row that is compared with every other.
MOST_BLOCKS = 2_000
# Everything that `EDITOR` can show; it silently drops all other markup.
_SHOWN = nh3.Cleaner(
    tags={"p", "h2", "h3", "ul", "ol", "li", "blockquote", "a", "strong", "em", "br"},
    attributes={"a": {"href"}},
    link_rel="noopener noreferrer",
)


class BaseField(forms.CharField):
    """The text as the writer found it: their page's, not theirs to change."""

    def __init__(self) -> None:
        # Going back, a browser restores typed texts; of what nobody sees it restores
        # a textarea that a script set, and no hidden input.
        widget = forms.Textarea(attrs={"hidden": True})
        super().__init__(required=False, strip=False, widget=widget)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say no: that somebody else wrote meanwhile is no change of this form."""
        return False


class TextForm(forms.Form):
    """A version as one text, cut into blocks when it is written."""

    headline_text = forms.CharField(
        label=gettext_lazy("Headline"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    standfirst = forms.CharField(
        label=gettext_lazy("Deck"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        required=False,
    )
    dateline = forms.CharField(label=gettext_lazy("Dateline"), required=False)
    body = forms.CharField(
        label=gettext_lazy("Body"),
        widget=AdminProseEditorWidget(config=EDITOR, preset="configurable"),
        required=False,
    )
    caption = forms.CharField(
        label=gettext_lazy("Caption"),
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        required=False,
    )
    base = BaseField()

    def fill_in(self, version: Version) -> None:
        """Show the working copy of a version, and remember it as the base."""
        blocks = working_copy(version)
        for block in blocks:
            if block.kind.is_reserved:
                self.initial[_field(block.kind)] = plain_text(block.html)
        self.initial["body"] = "\n".join(block.html for block in body_blocks(blocks))
        self.initial["base"] = json.dumps(to_json(blocks))
        for name in TEXT_FIELDS:
            if name in self.fields:
                self.fields[name].widget.attrs["lang"] = version.language

    def clean_body(self) -> str:
        """Refuse a body that is larger than can be saved, in words."""
        body: str = self.cleaned_data["body"]
        try:
            count = len(parse_body(body))
        except MarkupError as error:
            raise forms.ValidationError(_too_long()) from error
        if count > MOST_BLOCKS:
            raise forms.ValidationError(_too_long())
        return body

    def edit(self, version: Version) -> Edit:
        """Return what the writer made of what they found, choices included.

        A page that lost what it began with overwrites nothing: all that is stored
        otherwise counts as somebody else's.

        Args:
            version: Whose text; its working copy is asked only in that case.
        """
        return settle(self.written(version), theirs_seen(self.data), self.data)

    def written(self, version: Version) -> Edit:
        """Return what the fields say, before any choice."""
        found = _read_base(self.cleaned_data.get("base", ""))
        origin = working_copy(version) if found is None else found
        blocks = _with_its_markup(origin, carry_ids(origin, self._blocks()))
        return Edit(found or (), blocks)

    def _blocks(self) -> tuple[Block, ...]:
        apart = (
            Block(
                id=kind.value,
                kind=kind,
                html=parse_inline(escape(self.cleaned_data[_field(kind)])),
            )
            for kind in APART
            if self.cleaned_data.get(_field(kind), "").strip()
        )
        return (*apart, *parse_body(self.cleaned_data.get("body", "")))


def _too_long() -> str:
    return _(
        "The text is too long to be saved in one piece. Copy part of it into "
        "another story or a file, and shorten it here."
    )


def _field(kind: BlockKind) -> str:
    # "headline" is a column of Version: the released one, which no form touches.
    return "headline_text" if kind == BlockKind.HEADLINE else kind.value


def _read_base(written: str) -> tuple[Block, ...] | None:
    try:
        return from_json(json.loads(written))
    except (ValueError, BlockError, RecursionError):
        return None


def _with_its_markup(
    origin: Sequence[Block], written: Sequence[Block]
) -> tuple[Block, ...]:
    """Give markup back to blocks that came back as the fields can show them."""
    was = {block.id: block for block in origin}
    return tuple(
        _as_it_was(was[block.id], block) if block.id in was else block
        for block in written
    )


def _as_it_was(was: Block, now: Block) -> Block:
    before = sound(was)
    return before if before is not None and _shown(before) == now else now


def _shown(block: Block) -> Block | None:
    if block.kind.is_reserved:
        return sound(replace(block, html=escape(plain_text(block.html))))
    return sound(replace(block, html=_SHOWN.clean(block.html)))
