"""The ledger: what happened to what, and whether its entries are as they were."""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from ledger.anchoring import NoteError, note_head, read_note
from ledger.models import Entry
from newsroom.admin.deeds import acting
from newsroom.admin.proving import prove
from newsroom.admin.reading import ReadingAdmin
from people.models import Account

STORY = "urn:uuid:"
# Of a digest, so much is enough to tell it from its neighbours in a list.
LONGEST_IN_A_LIST = 12
# Digits that the database's own numbers can have.
LONGEST_NUMBER = 18
HEAD = re.compile("[0-9a-fA-F]{64}")


class HeadForm(forms.Form):
    """Asks for a head that was noted earlier: its digits, or the whole signed note."""

    head = forms.CharField(
        label=_("Head noted earlier"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 70, "spellcheck": "false"}),
        help_text=_(
            "The signed note, or the 64 digits that an earlier proof gave. Only they "
            "show whether entries at the end were cut off. May stay empty."
        ),
    )

    def clean_head(self) -> str:
        """Return the digits; of a note only when its signature is ours."""
        text: str = self.cleaned_data["head"].strip()
        if not text or HEAD.fullmatch(text):
            return text
        try:
            note = read_note(text)
        except NoteError as error:
            raise ValidationError(gettext(str(error))) from error
        if not note.is_ours:
            raise ValidationError(gettext("Another newsroom signed this note."))
        return note.head


class EntryList(ChangeList):
    """A page of entries, each with the story that it names."""

    def get_results(self, request: HttpRequest) -> None:
        """Fetch the entries, and their stories in one query more."""
        super().get_results(request)
        entries: list[Entry] = list(self.result_list)
        add_stories(entries, seen_by=acting(request))
        self.result_list = entries


class EntryAdmin(ReadingAdmin[Entry]):
    """Entries, newest first; a search finds a number, a story's id or a URN."""

    list_display = ("seq", "at", "kind", "subject_shown", "facts_shown")
    list_filter = ("at", "kind")
    ordering = ("-seq",)
    search_fields = ("subject",)
    search_help_text = _(
        "A URN, the id of a story, or the number of an entry; "
        "the beginning of a URN up to a colon finds all of that kind."
    )
    show_full_result_count = False
    fields = ("seq", "at", "kind", "subject_shown", "facts_listed", "hash_shown")
    readonly_fields = ("subject_shown", "facts_listed", "hash_shown")
    change_list_template = "admin/ledger/entry/change_list.html"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[EntryList]:
        """Return the list that knows stories."""
        return EntryList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Entry], search_term: str
    ) -> tuple[QuerySet[Entry], bool]:
        """Find entries the way the ledger's indexes do."""
        term = search_term.strip()
        if term.isdecimal() and len(term) <= LONGEST_NUMBER:
            return queryset.filter(seq=int(term)), False
        if story := _uuid(term):
            return queryset.filter(subject=f"{STORY}{story}"), False
        if term.endswith(":"):
            return queryset.filter(subject__startswith=term), False
        return (queryset.filter(subject=term) if term else queryset), False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Entry | None:
        """Return an entry, with the story that it names."""
        entry = super().get_object(request, object_id, from_field)
        if entry is not None:
            add_stories([entry], seen_by=acting(request))
        return entry

    @admin.display(description=_("to what"), ordering="subject")
    def subject_shown(self, entry: Entry) -> SafeString | str:
        """Return the URN, and the story where the reader may know of it."""
        story: Article | None = vars(entry).get("story")
        if story is None:
            return entry.subject
        return format_html(
            '<a href="{}">{}</a><br><small>{}</small>',
            reverse("admin:articles_article_change", args=[story.pk]),
            title_of(story),
            entry.subject,
        )

    @admin.display(description=_("facts"))
    def facts_shown(self, entry: Entry) -> str:
        """Return the facts in one line, digests shortened."""
        return " · ".join(
            f"{name} {_shortened(text)}" for name, text in facts_of(entry)
        )

    @admin.display(description=_("facts"))
    def facts_listed(self, entry: Entry) -> SafeString:
        """Return every fact in full."""
        rows = format_html_join("", "<dt>{}</dt><dd>{}</dd>", facts_of(entry))
        return format_html('<dl class="facts">{}</dl>', rows)

    @admin.display(description=_("hash"))
    def hash_shown(self, entry: Entry) -> str:
        """Return the hash in hex: the ledger's head at that moment."""
        return bytes(entry.hash).hex()

    def get_urls(self) -> list[URLPattern]:
        """Add the page behind the button."""
        verify = self.admin_site.admin_view(self.verify_view)
        return [
            path("verify/", verify, name="ledger_entry_verify"),
            path(
                "head/",
                self.admin_site.admin_view(self.head_view),
                name="ledger_entry_head",
            ),
            *super().get_urls(),
        ]

    def head_view(self, request: HttpRequest) -> HttpResponse:
        """Hand over a signed note of the newest entry, to be kept elsewhere."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        at = timezone.now()
        name = f"ledger-head-{timezone.localdate(at)}.txt"
        return HttpResponse(
            note_head(at=at),
            content_type="text/plain; charset=us-ascii",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    def verify_view(self, request: HttpRequest) -> HttpResponse:
        """Prove the ledger when asked to, and say what was found."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = HeadForm(request.POST if request.method == "POST" else None)
        proof = None
        if form.is_bound and form.is_valid():
            proof = prove(expected_head=form.cleaned_data["head"])
        context = {
            **self.admin_site.each_context(request),
            "title": _("Prove the ledger"),
            "opts": self.opts,
            "form": form,
            "proof": proof,
        }
        return render(request, "admin/ledger/verify.html", context)


def add_stories(entries: Iterable[Entry], *, seen_by: Account) -> None:
    """Give entries their `story`, where they name one that somebody may know of."""
    named = {entry: _uuid(entry.subject) for entry in entries}
    stories = (
        Article.objects.visible_to(seen_by)
        .filter(pk__in={found for found in named.values() if found})
        .prefetch_related("versions")
    )
    by_id = {story.pk: story for story in stories}
    for entry, found in named.items():
        vars(entry)["story"] = by_id.get(found) if found else None


def title_of(story: Article) -> str:
    """Return a story's headline, in the reader's language if there is one."""
    headlines = {v.language: v.headline for v in story.versions.all() if v.headline}
    ours = headlines.get(get_language() or "")
    return ours or story.slugline or next(iter(headlines.values()), story.urn)


def facts_of(entry: Entry) -> list[tuple[str, str]]:
    """List the facts of an entry as words, in the order of their names."""
    facts = entry.facts.items() if isinstance(entry.facts, dict) else ()
    return sorted((name, _words(value)) for name, value in facts)


def _words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _shortened(text: str) -> str:
    return (
        text if len(text) <= 2 * LONGEST_IN_A_LIST else text[:LONGEST_IN_A_LIST] + "…"
    )


def _uuid(text: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(text.removeprefix(STORY))
    return None
