"""Parts of pages that many pages have in common."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from articles.addresses import path_to
from website import parts

register = template.Library()


@register.simple_tag
def part(name: str, **values: Any) -> SafeString:
    """Set a template of its own, once for the same values in the same language.

    Args:
        name: Of the template.
        values: All that it has; as `website.parts.part` wants them.
    """
    return parts.part(
        (name, *values.items()),
        # As it was set: its template has escaped what is in it.
        lambda: mark_safe(render_to_string(name, values)),  # noqa: S308
        # What it was made of is in it.
        lambda html: 2 * len(html),
    )


@register.simple_tag
def path(name: str, **place: Any) -> str:
    """Write a path of this site, as `url` does, which looks for it each time."""
    return path_to(name, **place)
