"""The first page of the desk: the board, in the words of whoever looks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.languages import LANGUAGES, LanguageTagError, canonical_tag, name_of
from articles.text.dates import written_number
from newsroom.admin.board_rows import ShownRow, shown
from newsroom.admin.deeds import acting
from newsroom.board.filters import (
    FILTERS,
    MOST_COUNTED,
    Filter,
    Question,
    asked_lines,
    filter_named,
)
from newsroom.board.paging import Page, PlaceError, Window
from newsroom.board.rows import rows, standing
from translations.disclosing import shares_of

SEES = "articles.view_article"
LONGEST_QUESTION = 200


@dataclass(frozen=True)
class Link:
    """A saved filter.

    Attributes:
        label: In the interface language.
        url: Of its first page.
        count: As written; empty for the filter that is all.
        is_here: Whether it is the one that is looked at.
    """

    label: str
    url: str
    count: str
    is_here: bool


@dataclass(frozen=True)
class Choice:
    """A language that the board can be narrowed to.

    Attributes:
        tag: BCP 47; empty for all.
        name: In the interface language.
        is_chosen: Whether it is the one that is looked at.
    """

    tag: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Board:
    """What the page shows.

    Attributes:
        filters: The saved ones, in order.
        meaning: Of the one that is looked at, a sentence.
        code: Its name in the address.
        words: What is looked for; may be empty.
        languages: To choose from.
        rows: At most a page, the one that changed last first.
        everywhere: Where the same words are looked for in all stories; empty where
            that is here.
        ways: To other pages: label, path and what it is, in order.
    """

    filters: tuple[Link, ...]
    meaning: str
    code: str
    words: str
    languages: tuple[Choice, ...]
    rows: tuple[ShownRow, ...]
    everywhere: str
    ways: tuple[tuple[str, str, str], ...]


def board_of(request: HttpRequest) -> Board | None:
    """Gather the board in two queries, however many stories there are.

    Args:
        request: Of somebody signed in; its address says which part is asked for.

    Returns:
        None for who may see no story.
    """
    account = acting(request)
    if not account.has_perm(SEES):
        return None
    question = Question(
        account,
        timezone.now(),
        language=asked_language(request),
        words=request.GET.get("q", "").strip()[:LONGEST_QUESTION],
    )
    asked = filter_named(request.GET.get("show", ""))
    window = _window(request)
    stands = standing(question)
    lines = window.lines(asked_lines(asked, question, stands.found))
    page = window.page(rows(lines, account))
    sides = (side for row in page.rows for side in row.sides)
    asked_machines = [side.pk for side in sides if side.is_machine_used]
    shares = shares_of(asked_machines) if asked_machines else {}
    return Board(
        filters=tuple(_links(asked, question, stands.counts)),
        meaning=_worded(asked.meaning, question),
        code=asked.code,
        words=question.words,
        languages=tuple(_choices(question)),
        rows=tuple(shown(row, stands.rights, question, shares) for row in page.rows),
        everywhere=""
        if asked is FILTERS[0] or not question.words
        else _address(FILTERS[0], question),
        ways=tuple(_ways(page, asked, question)),
    )


def _window(request: HttpRequest) -> Window:
    try:
        return Window.asked(request.GET)
    except PlaceError:
        messages.warning(
            request,
            _("The address names no place on the board. This is its beginning."),
        )
        return Window()


def asked_language(request: HttpRequest) -> str:
    """Read which language a page is narrowed to; say so where there is none such.

    Returns:
        BCP 47 tag; empty for all.
    """
    asked = request.GET.get("language", "")
    if not asked:
        return ""
    try:
        return canonical_tag(asked)
    except LanguageTagError:
        messages.warning(
            request, _("There is no such language. All languages are shown.")
        )
        return ""


def _worded(text: str | Promise, question: Question) -> str:
    speaking = get_language() or settings.LANGUAGE_CODE
    name = name_of(question.target, in_language=speaking)
    return str(text) % {"language": name}


def _links(
    asked: Filter, question: Question, counted: Mapping[str, int]
) -> Iterator[Link]:
    unsearched = Question(question.account, question.at, language=question.language)
    for each in FILTERS:
        count = counted.get(each.code)
        yield Link(
            label=_worded(each.label, question),
            url=_address(each, unsearched),
            count="" if count is None else _capped(count),
            is_here=each is asked,
        )


def _capped(count: int) -> str:
    speaking = get_language() or settings.LANGUAGE_CODE
    if count > MOST_COUNTED:
        return f"{written_number(MOST_COUNTED, speaking)}+"
    return written_number(count, speaking)


def _choices(question: Question) -> Iterator[Choice]:
    speaking = get_language() or settings.LANGUAGE_CODE
    known = [language.tag for language in LANGUAGES]
    if question.language and question.language not in known:
        known.append(question.language)
    yield Choice("", _("All languages"), not question.language)
    for tag in known:
        name = name_of(tag, in_language=speaking)
        yield Choice(tag, name, tag == question.language)


def _ways(
    page: Page[Any], asked: Filter, question: Question
) -> Iterator[tuple[str, str, str]]:
    def way(label: str, relation: str, **place: str) -> tuple[str, str, str]:
        return label, _address(asked, question, **place), relation

    if page.has_newer:
        yield way(_("Newest"), "first")
        if page.rows:
            yield way(_("Newer"), "prev", before=str(page.rows[0].place))
    if page.has_older and page.rows:
        yield way(_("Older"), "next", after=str(page.rows[-1].place))
        yield way(_("Oldest"), "last", oldest="1")


def _address(asked: Filter, question: Question, **place: str) -> str:
    said = {
        "show": "" if asked is FILTERS[0] else asked.code,
        "language": question.language,
        "q": question.words,
        **place,
    }
    wanted = urlencode({name: text for name, text in said.items() if text})
    return reverse("admin:index") + (f"?{wanted}" if wanted else "")
