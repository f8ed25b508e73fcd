"""Attacks on either notice of a copy in two languages."""

import html
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from exports.formats.readers.pdf_document import attached, opened
from exports.package import BilingualPackage
from tests.exports.killers.archives import repacked, unpacked
from tests.exports.killers.base import Killers
from tests.exports.killers.docx import DocxKillers
from tests.exports.killers.epub import CHAPTER, EpubKillers
from tests.exports.killers.html import HtmlKillers
from tests.exports.killers.pdf import HIDING, PdfKillers
from tests.exports.killers.pdfs import set_again
from tests.exports.pair_packages import a_bilingual_package


class BilingualHtmlKillers(HtmlKillers):
    """Attacks on one of the footers, and on both descriptions."""

    def parts(self) -> tuple[str, str, str]:
        language = re.escape(self.package.notice_language)
        footer = rf'<footer class="rights" lang="{language}">(?:(?!<footer).)*</footer>'
        found = re.fullmatch(rf"(.*)({footer})(.*)", self.good.decode(), re.DOTALL)
        assert found is not None
        return found[1], found[2], found[3]

    def described(self, change: Callable[[dict[str, Any]], None]) -> bytes:
        def changed(old: re.Match[str]) -> str:
            told = json.loads(old[1])
            change(told)
            new = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c")
            return f'ld+json">{new}</script>'

        script = re.compile(r'ld\+json">(.*?)</script>', re.DOTALL)
        return script.sub(changed, self.good.decode()).encode()


class BilingualEpubKillers(EpubKillers):
    """Attacks on one of the footers, and on the one package document."""

    def footer(self) -> str:
        language = html.escape(self.package.notice_language)
        (footer,) = re.findall(
            rf'<footer class="rights" lang="{language}"(?:(?!<footer).)*</footer>',
            self.file(CHAPTER),
            re.DOTALL,
        )
        return str(footer)


class BilingualDocxKillers(DocxKillers):
    """Attacks on one of the notices below the table, on the feet and the properties."""

    def last(self) -> str:
        paragraph = r'<w:p><w:pPr><w:pStyle w:val="RightsNotice"/></w:pPr>.*?</w:p>'
        told = re.findall(rf"{paragraph}{paragraph}", self.file("word/document.xml"))
        first = self.package.licensed_line.split("\n")[0][:12]
        (last,) = [each for each in told if first in re.sub("<[^>]*>", "", each)]
        return str(last)

    def hidden(self) -> Iterator[bytes]:
        yield from super().hidden()
        files = unpacked(self.good)
        name = "word/document.xml"
        table = files[name].decode()
        for old, new in (
            ("</w:tbl>", f"</w:tbl>{self.last()}"),
            ("</w:tcPr>", "<w:hideMark/></w:tcPr>"),
            ("</w:tcPr>", '<w:gridSpan w:val="2"/></w:tcPr>'),
            ("<w:tblHeader/>", "<w:tblHeader/><w:hidden/>"),
            ('<w:gridCol w:w="4819"/>', '<w:gridCol w:w="1"/>'),
        ):
            assert old in table
            yield repacked({**files, name: table.replace(old, new, 1).encode()})


class BilingualPdfKillers(PdfKillers):
    """Attacks on one of the notices, on the columns, on what either version says."""

    # The same reader follows the pages; its other tests try every one.
    hiding = HIDING[::5]

    def whole(self) -> BilingualPackage:
        with opened(self.good) as reader:
            versions = json.loads(attached(reader))["versions"]
        return a_bilingual_package(*(each["language"] for each in versions))

    def hidden(self) -> Iterator[bytes]:
        yield from super().hidden()
        for old, new in (
            ("column-gutter: gutter,\n  row", "column-gutter: -40mm,\n  row"),
            ("row-gutter: 1.8em", "row-gutter: -4em"),
            ("row-gutter: 1.8em", "row-gutter: 1.8em, fill: black"),
            ("#grid(\n", "#grid(\n[#rights()],\n"),
            ("#rights()\n", "#grid(rights())\n"),
        ):
            yield set_again(self.whole(), old, new)
        if len(self.whole().notices) > 1:
            one = ("d.notices.map(foot)", "d.notices.map(foot).slice(1)")
            yield set_again(self.whole(), *one)


PAIR_KILLERS: dict[str, type[Killers]] = {
    "html_bilingual": BilingualHtmlKillers,
    "epub_bilingual": BilingualEpubKillers,
    "docx_bilingual": BilingualDocxKillers,
    "pdf_bilingual": BilingualPdfKillers,
}
