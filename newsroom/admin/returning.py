"""Back to the page where a button was pressed, and nowhere else."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "then"


def onward(request: HttpRequest, default: str) -> str:
    """Return the page of the desk that a form asks to go on to.

    What the form says comes from outside: it leads to a page of the desk or is not
    heeded, so that no link of somebody else's leads away from here.

    Args:
        request: Of a button; its field "then" holds path and query.
        default: Where to go otherwise.
    """
    wanted = request.POST.get(FIELD, "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    path = wanted.partition("?")[0]
    is_plain = wanted.isprintable() and ".." not in path
    is_desk = path.startswith(reverse("admin:index")) and is_plain
    return wanted if is_ours and is_desk else default
