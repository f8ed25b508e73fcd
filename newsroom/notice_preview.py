"""A drafted wording in every place where it would stand, proved as copies are."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.credits import CREDIT_LABELS
from articles.languages import in_each_language, interface_language
from articles.models import Outlet
from exports.formats import FORMATS
from exports.formats.base import Format, verify
from exports.formats.faults import SealRefused
from exports.letters import LetterPackage, LetterRefused, seal_letter
from exports.letters.package import LetterError
from exports.letters.reading import read_letter
from exports.package import (
    BodyBlock,
    Creditor,
    LicensedPackage,
    PackageError,
    PrintedCredit,
    Story,
)
from rights.actions.drafting import drafted
from rights.drafting import whole, year_of
from rights.models import NoticeDraft, NoticeEdition
from rights.notices import Notice
from rights.policy import Decision, Use
from rights.sentences import SENTENCE_LANGUAGES, Reach, Spoken, sentence
from rights.terms import Act, Terms
from rights.wording import SHORT_LIMIT, NoticeText

# A story that nobody wrote: what is shown is the notice, not the news around it.
_SAMPLE = {
    "km": ("អត្ថបទគំរូ", "កន្លែងនេះជាអត្ថបទ។", "ដៃគូគំរូ"),
    "en": ("A sample story", "Here is the text of a story.", "A sample partner"),
}
_TRACE, _URN = "0" * 32, "urn:uuid:00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class ShownCopy:
    """A copy of a format, written and read back.

    Attributes:
        label: What people call the format.
        text: What people see in the place of the notice; empty where none is made.
        faults: Why no copy leaves so; empty where it would.
    """

    label: str
    text: str
    faults: tuple[str, ...]


@dataclass(frozen=True)
class ShownLanguage:
    """Every place in one language.

    Attributes:
        language: BCP 47 tag.
        article: The box under an article, on the screen and printed, as markup.
        short: Under the front page, in posts, photos and the list of recordings.
        count: Of its characters.
        copies: One a format, in their order.
    """

    language: str
    article: str
    short: str
    count: int
    copies: tuple[ShownCopy, ...]

    @property
    def is_short_enough(self) -> bool:
        """Say whether a post would take it."""
        return 0 < self.count <= SHORT_LIMIT


def notice_of_draft(draft: NoticeDraft) -> Notice:
    """Turn a draft into the notice that it would be."""
    words = drafted(draft)
    present = NoticeEdition.objects.current_of(draft.outlet)
    return Notice(
        edition=1 if present is None else present.number + 1,
        year=year_of(words.year) or 0,
        rights_holder=words.rights_holder,
        address=words.address,
        texts={
            language: NoticeText(
                full=whole(text.full, words.law_clause.get(language, "")),
                short=text.short,
                licensed_line=text.licensed_line,
                plain_words=text.plain_words,
            )
            for language, text in words.texts.items()
        },
    )


def shown_in_places(draft: NoticeDraft, *, at: datetime) -> tuple[ShownLanguage, ...]:
    """Show a draft wherever readers and partners would meet it; nothing leaves.

    Args:
        draft: As it was saved.
        at: Timezone-aware; when the sample story came out.

    Returns:
        One for each language of a wording, Khmer first.
    """
    notice = notice_of_draft(draft)
    return tuple(
        _in_language(draft.outlet, notice, language, at) for language in notice.texts
    )


def shown_letter(draft: NoticeDraft, *, at: datetime) -> ShownCopy:
    """Show a draft in a permission letter, in both languages."""
    outlet = _names(draft.outlet)
    licensee = {tag: _SAMPLE[tag][2] for tag in SENTENCE_LANGUAGES}
    terms = Terms(
        frozenset({Act.ELECTRONIC}),
        frozenset({"*"}),
        at,
        ends_at=at + timedelta(days=365),
    )
    spoken = Spoken(
        licensee=licensee, outlet=outlet, reach=Reach.EVERYTHING, named={}, terms=terms
    )
    zone = timezone.get_default_timezone()
    label = _("Permission letter")
    try:
        content = seal_letter(
            LetterPackage(
                number=f"{at.year}/0",
                day=timezone.localdate(at),
                outlet=outlet,
                licensee=licensee,
                sentences={
                    tag: sentence(spoken, tag, zone=zone) for tag in SENTENCE_LANGUAGES
                },
                notice=notice_of_draft(draft),
                policy_url=f"{settings.SITE_URL}/",
            )
        )
    except LetterError as error:
        return ShownCopy(label, "", error.reasons)
    except LetterRefused as refused:
        return ShownCopy(label, "", refused.faults)
    found = read_letter(content).rights["notice"]
    return ShownCopy(label, "\n".join(found[tag] for tag in SENTENCE_LANGUAGES), ())


def _in_language(
    outlet: Outlet, notice: Notice, language: str, at: datetime
) -> ShownLanguage:
    text = notice.texts[language]
    with translation.override(interface_language(language)):
        article = render_to_string(
            "website/_rights.html",
            {
                "anchor": f"{language}-",
                "notice_text": text,
                "notice_language": language,
            },
        )
    return ShownLanguage(
        language=language,
        article=article,
        short=text.short,
        count=len(text.short),
        copies=tuple(_copy(fmt, outlet, notice, language, at) for fmt in FORMATS),
    )


def _copy(
    fmt: Format, outlet: Outlet, notice: Notice, language: str, at: datetime
) -> ShownCopy:
    label = fmt.labels.get(translation.get_language() or "en", fmt.labels["en"])
    try:
        package = _package(outlet, notice, language, at)
    except PackageError as error:
        return ShownCopy(label, "", error.reasons)
    content = fmt.write(package)
    try:
        found = verify(package, fmt, content)
    except SealRefused as refused:
        return ShownCopy(label, "", tuple(str(fault) for fault in refused.faults))
    return ShownCopy(label, found.notice_visible, ())


def _package(
    outlet: Outlet, notice: Notice, language: str, at: datetime
) -> LicensedPackage:
    headline, body, licensee = _SAMPLE[language]
    name = _names(outlet)[language]
    place = f"{settings.SITE_URL}/{language}/"
    story = Story(
        urn=_URN,
        article_id="0",
        revision=1,
        language=language,
        headline=headline,
        body=(BodyBlock("paragraph", f"<p>{body}</p>", body),),
        credits=(
            PrintedCredit(
                "reporter",
                CREDIT_LABELS["reporter"][language],
                name,
                (Creditor(name),),
            ),
        ),
        canonical_url=place,
        first_published_at=at,
        section=headline,
        kind="news",
        schema_type="NewsArticle",
        outlet=name,
    )
    use = Use(
        licensee_id="0",
        article_id="0",
        section="",
        outlet_id="0",
        language=language,
        acts=frozenset({Act.ELECTRONIC}),
    )
    return LicensedPackage(
        story=story,
        decision=Decision(use, allowed=True, reasons=(), grant_id="0"),
        notice=notice,
        licensee=licensee,
        rights_url=f"{place}#rights-title",
        trace_code=_TRACE,
    )


def _names(outlet: Outlet) -> Mapping[str, str]:
    names = in_each_language(outlet, "name")
    return {tag: name or outlet.slug for tag, name in names.items()}
