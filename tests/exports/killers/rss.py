"""Attacks on the content and the rights of a channel with one item."""

import html
import re
from collections.abc import Iterator

from tests.exports.killers.base import Change, Killers
from tests.exports.killers.html import HIDING_ATTRIBUTES, HIDING_ELEMENTS

FOOTER = re.compile(r'<footer class="rights".*?</footer>', re.DOTALL)
CONTENT = re.compile(r"(?<=<content:encoded>).*?(?=</content:encoded>)", re.DOTALL)


class RssKillers(Killers):
    """Attacks on the content and the rights of a channel with one item."""

    def whole(self) -> str:
        return self.good.decode()

    def content(self) -> str:
        found = CONTENT.search(self.whole())
        assert found is not None
        return html.unescape(found[0])

    def with_content(self, content: str) -> bytes:
        escaped = html.escape(content, quote=False)
        return CONTENT.sub(lambda _found: escaped, self.whole()).encode()

    def footer(self) -> str:
        found = FOOTER.search(self.content())
        assert found is not None
        return found[0]

    def with_footer(self, footer: str) -> bytes:
        return self.with_content(self.content().replace(self.footer(), footer))

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        shown = f"<p>{html.escape(notice, quote=False)}</p>"
        assert shown in self.footer()
        changed = f"<p>{html.escape(change(notice), quote=False)}</p>"
        return self.with_footer(self.footer().replace(shown, changed))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def changed(found: re.Match[str]) -> str:
            # `copyright` does not say its language: it is that of the copy's notice.
            is_meant = (found[2] or self.package.notice_language) in tags
            text = html.unescape(found[3])
            said = html.escape(change(text) if is_meant else text, quote=False)
            return f"{found[1]}{said}</"

        rights = re.compile(
            r'(<(?:copyright|dc:rights)(?: xml:lang="([^"]*)")?>)(.*?)</'
        )
        return rights.sub(changed, self.whole()).encode()

    def hidden(self) -> Iterator[bytes]:
        whole, footer = self.whole(), self.footer()
        for attribute in HIDING_ATTRIBUTES:
            yield self.with_footer(footer.replace("<footer ", f"<footer {attribute} "))
            yield self.with_footer(footer.replace("<p>", f"<p {attribute}>"))
        for element in HIDING_ELEMENTS:
            name = element.split()[0]
            yield self.with_footer(f"<{element}>{footer}</{name}>")
        without = self.content().replace(footer, "")
        yield self.with_content(without.replace("<h1>", f"{footer}<h1>"))
        yield self.with_content(f"{self.content()}<p>Free for all.</p>")
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
            lambda found: found[0].replace(notice, f"<!-- {notice} -->"), self.whole()
        ).encode()

    def metadata_only(self) -> Iterator[bytes]:
        yield self.with_footer("")
        yield self.with_footer('<footer class="rights" lang="en"></footer>')
        yield self.with_footer(
            '<footer class="rights"><p>All rights reserved.</p></footer>'
        )
        yield self.with_content("")
        yield re.sub(
            r"<content:encoded>.*</content:encoded>", "", self.whole(), flags=re.DOTALL
        ).encode()
