"""Turns what was recognised into the findings that are stored."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from intake.models import Finding, FindingKind, IntakeRun, Severity
from intake.recognise.bylines import Byline, DayLine
from intake.recognise.captions import Caption
from intake.recognise.lines import Found
from intake.recognise.page_links import LooseLink
from intake.recognise.photo_credits import PhotoCredit
from intake.recognise.reading_times import ReadingTime
from intake.recognise.rights_notices import RightsNotice
from intake.recognise.shortcodes import Shortcode
from intake.recognise.translation_notes import TranslationNote
from intake.sources.story import IncomingStory

_KINDS: Final[Mapping[type[Found], FindingKind]] = MappingProxyType(
    {
        Byline: FindingKind.BYLINE,
        Caption: FindingKind.CAPTION,
        DayLine: FindingKind.DAY,
        LooseLink: FindingKind.LOOSE_LINK,
        PhotoCredit: FindingKind.PHOTO_CREDIT,
        ReadingTime: FindingKind.READING_TIME,
        RightsNotice: FindingKind.OWN_NOTICE,
        Shortcode: FindingKind.SHORTCODE,
        TranslationNote: FindingKind.TRANSLATION_NOTE,
    }
)


def note_findings(
    *, run: IntakeRun, story: IncomingStory, is_own_notice: bool, is_source_known: bool
) -> None:
    """Store everything that was taken out of a story, in the order of the file.

    Args:
        run: whose findings they are.
        story: taken apart.
        is_own_notice: the notice names the outlet and all five acts.
        is_source_known: the original is linked, or named with its language.
    """
    findings: list[Finding] = []
    for found in sorted(_found(story), key=lambda each: each.line):
        kind = _KINDS[type(found)]
        if kind is FindingKind.OWN_NOTICE and not is_own_notice:
            kind = FindingKind.FOREIGN_NOTICE
        severity, is_to_review = _weight(kind, found, story)
        if found is story.note and not is_source_known:
            severity, is_to_review = Severity.WARNING, True
        findings.append(
            Finding(
                run=run,
                position=len(findings),
                kind=kind,
                severity=severity,
                words=found.words,
                line=found.line,
                is_to_review=is_to_review,
            )
        )
    Finding.objects.bulk_create(findings, batch_size=1000)


def _found(story: IncomingStory) -> Iterator[Found]:
    apart = (story.reading_time, story.caption, story.note, story.notice)
    for found in (*apart, *story.removed):
        if found is None:
            continue
        yield found
        if isinstance(found, Caption) and found.credit:
            yield found.credit


def _weight(
    kind: FindingKind, found: Found, story: IncomingStory
) -> tuple[Severity, bool]:
    if kind is FindingKind.FOREIGN_NOTICE:
        return Severity.RIGHTS, True
    if isinstance(found, PhotoCredit):
        # No picture comes with a text: somebody must fetch it, and perhaps ask.
        is_theirs = found.is_third_party
        return (Severity.RIGHTS if is_theirs else Severity.WARNING), True
    # Only the first caption and note are kept elsewhere; the desk decides on names
    # and says where a link leads.
    is_further = kind in (FindingKind.CAPTION, FindingKind.TRANSLATION_NOTE) and (
        found is not story.caption and found is not story.note
    )
    if is_further or kind in (FindingKind.BYLINE, FindingKind.LOOSE_LINK):
        return Severity.WARNING, True
    return Severity.NOTE, False
