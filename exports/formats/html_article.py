"""A story as elements of HTML: head, body, what follows, the notice last."""

from collections.abc import Iterator
from html import escape

from exports.formats.phrases import (
    credit_line,
    element,
    lines,
    one_line,
    published_line,
    source_label,
    translation_label,
    updated_line,
)
from exports.package import LicensedPackage, PhotoFacts, VersionLink


def article(package: LicensedPackage) -> str:
    """Write the element, a child of it a line."""
    language = escape(package.story.language)
    parts = (
        f'<article lang="{language}">',
        *head(package),
        *(element(block) for block in package.story.body),
        *after(package),
        *notice(package),
        "</article>",
    )
    return "\n".join(parts)


def _shown(text: str) -> str:
    return escape(one_line(text), quote=False)


def _paragraph(text: str, name: str) -> Iterator[str]:
    # A line break must not close up two words of a language that has spaces.
    shown = "<br>\n".join(escape(line, quote=False) for line in lines(text))
    if shown:
        yield f'<p class="{name}">{shown}</p>'


def _link(url: str, text: str, language: str = "") -> str:
    there = f' hreflang="{escape(language)}"' if language else ""
    return f'<a href="{escape(url)}"{there}>{_shown(text)}</a>'


def head(package: LicensedPackage) -> Iterator[str]:
    """Yield what stands before the body: headline, credits, photo, dateline."""
    story = package.story
    label = f" · <strong>{_shown(story.kind_label)}</strong>"
    yield "<header>"
    yield (
        f'<p class="kicker">{_shown(story.outlet)} · {_shown(story.section)}'
        f"{label if story.kind_label else ''}</p>"
    )
    yield f"<h1>{_shown(story.headline)}</h1>"
    yield from _paragraph(story.standfirst, "standfirst")
    for line in story.credits:
        yield f'<p class="credit">{_shown(credit_line(line))}</p>'
    yield from _paragraph(story.stale, "stale")
    yield "</header>"
    if story.photo is not None:
        yield _figure(story.photo)
    yield from _paragraph(story.dateline, "dateline")


def _figure(photo: PhotoFacts) -> str:
    words = [_shown(text) for text in (photo.withheld, photo.caption) if text]
    credit = _shown(photo.credit)
    words.append(_link(photo.url, photo.credit) if photo.url else credit)
    caption = "<br>\n".join(words)
    return f'<figure class="photo"><figcaption>{caption}</figcaption></figure>'


def after(package: LicensedPackage) -> Iterator[str]:
    """Yield what stands after the body: notes, links, when it was published."""
    story = package.story
    yield from _paragraph(story.note, "note")
    yield from _paragraph(story.machine, "machine")
    for link in story.sources:
        yield _elsewhere(link, source_label(link, language=story.language))
    for link in story.translations:
        yield _elsewhere(link, translation_label(link, language=story.language))
    moment = story.first_published_at.isoformat()
    yield (
        f'<p class="published"><time datetime="{escape(moment)}">'
        f"{_link(package.traced_url, published_line(package))}</time></p>"
    )
    yield from _paragraph(updated_line(package), "published")


def _elsewhere(link: VersionLink, label: str) -> str:
    return f'<p class="elsewhere">{_link(link.url, label, link.language)}</p>'


def notice(package: LicensedPackage) -> Iterator[str]:
    """Yield the notice, in its own language."""
    yield f'<footer class="rights" lang="{escape(package.notice_language)}">'
    yield f'<p class="licensed">{_shown(package.licensed_line)}</p>'
    yield f"<p>{_shown(package.notice_text)}</p>"
    yield "</footer>"
