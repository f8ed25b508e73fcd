"""The papers of a permission: its letters, and what both sides signed."""

from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from exports.actions.corresponding import ISSUE, issue_letter, letter_path
from exports.models import Letter
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from people.permissions import may
from rights.actions.filing import document_path, file_signed
from rights.actions.granting import REVOKE_GRANT
from rights.models import Grant, SignedDocument

ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/plain": ".txt",
}


class DocumentForm(forms.Form):
    """Asks for the scan of a signed letter."""

    document = forms.FileField(
        label=gettext_lazy("Signed document (PDF, JPEG or PNG, at most 20 MB)")
    )


class PapersAdmin(DeedAdmin[Grant]):
    """Issues letters, and files what came back signed."""

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of papers."""
        view = self.admin_site.admin_view
        issue, file = require_POST(self.issue_view), require_POST(self.file_view)
        return [
            path("<int:pk>/letter/", view(issue), name="rights_grant_issue"),
            path("<int:pk>/document/", view(file), name="rights_grant_file"),
            path(
                "<int:pk>/letter/<int:paper>/",
                view(self.letter_view),
                name="rights_grant_letter",
            ),
            path(
                "<int:pk>/document/<int:paper>/",
                view(self.document_view),
                name="rights_grant_document",
            ),
            *super().get_urls(),
        ]

    def issue_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Issue a letter of a permission."""
        grant = one_seen(self, request, pk)
        return deed(
            request,
            lambda: issue_letter(grant=grant, by=acting(request), at=timezone.now()),
            done=_("The letter is issued. Download it below, sign it and send it."),
            then=page_of(pk),
        )

    def file_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """File a signed document."""
        grant = one_seen(self, request, pk)
        form = DocumentForm(request.POST, request.FILES)
        if not form.is_valid():
            for error in form.errors["document"]:
                self.message_user(request, str(error), level="ERROR")
            return HttpResponseRedirect(page_of(pk))
        content = form.cleaned_data["document"].read()
        return deed(
            request,
            lambda: file_signed(
                grant=grant, content=content, by=acting(request), at=timezone.now()
            ),
            done=_("The signed document is filed."),
            then=page_of(pk),
        )

    def letter_view(self, request: HttpRequest, pk: int, paper: int) -> FileResponse:
        """Hand over a letter, byte for byte as it was verified."""
        grant = one_seen(self, request, pk)
        if not may(acting(request), "exports.view_letter"):
            raise PermissionDenied
        letter = get_object_or_404(Letter, pk=paper, grant=grant)
        name = f"permission-{letter.number.replace('/', '-')}.pdf"
        return sent(letter_path(letter), name, "application/pdf")

    def document_view(self, request: HttpRequest, pk: int, paper: int) -> FileResponse:
        """Hand over a signed document."""
        grant = one_seen(self, request, pk)
        if not may(acting(request), "rights.view_signeddocument"):
            raise PermissionDenied
        document = get_object_or_404(SignedDocument, pk=paper, grant=grant)
        name = f"signed-{grant.pk}{ENDINGS[document.media_type]}"
        return sent(document_path(document.sha256), name, document.media_type)


def papers_of(grant: Grant, request: HttpRequest) -> dict[str, Any]:
    """Gather what the page of a permission shows of its papers.

    Returns:
        Letters, documents, and the addresses of what may be done; for the template.
    """
    by = acting(request)
    found: dict[str, Any] = {}
    if may(by, "exports.view_letter"):
        found["letters"] = Letter.objects.filter(grant=grant)
    if may(by, "rights.view_signeddocument"):
        found["documents"] = SignedDocument.objects.filter(grant=grant)
    is_in_force = grant.revoked_at is None and not grant.is_denial
    is_ours = grant.licensee.outlet_id is not None
    if is_in_force and not is_ours and may(by, ISSUE):
        found["issue_url"] = reverse("admin:rights_grant_issue", args=[grant.pk])
    if may(by, REVOKE_GRANT):
        found["file_url"] = reverse("admin:rights_grant_file", args=[grant.pk])
        found["document_form"] = DocumentForm()
    return found


def page_of(pk: int) -> str:
    """Return the page of a permission."""
    return reverse("admin:rights_grant_change", args=[pk])


def sent(stored: Path, name: str, media_type: str) -> FileResponse:
    """Hand over a stored paper under a name."""
    return FileResponse(
        stored.open("rb"), as_attachment=True, filename=name, content_type=media_type
    )
