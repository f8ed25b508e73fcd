"""Writes the elements of an XMP packet.

References:
    ISO 16684-1 §7.5 language alternatives, §7.7 arrays.
"""

import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape, quoteattr

# What readers of a file show who asked for no language, where there is such a text.
DEFAULT_LANGUAGE = "en"
# What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(name: str, content: str) -> str:
    """Write a property with what is in it, as XML."""
    return f"<{name}>{content}</{name}>"


def text(plain: str) -> str:
    """Write a text as XML.

    >>> text("a & b")
    'a &amp; b'
    """
    return escape(_UNWRITABLE.sub("", plain))


def listed(name: str, kind: str, texts: Iterable[str]) -> str:
    """Write a property that is a list of plain texts.

    Args:
        name: Of the property, with its prefix.
        kind: Seq where the order counts, else Bag.
        texts: In order.
    """
    lines = "".join(f"<rdf:li>{text(each)}</rdf:li>" for each in texts)
    return element(name, f"<rdf:{kind}>{lines}</rdf:{kind}>")


def by_language(
    name: str, texts: Mapping[str, str], default: str = DEFAULT_LANGUAGE
) -> str:
    """Write a property that says the same in several languages.

    Args:
        name: Of the property, with its prefix.
        texts: By BCP 47 tag; empty ones are left out.
        default: The language for who asked for none, where there is a text in it.

    Returns:
        Nothing where there is no text.
    """
    said = {tag: text(each) for tag, each in texts.items() if each}
    if not said:
        return ""
    first = said.get(default) or next(iter(said.values()))
    lines = "".join(
        f"<rdf:li xml:lang={quoteattr(tag)}>{each}</rdf:li>"
        for tag, each in {"x-default": first, **said}.items()
    )
    return element(name, f"<rdf:Alt>{lines}</rdf:Alt>")
