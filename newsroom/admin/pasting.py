"""Where finished translations are pasted: on a version, or with their source."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _

from articles.actions.writing import WritingRefused, open_to
from articles.models import Article, Origin, Revision, Version
from articles.permissions import may_on, require_on
from articles.workflow import WRITE, WRITING
from newsroom.admin.deeds import acting, one_seen, reasons
from newsroom.admin.paste_both import BothForm, StoryForm
from newsroom.admin.paste_form import FromForm, IntoForm
from newsroom.admin.paste_sheet import Frame, lay
from newsroom.admin.wanted import label_of
from people.models import Account
from people.permissions import PermissionRefused, may
from translations.lookup import sources_held
from translations.readings import what_counts

AS_SOURCE = "as-source"


@dataclass(frozen=True)
class Way:
    """A way to a page on which something can be pasted.

    Attributes:
        url: Path and query.
        words: On the link.
    """

    url: str
    words: str


def paste_urls(shown: admin.ModelAdmin[Version]) -> list[URLPattern]:
    """Return the address of the page on which a translation is pasted.

    Args:
        shown: The admin class of versions; whose versions somebody may see there.
    """

    def page(request: HttpRequest, pk: int) -> HttpResponse:
        return paste_page(request, one_seen(shown, request, pk), shown.admin_site)

    guarded = shown.admin_site.admin_view(page)
    return [path("<int:pk>/paste/", guarded, name="articles_version_paste")]


def both_urls(shown: admin.ModelAdmin[Article]) -> list[URLPattern]:
    """Return the addresses of the pages on which both texts are pasted.

    Args:
        shown: The admin class of stories; whose stories somebody may see there.
    """

    def new(request: HttpRequest) -> HttpResponse:
        return paste_both(request, None, shown.admin_site)

    def held(request: HttpRequest, pk: UUID) -> HttpResponse:
        return paste_both(request, one_seen(shown, request, pk), shown.admin_site)

    guarded = shown.admin_site.admin_view
    return [
        path("paste/", guarded(new), name="articles_article_paste_new"),
        path("<uuid:pk>/paste/", guarded(held), name="articles_article_paste"),
    ]


def ways_to_paste(version: Version, by: Account) -> tuple[Way, ...]:
    """List what somebody may paste on the page of a version; may be empty."""
    url, ways = _url(version), []
    act = WRITING[version.status]
    is_into = bool(_counted(version, by))
    if is_into and act is not None and may_on(by, act, version):
        ways.append(Way(url, _("Paste the finished translation")))
    if _newest(version) is not None and may(by, WRITE):
        query = f"?{AS_SOURCE}=1" if is_into else ""
        ways.append(Way(f"{url}{query}", _("Paste a translation of it")))
    return tuple(ways)


def may_paste_both(article: Article, by: Account) -> bool:
    """Say whether somebody may paste both texts of a story that has no original."""
    is_told = any(each.origin == Origin.ORIGINAL for each in article.versions.all())
    return not is_told and may(by, WRITE)


def paste_page(request: HttpRequest, version: Version, site: AdminSite) -> HttpResponse:
    """Paste the text of a translation, or a translation of a text.

    Args:
        request: With `as-source` in its query where the version is the text that was
            translated, although it is a translation itself.
        version: That whoever looks may know of.
        site: For the frame of the page.

    Raises:
        PermissionDenied: The account may not write it, or in no language.
    """
    by = acting(request)
    counted = _counted(version, by)
    back = reverse("admin:articles_version_change", args=[version.pk])
    frame = Frame(
        site,
        _("Paste a finished translation"),
        Version._meta,
        back,
        name=str(version),
        language=version.language,
    )
    if counted and AS_SOURCE not in request.GET:
        try:
            _require_open(version, by)
        except WritingRefused as refusal:
            return _away(request, reasons(refusal), back)
        form = IntoForm(request.POST or None, version=version, counted=counted)
        return lay(request, form, frame)
    if not may(by, WRITE):
        raise PermissionDenied
    seen = _newest(version)
    if seen is None:
        reason = _("The source has no saved text yet. Save it first.")
        return _away(request, [reason], back)
    finder = _finder(version, by)
    return lay(
        request,
        FromForm(
            request.POST or None,
            seen=seen,
            find=finder,
            initial={"language": _likely(version)},
        ),
        frame,
    )


def paste_both(
    request: HttpRequest, article: Article | None, site: AdminSite
) -> HttpResponse:
    """Paste a text and its translation, into a new story or one without an original.

    Raises:
        PermissionDenied: The account may write in no language.
    """
    if not may(acting(request), WRITE):
        raise PermissionDenied
    sent = request.POST or None
    languages = {"source_language": "km", "language": "en"}
    if article is None:
        asked = StoryForm(sent)
        form = BothForm(sent, story=lambda: asked.instance, initial=languages)
        back = reverse("admin:articles_article_changelist")
        name = ""
    else:
        stored = article
        asked = None
        back = reverse("admin:articles_article_change", args=[stored.pk])
        if stored.versions.filter(origin=Origin.ORIGINAL).exists():
            reason = _(
                "The story has an original already. Paste a translation on its page."
            )
            return _away(request, [reason], back)
        form = BothForm(sent, story=lambda: stored, initial=languages)
        name = label_of(stored)
    frame = Frame(
        site,
        _("Paste a text and its translation"),
        Article._meta,
        back,
        name=name,
        story=asked,
    )
    return lay(request, form, frame)


def _require_open(version: Version, by: Account) -> None:
    try:
        with transaction.atomic():
            open_to(version=version, by=by)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal


def _counted(version: Version, by: Account) -> dict[int, Revision]:
    """Return what a translation is compared with, as far as somebody may know of it."""
    known = Version.objects.visible_to(by)
    counted = what_counts(sources_held(version).filter(source_version__in=known))
    return {
        pk: revision for pk, revision in counted.items() if revision.erased_at is None
    }


def _newest(version: Version) -> Revision | None:
    """Return what a translation of a version is begun from; None where that is none."""
    revision = version.released_revision or version.current_revision
    return None if revision is None or revision.erased_at else revision


def _likely(version: Version) -> str:
    return "en" if version.language == "km" else "km"


def _finder(source: Version, by: Account) -> Callable[[str], Version | None]:
    """Look for the translation of a text that a pasted one goes into."""

    def find(language: str) -> Version | None:
        if language == source.language:
            raise forms.ValidationError(_("Both texts have the same language."))
        siblings = Version.objects.filter(article=source.article_id, language=language)
        target = siblings.select_related("article", "current_revision").first()
        wanted = target or Version(article=source.article, language=language)
        try:
            if target is None:
                require_on(by, WRITE, wanted)
            else:
                _open_or_refuse(target, by)
        except (PermissionRefused, WritingRefused) as refusal:
            raise forms.ValidationError(reasons(refusal)) from refusal
        if target and not target.sources.filter(source_version=source).exists():
            raise forms.ValidationError(
                _(
                    "The story has a version in this language that was not made from "
                    "this text. Name its source on its page first."
                )
            )
        return target

    return find


def _open_or_refuse(version: Version, by: Account) -> None:
    with transaction.atomic():
        open_to(version=version, by=by)


def _url(version: Version) -> str:
    return reverse("admin:articles_version_paste", args=[version.pk])


def _away(request: HttpRequest, why: list[str], back: str) -> HttpResponse:
    for reason in why:
        messages.error(request, reason)
    return HttpResponseRedirect(back)
