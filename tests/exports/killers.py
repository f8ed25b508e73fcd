"""Notice killers: ten ways to lose a notice, for every format.

A killer takes the good bytes of a copy and makes bad ones of them: of the same
format, and as little else changed as can be.
"""

import html
import json
import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from typing import Any

from exports.package import LicensedPackage

Change = Callable[[str], str]
ATTACKS = (
    "dropped",
    "truncated",
    "hidden",
    "other edition",
    "one language only",
    "blank",
    "double-escaped",
    "homoglyph",
    "in a comment only",
    "metadata only",
)
_LOOKALIKES = str.maketrans("aeop©ា", "аеορⒸា")
CHANGES: dict[str, Change] = {
    "dropped": lambda _text: "",
    "truncated": lambda text: text[: len(text) // 2],
    "blank": lambda _text: " \u200b \u00a0",
    "double-escaped": lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    "homoglyph": lambda text: text.translate(_LOOKALIKES),
}
# One letter, one word, one sentence: little is enough to lose the meaning.
CHANGES_MORE: dict[str, tuple[Change, ...]] = {
    "truncated": (lambda text: text[:-1], lambda text: text[1:]),
    "homoglyph": (lambda text: text.replace("©", "Ⓒ"),),
    "double-escaped": (
        lambda text: json.dumps(text)[1:-1],
        lambda text: html.escape(html.escape(text).replace("©", "&copy;")),
    ),
}


class Killers(ABC):
    """The attacks on one format.

    Attributes:
        package: What the good copy carries.
        good: Its bytes.
    """

    def __init__(self, package: LicensedPackage, good: bytes) -> None:
        self.package = package
        self.good = good

    @abstractmethod
    def seen(self, change: Change) -> bytes:
        """Change the notice where people see it; gone if nothing is left."""

    @abstractmethod
    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        """Change the notice for machines, in some languages."""

    @abstractmethod
    def hidden(self) -> Iterator[bytes]:
        """Leave the notice in the place for people, but out of their sight."""

    @abstractmethod
    def in_a_comment_only(self) -> Iterator[bytes]:
        """Leave the notice only in what is no part of the text."""

    @abstractmethod
    def metadata_only(self) -> Iterator[bytes]:
        """Leave the notice to machines."""

    def all_told(self, change: Change) -> bytes:
        """Change the notice for machines in every language."""
        return self.told(change, tuple(self.package.notice.texts))

    def bad(self, attack: str, other_edition: bytes) -> Iterator[bytes]:
        """Yield the bad bytes of an attack.

        Args:
            attack: one of ATTACKS.
            other_edition: the same copy, written with another edition.
        """
        own = {
            "hidden": self.hidden,
            "one language only": self.one_language_only,
            "in a comment only": self.in_a_comment_only,
            "metadata only": self.metadata_only,
        }
        if attack in own:
            yield from own[attack]()
        elif attack == "other edition":
            yield other_edition
            yield self.seen(
                lambda text: text.replace("2026", "2025").replace("២០២៦", "២០២៥")
            )
            yield self.all_told(
                lambda text: text.replace("2026", "2025").replace("២០២៦", "២០២៥")
            )
        else:
            yield from self.changed(attack)

    def changed(self, attack: str) -> Iterator[bytes]:
        """Yield a change for people, for machines, and for both."""
        for change in (CHANGES[attack], *CHANGES_MORE.get(attack, ())):
            yield self.seen(change)
            yield self.all_told(change)
            yield type(self)(self.package, self.seen(change)).all_told(change)

    def one_language_only(self) -> Iterator[bytes]:
        """Yield copies that lack all languages but one."""
        texts = self.package.notice.texts
        for kept in texts:
            others = tuple(tag for tag in texts if tag != kept)
            yield self.told(lambda _text: "", others)
            yield self.told(lambda _text, kept=kept: texts[kept].full, others)


class TextKillers(Killers):
    """Attacks on header lines and the last block."""

    def parts(self) -> tuple[list[str], list[str]]:
        head, *blocks = self.good.decode().removesuffix("\n").split("\n\n")
        return head.replace("\n ", " ").split("\n"), blocks

    def built(self, headers: list[str], blocks: list[str]) -> bytes:
        return ("\n\n".join(("\n".join(headers), *blocks)) + "\n").encode()

    def seen(self, change: Change) -> bytes:
        headers, blocks = self.parts()
        line, notice = blocks[-1].split("\n")
        changed = change(notice)
        last = f"{line}\n{changed}" if changed else line
        return self.built(headers, [*blocks[:-1], last])

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        headers, blocks = self.parts()
        changed = []
        for line in headers:
            name, _, text = line.partition(": ")
            if name.removeprefix("Rights-Notice-") in tags:
                text = change(text)
            if text:
                changed.append(f"{name}: {text}")
        return self.built(changed, blocks)

    def hidden(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        last = blocks[-1]
        line, notice = last.split("\n")
        for hider in (
            f"\x1b[8m{last}\x1b[0m",
            f"{line}\n\u202e{notice}",
            f"{line}\n{notice}{chr(8) * len(notice)}",
            f"{line}\n{notice}\rStory ends.",
            f"{line}\n{' ' * 400}{notice}",
            f"\f{last}",
            "\n" * 300 + last,
            f"{last}\n\n\u2028",
        ):
            yield self.built(headers, [*blocks[:-1], hider])
        yield self.built(headers, [blocks[0], last, *blocks[1:-1]])
        yield self.built(headers, [*blocks[:-2], last, blocks[-2]])

    def in_a_comment_only(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        line, notice = blocks[-1].split("\n")
        for comment in (f"# {line}\n# {notice}", f"<!-- {line}\n{notice} -->"):
            yield self.built(headers, [*blocks[:-1], comment])
        without = [each for each in headers if not each.startswith("Rights-Notice")]
        yield self.built([*without, f"Comments: {line} {notice}"], blocks)
        yield self.built([*without, f"X-Rights-Notice-en: {notice}"], blocks)

    def metadata_only(self) -> Iterator[bytes]:
        headers, blocks = self.parts()
        yield self.built(headers, blocks[:-1])
        yield self.built(headers, [*blocks[:-1], "All rights reserved."])


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


class NinjsKillers(Killers):
    """Attacks on bodies, properties and the rights expression."""

    def edited(self, change: Callable[[dict[str, Any]], None]) -> bytes:
        told = json.loads(self.good)
        change(told)
        return json.dumps(told, ensure_ascii=False).encode()

    def rights_body(self, told: dict[str, Any]) -> dict[str, str]:
        return next(each for each in told["bodies"] if each["role"] == "rightsNotice")

    def seen(self, change: Change) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            body = self.rights_body(told)
            line, notice = body["value"].split("\n")
            # Both, as our profile wants them equal.
            body["value"] = told["usageTerms"] = f"{line}\n{change(notice)}"

        return self.edited(apply)

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def apply(told: dict[str, Any]) -> None:
            rights = json.loads(told["rightsInfo"]["encodedRights"])
            for each in rights["dct:rights"]:
                if each["@language"] in tags:
                    each["@value"] = change(each["@value"])
            told["rightsInfo"]["encodedRights"] = json.dumps(rights)
            if self.package.notice_language in tags:
                told["copyrightNotice"] = change(told["copyrightNotice"])

        return self.edited(apply)

    def hidden(self) -> Iterator[bytes]:
        notice = self.package.notice_text
        line = self.package.licensed_line

        def shown_as(value: str, **more: str) -> Callable[[dict[str, Any]], None]:
            def apply(told: dict[str, Any]) -> None:
                self.rights_body(told).update(value=value, **more)
                told["usageTerms"] = value

            return apply

        yield self.edited(shown_as(f"{line}\n{notice}", role="internal"))
        yield self.edited(shown_as(f"{line}\n{notice}", contentType="text/html"))
        yield self.edited(
            shown_as(
                f'<p style="display:none">{line} {notice}</p>', contentType="text/html"
            )
        )
        yield self.edited(shown_as(f"<template>{line}\n{notice}</template>"))
        yield self.edited(shown_as(f"{line}\n\u202e{notice}"))
        yield self.edited(shown_as(f"\x1b[8m{line}\n{notice}"))
        good = json.loads(self.good)
        twice = json.dumps(good["bodies"][-1]["value"])
        text = json.dumps(good)
        yield text.replace(twice, f'"Free for all.", "value": {twice}', 1).encode()
        yield text.replace(twice, f'{twice}, "value": "Free for all."', 1).encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        comment = f"<!-- {self.package.licensed_line} {self.package.notice_text} -->"

        def in_notice(told: dict[str, Any]) -> None:
            self.rights_body(told)["value"] = told["usageTerms"] = comment

        def in_main(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))
            main = next(each for each in told["bodies"] if each["role"] == "main")
            main["value"] += comment

        def in_note(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))
            told["edNote"] = comment

        yield from map(self.edited, (in_notice, in_main, in_note))
        yield b"/* " + self.good + b" */"

    def metadata_only(self) -> Iterator[bytes]:
        def dropped(told: dict[str, Any]) -> None:
            told["bodies"].remove(self.rights_body(told))

        def replaced(told: dict[str, Any]) -> None:
            self.rights_body(told)["value"] = "All rights reserved."

        yield from map(self.edited, (dropped, replaced))
        for key in ("copyrightNotice", "usageTerms", "rightsInfo", "copyrightHolder"):
            yield self.edited(lambda told, key=key: told.pop(key))


KILLERS: dict[str, type[Killers]] = {
    "text": TextKillers,
    "html": HtmlKillers,
    "ninjs": NinjsKillers,
}
