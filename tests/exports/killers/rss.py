"""Attacks on the content and the rights of a channel with one item."""

import html
import re
from collections.abc import Iterator

from tests.exports.killers.atom import AtomKillers
from tests.exports.killers.base import Change
from tests.exports.killers.html import HIDING_ATTRIBUTES, HIDING_ELEMENTS

CONTENT = re.compile(r"(?<=<content:encoded>).*?(?=</content:encoded>)", re.DOTALL)


class RssKillers(AtomKillers):
    """The same on HTML that is escaped, and what only feeds have."""

    def text(self) -> str:
        found = CONTENT.search(self.good.decode())
        assert found is not None
        return html.unescape(found[0])

    def with_content(self, content: str) -> bytes:
        escaped = html.escape(content, quote=False)
        return CONTENT.sub(lambda _found: escaped, self.good.decode()).encode()

    def with_footer(self, footer: str) -> bytes:
        return self.with_content(self.text().replace(self.footer(), footer))

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        shown = f"<p>{html.escape(notice, quote=False)}</p>"
        assert shown in self.footer()
        changed = f"<p>{html.escape(change(notice), quote=False)}</p>"
        return self.with_footer(self.footer().replace(shown, changed))

    def hidden(self) -> Iterator[bytes]:
        whole, footer = self.good.decode(), self.footer()
        for attribute in HIDING_ATTRIBUTES:
            yield self.with_footer(footer.replace("<footer ", f"<footer {attribute} "))
            yield self.with_footer(footer.replace("<p>", f"<p {attribute}>"))
        for element in HIDING_ELEMENTS:
            name = element.split()[0]
            yield self.with_footer(f"<{element}>{footer}</{name}>")
        without = self.text().replace(footer, "")
        yield self.with_content(without.replace("<h1>", f"{footer}<h1>"))
        yield self.with_content(f"{self.text()}<p>Free for all.</p>")
        # What readers show instead of the content, or beside it.
        free = "<description>Free for all.</description>"
        enclosure = (
            '<enclosure url="https://a.example/1" length="1" type="audio/mpeg"/>'
        )
        for old, new in (
            ("<item>", f"<item>{free}"),
            ("<item>", f"<item>{enclosure}"),
            ("<item>", f"<item><title>Free</title></item>{free}<item>"),
            ("<item>", "<item>Free for all."),
            (
                "<content:encoded>",
                "<content:encoded>Free</content:encoded><content:encoded>",
            ),
            ("<content:encoded>", '<content:encoded src="https://a.example/">'),
            ("</channel>", "<item><title>Free for all.</title></item></channel>"),
            ('version="2.0"', 'version="2.0" xml:base="https://a.example/"'),
            ("<rss ", '<rss xmlns="http://a.example/" '),
        ):
            yield whole.replace(old, new).encode()
        yield re.sub(r"<description>.*?</description>", free, whole).encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        footer = self.footer()
        for comment in (
            f"<!-- {footer} -->",
            f"<!--{footer}",
            f"<![CDATA[{footer}]]>",
            f"<?{footer}?>",
        ):
            yield self.with_footer(comment)
        notice = html.escape(footer, quote=False)
        yield CONTENT.sub(
            lambda found: found[0].replace(notice, f"<!-- {notice} -->"),
            self.good.decode(),
        ).encode()

    def metadata_only(self) -> Iterator[bytes]:
        yield from super().metadata_only()
        yield self.with_content("")
        yield re.sub(
            r"<content:encoded>.*</content:encoded>",
            "",
            self.good.decode(),
            flags=re.DOTALL,
        ).encode()
