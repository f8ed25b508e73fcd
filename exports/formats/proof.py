"""Compares what was found in a copy with what it must carry."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from urllib.parse import unquote

from exports.formats.faults import (
    CreditMissingError,
    ForbiddenContentError,
    LinkMissingError,
    NoticeMissingError,
    PhotoLeakError,
    SealError,
    TextMissingError,
    WrongCopyError,
)
from exports.formats.readers.found import Found
from exports.formats.readers.picture_file import pixels_of
from exports.package import LicensedPackage, Story, fit
from rights.notices import notice_form

_NUMBER: Final = re.compile(r"[\d/ ]*")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")


def faults_of(
    package: LicensedPackage, found: Found, file_bytes: bytes
) -> tuple[SealError, ...]:
    """List everything that is wrong with a copy.

    Args:
        package: What it must carry.
        found: What its reader found.
        file_bytes: Searched for addresses that must stay home.

    Returns:
        The notice first; empty for a good copy.
    """
    visible = form(found.visible_text)
    return (
        *_notice(package, found, visible),
        *_credits(package, found),
        *_links(package, found),
        *_photo(package.story, found, found.unpacked or file_bytes),
        *_words(package.story, visible),
        *_identity(package, found),
        *_forbidden(found),
    )


def form(text: str) -> str:
    """Bring a text into the form in which it is compared."""
    return notice_form(fit(text))


def _forms(texts: Iterable[str]) -> list[str]:
    return [form(text) for text in texts]


def _notice(
    package: LicensedPackage, found: Found, visible: str
) -> Iterator[SealError]:
    wanted = form(f"{package.licensed_line} {package.notice_text}")
    shown = form(found.notice_visible)
    if not shown:
        yield NoticeMissingError("nobody sees a notice")
    elif shown != wanted:
        yield NoticeMissingError("people see something else than the notice")
    elif not visible.endswith(wanted):
        yield NoticeMissingError("the notice is not the last that people see")
    yield from _slots(package, found.notice_slots)
    [text] = _forms((package.notice_text,))
    for number, foot in enumerate(_forms(found.feet), 1):
        # Besides it there is only the number of the page.
        if not foot.endswith(text) or not _NUMBER.fullmatch(foot.removesuffix(text)):
            yield NoticeMissingError(f"not at the foot of page {number}")


def _slots(package: LicensedPackage, slots: Mapping[str, str]) -> Iterator[SealError]:
    texts = package.notice.texts
    for tag, text in texts.items():
        if tag not in slots:
            yield NoticeMissingError(f"for machines there is none in {tag}")
        elif form(slots[tag]) != form(text.full):
            yield NoticeMissingError(f"for machines it says something else in {tag}")
    yield from (
        NoticeMissingError(f"for machines there is one in {tag[:35]!r}, unknown here")
        for tag in slots
        if tag not in texts
    )


def _credits(package: LicensedPackage, found: Found) -> Iterator[SealError]:
    credits = package.story.credits
    wanted = _forms(line.text for line in credits)
    shown = _forms(found.credits)
    for line, text in zip(credits, wanted, strict=True):
        if text not in shown:
            yield CreditMissingError(f"not to be seen: the {line.role}")
    if shown != wanted and set(wanted) <= set(shown):
        yield CreditMissingError("people see credits that are not printed so")
    names = _forms(each.name for line in credits for each in line.creditors)
    if sorted(_forms(found.creditors)) != sorted(names):
        yield CreditMissingError("for machines the names are not those printed")


def _links(package: LicensedPackage, found: Found) -> Iterator[SealError]:
    story = package.story
    machine = {
        "original": (story.sources, found.source_urls),
        "translation": (story.translations, found.translation_urls),
    }
    for name, (links, urls) in machine.items():
        wanted = [link.url for link in links]
        if sorted(urls) != sorted(wanted):
            yield LinkMissingError(f"for machines the {name} is another one")
        for link in links:
            if link.url not in found.links:
                yield LinkMissingError(
                    f"nobody can follow the {name} in {link.language}"
                )
    if package.traced_url not in found.links:
        yield LinkMissingError("nobody can follow the story's own address")


def _photo(story: Story, found: Found, file_bytes: bytes) -> Iterator[SealError]:
    flat = _flat(file_bytes)
    for url in sorted(story.withheld_urls):
        if _flat(url.encode()).partition("//")[2] in flat:
            yield PhotoLeakError("the address of a picture that stays home")
    own = story.photo.url if story.photo else None
    packed = story.photo.picture if story.photo else b""
    if set(found.pictures) - ({pixels_of(packed)} if packed else set()):
        yield PhotoLeakError("a picture that is not the story's is packed into it")
    names = _forms(filter(None, story.photo.names.values())) if story.photo else []
    for said in _forms(found.picture_credits):
        if any(name not in said for name in names):
            yield CreditMissingError("a picture that does not say whose it is")
    told = "\n".join(
        f"{html.unescape(block.html)}\n{block.text}" for block in story.body
    )
    for url in dict.fromkeys(found.photo_urls):
        if not url or (url != own and url not in told):
            yield PhotoLeakError(f"a picture that is not the package's: {url[:80]!r}")


def _flat(file_bytes: bytes) -> str:
    # However an address was escaped on its way, it is found.
    text = file_bytes.decode(errors="replace").replace("\\/", "/")
    text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return unquote(html.unescape(html.unescape(text))).casefold()


def _words(story: Story, visible: str) -> Iterator[SealError]:
    photo = story.photo
    wanted = {
        "headline": story.headline,
        "standfirst": story.standfirst,
        "dateline": story.dateline,
        "label": story.kind_label,
        **{f"paragraph {at}": each.text for at, each in enumerate(story.body, 1)},
        "translation note": story.note,
        "note that the original has changed": story.stale,
        "note that a machine drafted it": story.machine,
        "photo caption": photo.caption if photo else "",
        "reason why the photo stays home": photo.withheld if photo else "",
    }
    for name, text in wanted.items():
        if form(text) not in visible:
            yield TextMissingError(f"not to be seen: the {name}")
    if photo and form(photo.credit) not in visible:
        yield CreditMissingError("not to be seen: the credit of the photo")


def _forbidden(found: Found) -> Iterator[SealError]:
    shown = (found.visible_text, found.notice_visible, *found.notice_slots.values())
    if any(fit(text) != text for text in shown):
        yield ForbiddenContentError("characters that hide or turn what follows")
    yield from (ForbiddenContentError(each) for each in dict.fromkeys(found.forbidden))


def _identity(package: LicensedPackage, found: Found) -> Iterator[SealError]:
    story = package.story
    pairs = {
        "article": (story.urn, found.urn),
        "revision": (str(story.revision), found.revision),
        "language": (story.language, found.language),
        "headline": (form(story.headline), form(found.headline)),
        "trace code": (package.trace_code, found.trace_code),
    }
    for name, (wanted, read) in pairs.items():
        if wanted != read:
            yield WrongCopyError(f"it has another {name}")
