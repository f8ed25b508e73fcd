"""The paragraphs of a document: texts, links, and the elements of a body."""

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

from exports.formats.docx_look import STYLES
from exports.formats.phrases import one_line
from translations.formats.docx_text import paragraph, runs
from translations.formats.xml import quoted

_LOOKS: Final = {
    "strong": "<w:b/><w:bCs/>",
    "em": "<w:i/><w:iCs/>",
    "cite": "<w:i/><w:iCs/>",
    "sub": '<w:vertAlign w:val="subscript"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
}
_STYLE_OF: Final = {
    "h2": STYLES.heading,
    "h3": STYLES.subheading,
    "blockquote": STYLES.quote,
}
_BREAK: Final = "<w:r><w:br/></w:r>"
_PARTING: Final = frozenset({"p", "li", "h2", "h3", "blockquote", "ul", "ol"})


class Body:
    """Gathers paragraphs in their order.

    Attributes:
        written: All of them, as XML.
        ordered: How many lists with numbers there are.
        language: BCP 47 tag of what comes next and is not Khmer; empty for that of
            the document.
    """

    def __init__(self) -> None:
        self.written = ""
        self.ordered = 0
        self.language = ""
        self._links: dict[str, str] = {}

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield the ids and addresses of the links."""
        yield from ((name, address) for address, name in self._links.items())

    def runs(self, text: str, look: str = "") -> str:
        """Write a text as runs, in the language that comes next."""
        return runs(text, look, self.language)

    def taken(self) -> str:
        """Return what was gathered, as XML, and begin anew."""
        written, self.written = self.written, ""
        return written

    def say(self, style: str, *texts: str) -> None:
        """Add a paragraph with texts as its lines; nothing for nothing."""
        if any(texts):
            self.written += paragraph(style, _BREAK.join(map(self.runs, texts)))

    def link(self, style: str, text: str, url: str) -> None:
        """Add a paragraph that is a link."""
        self.written += paragraph(style, self.hyperlink(text, url))

    def hyperlink(self, text: str, url: str, look: str = "") -> str:
        """Write a text as a link."""
        name = self._links.setdefault(url, f"rIdL{len(self._links) + 1}")
        shown = self.runs(text, f'<w:rStyle w:val="Hyperlink"/>{look}')
        return f'<w:hyperlink r:id="{quoted(name)}" w:history="1">{shown}</w:hyperlink>'

    def element(self, html: str) -> None:
        """Add an element of a body.

        Args:
            html: One of p, h2, h3, blockquote, ul and ol, clean.
        """
        reader = _Reader(self)
        reader.feed(html)
        reader.close()
        reader.end_paragraph()


class _Reader(HTMLParser):
    def __init__(self, body: Body) -> None:
        super().__init__(convert_charrefs=True)
        self._body = body
        self._open: list[str] = []
        self._lists: list[tuple[int, int]] = []
        self._href = ""
        self._runs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._runs.append(_BREAK)
            return
        if tag in _PARTING:
            self.end_paragraph()
        if tag in {"ul", "ol"}:
            self._body.ordered += tag == "ol"
            number = self._body.ordered + 1 if tag == "ol" else 1
            self._lists.append((number, len(self._lists)))
        if tag == "a":
            self._href = dict(attrs).get("href") or ""
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARTING:
            self.end_paragraph()
        if tag in {"ul", "ol"}:
            self._lists.pop()
        if tag == "a":
            self._href = ""
        self._open.pop()

    def handle_data(self, data: str) -> None:
        # White space at the ends of a run is kept; there is no other way to keep it.
        before, after = data[:1].isspace(), data[-1:].isspace() and len(data) > 1
        text = f"{' ' * before}{one_line(data)}{' ' * after}" if data.strip() else " "
        look = "".join(dict.fromkeys(_LOOKS[t] for t in _LOOKS if t in self._open))
        is_link = self._href and data.strip()
        self._runs.append(
            self._body.hyperlink(text, self._href, look)
            if is_link
            else self._body.runs(text, look)
        )

    def end_paragraph(self) -> None:
        """Add what was gathered; nothing where nothing was."""
        written, self._runs = "".join(self._runs), []
        if "<w:t " not in written:
            return
        style = next((_STYLE_OF[t] for t in self._open if t in _STYLE_OF), STYLES.text)
        more = ""
        if self._lists:
            number, level = self._lists[-1]
            style = STYLES.item
            more = (
                f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/>'
                f'<w:numId w:val="{number}"/></w:numPr>'
            )
        self._body.written += paragraph(style, written, more)
