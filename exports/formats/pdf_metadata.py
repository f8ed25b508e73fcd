"""What a PDF says of itself for machines: its XMP, its language, what is attached."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from articles.pictures import by_language, element, listed, text
from exports.formats.phrases import one_line
from exports.package import LicensedPackage

_SPACES: Final = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "tdm": "http://www.w3.org/ns/tdmrep/",
}
_PACKET: Final = re.compile(rb"<</Length (\d+)/Type/Metadata/Subtype/XML>>\nstream\n")
_XREF: Final = re.compile(rb"(?<=\n)\d{10}(?= \d{5} n)")
_START: Final = re.compile(rb"startxref\n(\d+)\n")
_SCHEMAS_END: Final = "</rdf:Bag></pdfaExtension:schemas>"


class SplicingError(ValueError):
    """The typesetter wrote its file in another order than this module knows."""


def machine_facts(package: LicensedPackage) -> dict[str, Any]:
    """Gather what is attached as `rights.json`."""
    story, notice = package.story, package.notice
    return {
        "kind": "licensed copy",
        "urn": story.urn,
        "revision": story.revision,
        "language": story.language,
        "headline": one_line(story.headline),
        "trace": package.trace_code,
        "address": story.canonical_url,
        "published": story.first_published_at.isoformat(),
        "licensee": one_line(package.licensee),
        "creditors": [
            {"role": line.role, "name": one_line(each.name)}
            for line in story.credits
            for each in line.creditors
        ],
        "sources": [link.url for link in story.sources],
        "translations": [link.url for link in story.translations],
        "rightsPage": package.rights_url,
        "rightsHolder": dict(notice.rights_holder),
        "tdmReservation": "1",
        "noticeEdition": notice.edition,
        "notice": _lined({tag: each.full for tag, each in notice.texts.items()}),
    }


def with_metadata(pdf: bytes, *sides: LicensedPackage) -> bytes:
    """Say in a PDF's XMP whose it is, and name its languages exactly.

    Args:
        pdf: As the typesetter wrote it: its XMP is followed by its catalogue alone.
        sides: Whose facts to say; the language of the first is that of the document.

    Raises:
        SplicingError: It wrote it otherwise.

    References:
        ISO 16684-1 §7.5 language alternatives, §8.4 Dublin Core, §8.6 XMP Rights;
        PDF/A-3 §6.6.2.3 extension schemas; TDM Reservation Protocol §6.4.
    """
    found = _PACKET.search(pdf)
    table = pdf.rfind(b"\nxref\n") + 1
    if found is None or not table:
        message = "no XMP, or no table of objects"
        raise SplicingError(message)
    length = int(found[1])
    end = found.end() + length
    tag = sides[0].story.language
    told = _packet(pdf[found.end() : end].decode(), sides).encode()
    head = found[0].replace(found[1], str(len(told)).encode())
    catalog = re.sub(rb"/Lang\([^)]*\)", f"/Lang({tag})".encode(), pdf[end:table])
    moved = len(head) - len(found[0]) + len(told) - length
    body = pdf[: found.start()] + head + told + catalog
    start = len(body)

    def shifted(entry: re.Match[bytes]) -> bytes:
        offset = int(entry[0])
        return b"%010d" % (offset + moved * (offset > found.start()))

    rest = _START.sub(b"startxref\n%d\n" % start, _XREF.sub(shifted, pdf[table:]))
    return body + rest


def _packet(packet: str, sides: Sequence[LicensedPackage]) -> str:
    spaces = " ".join(
        f"xmlns:{prefix}={quoteattr(name)}" for prefix, name in _SPACES.items()
    )
    more = "".join(_properties(sides))
    ours = f'<rdf:Description rdf:about="" {spaces}>{more}</rdf:Description>'
    tags = "</rdf:li><rdf:li>".join(escape(side.story.language) for side in sides)
    for old, new in (
        ("</rdf:RDF>", f"{ours}</rdf:RDF>"),
        (_SCHEMAS_END, f"{_schema()}{_SCHEMAS_END}"),
    ):
        if packet.count(old) != 1:
            message = f"an XMP without {old}"
            raise SplicingError(message)
        packet = packet.replace(old, new)
    return re.sub(
        r"(<dc:language><rdf:Bag><rdf:li>)[^<]*", rf"\g<1>{tags}", packet, count=1
    )


def _properties(sides: Sequence[LicensedPackage]) -> Iterator[str]:
    package, stories = sides[0], [side.story for side in sides]
    notice, language = package.notice, package.notice_language
    full = _lined({tag: each.full for tag, each in notice.texts.items()})
    credits = (line for story in stories for line in story.credits)
    names = [one_line(each.name) for line in credits for each in line.creditors]
    others = [
        link.url for story in stories for link in (*story.sources, *story.translations)
    ]
    yield by_language("dc:rights", full, language)
    yield listed("dc:contributor", "Bag", names)
    yield element("dc:identifier", text(package.story.urn))
    if package.story.sources:
        yield element("dc:source", text(others.pop(0)))
    if others:
        yield listed("dc:relation", "Bag", others)
    yield element("xmpRights:Marked", "True")
    yield by_language("xmpRights:UsageTerms", full, language)
    yield element("xmpRights:WebStatement", text(package.license_url))
    yield listed("xmpRights:Owner", "Bag", _lined(notice.rights_holder).values())
    yield element("tdm:reservation", "1")
    yield element("tdm:policy", text(package.rights_url))


def _lined(texts: Mapping[str, str]) -> dict[str, str]:
    return {tag: one_line(each) for tag, each in texts.items()}


def _schema() -> str:
    """Describe the one vocabulary that PDF/A does not know by itself."""
    told = {
        "reservation": "Whether rights of text and data mining are reserved",
        "policy": "Where the terms of text and data mining are",
    }
    lines = "".join(
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaProperty:category>external</pdfaProperty:category>"
        f"<pdfaProperty:description>{about}</pdfaProperty:description>"
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, about in told.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        "<pdfaSchema:schema>TDM Reservation Protocol</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{_SPACES['tdm']}</pdfaSchema:namespaceURI>"
        "<pdfaSchema:prefix>tdm</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{lines}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    )
