"""Attacks on what a page shows and what it tells machines."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from tests.exports.killers.base import Change, Killers

HIDING_ATTRIBUTES = (
    "hidden",
    'hidden="until-found"',
    'aria-hidden="true"',
    'style="display:none"',
    'style="DISPLAY : none!important"',
    'style="visibility:hidden"',
    'style="opacity:0"',
    'style="color:#fff;background:#fff"',
    'style="color:white"',
    'style="font-size:0"',
    'style="font:0/0 a"',
    'style="position:absolute;left:-9999px"',
    'style="transform:scale(0)"',
    'style="text-indent:-9999px"',
    'style="clip-path:inset(50%)"',
    'style="height:0;overflow:hidden"',
    'style="margin-top:-99999px"',
    'style="&#100;isplay:none"',
    'style="d\\69splay:none"',
    "popover",
    'onclick="this.remove()"',
    'class="rights visually-hidden"',
)
HIDING_ELEMENTS = (
    "template",
    "noscript",
    "details",
    "dialog",
    "script",
    "style",
    "textarea",
    "iframe",
    "noframes",
    "object",
    "svg",
    "select",
    "title",
    "canvas",
    "audio",
    'font color="#fff"',
    'div style="display:none"',
    "div hidden",
)
HIDING_HEADS = (
    "<style>.rights{display:none}</style>",
    '<link rel="stylesheet" href="https://pictures.example/a.css">',
    "<script>document.querySelector('.rights').remove()</script>",
    '<base href="https://pictures.example/">',
    '<meta http-equiv="refresh" content="0;url=https://pictures.example/">',
)


class HtmlKillers(Killers):
    """Attacks on the footer and the JSON-LD."""

    def parts(self) -> tuple[str, str, str]:
        found = re.fullmatch(
            r"(.*)(<footer.*</footer>)(.*)", self.good.decode(), re.DOTALL
        )
        assert found is not None
        return found[1], found[2], found[3]

    def with_footer(self, footer: str) -> bytes:
        before, _footer, after = self.parts()
        return f"{before}{footer}{after}".encode()

    def seen(self, change: Change) -> bytes:
        footer = self.parts()[1]
        shown = html.escape(self.package.notice_text, quote=False)
        assert shown in footer
        changed = html.escape(change(self.package.notice_text), quote=False)
        return self.with_footer(footer.replace(shown, changed))

    def described(self, change: Callable[[dict[str, Any]], None]) -> bytes:
        text = self.good.decode()
        old = re.search(r'ld\+json">(.*?)</script>', text, re.DOTALL)
        assert old is not None
        told = json.loads(old[1])
        change(told)
        new = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
        return text.replace(old[1], new).encode()

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            for each in told["copyrightNotice"]:
                if each["@language"] in tags:
                    each["@value"] = change(each["@value"])

        return self.described(apply)

    def hidden(self) -> Iterator[bytes]:
        before, footer, after = self.parts()
        for attribute in HIDING_ATTRIBUTES:
            yield self.with_footer(footer.replace("<footer ", f"<footer {attribute} "))
            yield self.with_footer(footer.replace("<p>", f"<p {attribute}>"))
            article = before.replace("<article ", f"<article {attribute} ")
            yield f"{article}{footer}{after}".encode()
        for element in HIDING_ELEMENTS:
            yield self.with_footer(f"<{element}>{footer}</{element.split()[0]}>")
            yield self.with_footer(f"<{element}>{footer}")
        for head in HIDING_HEADS:
            yield self.good.replace(b"</head>", f"{head}</head>".encode())
        yield self.with_footer(footer.replace("<p", "\u202e<p"))
        yield f"{before}{after}".replace("<h1>", f"{footer}<h1>").encode()
        yield f"{before}{after}{footer}".encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        footer = self.parts()[1]
        for comment in (
            f"<!-- {footer} -->",
            f"<!-- a -- >{footer}-->",
            # html.parser ends a comment here; browsers do not.
            f"<!-- a -- >{footer}<!-- -->",
            f"<!-- a --!>{footer}<!-- -->",
            f"<!-->{footer}<!-- -->",
            f"<![CDATA[{footer}]]>",
            f"<!{footer}>",
            f"<?{footer}?>",
            f"<!--{footer}",
        ):
            yield self.with_footer(comment)

    def metadata_only(self) -> Iterator[bytes]:
        footer = self.parts()[1]
        yield self.with_footer("")
        notice = html.escape(self.package.notice_text)
        shown = html.escape(self.package.notice_text, quote=False)
        yield self.with_footer(f'<footer class="rights" title="{notice}"></footer>')
        yield self.with_footer(footer.replace(shown, f'<span lang="{notice}"></span>'))
        meta = f'<meta name="author" content="{notice}"></head>'
        yield self.with_footer("").replace(b"</head>", meta.encode())
