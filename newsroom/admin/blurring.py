"""The page on which an editor marks what nobody may recognise in a photo."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.actions.picturing import blur_photo
from articles.models import Photo
from articles.pictures import RENDITIONS, Area, Shape
from articles.pictures.masking import MOST_AREAS
from newsroom.admin.deeds import REFUSALS, acting, reasons

EMPTY_ROWS = 3
NUMBERS = ("left", "top", "width", "height")


class AreaForm(forms.Form):
    """Asks for one area, in percent of the picture; an empty row is none."""

    shape = forms.ChoiceField(
        label=gettext_lazy("Shape"),
        choices=(
            (Shape.RECTANGLE.value, gettext_lazy("rectangle")),
            (Shape.ELLIPSE.value, gettext_lazy("ellipse")),
        ),
        initial=Shape.RECTANGLE.value,
    )
    left = forms.FloatField(
        label=gettext_lazy("From the left, %"), min_value=0, max_value=99.9
    )
    top = forms.FloatField(
        label=gettext_lazy("From the top, %"), min_value=0, max_value=99.9
    )
    width = forms.FloatField(
        label=gettext_lazy("Width, %"), min_value=0.1, max_value=100
    )
    height = forms.FloatField(
        label=gettext_lazy("Height, %"), min_value=0.1, max_value=100
    )

    def has_changed(self) -> bool:
        """Say whether a number was given; the shape alone is no area."""
        return bool({*self.changed_data} & {*NUMBERS})

    def area(self) -> Area | None:
        """Return what was asked for; None for an empty row."""
        if not self.has_changed():
            return None
        given = self.cleaned_data
        left, top, width, height = (given[name] for name in NUMBERS)
        return Area(left, top, width, height, Shape(given["shape"]))


AreaFormSet: Any = forms.formset_factory(
    AreaForm, extra=EMPTY_ROWS, max_num=MOST_AREAS, validate_max=True
)


@dataclass(frozen=True)
class Drawn:
    """An area as it is drawn over the picture.

    Attributes:
        shape: As in `Shape`.
        numbers: Left, top, width and height, as SVG writes them.
    """

    shape: str
    numbers: Mapping[str, str]


def blur_view(request: HttpRequest, photo: Photo, site: AdminSite) -> HttpResponse:
    """Show what is marked, then make it unrecognisable for good."""
    change = reverse("admin:articles_photo_change", args=[photo.pk])
    refused: list[str] = []
    rows = AreaFormSet(request.POST if request.method == "POST" else None)
    if request.method == "POST" and rows.is_valid():
        areas = [area for row in rows if (area := row.area()) is not None]
        if "look" in request.POST:
            # Marked so far, and empty rows for more.
            rows = AreaFormSet(initial=[_initial(area) for area in areas])
        else:
            try:
                blur_photo(
                    photo=photo,
                    areas=areas,
                    by=acting(request),
                    at=timezone.now(),
                    seen=request.POST.get("seen", ""),
                )
            except REFUSALS as refusal:
                refused = reasons(refusal)
                photo.refresh_from_db()
            else:
                messages.success(
                    request,
                    _(
                        "Blurred, in every story that shows the photo. "
                        "The picture without the blur is gone."
                    ),
                )
                return HttpResponseRedirect(change)
    context = {
        **site.each_context(request),
        "title": _("Blur parts of the photo"),
        "opts": Photo._meta,
        "photo": photo,
        "rows": rows,
        "refused": refused,
        "drawn": _drawn(rows),
        "lines": [str(tenth * 10) for tenth in range(1, 10)],
        "picture_url": reverse(
            "admin:articles_photo_file", args=[photo.pk, f"{RENDITIONS[-1].width}.jpg"]
        )
        + f"?e={photo.edition[:8]}",
        "back": change,
    }
    return render(request, "admin/articles/photo/blur.html", context)


def _initial(area: Area) -> dict[str, Any]:
    numbers = {name: getattr(area, name) for name in NUMBERS}
    return {"shape": area.shape.value, **numbers}


def _drawn(rows: Any) -> list[Drawn]:
    """Return the areas of the rows that can be drawn."""
    drawn = []
    for row in rows:
        given = {name: _number(row[name].value()) for name in NUMBERS}
        if None not in given.values():
            left, top, width, height = (given[name] or 0 for name in NUMBERS)
            drawn.append(
                Drawn(
                    str(row["shape"].value()),
                    {
                        "left": f"{left:g}",
                        "top": f"{top:g}",
                        "width": f"{width:g}",
                        "height": f"{height:g}",
                        "middle": f"{left + width / 2:g}",
                        "centre": f"{top + height / 2:g}",
                        "half": f"{width / 2:g}",
                        "rise": f"{height / 2:g}",
                    },
                )
            )
    return drawn


def _number(value: object) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if 0 <= number <= 100 else None  # noqa: PLR2004 - percent
