"""Whose a text, its paragraphs or a photo are, and what their holders allowed."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import Truncator, capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles.actions.basing import paragraphs_of, set_block_bases
from articles.models import Photo, RightsBasis, Version
from articles.permissions import may_on
from articles.text.blocks import block_text
from articles.workflow import DESCRIBING
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from newsroom.admin.grant_form import labelled
from newsroom.admin.grant_papers import ENDINGS, sent
from people.permissions import may
from rights.actions.filing import document_path
from rights.actions.keeping import (
    FILE,
    WITHDRAW,
    Allowed,
    file_permission,
    withdraw_permission,
)
from rights.clearing import LEAVES, WHOLE
from rights.models import FiledPermission
from rights.terms import Act

SEE = "rights.view_filedpermission"
MOST_WORDS = 300
_DAY = forms.DateInput(attrs={"type": "date"})


class PermissionForm(forms.Form):
    """Asks what a holder allowed, and for the document that says so."""

    holder = forms.CharField(
        label=capfirst(gettext_lazy("who allowed it")), max_length=200
    )
    block_id = forms.ChoiceField(label=gettext_lazy("What it is about"), required=False)
    acts = forms.MultipleChoiceField(
        label=capfirst(gettext_lazy("partners may")),
        choices=lambda: labelled(Act),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy(
            "None chosen: we may use it ourselves, and pass it on to nobody."
        ),
    )
    from_date = forms.DateField(label=capfirst(gettext_lazy("from")), widget=_DAY)
    until_date = forms.DateField(
        label=capfirst(gettext_lazy("to the end of")),
        required=False,
        widget=_DAY,
        help_text=gettext_lazy("Empty: without an end."),
    )
    document = forms.FileField(
        label=gettext_lazy("The document (PDF, JPEG or PNG, at most 20 MB)")
    )

    def __init__(self, about: Version | Photo, *args: Any) -> None:
        super().__init__(*args)
        self.initial.setdefault("from_date", timezone.localdate())
        if isinstance(about, Photo):
            del self.fields["block_id"]
            return
        choice: Any = self.fields["block_id"]
        choice.choices = [
            (WHOLE, _("the whole text")),
            *(
                (block.id, f"¶ {number} {Truncator(block_text(block)).chars(60)}")
                for number, block in enumerate(paragraphs_of(about), 1)
            ),
        ]

    def allowed(self) -> Allowed:
        """Return what was filled in."""
        chosen = self.cleaned_data
        last = chosen["until_date"]
        return Allowed(
            holder=chosen["holder"],
            acts=frozenset(act for act in Act if act.value in chosen["acts"]),
            starts_at=_begin_of(chosen["from_date"]),
            ends_at=_begin_of(last + timedelta(days=1)) if last else None,
            block_id=chosen.get("block_id", WHOLE),
        )


def on_file_urls(
    shown: admin.ModelAdmin[Any], *, kind: str, key: str
) -> list[URLPattern]:
    """Return the pages of what is on file, for the admin of texts or of photos.

    Args:
        shown: The admin, whose rows the pages are about.
        kind: "version" or "photo", as in the names of its addresses.
        key: The converter of its keys.
    """
    wrapped = shown.admin_site.admin_view
    pages = (
        ("", partial(_show, shown), "rights"),
        ("<int:paper>/", require_safe(partial(_paper, shown)), "rights_paper"),
        (
            "<int:paper>/withdraw/",
            require_POST(partial(_withdraw, shown)),
            "rights_withdraw",
        ),
    )
    return [
        path(
            f"<{key}:pk>/rights/{where}",
            wrapped(view),
            name=f"articles_{kind}_{name}",
        )
        for where, view, name in pages
    ]


def _show(shown: admin.ModelAdmin[Any], request: HttpRequest, pk: Any) -> HttpResponse:
    """Show whose it is, and store what was filled in."""
    about, by = one_seen(shown, request, pk), acting(request)
    form = PermissionForm(about)
    is_sent = request.method == "POST"
    if is_sent and (isinstance(about, Photo) or "holder" in request.POST):
        if not may(by, FILE):
            raise PermissionDenied
        form = PermissionForm(about, request.POST, request.FILES)
        if form.is_valid() and _is_filed(request, about, form):
            return HttpResponseRedirect(_page_of(about))
    elif is_sent:
        return _set_bases(request, about)
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Whose it is, and what they allow"),
        "about": about,
        "back": reverse(f"admin:articles_{_kind(about)}_change", args=[about.pk]),
        "permissions": _told(about) if may(by, SEE) else None,
        "may_withdraw": may(by, WITHDRAW),
        "form": form if may(by, FILE) else None,
        **(_paragraphs(about, request) if isinstance(about, Version) else {}),
    }
    return render(request, "admin/rights/on_file.html", context)


def _is_filed(
    request: HttpRequest, about: Version | Photo, form: PermissionForm
) -> bool:
    try:
        file_permission(
            about=about,
            allowed=form.allowed(),
            content=form.cleaned_data["document"].read(),
            by=acting(request),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return False
    messages.success(request, _("The permission is on file."))
    return True


def _set_bases(request: HttpRequest, about: Version) -> HttpResponse:
    sent_in = {
        key.removeprefix("basis-"): RightsBasis(value) if value else None
        for key, value in request.POST.items()
        if key.startswith("basis-") and value in {"", *RightsBasis.values}
    }
    return deed(
        request,
        lambda: set_block_bases(version=about, bases=sent_in, by=acting(request)),
        done=_("The paragraphs are noted."),
        then=_page_of(about),
    )


def _paper(
    shown: admin.ModelAdmin[Any], request: HttpRequest, pk: Any, paper: int
) -> FileResponse:
    """Hand over the document of a permission."""
    filed = _filed(shown, request, pk, paper)
    if not may(acting(request), SEE):
        raise PermissionDenied
    name = f"allowed-{filed.pk}{ENDINGS[filed.media_type]}"
    return sent(document_path(filed.sha256), name, filed.media_type)


def _withdraw(
    shown: admin.ModelAdmin[Any], request: HttpRequest, pk: Any, paper: int
) -> HttpResponse:
    """Let nothing leave by a permission any more."""
    filed = _filed(shown, request, pk, paper)
    return deed(
        request,
        lambda: withdraw_permission(
            permission=filed, by=acting(request), at=timezone.now()
        ),
        done=_("It is withdrawn. Nothing leaves by it any more."),
        then=_page_of(filed.version or filed.photo),
    )


def _filed(
    shown: admin.ModelAdmin[Any], request: HttpRequest, pk: Any, paper: int
) -> FiledPermission:
    about = one_seen(shown, request, pk)
    return get_object_or_404(FiledPermission, pk=paper, **{_kind(about): about})


def _told(about: Version | Photo) -> list[dict[str, Any]]:
    places = (
        {block.id: n for n, block in enumerate(paragraphs_of(about), 1)}
        if isinstance(about, Version)
        else {}
    )
    speaking = get_language() or "en"
    return [
        {
            "row": row,
            "place": places.get(row.block_id, "?") if row.block_id else "",
            "acts": [
                act.labels.get(speaking, act.labels["en"])
                for act in Act
                if act.value in row.acts
            ],
            "paper": reverse(
                f"admin:articles_{_kind(about)}_rights_paper", args=[about.pk, row.pk]
            ),
            "withdraw": reverse(
                f"admin:articles_{_kind(about)}_rights_withdraw",
                args=[about.pk, row.pk],
            ),
        }
        for row in about.filed_permissions.select_related("filed_by", "withdrawn_by")
    ]


def _paragraphs(version: Version, request: HttpRequest) -> dict[str, Any]:
    act = DESCRIBING[version.status]
    bases = {row.block_id: row.basis for row in version.block_bases.all()}
    return {
        "version": version,
        "is_ours": version.rights_basis in LEAVES,
        "may_base": act is not None and may_on(acting(request), act, version),
        "bases": RightsBasis.choices,
        "paragraphs": [
            {
                "number": number,
                "id": block.id,
                "words": Truncator(block_text(block)).chars(MOST_WORDS),
                "basis": bases.get(block.id, ""),
                "is_theirs": bases.get(block.id, "staff") not in LEAVES,
            }
            for number, block in enumerate(paragraphs_of(version), 1)
        ],
    }


def _kind(about: Version | Photo) -> str:
    return "version" if isinstance(about, Version) else "photo"


def _page_of(about: Version | Photo | None) -> str:
    if about is None:
        return reverse("admin:index")
    return reverse(f"admin:articles_{_kind(about)}_rights", args=[about.pk])


def _begin_of(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone())
