"""Whose picture a caption speaks of."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from intake.recognise.lines import Found, plain


class PhotoSource(StrEnum):
    """Where a credited picture comes from."""

    THIRD_PARTY = "third_party"
    AGENCY = "agency"
    NAMED = "named"


@dataclass(frozen=True, kw_only=True)
class PhotoCredit(Found):
    """A caption that says whose picture it is.

    Attributes:
        source: somebody else's post or gift, an agency, or only a name.
        owner: whom they name.
        platform: where it was posted, as written; empty if nowhere.
    """

    source: PhotoSource
    owner: str
    platform: str = ""

    @property
    def is_third_party(self) -> bool:
        """Whether somebody outside the newsroom must be asked for the picture."""
        return self.source is PhotoSource.THIRD_PARTY


_PLATFORMS: Final = (
    r"(?:Facebook|Telegram|Twitter|X|Instagram|YouTube|TikTok|LINE|Weibo"
    r"|ហ្វេសប៊?[ុូ]ក|តេឡេក្រាម|យូធូប|ទីកតុក)"
)
_PAGE: Final = r"(?: official)?(?: page| account| channel| profile| feed| post| group)?"
_PICTURE: Final = (
    r"(?:photo(?:graph)?s?|images?|pictures?|stills?|screen(?:shot|grab)s?)"
)
# A credit stands at the end of a caption, whatever its length.
_READ: Final = 2_000
_ENDING: Final = r"[\s.)\]។]*$"

_PUT: Final = r"(?:posted|uploaded|shared|published) (?:to|on|by|via|in)"
_OWNS: Final = r"(?:’s|'s|(?<=s)[’'])(?: official| personal| verified)?"
# In this order: the first that fits says most.
_POSTED: Final = (
    rf"{_PUT} (?P<owner>[^.]{{1,120}}?){_OWNS} (?P<platform>{_PLATFORMS})\b{_PAGE}",
    rf"{_PUT} (?P<platform>{_PLATFORMS}){_PAGE} (?:by|of) "
    r"(?P<owner>[^.,()]{1,120})",
    rf"(?P<platform>{_PLATFORMS}) (?:page|account|channel|profile) of "
    rf"(?P<owner>[^.,()]{{1,120}})",
    rf"(?:[:៖(] ?|from |courtesy of )(?P<owner>[^:៖()]{{1,120}}?){_OWNS}"
    rf" (?P<platform>{_PLATFORMS})\b{_PAGE}(?={_ENDING})",
    rf"[:៖(] ?(?:from )?(?P<platform>{_PLATFORMS}) ?[/:|] ?(?P<owner>[^()]{{1,120}}?)"
    rf"(?={_ENDING})",
    rf"(?:ទំព័រ|គណនី|ឆានែល|បណ្[តដ]ាញ)? ?(?P<platform>{_PLATFORMS}) ?(?:ផ្លូវការ)? ?(?:របស់)? ?"
    rf"(?P<owner>[^()។]{{1,120}}?)(?={_ENDING})",
)
_GIVEN: Final = re.compile(
    r"(?:courtesy of|handout(?: from)?|provided by|supplied by|supplied|handout"
    r"|ផ្[តដ]ល់(?:ឱ្យ|ឲ្យ)?ដោយ|ឧបត្ថម្ភដោយ)(?: |: ?|$)(?P<owner>[^()]{0,120}?)"
    rf"(?={_ENDING})",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(
    r"\b(?P<owner>AFP|AP|Reuters|Getty Images|EPA|Xinhua|Kyodo|AKP|Bloomberg|ANN)\b"
)
_LABELLED: Final = re.compile(
    rf"(?:(?:^|[\s(\[|]){_PICTURE}(?: credit)? ?(?:: ?|by |courtesy of |courtesy: ?)"
    rf"|(?:^|[\s(\[|។])(?:រូបថត|រូបភាព|រូប) ?(?:៖ ?|: ?|ដោយ ?|ពី ?))"
    r"(?P<owner>[^()\[\]:៖]{1,120}?)"
    rf"(?={_ENDING})",
    re.IGNORECASE,
)
_POSTED_PATTERNS: Final = tuple(re.compile(each, re.IGNORECASE) for each in _POSTED)


def photo_credit(text: str, *, line: int) -> PhotoCredit | None:
    """Find the words of a caption that say whose picture it is.

    Args:
        text: a caption, or a line that only credits a picture.
        line: where it stands, from 1.

    Returns:
        None where nobody is credited.

    >>> found = photo_credit("A rally (Photo: Rice Union’s Facebook page)", line=1)
    >>> (found.owner, found.platform, found.is_third_party) if found else None
    ('Rice Union', 'Facebook', True)
    """
    seen = plain(text[-_READ:])
    labelled = _LABELLED.search(seen)
    for pattern in _POSTED_PATTERNS:
        posted = pattern.search(seen)
        if posted:
            return _credit(posted, text, line, PhotoSource.THIRD_PARTY)
    given = _GIVEN.search(seen)
    if given:
        return _credit(given, text, line, PhotoSource.THIRD_PARTY)
    agency = _AGENCY.search(labelled["owner"] if labelled else seen[-60:])
    if agency:
        return _credit(agency, text, line, PhotoSource.AGENCY)
    return _credit(labelled, text, line, PhotoSource.NAMED) if labelled else None


def _credit(
    found: re.Match[str], text: str, line: int, source: PhotoSource
) -> PhotoCredit:
    named = found.groupdict()
    return PhotoCredit(
        words=text,
        line=line,
        source=source,
        owner=(named["owner"] or "").strip(" .,។"),
        platform=named.get("platform") or "",
    )
