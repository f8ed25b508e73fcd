"""A story as blocks of WordPress's editor, which keeps them as they are."""

import re
from collections.abc import Iterator, Mapping
from html import escape
from typing import Final

from exports.formats.html_jsonld import script_text
from exports.formats.phrases import (
    after_body,
    credit_line,
    element,
    lines,
    one_line,
)
from exports.package import LicensedPackage

_TAG: Final = re.compile(r"<(/?)(h[123]|blockquote|[uo]l|li|p)>")
# The block that an element is, its attributes, and whether a class says so.
_BLOCKS: Final[Mapping[str, tuple[str, str, bool]]] = {
    "h1": ("heading", ' {"level":1}', True),
    "h2": ("heading", "", True),
    "h3": ("heading", ' {"level":3}', True),
    "blockquote": ("quote", "", True),
    "ul": ("list", "", True),
    "ol": ("list", ' {"ordered":true}', True),
    "li": ("list-item", "", False),
    "p": ("paragraph", "", False),
}


def blocks(package: LicensedPackage, *, has_title: bool) -> str:
    """Write the blocks of a story, its notice last, in a block that nothing rewrites.

    Args:
        package: What is told.
        has_title: Whether the headline is one of them; a post keeps it elsewhere.

    References:
        Block Editor Handbook: block grammar, core/html, core/list, core/quote.
    """
    return "\n\n".join(_blocks(package, has_title=has_title)) + "\n"


def _block(name: str, html: str, attributes: str = "") -> str:
    return f"<!-- wp:{name}{attributes} -->\n{html}\n<!-- /wp:{name} -->"


def _shown(text: str) -> str:
    return escape(one_line(text), quote=False)


def _paragraph(*texts: str) -> Iterator[str]:
    shown = "<br>".join(_shown(line) for text in texts for line in lines(text))
    if shown:
        yield _block("paragraph", f"<p>{shown}</p>")


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{_shown(text)}</a>'


def _blocks(package: LicensedPackage, *, has_title: bool) -> Iterator[str]:
    story = package.story
    if has_title:
        yield _TAG.sub(_bordered, f"<h1>{_shown(story.headline)}</h1>")
    yield from _paragraph(story.kind_label)
    yield from _paragraph(story.standfirst)
    for line in story.credits:
        credit = f'<p class="credit">{_shown(credit_line(line))}</p>'
        yield _block("paragraph", credit, ' {"className":"credit"}')
    yield from _paragraph(story.stale)
    yield from _photo(package)
    yield from _paragraph(story.dateline)
    for block in story.body:
        yield _body_block(element(block))
    for text, url in after_body(package):
        if url:
            yield _block("paragraph", f"<p>{_link(url, text)}</p>")
        else:
            yield from _paragraph(text)
    yield _block("html", _notice(package))


def _photo(package: LicensedPackage) -> Iterator[str]:
    photo = package.story.photo
    if photo is None:
        return
    words = [_shown(text) for text in (photo.withheld, photo.caption) if text]
    credit = _shown(photo.credit)
    words.append(_link(photo.url, photo.credit) if photo.url else credit)
    yield _block("paragraph", f"<p>{'<br>'.join(words)}</p>")


def _body_block(html: str) -> str:
    if html.startswith("<blockquote>") and "<p>" not in html:
        html = _TAG.sub(_with_paragraph, html)
    return _TAG.sub(_bordered, html)


def _with_paragraph(found: re.Match[str]) -> str:
    if found[2] != "blockquote":
        return found[0]
    return "</p></blockquote>" if found[1] else "<blockquote><p>"


def _bordered(found: re.Match[str]) -> str:
    """Write a tag of an element that is a block, with its border."""
    tag = found[2]
    name, attributes, has_class = _BLOCKS[tag]
    if found[1]:
        return f"</{tag}>\n<!-- /wp:{name} -->"
    named = f' class="wp-block-{name}"' if has_class else ""
    return f"<!-- wp:{name}{attributes} -->\n<{tag}{named}>"


def _notice(package: LicensedPackage) -> str:
    told = escape(script_text(package))
    language = escape(package.notice_language)
    return (
        f'<div class="rights" lang="{language}" data-tdm-reservation="1" '
        f'data-story="{told}">\n'
        f'<p class="licensed">{_shown(package.licensed_line)}</p>\n'
        f"<p>{_shown(package.notice_text)}</p>\n"
        "</div>"
    )
