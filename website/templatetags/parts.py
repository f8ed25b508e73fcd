"""Parts of pages that many pages have in common."""

from typing import Any

from django import template
from django.template import Context, Engine
from django.utils.safestring import SafeString

from articles.addresses import path_to
from website import parts

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str, **values: Any) -> SafeString:
    """Set a template of its own, once for the same values in the same language.

    Args:
        context: Of which it has nothing.
        name: Of the template.
        values: All that it has; as `website.parts.part` wants them.
    """
    return parts.part(
        (name, *values.items()),
        lambda: _templates(context).get_template(name).render(context.new(values)),
        # What it was made of is in it.
        lambda html: 2 * len(html),
    )


def _templates(context: Context) -> Engine:
    if context.template is None:
        msg = "a part stands in a template"
        raise LookupError(msg)
    return context.template.engine


@register.simple_tag
def path(name: str, **place: Any) -> str:
    """Write a path of this site, as `url` does, which looks for it each time."""
    return path_to(name, **place)
