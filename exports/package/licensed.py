"""A story with its permission and its notice: cannot be built without them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from articles.languages import LanguageTagError, canonical_tag
from exports.package.story import PhotoFacts, Story
from rights.notices import Notice, notice_form
from rights.policy import Decision

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff"
    # What turns the reading direction of everything after it, the notice included.
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_LINE_ENDS: Final = re.compile("\r\n?|[\u0085\u2028\u2029]")
_TRACE: Final = re.compile(r"[0-9a-f]{8,64}")
_URN: Final = re.compile(r"urn:[a-z0-9-]{2,32}:[A-Za-z0-9:._-]+")
_WEB: Final = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20]+", re.ASCII)
LONGEST_URL: Final = 2_000


class PackageError(ValueError):
    """A package cannot be built; `reasons` lists everything that is wrong."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


def fit(text: str) -> str:
    r"""Drop what no copy may hold: control characters and turns of direction.

    Returns:
        The text with "\n" for every end of line.

    References:
        Unicode Standard Annex #9 §2, directional formatting characters.

    >>> fit("a\x00\u202eb\r\nc")
    'ab\nc'
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text))


def is_web_address(url: str) -> bool:
    """Say whether a copy may point there: absolute, http(s), plain ASCII."""
    return len(url) <= LONGEST_URL and _WEB.fullmatch(url) is not None and url.isascii()


@dataclass(frozen=True)
class LicensedPackage:
    """A story with the permission under which it leaves, and its notice.

    Attributes:
        story: What is told.
        decision: Allowed, for this article and language.
        notice: The pinned edition.
        licensee: Name of who gets the copy.
        rights_url: Where the outlet says what is reserved and how to ask.
        trace_code: 8 to 64 hexadecimal digits that only this copy carries.

    Raises:
        PackageError: The decision is a no, or for another article or language; the
            notice is blank or lacks the language to show; something is missing.
    """

    story: Story
    decision: Decision
    notice: Notice
    licensee: str
    rights_url: str
    trace_code: str

    def __post_init__(self) -> None:
        reasons = (
            *_permission_faults(self),
            *_notice_faults(self.notice, self.story.language),
            *_story_faults(self.story),
            *_address_faults(self),
        )
        if reasons:
            raise PackageError(reasons)

    @property
    def notice_language(self) -> str:
        """The language in which this copy shows the notice."""
        return self.notice.language_for(self.story.language)

    @property
    def notice_text(self) -> str:
        """The notice as this copy shows it."""
        return self.notice.text_for(self.story.language).full

    @property
    def licensed_line(self) -> str:
        """The line that stands before the notice."""
        return self.notice.text_for(self.story.language).licensed_line

    @property
    def license_url(self) -> str:
        """Where machines learn the terms: the deed of its licence, or our own page."""
        licence = self.notice.licence
        return self.rights_url if licence is None else licence.deed

    @property
    def traced_url(self) -> str:
        """The canonical address with the trace code, which no server is sent."""
        return f"{self.story.canonical_url}#copy-{self.trace_code}"


def _permission_faults(package: LicensedPackage) -> Iterator[str]:
    decision = package.decision
    has_cover = decision.grant_id is not None or decision.licence is not None
    if not decision.allowed or decision.reasons or not has_cover:
        yield "no permission: " + "; ".join(each.text for each in decision.reasons)
    if decision.licence is not None and decision.licence != package.notice.licence:
        yield "the copy does not name the licence under which it leaves"
    if decision.use.language != package.story.language:
        yield f"the permission is for {decision.use.language}"
    if decision.use.article_id != package.story.article_id:
        yield "the permission is for another article"
    if not notice_form(package.licensee):
        yield "nobody to give the copy to"
    if not _TRACE.fullmatch(package.trace_code):
        yield "the trace code is 8 to 64 hexadecimal digits"


def _notice_faults(notice: Notice, language: str) -> Iterator[str]:
    if notice.language_for(language) not in notice.texts:
        yield f"the notice has neither {language} nor English"
    for tag, text in notice.texts.items():
        if not notice_form(text.full) or not notice_form(text.licensed_line):
            yield f"the notice is blank in {tag}"
        if not notice_form(notice.rights_holder.get(tag, "")):
            yield f"the notice names no rights holder in {tag}"


def _story_faults(story: Story) -> Iterator[str]:
    wanted = {
        "headline": story.headline,
        "section": story.section,
        "outlet": story.outlet,
        "kind": story.kind,
        "schema type": story.schema_type,
        "body": "".join(block.text for block in story.body),
        "credits": "".join(line.names for line in story.credits),
    }
    yield from (f"no {name}" for name, text in wanted.items() if not notice_form(text))
    if any(not line.creditors for line in story.credits):
        yield "a credit without a name"
    if story.sources and not notice_form(story.note):
        yield "a translation without its note"
    if story.revision < 1 or not _URN.fullmatch(story.urn):
        yield "no revision of a named article"
    tags = [link.language for link in (*story.sources, *story.translations)]
    yield from (f"no language tag: {tag[:20]!r}" for tag in tags if not _is_tag(tag))
    for moment in (story.first_published_at, story.updated_at):
        if moment is not None and moment.utcoffset() is None:
            yield "a moment without its time zone"


def _is_tag(tag: str) -> bool:
    try:
        return canonical_tag(tag) == tag
    except LanguageTagError:
        return False


def _address_faults(package: LicensedPackage) -> Iterator[str]:
    story = package.story
    addresses = [
        story.canonical_url,
        package.rights_url,
        *(link.url for link in (*story.sources, *story.translations)),
    ]
    photo = story.photo
    if photo is not None:
        yield from _photo_faults(photo)
        if photo.url is not None:
            addresses.append(photo.url)
    for url in addresses:
        if not is_web_address(url):
            yield f"no address of the web: {url[:80]!r}"
        if url in story.withheld_urls:
            yield "an address of the copy is one that must stay home"


def _photo_faults(photo: PhotoFacts) -> Iterator[str]:
    if not notice_form(photo.credit):
        yield "a photo without its credit"
    if (photo.url is None) != bool(notice_form(photo.withheld)):
        yield "a photo has an address, or a reason to stay home"
    if photo.picture and photo.url is None:
        yield "a picture that must stay home"
