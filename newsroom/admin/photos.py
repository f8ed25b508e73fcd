"""Photos: what is to be seen, whose it is, what was found out, and where it is used."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from articles.actions import picturing
from articles.models import Article, Photo, PhotoOwnership
from articles.pictures import RENDITIONS
from articles.provenance import annotated
from newsroom.admin.blurring import blur_view
from newsroom.admin.deeds import DeedAdmin, acting, deed, one_seen
from newsroom.admin.on_file import on_file_urls
from newsroom.admin.photo_usage import copies_with, uses_of
from website.serving import send_file, send_photo

SMALL, LARGE = RENDITIONS[0].width, RENDITIONS[2].width
THUMBNAIL = 120
STAFF_CACHING = "private, no-store"
# What a phone turns into a JPEG by itself, where it has another kind of file.
READABLE = {"accept": "image/jpeg,image/png,image/webp"}


class PhotoForm(forms.ModelForm[Photo]):
    """Asks for words and rights; for a new photo also for its file."""

    upload = forms.FileField(
        label=gettext_lazy("Picture file"),
        widget=forms.FileInput(attrs=READABLE),
        help_text=gettext_lazy(
            "JPEG, PNG or WebP, at most 30 MB. Nothing that the camera wrote into it "
            "is kept, nor what the file is called."
        ),
    )
    capture_upload = forms.FileField(
        label=gettext_lazy("Capture of the post"),
        required=False,
        widget=forms.FileInput(attrs=READABLE),
        help_text=gettext_lazy(
            "A screenshot, as evidence. Only the desk sees it; it never leaves."
        ),
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Photo
        fields = ("ownership",)


class RightsFilter(admin.SimpleListFilter):
    """Photos of which it is not known enough to be shown."""

    title = gettext_lazy("rights")
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        """Offer the only question there is."""
        return (("missing", _("photo rights missing")),)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> Any:
        """Keep those of which something is missing."""
        if self.value() != "missing":
            return queryset
        return queryset.filter(pk__in=Photo.objects.rights_missing().values("pk"))


class PhotoAdmin(DeedAdmin[Photo]):
    """Photos are taken in, described, blurred and replaced here."""

    form = PhotoForm
    words = (
        gettext_lazy("Words"),
        {"fields": (("credit_km", "credit_en"), ("description_km", "description_en"))},
    )
    whose = (
        gettext_lazy("Somebody else’s photo"),
        {
            "fields": (
                ("post_url", "post_owner"),
                ("fetched_date", "asked_whom"),
                "answer",
                "capture_upload",
            )
        },
    )
    list_display = (
        "thumbnail",
        "credit_km",
        "credit_en",
        "ownership",
        "uses",
        "size",
    )
    list_display_links = ("thumbnail", "credit_km", "credit_en")
    list_filter = ("ownership", RightsFilter, "is_illustration", "outlet")
    list_per_page = 30
    search_fields = ("credit_km", "credit_en", "description_km", "description_en")
    change_form_template = "admin/articles/photo/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Leave out photos of stories that the person may not know of."""
        by = acting(request)
        known = Q(leads__in=Article.objects.visible_to(by).values("pk"))
        return Photo.objects.visible_to(by).annotate(
            used=Count("leads", filter=known, distinct=True)
        )

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> Any:
        """Ask for the file of a new photo alone: a stored one has its own buttons."""
        if obj is None:
            facts: tuple[Any, ...] = (
                "upload",
                ("ownership", "is_illustration"),
                "stays_home",
            )
            return ((None, {"fields": (*facts, "outlet")}), self.words, self.whose)
        facts = (("ownership", "is_illustration"), "stays_home", "outlet")
        if self.has_change_permission(request, obj):
            return (
                (None, {"fields": ("seen", *facts)}),
                self.words,
                self.whose,
            )
        title, rows = self.whose
        kept = tuple(name for name in rows["fields"] if name != "capture_upload")
        return ((None, {"fields": facts}), self.words, (title, {"fields": kept}))

    def get_form(
        self,
        request: HttpRequest,
        obj: Photo | None = None,
        change: bool = False,  # noqa: FBT001, FBT002
        **kwargs: Any,
    ) -> Any:
        """Return the form; of a stored photo without its file, and with its sign."""
        form = super().get_form(request, obj, change=change, **kwargs)
        if obj is None:
            return form
        shown = picturing.digest_of(obj)

        class StoredForm(form):  # type: ignore[misc, valid-type]
            def __init__(self, *args: Any, **kw: Any) -> None:
                super().__init__(*args, **kw)
                self.fields.pop("upload", None)
                if "seen" in self.fields:
                    self.fields["seen"].initial = shown

        return StoredForm

    def has_change_permission(
        self, request: HttpRequest, obj: Photo | None = None
    ) -> bool:
        """Let nobody fill in what they could not save."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or picturing.may_change_photo(acting(request), obj)

    def act(self, request: HttpRequest, obj: Photo, form: Any, *, is_new: bool) -> None:
        """Take a photo in, or store its changed words and rights."""
        chosen = form.cleaned_data.get("capture_upload")
        capture = chosen.read() if chosen else None
        by, at = acting(request), timezone.now()
        if is_new:
            picturing.store_photo(
                photo=obj,
                content=form.cleaned_data["upload"].read(),
                capture=capture,
                by=by,
                at=at,
            )
            return
        try:
            picturing.describe_photo(
                photo=obj,
                seen=form.cleaned_data["seen"],
                capture=capture,
                by=by,
                at=at,
            )
        except picturing.PhotoRefused:
            # Whoever was told what changed may save over it.
            again: Any = request.POST.copy()
            again["seen"] = picturing.digest_of(Photo.objects.get(pk=obj.pk))
            request.POST = again
            raise

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        **kwargs: Any,
    ) -> HttpResponse:
        """Show the picture above its words, and where it is used below."""
        photo = context["original"]
        if photo is not None:
            by = acting(request)
            width = min(LARGE, photo.width)
            context |= {
                "picture_url": _file_url(photo, f"{LARGE}.jpg"),
                "picture_width": width,
                "picture_height": round(photo.height * width / photo.width),
                "uses": uses_of(photo, by),
                "copies": copies_with(photo, by),
                "may_change": self.has_change_permission(request, photo),
                "rights_missing": Photo.objects.rights_missing()
                .filter(pk=photo.pk)
                .exists(),
                "is_third_party": photo.ownership == PhotoOwnership.THIRD_PARTY,
                "readable": READABLE["accept"],
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, *args: Any, **kwargs: Any) -> Any:
        """Return Django's field; one for words knows its language, and has room."""
        field = super().formfield_for_dbfield(db_field, *args, **kwargs)
        name, _line, language = db_field.name.rpartition("_")
        if field is not None and name == "description":
            field.widget = AdminTextareaWidget(attrs={"rows": 3})
        if field is not None and name in {"credit", "description"}:
            field.widget.attrs["lang"] = language
        return field

    @admin.display(description=gettext_lazy("picture"))
    def thumbnail(self, photo: Photo) -> SafeString:
        """Return the picture in small."""
        width = min(THUMBNAIL, photo.width)
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="{}" '
            'loading="lazy">',
            _file_url(photo, f"{SMALL}.webp"),
            width,
            round(photo.height * width / photo.width),
            photo.description or _("not described yet"),
        )

    @admin.display(description=gettext_lazy("stories"), ordering="used")
    def uses(self, photo: Photo) -> int:
        """Count the stories that show it, of those that may be known of."""
        return int(annotated(photo, "used"))

    @admin.display(description=gettext_lazy("pixels"))
    def size(self, photo: Photo) -> str:
        """Return width and height."""
        return f"{photo.width} × {photo.height}"

    def get_urls(self) -> list[URLPattern]:
        """Add the files and the pages behind the buttons."""
        view = self.admin_site.admin_view
        return [
            path(
                "<uuid:pk>/files/<str:name>",
                view(require_safe(self.file_view)),
                name="articles_photo_file",
            ),
            path(
                "<uuid:pk>/capture",
                view(require_safe(self.capture_view)),
                name="articles_photo_capture",
            ),
            path(
                "<uuid:pk>/replace/",
                view(require_POST(self.replace_view)),
                name="articles_photo_replace",
            ),
            path("<uuid:pk>/blur/", view(self.blur_view), name="articles_photo_blur"),
            *on_file_urls(self, kind="photo", key="uuid"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
        """Serve a file of a photo to who may know of it."""
        photo = one_seen(self, request, pk)
        return send_photo(request, photo, name, caching=STAFF_CACHING, is_staff=True)

    def capture_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Serve the capture of a post to who may know of the photo."""
        name = one_seen(self, request, pk).capture.name
        if not name:
            raise Http404
        return send_file(request, name, etag=f'"{name}"', caching=STAFF_CACHING)

    def replace_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Put another picture in its place."""
        photo = one_seen(self, request, pk)
        then = reverse("admin:articles_photo_change", args=[photo.pk])
        upload = request.FILES.get("upload")
        if upload is None:
            messages.error(request, _("Choose a file first."))
            return HttpResponseRedirect(then)
        return deed(
            request,
            lambda: picturing.replace_photo(
                photo=photo,
                content=upload.read(),
                by=acting(request),
                at=timezone.now(),
            ),
            done=_(
                "Replaced, in every story that shows it. The former picture is gone."
            ),
            then=then,
        )

    def blur_view(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        """Mark parts of it, and make them unrecognisable."""
        photo = one_seen(self, request, pk)
        if not self.has_change_permission(request, photo):
            raise PermissionDenied
        return blur_view(request, photo, self.admin_site)


def _file_url(photo: Photo, name: str) -> str:
    path_of = reverse("admin:articles_photo_file", args=[photo.pk, name])
    return f"{path_of}?e={photo.edition[:8]}"
