"""The addresses of the pair editor, all behind the door of the admin."""

from typing import Any

from django.urls import URLPattern, path

from newsroom.admin.putting_in import put_in_view
from newsroom.pair.machine import machine_row_view, machine_view
from newsroom.pair.offers.views import offers_view
from newsroom.pair.previews import preview_view
from newsroom.pair.sending import send_view
from newsroom.pair.views import pair_view, row_view, whole_view


def pair_urls(guard: Any) -> list[URLPattern]:
    """List the addresses.

    Args:
        guard: `admin_view` of the site: who is not signed in comes no further.
    """
    return [
        path("pair/<int:pk>/", guard(pair_view), name="pair"),
        path("pair/<int:pk>/whole/", guard(whole_view), name="pair_whole"),
        path("pair/<int:pk>/preview/", guard(preview_view), name="pair_preview"),
        path("pair/<int:pk>/row/<slug:key>/", guard(row_view), name="pair_row"),
        path(
            "pair/<int:pk>/offers/<slug:key>/", guard(offers_view), name="pair_offers"
        ),
        path(
            "pair/<int:pk>/offers/<slug:key>/machine/",
            guard(machine_row_view),
            name="pair_machine_row",
        ),
        path("pair/<int:pk>/machine/", guard(machine_view), name="pair_machine"),
        path("background/<int:pk>/", guard(put_in_view), name="put_in"),
        path("pair/send/<int:pk>/", guard(send_view), name="pair_send"),
    ]
