"""What a photo's file says of it: whose it is, who may use it, what is to be seen.

Written as XMP alone: the older IIM cuts a Khmer credit in the middle of a letter.

References:
    ISO 16684-1 (XMP); IPTC Photo Metadata Standard 2023.2; PLUS LDF 2.0.1.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from articles.pictures.xmp import by_language, element, listed, text

MINING = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
}
_HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
_TAIL = '<?xpacket end="r"?>'


@dataclass(frozen=True)
class Claim:
    """What an outlet says of every photo of its own.

    Attributes:
        holder: Name of the rights holder, by BCP 47 tag.
        year: Of its notice.
        terms: The notice in short, by BCP 47 tag.
        address: Where to ask: an e-mail address or a web page.
    """

    holder: Mapping[str, str]
    year: int
    terms: Mapping[str, str]
    address: str


@dataclass(frozen=True)
class PhotoWords:
    """What is known of a photo, as its files say it; texts by BCP 47 tag.

    Attributes:
        credit: As printed; the only names there are.
        description: What is to be seen, for who cannot see it.
        rights: Whose it is.
        terms: Who may use it.
        statement: Absolute address of the terms; empty for somebody else's.
        holder: Of the rights; empty where it is not ours to say.
        address: Where to ask for permission; empty with the holder.
        source: Where the story of this very copy is; empty in files of our own.
    """

    credit: Mapping[str, str]
    description: Mapping[str, str]
    rights: Mapping[str, str]
    terms: Mapping[str, str]
    statement: str = ""
    holder: Mapping[str, str] = field(default_factory=dict)
    address: str = ""
    source: str = ""


def packet(words: PhotoWords) -> bytes:
    """Write an XMP packet; the same bytes for the same words.

    >>> b"<dc:rights>" in packet(PhotoWords({}, {}, {"en": "Ours"}, {}))
    True
    """
    spaces = " ".join(
        f"xmlns:{prefix}={quoteattr(name)}" for prefix, name in _NAMESPACES.items()
    )
    return (
        f'{_HEAD}<x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        f'<rdf:Description rdf:about="" {spaces}>'
        f"{''.join(_properties(words))}"
        f"</rdf:Description></rdf:RDF></x:xmpmeta>{_TAIL}"
    ).encode()


def _properties(words: PhotoWords) -> Iterator[str]:
    credit = " / ".join(dict.fromkeys(filter(None, words.credit.values())))
    if credit:
        yield listed("dc:creator", "Seq", [credit])
        yield element("photoshop:Credit", text(credit))
    yield by_language("dc:description", words.description)
    yield by_language("Iptc4xmpCore:AltTextAccessibility", words.description)
    yield by_language("dc:rights", words.rights)
    if words.source:
        yield element("dc:source", text(words.source))
    yield element("xmpRights:Marked", "True")
    yield by_language("xmpRights:UsageTerms", words.terms)
    if words.statement:
        yield element("xmpRights:WebStatement", text(words.statement))
    holders = [name for name in dict.fromkeys(words.holder.values()) if name]
    if holders:
        yield listed("xmpRights:Owner", "Bag", holders)
        yield _licensor(words)
    yield element("plus:DataMining", MINING)


def _licensor(words: PhotoWords) -> str:
    name = " / ".join(dict.fromkeys(filter(None, words.holder.values())))
    is_mail = "@" in words.address and "/" not in words.address
    how = "plus:LicensorEmail" if is_mail else "plus:LicensorURL"
    about = element("plus:LicensorName", text(name))
    if words.address:
        about += element(how, text(words.address))
    return (
        "<plus:Licensor><rdf:Seq>"
        f'<rdf:li rdf:parseType="Resource">{about}</rdf:li>'
        "</rdf:Seq></plus:Licensor>"
    )
