"""The addresses of files for translators, all behind the door of the admin."""

from typing import Any

from django.urls import URLPattern, path

from newsroom.interchange.memory import memory_out_view, memory_view
from newsroom.interchange.returns import back_view
from newsroom.interchange.views import end_view, files_view, out_view


def interchange_urls(guard: Any) -> list[URLPattern]:
    """List the addresses.

    Args:
        guard: `admin_view` of the site: who is not signed in comes no further.
    """
    return [
        path("memory/files/", guard(memory_view), name="memory_files"),
        path("memory/files/out/", guard(memory_out_view), name="memory_files_out"),
        path("pair/<int:pk>/files/", guard(files_view), name="pair_files"),
        path("pair/<int:pk>/files/out/", guard(out_view), name="pair_file_out"),
        path(
            "pair/<int:pk>/files/out/<int:handed>/end/",
            guard(end_view),
            name="pair_file_end",
        ),
        path(
            "pair/<int:pk>/files/back/<int:back>/",
            guard(back_view),
            name="pair_file_back",
        ),
    ]
