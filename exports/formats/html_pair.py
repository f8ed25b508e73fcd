"""An original beside its translation as one element `article`, for HTML and EPUB."""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

from articles.languages import interface_language
from exports.formats.html_article import after, head, notice
from exports.formats.phrases import element
from exports.package import BilingualPackage, BodyBlock, LicensedPackage

PAIR_STYLE: Final = (
    ".pair{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2em;"
    "border-top:1px solid #767676;overflow-wrap:anywhere}\n"
    "@media (min-width:40em){"
    ".pair{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}}\n"
)
"""Side by side where there is room; one above the other where there is none."""


def _as_it_is(html: str, _language: str) -> str:
    return html


def pair_article(
    package: BilingualPackage, rewritten: Callable[[str, str], str] = _as_it_is
) -> str:
    """Write the element; what belongs together stands in an element of its own.

    Args:
        package: What is told.
        rewritten: Takes each piece of HTML and its language, returns it as it is
            written.
    """
    source, target = package.sides
    parts = (
        '<article class="bilingual">',
        *_pair(package, head(source), head(target), rewritten),
        *_rows(package, rewritten),
        *_pair(package, after(source), after(target), rewritten),
        *(
            rewritten("\n".join(notice(side)), side.notice_language)
            for side in package.notices
        ),
        "</article>",
    )
    return "\n".join(parts)


def _rows(
    package: BilingualPackage, rewritten: Callable[[str, str], str]
) -> Iterator[str]:
    for row in package.rows:
        yield from _pair(
            package,
            _cell(row.source, package.only_there, package.source),
            _cell(row.target, package.left_out, package.target),
            rewritten,
        )


def _cell(
    blocks: Iterable[BodyBlock], absent: str, side: LicensedPackage
) -> Iterator[str]:
    written = [element(block) for block in blocks]
    language = interface_language(side.story.language)
    yield from written or [f'<p lang="{language}">{escape(absent)}</p>']


def _pair(
    package: BilingualPackage,
    source: Iterable[str],
    target: Iterable[str],
    rewritten: Callable[[str, str], str],
) -> Iterator[str]:
    yield '<div class="pair">'
    for name, side, lines in (
        ("source", package.source, source),
        ("target", package.target, target),
    ):
        language = side.story.language
        inside = "\n".join(
            (f'<div class="{name}" lang="{escape(language)}">', *lines, "</div>")
        )
        yield rewritten(inside, language)
    yield "</div>"
