"""What machines read before they read anything else."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from rights.machines import robots, tdmrep
from website.pages.machine_rights import machine_rights, site_policy


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Say what programs may read, and where the sitemaps are."""
    del request
    sitemaps = [absolute(reverse(name)) for name in ("sitemaps", "news_sitemap")]
    text = robots(machine_rights(), sitemaps=sitemaps)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
def tdmrep_json(request: HttpRequest) -> HttpResponse:
    """Say whether text and data may be mined."""
    del request
    return JsonResponse(tdmrep(machine_rights()), safe=False)


@require_safe
def mining_policy(request: HttpRequest) -> HttpResponse:
    """Say on which terms mining may be agreed on, and whom to ask."""
    del request
    found = site_policy()
    if found is None:
        raise Http404
    response = JsonResponse(
        found,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 1},
    )
    response["X-Robots-Tag"] = "noindex"
    return response
