"""A story as it came in: its structure, and everything that stood around it."""

from dataclasses import dataclass

from articles.text.kinds import BlockKind
from intake.recognise.captions import Caption
from intake.recognise.lines import Found
from intake.recognise.reading_times import ReadingTime
from intake.recognise.rights_notices import RightsNotice
from intake.recognise.translation_notes import TranslationNote


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph, heading, quotation or list of the body.

    Attributes:
        kind: one of the kinds of the body.
        text: every character as it stands; a newline between items of a list.
        html: one whole element, escaped but not cleaned.
        line: where it begins, from 1.
    """

    kind: BlockKind
    text: str
    html: str
    line: int


@dataclass(frozen=True, kw_only=True)
class IncomingStory:
    """A story, taken apart.

    Attributes:
        headline: plain text; never empty.
        standfirst: plain text; empty for none.
        paragraphs: the body in order; never empty.
        caption: of the first picture.
        reading_time: as the page states it.
        note: from what the story was translated.
        notice: the rights notice under it.
        removed: everything else that was taken out, in order: shortcodes, further
            captions, bylines, days.
    """

    headline: str
    standfirst: str = ""
    paragraphs: tuple[Paragraph, ...]
    caption: Caption | None = None
    reading_time: ReadingTime | None = None
    note: TranslationNote | None = None
    notice: RightsNotice | None = None
    removed: tuple[Found, ...] = ()
