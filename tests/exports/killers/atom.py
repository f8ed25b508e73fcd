"""Attacks on the content and the rights of an entry."""

import html
import re
from collections.abc import Iterator

from exports.formats.markup_xml import xml_text
from tests.exports.killers.base import Change, Killers
from tests.exports.killers.epub import FOOTER, XML_ATTRIBUTES
from tests.exports.killers.html import HIDING_ELEMENTS


class AtomKillers(Killers):
    """Attacks on the content and the rights of an entry."""

    def text(self) -> str:
        return self.good.decode()

    def footer(self) -> str:
        found = FOOTER.search(self.text())
        assert found is not None
        return found[0]

    def with_footer(self, footer: str) -> bytes:
        return self.text().replace(self.footer(), footer).encode()

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        shown = xml_text(notice, self.package.notice_language)
        assert shown in self.footer()
        return self.with_footer(self.footer().replace(shown, xml_text(change(notice))))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def changed(found: re.Match[str]) -> str:
            is_meant = (found[2] or self.package.notice_language) in tags
            text = html.unescape(found[3])
            said = html.escape(change(text) if is_meant else text, quote=False)
            return f"{found[1]}{said}</"

        # What does not say its language is in that of the copy's notice.
        rights = re.compile(
            r'(<(?:copyright|(?:dc:)?rights)(?: xml:lang="([^"]*)")?>)(.*?)</'
        )
        return rights.sub(changed, self.good.decode()).encode()

    def hidden(self) -> Iterator[bytes]:
        text, footer = self.text(), self.footer()
        for attribute in XML_ATTRIBUTES:
            yield self.with_footer(footer.replace("<footer ", f"<footer {attribute} "))
            yield self.with_footer(footer.replace("<p>", f"<p {attribute}>"))
        for element in HIDING_ELEMENTS:
            name = element.split()[0]
            if "=" in element or name == element:
                yield self.with_footer(f"<{element}>{footer}</{name}>")
        yield text.replace("<h1>", f"{footer}<h1>").encode()
        for content in (
            '<content type="html">',
            '<content type="xhtml" src="https://pictures.example/">',
            "<content>Free for all.</content><content>",
            "<summary>Free for all.</summary><content type='xhtml'>",
        ):
            yield text.replace('<content type="xhtml">', content).encode()

    def in_a_comment_only(self) -> Iterator[bytes]:
        footer = self.footer()
        for comment in (
            f"<!-- {footer} -->",
            f"<![CDATA[{footer}]]>",
            f"<?notice {footer}?>",
            f"<notice xmlns=''>{footer}</notice>",
        ):
            yield self.with_footer(comment)

    def metadata_only(self) -> Iterator[bytes]:
        yield self.with_footer("")
        yield self.with_footer('<footer class="rights" lang="en"></footer>')
        yield self.with_footer(
            '<footer class="rights"><p>All rights reserved.</p></footer>'
        )
