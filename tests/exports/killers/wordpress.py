"""Attacks on blocks of WordPress, and on the feed that carries them."""

import html
import json
import re
from collections.abc import Iterator

from tests.exports.killers.base import Change, Killers
from tests.exports.killers.html import HIDING_ATTRIBUTES, HIDING_ELEMENTS

NOTICE = re.compile(
    r"<!-- wp:html -->\n(<div class=\"rights\".*?</div>)\n<!-- /wp:html -->", re.DOTALL
)
STORY = re.compile(r'data-story="([^"]*)"')


class WordPressKillers(Killers):
    """Attacks on the last block and the description that it carries."""

    def text(self) -> str:
        return self.good.decode()

    def with_text(self, text: str) -> bytes:
        return text.encode()

    def notice(self) -> str:
        found = NOTICE.search(self.text())
        assert found is not None
        return found[1]

    def with_notice(self, notice: str) -> bytes:
        return self.with_text(self.text().replace(self.notice(), notice))

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        shown = f"<p>{html.escape(notice, quote=False)}</p>"
        assert shown in self.notice()
        changed = f"<p>{html.escape(change(notice), quote=False)}</p>"
        return self.with_notice(self.notice().replace(shown, changed))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        found = STORY.search(self.text())
        assert found is not None
        told = json.loads(html.unescape(found[1]))
        for each in told["copyrightNotice"]:
            if each["@language"] in tags:
                each["@value"] = change(each["@value"])
        story = html.escape(json.dumps(told, ensure_ascii=False))
        return self.with_text(self.text().replace(found[1], story))

    def hidden(self) -> Iterator[bytes]:
        text, notice = self.text(), self.notice()
        for attribute in HIDING_ATTRIBUTES:
            yield self.with_notice(notice.replace("<div ", f"<div {attribute} "))
            yield self.with_notice(notice.replace("<p>", f"<p {attribute}>"))
        for element in HIDING_ELEMENTS:
            name = element.split()[0]
            yield self.with_notice(f"<{element}>{notice}</{name}>")
        yield self.with_notice(f"<style>.rights{{display:none}}</style>{notice}")
        block = NOTICE.search(text)
        assert block is not None
        without = text.replace(block[0], "")
        yield self.with_text(f"{block[0]}\n\n{without}")
        last = "<!-- wp:paragraph -->\n<p>Free for all.</p>\n<!-- /wp:paragraph -->\n"
        yield self.with_text(text + last)
        for border in ("wp:html", "wp:paragraph"):
            yield self.with_text(
                text.replace(f"<!-- {border}", '<!-- wp:group {"style":"x"}')
            )
        yield self.with_text(text.replace("wp:html -->", 'wp:html {"lock":{}} -->'))

    def in_a_comment_only(self) -> Iterator[bytes]:
        notice = self.notice()
        for comment in (
            f"<!-- {notice} -->",
            f"<!--{notice}",
            f"<!-- wp:html {notice} -->",
            f"<![CDATA[{notice}]]>",
            f"<?{notice}?>",
        ):
            yield self.with_notice(comment)

    def metadata_only(self) -> Iterator[bytes]:
        notice = self.notice()
        start = notice[: notice.index(">") + 1]
        yield self.with_notice(f"{start}</div>")
        yield self.with_notice(f"{start}<p>All rights reserved.</p></div>")
        yield self.with_notice("")


class WxrKillers(WordPressKillers):
    """The same in a feed, which says the notice once more."""

    def text(self) -> str:
        found = re.search(
            r"<content:encoded>(.*?)</content:encoded>", self.good.decode(), re.DOTALL
        )
        assert found is not None
        return html.unescape(found[1])

    def with_text(self, text: str) -> bytes:
        content = html.escape(text, quote=False)
        return re.sub(
            r"(?<=<content:encoded>).*?(?=</content:encoded>)",
            lambda _found: content,
            self.good.decode(),
            flags=re.DOTALL,
        ).encode()

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        in_blocks = type(self)(self.package, super().told(change, tags)).good.decode()

        def changed(found: re.Match[str]) -> str:
            text = html.unescape(found[2])
            said = html.escape(change(text) if found[1] in tags else text, quote=False)
            return f'<dc:rights xml:lang="{found[1]}">{said}</dc:rights>'

        rights = re.compile(r'<dc:rights xml:lang="([^"]*)">(.*?)</dc:rights>')
        return rights.sub(changed, in_blocks).encode()

    def hidden(self) -> Iterator[bytes]:
        yield from super().hidden()
        item = re.search(r"<item>.*</item>", self.good.decode(), re.DOTALL)
        assert item is not None
        bare = NOTICE.sub("", html.unescape(item[0]))
        second = f"<item>{html.escape(bare, quote=False)}</item>"
        yield self.good.replace(b"<item>", f"{second}<item>".encode())
        yield self.good.replace(
            b"</item>", b"<content:encoded>x</content:encoded></item>"
        )

    def metadata_only(self) -> Iterator[bytes]:
        yield from super().metadata_only()
        yield re.sub(
            rb"<content:encoded>.*</content:encoded>", b"", self.good, flags=re.S
        )
