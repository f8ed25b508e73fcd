"""The two pages of pasting: the texts, then what belongs together in them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.actions.writing import EditConflict, working_copy
from articles.models import Revision, Source, Version
from articles.text.blocks import (
    Block,
    MarkupError,
    body_blocks,
    carry_ids,
    from_json,
    plain_text,
    render_body,
)
from newsroom.admin.choices import Edit
from newsroom.admin.conflicts import ThreeWays, three_ways
from newsroom.admin.deeds import REFUSALS, acting, reasons
from newsroom.admin.paste_form import HIDDEN, Pair, PasteForm
from newsroom.admin.paste_rows import (
    MOST_ASKED,
    answers_in,
    doubts_in,
    paste_rows,
    read_links,
    replaced,
    written,
    written_links,
)
from newsroom.admin.paste_text import base_of, with_heads
from newsroom.admin.wanted import named_here
from newsroom.admin.writing import OTHERS_WROTE
from translations.actions.aligning import free_of, suggested, text_of
from translations.actions.pasting import Pasted, Stored, source_moved
from translations.freshness import SourceText
from translations.gaps import Question, answered, confirmed, doubted, fitted, questions
from translations.units import Belongs

STORE, LATER, AGAIN = "store", "later", "texts"
_HARDLY = 0.5
"""Of the source paragraphs: with fewer linked it may be another text altogether."""


@dataclass(frozen=True)
class Frame:
    """The page around the forms.

    Attributes:
        site: Of the admin.
        title: Of the page.
        opts: Of the model under which it is found.
        back: Path of where to go instead.
        name: What it is about, and its language; both empty where nothing is held.
        language: As `name`.
        story: Asks for the facts of a new story; None for one that is there.
    """

    site: AdminSite
    title: str
    opts: Any
    back: str
    name: str = ""
    language: str = ""
    story: forms.ModelForm[Any] | None = None


@dataclass(frozen=True)
class Sheet:
    """Two texts beside each other while it is asked what belongs together.

    Attributes:
        pair: The texts.
        edit: The translation as it was found, and as it is to be.
        links: That fit both texts, with what was answered so far.
        why: What whoever pastes should know before going on, a sentence each.
    """

    pair: Pair
    edit: Edit
    links: tuple[Belongs, ...]
    why: tuple[str, ...] = ()

    @property
    def source_ids(self) -> list[str]:
        """Paragraphs of the source, in order."""
        return [block.id for block in body_blocks(self.pair.source)]

    @property
    def target_ids(self) -> list[str]:
        """Paragraphs of the translation that are made from the source, in order."""
        return [block.id for block in _free(self.pair, self.edit.blocks)]

    @property
    def before(self) -> tuple[Block, ...]:
        """What stands in the translation, and goes where it is replaced."""
        return text_of(self.pair.target) if self.pair.target else ()

    def questions(self) -> tuple[Question, ...]:
        """List what waits for an answer."""
        return questions(self.links, self.source_ids, self.target_ids)

    def answered_by(self, sent: Mapping[str, str]) -> "Sheet":
        """Do what was answered."""
        source, target = self.pair.source, self.edit.blocks
        answers = answers_in(sent, self.questions(), source, target)
        links = answered(self.links, answers, self.source_ids, self.target_ids)
        links = doubted(links, doubts_in(sent))
        return replace(self, links=links)


def lay(request: HttpRequest, form: PasteForm, frame: Frame) -> HttpResponse:
    """Ask for the texts, lay them side by side, ask about the gaps, store.

    Nothing is stored before the last step, and every step gives back all that was
    typed and chosen.

    Args:
        request: Of either page.
        form: Bound where something was sent.
        frame: Around it.
    """
    asked = request.POST.get("do", "")
    is_whole = form.is_bound and form.is_valid()
    is_whole = is_whole and (frame.story is None or frame.story.is_valid())
    if not is_whole or asked == AGAIN:
        return _texts(request, form, frame)
    try:
        sheet = _sheet_of(form, asked)
    except MarkupError as error:
        form.add_error("body", reasons(error))
        return _texts(request, form, frame)
    if asked not in {STORE, LATER} or sheet.why:
        return _side_by_side(request, form, frame, sheet)
    sheet = sheet.answered_by(request.POST)
    why = tuple(_still_asked(request, sheet, asked))
    if why:
        return _side_by_side(request, form, frame, replace(sheet, why=why))
    links = sheet.links if asked == LATER else confirmed(sheet.links)
    pasted = Pasted(sheet.edit.base, sheet.edit.blocks, links)
    try:
        stored = sheet.pair.store(pasted, acting(request), timezone.now())
    except REFUSALS as refusal:
        sheet = replace(sheet, why=tuple(reasons(refusal)))
        return _side_by_side(request, form, frame, sheet, refusal)
    return _done(request, stored, asked)


def _sheet_of(form: PasteForm, asked: str) -> Sheet:
    """Lay the texts of a valid form side by side, or go on where it was left."""
    pair, typed = form.pair(), form.cleaned_data
    if asked not in {STORE, LATER} or not typed["links"].strip():
        return _begun(form, pair)
    if typed["into"] != _key(pair.target):
        news = _("Somebody began this translation meanwhile. Look at what is replaced.")
        return replace(_begun(form, pair), why=(news,))
    edit = form.edit(pair.target or Version())
    changed = _changed(pair, typed["revision"])
    ids = [block.id for block in body_blocks(pair.source)]
    free = [block.id for block in _free(pair, edit.blocks)]
    links = fitted(read_links(typed["links"]), ids, free, changed=changed or ())
    why = () if changed is None else (str(source_moved()),)
    return Sheet(pair, edit, links, why)


def _begun(form: PasteForm, pair: Pair) -> Sheet:
    base = working_copy(pair.target) if pair.target else ()
    fresh = form.written(Version()).blocks
    before = text_of(pair.target) if pair.target else ()
    edit = Edit(base, with_heads(before, carry_ids(before, fresh)))
    links = suggested(
        body_blocks(pair.source),
        _free(pair, edit.blocks),
        pair.source_language,
        pair.language,
    )
    return Sheet(pair, edit, links)


def _free(pair: Pair, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Leave out headlines, and what is made from another source."""
    if pair.target is None or pair.seen is None:
        return body_blocks(blocks)
    link = Source(version=pair.target, source_version=pair.seen.version)
    return free_of(link, body_blocks(blocks))


def _key(version: Version | None) -> str:
    return "" if version is None else str(version.pk)


def _changed(pair: Pair, shown: str) -> frozenset[str] | None:
    """Return the paragraphs that are not as they were shown; None where all are."""
    if pair.seen is None or shown == str(pair.seen.pk):
        return None
    was = None
    with suppress(ValueError, OverflowError):
        was = Revision.objects.filter(pk=int(shown), version=pair.seen.version).first()
    now = SourceText(pair.source)
    return now.differs_from(SourceText(from_json(was.blocks) if was else ()))


def _still_asked(request: HttpRequest, sheet: Sheet, asked: str) -> Iterator[str]:
    """Yield what stands against storing, a sentence each."""
    number = len(sheet.questions())
    if number and asked == STORE:
        yield ngettext(
            "%(number)s question is not answered yet.",
            "%(number)s questions are not answered yet.",
            number,
        ) % {"number": written(number)}
    if _lost(sheet) and not request.POST.get("replace"):
        yield _("Say that the text that is there may be replaced.")


def _lost(sheet: Sheet) -> list[Any]:
    return replaced(sheet.before, sheet.edit, sheet.pair.language)


def _done(request: HttpRequest, stored: Stored, asked: str) -> HttpResponse:
    if stored.others_wrote:
        messages.info(request, OTHERS_WROTE)
    if asked == LATER:
        said = _("Stored. What belongs together is only suggested: confirm it here.")
    else:
        said = _("Stored, and linked paragraph by paragraph with its source.")
    messages.success(request, said)
    return HttpResponseRedirect(_pair_url(stored.version))


def _pair_url(version: Version) -> str:
    """Return the path of the pair editor, or else of the version."""
    with suppress(NoReverseMatch):
        return reverse("admin:pair", args=[version.pk])
    return reverse("admin:articles_version_change", args=[version.pk])


def _framed(request: HttpRequest, form: PasteForm, frame: Frame) -> dict[str, Any]:
    return {
        **frame.site.each_context(request),
        "title": frame.title,
        "opts": frame.opts,
        "frame": frame,
        "form": form,
        "media": form.media,
    }


def _texts(request: HttpRequest, form: PasteForm, frame: Frame) -> HttpResponse:
    context = _framed(request, form, frame)
    context["fields"] = [field for field in form if field.name not in HIDDEN]
    return render(request, "admin/articles/paste/texts.html", context)


def _side_by_side(
    request: HttpRequest,
    form: PasteForm,
    frame: Frame,
    sheet: Sheet,
    refusal: Exception | None = None,
) -> HttpResponse:
    waiting, pair = sheet.questions(), sheet.pair
    asked = waiting[:MOST_ASKED]
    ways: ThreeWays | None = None
    if isinstance(refusal, EditConflict) and pair.target is not None:
        ways = three_ways(form, pair.target, refusal, acting(request))
    linked = sum(len(x.source_ids) for x in sheet.links if x.target_ids)
    context = _framed(request, form, frame) | {
        "sheet": sheet,
        "rows": paste_rows(
            pair.source, sheet.edit.blocks, sheet.links, asked, request.POST
        ),
        "waiting": written(len(waiting)) if waiting else "",
        "asked_later": written(len(waiting) - len(asked)),
        "is_short": len(waiting) > len(asked),
        "lost": _lost(sheet),
        "may_replace": bool(request.POST.get("replace")),
        "ways": ways,
        "carried": list(_carried(request, form, frame, sheet)),
        "source_name": named_here(pair.source_language),
        "target_name": named_here(pair.language),
        "hardly_fits": linked < _HARDLY * len(sheet.source_ids),
    }
    return render(request, "admin/articles/paste/rows.html", context)


def _carried(
    request: HttpRequest, form: PasteForm, frame: Frame, sheet: Sheet
) -> Iterator[tuple[str, str]]:
    """Yield the hidden fields: all that was typed, and what the page remembers."""
    heads = {b.id: plain_text(b.html) for b in sheet.edit.blocks if b.kind.is_reserved}
    seen = sheet.pair.seen
    known = {
        **form.carried(),
        "headline_text": heads.get("headline", ""),
        "standfirst": heads.get("standfirst", ""),
        "body": render_body(sheet.edit.blocks, has_block_ids=True),
        "base": base_of(sheet.edit.base),
        "links": written_links(sheet.links),
        "revision": str(seen.pk) if seen else "",
        "into": _key(sheet.pair.target),
    }
    for name in (*form.fields, *(frame.story.fields if frame.story else ())):
        value = known.get(name, request.POST.get(name, ""))
        if value and name != "first_line":
            yield name, value
