"""Attacks on the chapter, the package document and the files of a book."""

import html
import re
from collections.abc import Iterator

from exports.formats.markup_xml import xml_text
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import Change, Killers
from tests.exports.killers.html import HIDING_ATTRIBUTES, HIDING_ELEMENTS

CHAPTER, PACKAGE = "story/story.xhtml", "story/package.opf"
FOOTER = re.compile(r"<footer.*</footer>", re.DOTALL)
# What XML has no short form for.
XML_ATTRIBUTES = tuple(each for each in HIDING_ATTRIBUTES if "=" in each)


class EpubKillers(Killers):
    """Attacks on the chapter, the package document and the files of a book."""

    def with_file(self, name: str, text: str) -> bytes:
        return repacked({**unpacked(self.good), name: text.encode()})

    def file(self, name: str) -> str:
        return unpacked(self.good)[name].decode()

    def footer(self) -> str:
        found = FOOTER.search(self.file(CHAPTER))
        assert found is not None
        return found[0]

    def with_footer(self, footer: str) -> bytes:
        return self.with_file(
            CHAPTER, self.file(CHAPTER).replace(self.footer(), footer)
        )

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        shown = xml_text(notice, self.package.notice_language)
        footer = self.footer()
        assert shown in footer
        return self.with_footer(footer.replace(shown, xml_text(change(notice))))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def changed(found: re.Match[str]) -> str:
            text = change(html.unescape(found[2])) if found[1] in tags else found[2]
            return f'<dc:rights xml:lang="{found[1]}">{html.escape(text)}</dc:rights>'

        rights = re.compile(r'<dc:rights xml:lang="([^"]*)">(.*?)</dc:rights>')
        return self.with_file(PACKAGE, rights.sub(changed, self.file(PACKAGE)))

    def hidden(self) -> Iterator[bytes]:
        chapter, footer = self.file(CHAPTER), self.footer()
        for attribute in XML_ATTRIBUTES:
            yield self.with_footer(footer.replace("<footer ", f"<footer {attribute} "))
            yield self.with_footer(footer.replace("<p>", f"<p {attribute}>"))
        for element in HIDING_ELEMENTS:
            name = element.split()[0]
            if "=" in element or name == element:
                yield self.with_footer(f"<{element}>{footer}</{name}>")
        yield self.with_file(
            CHAPTER,
            chapter.replace("</head>", "<style>.rights{color:red}</style></head>"),
        )
        yield self.with_file(CHAPTER, chapter.replace("<h1>", f"{footer}<h1>"))
        yield from self.hidden_by_style()
        yield from self.hidden_by_order()

    def hidden_by_style(self) -> Iterator[bytes]:
        style = "story/style.css"
        files = unpacked(self.good)
        rule = b".rights{display:none}"
        if style in files:
            yield repacked({**files, style: files[style] + rule})
            yield repacked({**files, style: rule})
        letters = "story/noto-sans-khmer-400.woff2"
        if letters in files:
            yield repacked({**files, letters: files[letters][:-4]})
        loads = '<link rel="stylesheet" type="text/css" href="other.css"/></head>'
        chapter = self.file(CHAPTER).replace("</head>", loads)
        yield repacked({**files, CHAPTER: chapter.encode(), "story/other.css": rule})

    def hidden_by_order(self) -> Iterator[bytes]:
        """Show another chapter than the one that was checked."""
        package = self.file(PACKAGE)
        other = FOOTER.sub("", self.file(CHAPTER)).encode()
        files = {**unpacked(self.good), "story/other.xhtml": other}
        item = '<item id="o" href="other.xhtml" media-type="application/xhtml+xml"/>'
        listed = package.replace("</manifest>", f"{item}</manifest>")
        for spine in (
            '<itemref idref="o"/>',
            '<itemref idref="story" linear="no"/><itemref idref="o"/>',
            '<itemref idref="o"/><itemref idref="story"/>',
        ):
            changed = listed.replace('<itemref idref="story"/>', spine)
            yield repacked({**files, PACKAGE: changed.encode()})
        container = self.file("META-INF/container.xml")
        second = container.replace("story/package.opf", "other.opf")
        yield repacked(
            {
                **files,
                "META-INF/container.xml": second.encode(),
                "other.opf": package.encode(),
            }
        )
        yield self.with_file(
            PACKAGE, package.replace('href="story.xhtml"', 'href="contents.xhtml"')
        )

    def in_a_comment_only(self) -> Iterator[bytes]:
        footer = self.footer()
        for comment in (
            f"<!-- {footer.replace('--', '')} -->",
            f"<![CDATA[{footer}]]>",
            f"<?notice {footer}?>",
        ):
            yield self.with_footer(comment)
        kept = unpacked(self.with_footer(""))
        yield repacked({**kept, "story/notice.txt": footer.encode()})
        yield repacked({**kept, "META-INF/rights.xml": footer.encode()})

    def metadata_only(self) -> Iterator[bytes]:
        yield self.with_footer("")
        yield self.with_footer('<footer class="rights" lang="en"></footer>')
        yield self.with_footer(
            '<footer class="rights"><p>All rights reserved.</p></footer>'
        )
        title = html.escape(self.package.notice_text)
        yield self.with_footer(f'<footer class="rights" title="{title}"><p/></footer>')
