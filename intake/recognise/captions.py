"""Captions of pictures, told from paragraphs by what they say of a picture."""

import re
from dataclasses import dataclass
from typing import Final

from intake.recognise.lines import Found, Line, LineKind
from intake.recognise.photo_credits import PhotoCredit, photo_credit

LONGEST: Final = 600
"""Characters; what is longer is a paragraph, whatever it says."""

_PICTURE: Final = r"(?:photo(?:graph)?|image|picture|still|screen ?(?:shot|grab))"
# Nobody says "this photograph" but under it.
_POINTS: Final = re.compile(
    rf"(?:\b(?:in|from|on) (?:this|the above|an undated) (?:[\w-]+ ){{0,3}}{_PICTURE}\b"
    rf"|^(?:this |a |an )?(?:undated |file |handout ){_PICTURE}\b"
    r"|(?:ក្នុង|តាម)(?:រូបថត|រូបភាព|រូប)(?:នេះ|ខាងលើ)|(?:រូបថត|រូបភាព)ឯកសារ)",
    re.IGNORECASE,
)
_CREDIT: Final = (
    rf"(?:{_PICTURE}s?(?: credit)? ?(?::|by |courtesy)|courtesy of|handout|supplied"
    r"|(?:រូបថត|រូបភាព|រូប) ?(?:៖|:|ដោយ|ពី))"
)
_ENDS_IN_CREDIT: Final = re.compile(
    rf"(?:[(\[|] ?{_CREDIT}[^()\[\]]{{0,160}}[)\]]?|(?:^|[.!?។៕”»\"] ?){_CREDIT}"
    r"[^.!?។៕]{1,120})[.។]?$",
    re.IGNORECASE,
)
# Said of a picture, but also in stories about pictures.
_LOOKS_LIKE_ONE: Final = re.compile(
    rf"\b{_PICTURE}s? (?:was |were )?"
    r"(?:posted|uploaded|shared|taken|released|supplied)\b"
    r"|\((?:[^()]{1,60}/[^()]{1,40}|AFP|AP|Reuters|EPA|AKP|Xinhua)\)\.?$"
    r"|បង្ហោះ(?:នៅ)?(?:លើ|ក្នុង)",
    re.IGNORECASE,
)


@dataclass(frozen=True, kw_only=True)
class Caption(Found):
    """What stands under a picture.

    Attributes:
        text: the same words, without the shortcode around them.
        credit: whose picture it is; None where nobody is credited.
    """

    text: str
    credit: PhotoCredit | None


def caption(line: Line, *, is_near_furniture: bool = False) -> Caption | None:
    """Recognise a caption.

    Args:
        line: without shortcodes.
        is_near_furniture: it stands above the story, together with other things that
            belong to the page; then weaker signs are enough.

    Returns:
        None for any other line.
    """
    if len(line.text) > LONGEST or line.kind not in (LineKind.TEXT, LineKind.CAPTION):
        return None
    text = line.seen
    is_one = line.kind is LineKind.CAPTION or bool(
        _POINTS.search(text) or _ENDS_IN_CREDIT.search(text)
    )
    if is_one or (is_near_furniture and _LOOKS_LIKE_ONE.search(text)):
        return marked_caption(line)
    return None


def marked_caption(line: Line) -> Caption:
    """Read a line that the file itself says is a caption."""
    return Caption(
        words=line.text,
        line=line.number,
        text=line.text,
        credit=photo_credit(line.text, line=line.number),
    )
