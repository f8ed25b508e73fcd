"""Ask the reporter: the questions of a story, as one text out and one text back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from articles.models import Version
from newsroom.admin.asked import ask_url, asked_on, paragraphs_of, source_of
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from people.models import Account
from translations.actions import answering, asking
from translations.models import Question, StrayAnswer
from translations.questions import LONGEST_QUESTION

WIDE = {"class": "vLargeTextField"}
FIRST_WORDS = 60


class AskForm(forms.Form):
    """Asks for a question, and which paragraph of the source it is about."""

    text = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 3, **WIDE}),
        help_text=gettext_lazy(
            "In the language that the reporter reads. Name nobody who must not be "
            "named in a message."
        ),
    )
    block_id = forms.ChoiceField(label=gettext_lazy("About"), required=False)

    def __init__(self, *args: Any, source: Version, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["block_id"]
        field.choices = [  # type: ignore[attr-defined]  # a ChoiceField has them
            ("", _("the whole story")),
            *(
                (block_id, f"{number}. {text[:FIRST_WORDS]}…")
                for number, (block_id, text) in enumerate(paragraphs_of(source), 1)
            ),
        ]


class PasteForm(forms.Form):
    """Asks for what came back."""

    answers = forms.CharField(
        label=gettext_lazy("Answers, as they came"),
        max_length=answering.LONGEST_PASTE,
        widget=forms.Textarea(attrs={"rows": 8, **WIDE}),
        help_text=gettext_lazy(
            "All of them in one text, each after the number of its question. "
            "What has no number is kept, and you are asked where it belongs."
        ),
    )


def _ask(version: Version, by: Account, typed: Mapping[str, Any]) -> str:
    asked = asking.ask(
        article=version.article,
        language=version.language,
        text=typed["text"],
        block_id=typed["block_id"],
        by=by,
        at=timezone.now(),
    )
    return _("It is question %(number)s of the story.") % {"number": asked.number}


def _paste(version: Version, by: Account, typed: Mapping[str, Any]) -> str:
    pasted = answering.paste_answers(
        article=version.article, text=typed["answers"], by=by, at=timezone.now()
    )
    count = len(pasted.answered)
    said = ngettext(
        "%(count)s question is answered.", "%(count)s questions are answered.", count
    ) % {"count": count}
    if not pasted.strays:
        return said
    asked = ngettext(
        "%(count)s piece fits no question by itself: see below.",
        "%(count)s pieces fit no question by themselves: see below.",
        pasted.strays,
    )
    return f"{said} {asked % {'count': pasted.strays}}"


@dataclass(frozen=True)
class RowDeed:
    """A button beside a question or a loose piece.

    Attributes:
        name: In the address.
        model: What it is beside.
        act: Calls the action; gets the row, what was sent, and who presses.
        done: What to say afterwards.
    """

    name: str
    model: type[Question] | type[StrayAnswer]
    act: Callable[[Any, HttpRequest, Account], object]
    done: str | Promise


def _assign(stray: StrayAnswer, request: HttpRequest, by: Account) -> object:
    number = request.POST.get("number", "")
    # Four digits: no story has more questions, and the column holds them.
    if not (number.isascii() and number.isdigit() and len(number) < 5):  # noqa: PLR2004
        raise asking.QuestionRefused(_("Choose the question that it answers."))
    question = get_object_or_404(Question, article=stray.article, number=int(number))
    return answering.assign_stray(
        stray=stray, question=question, by=by, at=timezone.now()
    )


ROW_DEEDS: tuple[RowDeed, ...] = (
    RowDeed(
        "withdraw",
        Question,
        lambda row, _request, by: asking.withdraw_question(
            question=row, by=by, at=timezone.now()
        ),
        gettext_lazy("The question is withdrawn. Its number stays taken."),
    ),
    RowDeed(
        "loosen",
        Question,
        lambda row, _request, by: answering.loosen_answer(
            question=row, by=by, at=timezone.now()
        ),
        gettext_lazy("The answer is taken away. It waits below to be assigned."),
    ),
    RowDeed(
        "assign",
        StrayAnswer,
        _assign,
        gettext_lazy("The piece is kept as an answer."),
    ),
    RowDeed(
        "drop",
        StrayAnswer,
        lambda row, _request, by: answering.drop_stray(stray=row, by=by),
        gettext_lazy("The piece is dropped."),
    ),
)


def question_urls(shown: admin.ModelAdmin[Version]) -> list[URLPattern]:
    """Return the addresses of the page of questions and of its buttons.

    Args:
        shown: The admin class of versions; whose versions somebody may see there
            may be asked about.
    """

    def page(request: HttpRequest, pk: int) -> HttpResponse:
        return ask_the_reporter(request, one_seen(shown, request, pk), shown.admin_site)

    def row(request: HttpRequest, pk: int, row: int, name: str) -> HttpResponse:
        return act_on_row(request, one_seen(shown, request, pk), row, name)

    guarded = shown.admin_site.admin_view
    return [
        path("<int:pk>/questions/", guarded(page), name="articles_version_questions"),
        path(
            "<int:pk>/questions/<int:row>/<slug:name>/",
            guarded(require_POST(row)),
            name="articles_version_question",
        ),
    ]


def ask_the_reporter(
    request: HttpRequest, version: Version, site: AdminSite
) -> HttpResponse:
    """Show the questions of a story with the text to send, or take in what was typed.

    A refusal leaves what was typed in its form.
    """
    sent = request.POST if request.method == "POST" else None
    ask = AskForm(sent if sent and "ask" in sent else None, source=source_of(version))
    paste = PasteForm(sent if sent and "paste" in sent else None)
    by = acting(request)
    for form, act in ((ask, _ask), (paste, _paste)):
        if form.is_bound and form.is_valid() and _acted(request, version, form, act):
            return HttpResponseRedirect(ask_url(version))
    is_named = request.GET.get("named") == "1"
    context = {
        **site.each_context(request),
        "title": _("Ask the reporter"),
        "version": version,
        "asked": asked_on(version, by, is_named=is_named),
        "is_named": is_named,
        "ask": ask,
        "paste": paste,
        "back": reverse("admin:articles_version_change", args=[version.pk]),
        "opts": Version._meta,
    }
    return render(request, "admin/articles/questions.html", context)


def act_on_row(
    request: HttpRequest, version: Version, row: int, name: str
) -> HttpResponse:
    """Do what a button beside a question or a loose piece of the story says."""
    chosen = next((each for each in ROW_DEEDS if each.name == name), None)
    if chosen is None:
        raise Http404
    found = get_object_or_404(chosen.model, pk=row, article=version.article_id)
    return deed(
        request,
        lambda: chosen.act(found, request, acting(request)),
        done=str(chosen.done),
        then=ask_url(version),
    )


def _acted(
    request: HttpRequest,
    version: Version,
    form: forms.Form,
    act: Callable[[Version, Account, Mapping[str, Any]], str],
) -> bool:
    try:
        done = act(version, acting(request), form.cleaned_data)
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    messages.success(request, done)
    return True
