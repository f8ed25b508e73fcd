"""Reads a DOCX copy: its paragraphs for people, its custom properties for machines."""

from exports.formats.readers.docx_house import HOUSES
from exports.formats.readers.docx_parts import (
    ONCE,
    is_numbered,
    lacks,
    numbered,
    opened,
    paragraphs,
    slots,
    styled,
)
from exports.formats.readers.found import Found, headline


def read_docx_file(file_bytes: bytes) -> Found:
    """Read a document.

    People see its paragraphs; the notice is what they see in the style RightsNotice,
    and again at the foot of each page. Machines read the custom properties.

    Raises:
        UnreadableError: No document of this form, or one with anything more in it.
    """
    document = opened(
        file_bytes, HOUSES, lambda name: name in ONCE or is_numbered(name)
    )
    facts = document.facts
    shown = tuple(paragraphs(document.body, document.targets))
    titles = list(styled(shown, "Title"))
    named = document.title
    if not named or not any(each.startswith(named) for each in titles):
        # Properties hold the beginning of a long headline.
        titles.append(named)
    told = slots(facts)
    # In the language of the copy, else in English.
    language = facts.get("Language", "")
    shown_in = language if language in told else "en"
    return Found(
        urn=facts.get("Urn", ""),
        revision=facts.get("Revision", ""),
        language=language,
        headline=headline(titles),
        trace_code=facts.get("Trace", ""),
        visible_text="\n".join(each.text for each in shown),
        notice_visible="\n".join(styled(shown, "RightsNotice")),
        notice_slots=told,
        credits=tuple(styled(shown, "StoryCredit")),
        creditors=tuple(name for _at, name in numbered(facts, "Creditor")),
        source_urls=tuple(url for _at, url in numbered(facts, "Source")),
        translation_urls=tuple(url for _at, url in numbered(facts, "Translation")),
        links=tuple(link for each in shown for link in each.links),
        photo_urls=document.photo_urls,
        forbidden=tuple(lacks(facts, {shown_in: document.foot})),
        unpacked=document.unpacked,
    )
