"""Attacks on the pages, the tags, the XMP and what is attached to a PDF."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, ClassVar

import pikepdf

from exports.package import BilingualPackage, LicensedPackage
from tests.exports.killers.base import CHANGES, CHANGES_MORE, Change, Killers
from tests.exports.killers.pdfs import (
    a_note,
    facts_changed,
    rewritten,
    set_again,
    streams_changed,
    with_key,
)
from tests.exports.packages import our_photo

NOTICE = "said(n.lang, n.text)"
LAST = f"par({NOTICE})"
FOOT = "said(n.lang, n.foot)"
HIDING = (
    f"#par(text(fill: white, {NOTICE}))",
    f'#par(text(fill: rgb("#cccccc"), {NOTICE}))',
    f"#par(text(fill: black.transparentize(95%), {NOTICE}))",
    f"#par(text(size: 1pt, {NOTICE}))",
    f"#par(text(size: 5pt, {NOTICE}))",
    f"#place(dx: 900pt, {NOTICE})",
    f"#place(dy: -2000pt, {NOTICE})",
    f"#hide({NOTICE})",
    f"#rotate(90deg, {NOTICE})",
    f"#rotate(180deg, {NOTICE})",
    f"#scale(x: 5%, {NOTICE})",
    f"#scale(5%, {NOTICE})",
    f"#scale(x: -100%, {NOTICE})",
    f"#place(dy: -60pt, {NOTICE})",
    f"#block(height: 2pt, clip: true, {NOTICE})",
    f"#block(fill: black, {NOTICE})",
    f"#{NOTICE}#place(dy: -60pt, rect(fill: white, width: 100%, height: 60pt))",
    f"#{NOTICE}#place(dy: -60pt, line(length: 100%, stroke: 90pt))",
    f'#{NOTICE}#place(dy: -60pt, image("photo.jpg", alt: "x", width: 100%))',
    f'#place(image("photo.jpg", alt: "x", width: 100%))#{NOTICE}',
    f"#{NOTICE}#place(dy: -60pt, [{'█ ' * 300}])",
    f"#pdf.artifact({NOTICE})",
    f"#text(tracking: -6pt, {NOTICE})",
    f"#box(width: 1pt, height: 1pt, {NOTICE})",
)
BOTH = "licensed(n)\n    notice(n)"
IN_TEXT = re.compile(rb"\[?\(")


class PdfKillers(Killers):
    """Attacks on the pages, the tags, the XMP and what is attached to a PDF."""

    story: ClassVar[Mapping[str, Any]] = {"photo": our_photo()}
    hiding: ClassVar[Sequence[str]] = HIDING

    def whole(self) -> LicensedPackage | BilingualPackage:
        """Return everything that the good copy carries."""
        return self.package

    def again(self, old: str, new: str) -> bytes:
        """Set the copy with a template that says something else of one notice."""
        tag = self.package.notice_language
        change = f'if n.lang == "{tag}" {{ {new} }} else {{ {old} }}'
        return set_again(self.whole(), old, change)

    def seen(self, change: Change) -> bytes:
        def words(told: dict[str, Any]) -> None:
            for notice in told["notices"]:
                if notice["lang"] == self.package.notice_language:
                    notice["text"] = change(self.package.notice_text)

        return set_again(self.whole(), words=words)

    def told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        both = type(self)(self.package, self.facts_told(change, tags))
        return both.xmp_told(change, tags)

    def facts_told(self, change: Change, tags: tuple[str, ...]) -> bytes:
        """Change the notice in what is attached alone."""

        def facts(told: dict[str, Any]) -> None:
            for version in told.get("versions", [told]):
                kept = {
                    tag: change(text) if tag in tags else text
                    for tag, text in version["notice"].items()
                }
                version["notice"] = {tag: text for tag, text in kept.items() if text}

        return facts_changed(self.good, facts)

    def xmp_told(
        self,
        change: Change,
        tags: tuple[str, ...],
        name: str = "dc:rights|xmpRights:UsageTerms",
    ) -> bytes:
        """Change the notice in the XMP alone, in both of its places or in one."""
        return streams_changed(
            self.good,
            lambda kind, data: (
                self._xmp(data, change, tags, name) if kind == "xmp" else data
            ),
        )

    def changed(self, attack: str) -> Iterator[bytes]:
        yield from super().changed(attack)
        every = tuple(self.package.notice.texts)
        for change in (CHANGES[attack], *CHANGES_MORE.get(attack, ())):
            yield self.facts_told(change, every)
            yield self.xmp_told(change, every, "dc:rights")
            yield self.xmp_told(change, every, "xmpRights:UsageTerms")

    def one_language_only(self) -> Iterator[bytes]:
        yield from super().one_language_only()
        texts = self.package.notice.texts
        for kept in texts:
            others = tuple(tag for tag in texts if tag != kept)
            yield self.facts_told(lambda _text: "", others)
            yield self.xmp_told(lambda _text: "", others)

    def _xmp(
        self, data: bytes, change: Change, tags: tuple[str, ...], name: str
    ) -> bytes:
        default = self.package.notice_language

        def changed(found: re.Match[str]) -> str:
            tag = default if found[1] == "x-default" else found[1]
            if tag not in tags:
                return found[0]
            text = html.escape(change(html.unescape(found[2])), quote=False)
            return f'<rdf:li xml:lang="{found[1]}">{text}</rdf:li>' if text else ""

        def every(found: re.Match[str]) -> str:
            return re.sub(
                r'<rdf:li xml:lang="([^"]*)">(.*?)</rdf:li>', changed, found[0]
            )

        packet = re.sub(rf"<({name})>.*?</\1>", every, data.decode())
        return packet.encode()

    def hidden(self) -> Iterator[bytes]:
        for hiding in self.hiding:
            yield self.again(LAST, f"[{hiding}]")
        yield self.again(BOTH, "notice(n); licensed(n)")
        yield self.again(LAST, f"[#{LAST}\n#par[More.]]")
        yield self.again(LAST, f"[#{LAST}\n#pagebreak()\n#par[More.]]")
        for foot in ("[]", f"text(fill: white, {FOOT})", f"text(size: 2pt, {FOOT})"):
            yield self.again(FOOT, foot)
        cover = "set page(foreground: rect(width: 100%, height: 100%, fill: white))"
        yield set_again(self.whole(), "#set terms(", f"#{cover}\n#set terms(")
        yield from self.hidden_by_operators()
        yield from self.hidden_by_objects()

    def hidden_by_operators(self) -> Iterator[bytes]:
        """Change what is drawn, and leave what it claims to say."""
        for old, new in (
            (b"0 Tr", b"3 Tr"),
            (b"0 Tr", b"7 Tr"),
            (b"0 scn", b"1 scn"),
            (b"1 0 0 -1 0 0 Tm", b"0.01 0 0 -0.01 0 0 Tm"),
            (b"1 0 0 -1 0 0 Tm", b"1 0 0 -1 9000 0 Tm"),
            (b"BT", b"1000 Tz BT"),
            (b"BT", b"-900 Tc BT"),
            (b"BT", b"0 0 1 1 re W n BT"),
            (b"BT", b"/gs gs BT"),
        ):
            yield self.drawn_otherwise(old, new)
        for more in (
            b" 1 scn 0 0 600 900 re f",
            b" q 600 0 0 900 0 0 cm /x0 Do Q",
            b" 400 w 0 0 m 600 900 l S",
            b" % a comment",
        ):
            yield streams_changed(
                self.good,
                lambda kind, data, more=more: data + more * (kind == "page"),
            )
        nothing = re.compile(rb"(ActualText<[0-9A-F]+>>>BDC).*?(EMC)", re.DOTALL)
        claims = "".join(f"{ord(each):04X}" for each in self.package.notice_text)
        yield streams_changed(
            self.good,
            lambda kind, data: (
                data.replace(
                    b"/Span<</MCID 0>>BDC",
                    b"/Span<</MCID 0>>BDC /Span<</ActualText<FEFF%s>>>BDC EMC"
                    % claims.encode(),
                )
                if kind == "page"
                else data
            ),
        )
        if nothing.search(b"".join(self.drawings())):
            yield streams_changed(
                self.good,
                lambda kind, data: (
                    nothing.sub(rb"\1 \2", data) if kind == "page" else data
                ),
            )

    def drawings(self) -> list[bytes]:
        """Return what each page draws."""
        found: list[bytes] = []

        def keep(kind: str, data: bytes) -> bytes:
            found.extend([data] * (kind == "page"))
            return data

        streams_changed(self.good, keep)
        return found

    def drawn_otherwise(self, old: bytes, new: bytes) -> bytes:
        """Exchange operators on every page."""
        assert any(old in each for each in self.drawings())
        return streams_changed(
            self.good,
            lambda kind, data: data.replace(old, new) if kind == "page" else data,
        )

    def hidden_by_objects(self) -> Iterator[bytes]:
        for name in ("/CropBox", "/MediaBox"):
            little = pikepdf.Array([0, 800, 595, 842])
            yield with_key(self.good, "page", name, little)
        yield with_key(self.good, "page", "/Rotate", 90)
        yield with_key(self.good, "page", "/UserUnit", Decimal("0.01"))
        yield with_key(self.good, "page", "/AA", pikepdf.Dictionary())
        note = a_note((0, 0, 595, 842), "Free for all.")
        yield with_key(self.good, "page", "/Annots", pikepdf.Array([note]))
        for name in ("/OpenAction", "/AA", "/AcroForm", "/OCProperties", "/Collection"):
            yield with_key(self.good, "root", name, pikepdf.Dictionary())
        yield with_key(self.good, "root", "/Lang", pikepdf.Name("/fr"))
        yield rewritten(self.good, lambda pdf: pdf.add_blank_page(page_size=(595, 842)))
        yield rewritten(self.good, lambda pdf: attach(pdf, "free.txt", "Free."))

    def in_a_comment_only(self) -> Iterator[bytes]:
        notice = self.package.notice_text
        bare = self.again(LAST, "")
        yield bare + f"\n% {notice}\n".encode()
        yield streams_changed(
            bare,
            lambda kind, data: data + f"\n% {notice}".encode() * (kind == "page"),
        )
        yield rewritten(bare, lambda pdf: attach(pdf, "notice.txt", notice))
        for corners in ((20, 20, 500, 100), (0, 0, 0, 0)):
            note = a_note(corners, notice)
            yield with_key(bare, "page", "/Annots", pikepdf.Array([note]))
        yield self.again(LAST, f'image("photo.jpg", alt: {_quoted(notice)})')

    def metadata_only(self) -> Iterator[bytes]:
        yield self.again(LAST, "")
        yield self.again(LAST, "par[© 2026]")
        yield self.again(FOOT, "[© 2026]")
        bare = self.again(LAST, "")
        yield rewritten(
            bare, lambda pdf: pdf.docinfo.update({"/Subject": self.package.notice_text})
        )


def attach(pdf: pikepdf.Pdf, name: str, text: str) -> None:
    """Attach one more file."""
    more = pikepdf.AttachedFileSpec(pdf, text.encode(), filename=name)
    pdf.attachments[name] = more


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
