"""The yardstick: a plain Django view with one query and one template."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.urls import path

from articles.models import Version

PAGE = Engine().from_string(
    "<!doctype html><html lang='{{ v.language }}'><title>{{ v.headline }}</title>"
    "<h1>{{ v.headline }}</h1>{% for b in blocks %}{{ b.html|safe }}{% endfor %}</html>"
)


def plain(_request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version with one query and nothing that a newsroom needs."""
    version = Version.objects.select_related("released_revision").get(pk=pk)
    revision = version.released_revision
    blocks = revision.blocks if revision else []
    return HttpResponse(PAGE.render(Context({"v": version, "blocks": blocks})))


urlpatterns = [path("plain/<int:pk>/", plain)]
