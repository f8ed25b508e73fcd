"""How the admin calls actions: forms write nothing, refusals are shown in full."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles.actions.backgrounding import BackgroundRefused
from articles.actions.correcting import CorrectionRefused
from articles.actions.crediting import DeskRefused
from articles.actions.hiding import HidingRefused
from articles.actions.holding import HoldRefused
from articles.actions.linking import LinkRefused
from articles.actions.picturing import PhotoRefused
from articles.actions.proposing import AnswerRefused
from articles.actions.redacting import RedactionRefused
from articles.actions.replying import ReplyRefused
from articles.actions.switching import SwitchRefused
from articles.actions.voicing import RecordingRefused
from articles.actions.writing import WritingRefused
from articles.gates import StepRefused
from articles.languages import LanguageTagError
from articles.pictures import AreaError, PictureError
from articles.sound.reading import SoundError
from articles.text.blocks import MarkupError
from exports.actions.channels import ChannelRefused
from exports.actions.corresponding import LetterNotIssued
from exports.actions.pursuing import CaseRefused
from exports.actions.standing import StandingRefused
from exports.actions.telling_partners import RecallRefused
from exports.licensing import ExportRefused
from newsroom.admin.naming import named
from newsroom.admin.secrecy import known_rows, log_without_words
from people.actions.enrolling import FactorRefused
from people.actions.freezing import FreezeRefused
from people.actions.identities import IdentityRefused
from people.models import Account
from people.permissions import PermissionRefused
from people.sealing import SealError
from rights.actions.drafting import DraftRefused
from rights.actions.filing import DocumentRefused
from rights.actions.granting import GrantRefused
from rights.actions.keeping import FilingRefused
from rights.actions.licensing import TermsRefused
from rights.actions.requesting import RequestRefused
from rights.actions.succeeding import SuccessionRefused
from rights.terms import TermsError
from rights.wording import WordingError
from translations.actions.asking import QuestionRefused
from translations.actions.assigning import AssignmentRefused
from translations.actions.borrowing import BorrowingRefused
from translations.actions.commenting import CommentRefused
from translations.actions.deciding import DecisionRefused
from translations.actions.dismissing import DismissalRefused
from translations.actions.handing_out import HandingRefused
from translations.actions.quoting import WordingRefused
from translations.actions.sending import SendingRefused
from translations.actions.tidying_terms import TermRefused
from translations.actions.translating import UnitRefused
from translations.formats.faults import FileError
from worklist.actions.failing import WorkStateError

# An address typed without a scheme means the safe one.
HTTPS_UNLESS_SAID: Any = {models.URLField: {"assume_scheme": "https"}}

M = TypeVar("M", bound=models.Model)

REFUSALS = (
    AnswerRefused,
    AreaError,
    BackgroundRefused,
    AssignmentRefused,
    BorrowingRefused,
    CaseRefused,
    ChannelRefused,
    CommentRefused,
    CorrectionRefused,
    DecisionRefused,
    DeskRefused,
    FactorRefused,
    FreezeRefused,
    DismissalRefused,
    DocumentRefused,
    DraftRefused,
    ExportRefused,
    FileError,
    FilingRefused,
    GrantRefused,
    HandingRefused,
    HidingRefused,
    HoldRefused,
    IdentityRefused,
    LanguageTagError,
    LetterNotIssued,
    LinkRefused,
    MarkupError,
    PermissionRefused,
    PhotoRefused,
    PictureError,
    QuestionRefused,
    RecallRefused,
    RecordingRefused,
    RedactionRefused,
    ReplyRefused,
    RequestRefused,
    SealError,
    SendingRefused,
    SoundError,
    StandingRefused,
    StepRefused,
    SuccessionRefused,
    SwitchRefused,
    TermRefused,
    TermsError,
    TermsRefused,
    UnitRefused,
    ValidationError,
    WordingError,
    WordingRefused,
    WorkStateError,
    WritingRefused,
)


def acting(request: HttpRequest) -> Account:
    """Return who presses the button; the admin lets nobody else in."""
    if not isinstance(request.user, Account):
        raise PermissionRefused(_("Sign in first."))
    return request.user


def one_seen(shown: admin.ModelAdmin[M], request: HttpRequest, pk: object) -> M:
    """Return the row that a button is about, for who may look at its page.

    Raises:
        PermissionDenied: The account may look at no such page.
        Http404: There is none, or none that the account may know of.
    """
    if not shown.has_view_permission(request):
        raise PermissionDenied
    return get_object_or_404(shown.get_queryset(request), pk=pk)


def reasons(refusal: Exception) -> list[str]:
    """List every reason of a refusal, a sentence each."""
    if isinstance(refusal, StepRefused):
        return [objection.message for objection in refusal.objections]
    if isinstance(refusal, ValidationError):
        return list(refusal.messages)
    if isinstance(refusal, FileError):
        return [_(refusal.message) % refusal.values]
    # Plain rules speak in entries of the catalogue; what is translated stays.
    return [_(line) for line in str(refusal).splitlines()]


class DeedAdmin(admin.ModelAdmin[M]):
    """A ModelAdmin without a default write path: saving calls an action.

    A subclass says in `act` which one. When the action refuses, the form comes
    back with everything that was typed and every reason.
    """

    actions: Any = None  # No bulk deeds: each is one decision.
    view_on_site = False
    formfield_overrides = HTTPS_UNLESS_SAID

    def act(self, request: HttpRequest, obj: M, form: Any, *, is_new: bool) -> None:
        """Call the action that stores a filled-in form; gives a new object its key."""
        msg = f"{type(self).__name__} names no action for saving."
        raise LookupError(msg)

    def act_on_rows(self, request: HttpRequest, obj: M, formset: Any) -> None:
        """Call the action that stores the rows of an inline."""
        msg = f"{type(self).__name__} names no action for its rows."
        raise LookupError(msg)

    def save_model(self, request: HttpRequest, obj: M, form: Any, change: bool) -> None:  # noqa: FBT001
        """Act instead of writing."""
        self.act(request, obj, form, is_new=not change)

    def save_related(
        self,
        request: HttpRequest,
        form: Any,
        formsets: Any,
        change: bool,  # noqa: FBT001
    ) -> None:
        """Act on each inline that changed instead of writing."""
        for formset in formsets:
            # Django's own log asks what saving would have filled in.
            formset.new_objects, formset.changed_objects = [], []
            formset.deleted_objects = []
            if formset.has_changed():
                self.act_on_rows(request, form.instance, formset)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse deletion: what happened to stories and people stays."""
        return False

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> Any:
        """Note that a row was made, without what it is called."""
        return log_without_words(
            by=acting(request), obj=obj, flag=ADDITION, message=message
        )

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> Any:
        """Note that a row was changed, without what it is called."""
        return log_without_words(
            by=acting(request), obj=obj, flag=CHANGE, message=message
        )

    def get_field_queryset(self, db: Any, db_field: Any, request: HttpRequest) -> Any:
        """Offer no story that the person may not know of, not even by its number."""
        known = known_rows(db_field, acting(request))
        if known is not None:
            return known
        return super().get_field_queryset(db, db_field, request)

    def formfield_for_dbfield(self, *args: Any, **kwargs: Any) -> Any:
        """Return Django's field, with a name for each of its inputs."""
        return named(super().formfield_for_dbfield(*args, **kwargs))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or store a form; a refusal shows it again as it was sent."""
        try:
            with transaction.atomic():
                return super().changeform_view(
                    request, object_id, form_url, extra_context
                )
        except REFUSALS as refusal:
            request.refusal = refusal  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self,
        request: HttpRequest,
        obj: M | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Return the form; after a refusal one that says so."""
        form = super().get_form(request, obj, change=change, **kwargs)
        refusal = getattr(request, "refusal", None)
        if refusal is None:
            return form
        refused = reasons(refusal)

        class RefusedForm(form):  # type: ignore[misc, valid-type]
            def clean(self) -> Any:
                cleaned = super().clean()
                self.add_error(None, refused)
                return cleaned

        return RefusedForm


def deed(
    request: HttpRequest, act: Callable[[], object], *, done: str, then: str
) -> HttpResponse:
    """Do what a button says and go on to a page, with one message or every reason.

    Args:
        request: Of the button.
        act: Calls the action.
        done: What to say afterwards.
        then: Where to go, either way.
    """
    try:
        act()
    except REFUSALS as refusal:
        for reason in reasons(refusal):
            messages.error(request, reason)
    else:
        messages.success(request, done)
    return HttpResponseRedirect(then)
