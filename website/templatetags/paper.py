"""Addresses as they are printed: on paper nothing can be pressed."""

from django.template import Library
from django.utils.encoding import uri_to_iri

from articles.addresses import absolute

register = Library()


@register.filter
def on_paper(url: str) -> str:
    """Write an address so that somebody can type it.

    Args:
        url: A path of ours; or somebody else's whole address, which stays as it is.

    >>> on_paper("/km/society/%E1%9E%91%E1%9E%B9%E1%9E%80/")
    'http://127.0.0.1:8000/km/society/ទឹក/'
    >>> on_paper("https://paper.example/%E1%9E%80")
    'https://paper.example/%E1%9E%80'
    """
    return uri_to_iri(absolute(url)) if url.startswith("/") else url
