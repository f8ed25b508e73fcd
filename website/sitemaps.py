"""Tells search engines what there is to read; what is not public is not there."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from website.pages.sitemap import MappedPage, news, volume, volumes

_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the sitemaps.

    References:
        sitemaps.org/protocol.html, "Sitemap index files".
    """
    del request
    root = Element("sitemapindex", {"xmlns": _SITEMAPS})
    for each in volumes():
        place = {"language": each.language, "year": each.year}
        node = SubElement(root, "sitemap")
        _said(node, "loc", absolute(reverse("sitemap", kwargs=place)))
        _said(node, "lastmod", each.changed.isoformat())
    _said(SubElement(root, "sitemap"), "loc", absolute(reverse("news_sitemap")))
    return _answer(root)


@require_safe
def of_year(request: HttpRequest, language: str, year: int) -> HttpResponse:
    """List the versions of a language that came out in a year."""
    del request
    pages = volume(language, year)
    if not pages:
        raise Http404
    root = Element("urlset", {"xmlns": _SITEMAPS, "xmlns:xhtml": _XHTML})
    for page in pages:
        _url(root, page)
    return _answer(root)


@require_safe
def of_news(request: HttpRequest) -> HttpResponse:
    """List what came out in the last two days, for news search.

    References:
        Google Search Central, "Create a News sitemap".
    """
    del request
    root = Element(
        "urlset", {"xmlns": _SITEMAPS, "xmlns:news": _NEWS, "xmlns:xhtml": _XHTML}
    )
    for page in news():
        node = SubElement(_url(root, page), "news:news")
        publication = SubElement(node, "news:publication")
        _said(publication, "news:name", page.outlet)
        _said(publication, "news:language", page.news_language)
        if page.published is not None:
            _said(node, "news:publication_date", page.published.isoformat())
        _said(node, "news:title", page.headline)
    return _answer(root)


def _url(root: Element, page: MappedPage) -> Element:
    node = SubElement(root, "url")
    _said(node, "loc", page.address)
    if page.changed is not None:
        _said(node, "lastmod", page.changed.isoformat())
    _alternates(node, page.alternates.items())
    return node


def _alternates(node: Element, alternates: Iterable[tuple[str, str]]) -> None:
    for tag, address in alternates:
        link = {"rel": "alternate", "hreflang": tag, "href": address}
        SubElement(node, "xhtml:link", link)


def _said(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = text


def _answer(root: Element) -> HttpResponse:
    return HttpResponse(
        tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/xml; charset=utf-8",
        headers={"Cache-Control": "public, no-cache"},
    )
