"""Attacks on the paragraphs, the foot and the properties of a document."""

import html
import re
from collections.abc import Iterator

from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import Change, Killers
from translations.formats.docx_text import paragraph, runs

DOCUMENT, FOOT = "word/document.xml", "word/footer1.xml"
FACTS, STYLES = "docProps/custom.xml", "word/styles.xml"
LAST = re.compile(
    r'(?:<w:p><w:pPr><w:pStyle w:val="RightsNotice"/></w:pPr>.*?</w:p>){2}', re.DOTALL
)
HIDING_PROPERTIES = (
    "<w:vanish/>",
    "<w:specVanish/>",
    "<w:webHidden/>",
    '<w:color w:val="FFFFFF"/>',
    '<w:sz w:val="2"/>',
    '<w:w w:val="1"/>',
    '<w:position w:val="-2000"/>',
    "<w:strike/>",
    '<w:shd w:val="clear" w:fill="000000"/>',
    '<w:highlight w:val="black"/>',
    '<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings" w:cs="Webdings"/>',
    '<w:rStyle w:val="Hidden"/>',
    "<w:del/>",
)
HIDING_PARAGRAPHS = (
    '<w:framePr w:w="1" w:h="1" w:hRule="exact"/>',
    '<w:spacing w:line="1" w:lineRule="exact"/>',
    '<w:ind w:left="-20000"/>',
    "<w:pageBreakBefore/>",
    "<w:rPr><w:vanish/></w:rPr>",
)
AROUND = (
    ("<w:del>", "</w:del>"),
    ("<w:moveFrom>", "</w:moveFrom>"),
    ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ('<w:customXml w:element="x">', "</w:customXml>"),
    ("<w:p><w:r><w:pict>", "</w:pict></w:r></w:p>"),
)


class DocxKillers(Killers):
    """Attacks on the paragraphs, the foot and the properties of a document."""

    def file(self, name: str) -> str:
        return unpacked(self.good)[name].decode()

    def with_file(self, name: str, text: str) -> bytes:
        return repacked({**unpacked(self.good), name: text.encode()})

    def last(self) -> str:
        found = LAST.search(self.file(DOCUMENT))
        assert found is not None
        return found[0]

    def with_last(self, last: str) -> bytes:
        return self.with_file(DOCUMENT, self.file(DOCUMENT).replace(self.last(), last))

    def seen(self, change: Change) -> bytes:
        notice = self.package.notice_text
        last = self.last()
        assert runs(notice) in last
        return self.with_last(last.replace(runs(notice), runs(change(notice))))

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        def changed(found: re.Match[str]) -> str:
            text = html.unescape(found[3])
            said = change(text) if found[2] in tags else text
            return f"{found[1]}{html.escape(said, quote=False)}</vt:lpwstr>"

        rights = re.compile(
            r'(<property [^>]*name="RightsNotice-([^"]*)"><vt:lpwstr>)(.*?)</vt:lpwstr>'
        )
        facts = rights.sub(changed, self.file(FACTS))
        foot = self.file(FOOT)
        if self.package.notice_language in tags:
            notice = self.package.notice_text
            foot = foot.replace(runs(notice), runs(change(notice)))
        files = {**unpacked(self.good), FACTS: facts.encode(), FOOT: foot.encode()}
        return repacked(files)

    def hidden(self) -> Iterator[bytes]:
        document, last = self.file(DOCUMENT), self.last()
        for look in HIDING_PROPERTIES:
            yield self.with_last(last.replace("</w:rPr>", f"{look}</w:rPr>"))
            styles = self.file(STYLES)
            for style in ("RightsNotice", "Normal"):
                begin = f'w:styleId="{style}">'
                changed = styles.replace(begin, f"{begin}<w:rPr>{look}</w:rPr>")
                yield self.with_file(STYLES, changed)
        for look in HIDING_PARAGRAPHS:
            yield self.with_last(last.replace("</w:pPr>", f"{look}</w:pPr>"))
        for before, after in AROUND:
            yield self.with_last(f"{before}{last}{after}")
        yield self.with_file(
            DOCUMENT, document.replace(last, "").replace("<w:body>", f"<w:body>{last}")
        )
        yield self.with_last(last + paragraph("BodyText", runs("Free for all.")))
        yield self.with_last(last.replace("RightsNotice", "BodyText"))
        background = '<w:background w:color="000000"/><w:body>'
        yield self.with_file(DOCUMENT, document.replace("<w:body>", background))
        foot = self.file(FOOT).replace("RightsFoot", "BodyText")
        yield self.with_file(FOOT, foot)
        yield from self.hidden_in_files()

    def hidden_in_files(self) -> Iterator[bytes]:
        files = unpacked(self.good)
        relations = "word/_rels/document.xml.rels"
        for old, new in (
            (b'Target="styles.xml"', b'Target="other.xml"'),
            (b'Target="footer1.xml"', b'Target="https://pictures.example/"'),
        ):
            yield repacked({**files, relations: files[relations].replace(old, new)})
        yield repacked({**files, "word/vbaProject.bin": b"x"})
        other = self.file(DOCUMENT).replace(self.last(), "")
        roots = files["_rels/.rels"].replace(b"word/document.xml", b"word/other.xml")
        yield repacked(
            {**files, "_rels/.rels": roots, "word/other.xml": other.encode()}
        )

    def in_a_comment_only(self) -> Iterator[bytes]:
        last = self.last()
        for comment in (
            f"<!-- {last} -->",
            f"<![CDATA[{last}]]>",
            f"<?notice {last}?>",
        ):
            yield self.with_last(comment)
        files = unpacked(self.with_last(""))
        yield repacked({**files, "word/comments.xml": last.encode()})

    def metadata_only(self) -> Iterator[bytes]:
        yield self.with_last("")
        notice = self.package.notice_text
        yield self.with_last(self.last().replace(runs(notice), runs("© 2026")))
