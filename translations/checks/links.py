"""Links and emphasis that one side has and the other has not."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from translations.checks.pairs import Finding, SegmentPair, Severity

# Entries of the interface catalogue.
LINK_LOST: Final = "The link to %(address)s is missing."
LINK_ADDED: Final = "The link to %(address)s is not in the source."
EMPHASIS: Final = (
    "The source has %(source)s emphasised passages, the translation %(target)s."
)
_HREF: Final = re.compile(r'<a\b[^>]*?\bhref="([^"]*)"')
_EMPHASIS: Final = re.compile(r"<(?:strong|em|b|i)\b")
_WORD: Final = "(?:km|kh|en|eng|khmer|english)"
# What parts the address of a page from that of the same page in the other language.
_ASIDE: Final = re.compile(
    rf"^https?://(?:www\.)?(?:{_WORD}\.)?|(?<=/){_WORD}(?:/|$)"
    rf"|(?<=[?&;])(?:lang|language|locale|hl)={_WORD}(?:[-_][A-Za-z]+)?(?:&amp;|&|$)"
)
_END: Final = re.compile(r"(?:[?&/]|&amp;)+$")


class LinksCheck:
    """Compares where links lead; the same page in another language is the same."""

    code = "links"
    name = "Links and emphasis"

    def find(self, pair: SegmentPair) -> Iterator[Finding]:
        """Yield missing links, added ones, and emphasis that was lost or added."""
        if not pair.is_whole:
            return
        source, target = _links(pair.source), _links(pair.target)
        for text, severity, missing in (
            (LINK_LOST, Severity.ERROR, source - target),
            (LINK_ADDED, Severity.WARNING, target - source),
        ):
            for address in missing:
                yield Finding(self.code, severity, text, {"address": address})
        emphasised = [len(_EMPHASIS.findall(it)) for it in (pair.source, pair.target)]
        if emphasised[0] != emphasised[1] and 0 in emphasised:
            values = {"source": str(emphasised[0]), "target": str(emphasised[1])}
            yield Finding(self.code, Severity.WARNING, EMPHASIS, values)


def _links(html: str) -> Counter[str]:
    return Counter(
        _END.sub("", _ASIDE.sub("", address)) for address in _HREF.findall(html)
    )
