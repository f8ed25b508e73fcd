"""Issue the letter of a case: written, read back, stored, recorded."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import gettext as _

from articles.addresses import absolute, version_url
from articles.languages import in_each_language
from articles.models import Version
from articles.permissions import require_cleared
from exports.actions.corresponding import LetterNotIssued, put_on_paper
from exports.cases import (
    CASE_LANGUAGES,
    PAGE_LABEL,
    STORY_LABEL,
    Complaint,
    complaint_text,
)
from exports.letters import COMPLAINT, LetterPackage, Place
from exports.models import Case, CaseLetter
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.lookup import notice_of
from rights.models import NoticeEdition

COMPLAIN = "exports.add_caseletter"


@transaction.atomic
def issue_complaint(*, case: Case, by: Account, at: datetime) -> CaseLetter:
    """Put on paper what is complained of, with the notice in both languages.

    The letter names the page, the story as readers see it and what is missing; no
    person, no partner, and not how the copy was recognised.

    Args:
        case: Open, of a story that readers see.
        by: Who issues the letter.
        at: Timezone-aware; its day is the day of the letter.

    Returns:
        The letter; the same as before while nothing in it has changed.

    Raises:
        PermissionRefused: `by` may not issue such letters, or not know of the story.
        LetterNotIssued: Lists every reason.
        OSError: There is no room for it.
    """
    require(by, COMPLAIN)
    stored = (
        Case.objects.select_for_update(of=("self",))
        .select_related("version__article__outlet", "version__article__section")
        .get(pk=case.pk)
    )
    article = stored.version.article
    require_cleared(by, article)
    edition = NoticeEdition.objects.current_of(article.outlet)
    public = {
        version.language: version
        for version in Version.objects.public().filter(article=article)
    }
    shown = public.get(stored.version.language)
    reasons = tuple(_against(stored, edition, shown))
    if reasons or edition is None or shown is None:
        raise LetterNotIssued("\n".join(reasons))
    headlines = {tag: public.get(tag, shown).headline for tag in CASE_LANGUAGES}
    letter = _package(stored, edition, headlines, at)
    paper = put_on_paper(letter)
    known = CaseLetter.objects.filter(case=stored, sha256=paper.sha256).first()
    if known is not None:
        return known
    kept = CaseLetter.objects.create(
        case=stored,
        notice_edition=edition,
        number=letter.number,
        sha256=paper.sha256,
        size=paper.size,
        found=paper.found,
        issued_by=by,
    )
    record(
        kind="case.letter_issued",
        subject=article.urn,
        facts={
            "case": stored.pk,
            "letter": kept.pk,
            "notice_edition": edition.pk,
            "sha256": paper.sha256,
        },
    )
    return kept


def _against(
    case: Case, edition: NoticeEdition | None, shown: Version | None
) -> Iterator[str]:
    if case.closed_at is not None:
        yield _("The case is closed. Note a new one.")
    if edition is None:
        yield _("The outlet has no rights notice. Issue its first wording.")
    if not case.url:
        yield _("The address of the page was removed. Note a new case.")
    if shown is None:
        yield _(
            "Readers cannot see this version: a letter would tell of it. Write without "
            "naming it, or wait until it is public."
        )


def _package(
    case: Case, edition: NoticeEdition, headlines: dict[str, str], at: datetime
) -> LetterPackage:
    zone = timezone.get_default_timezone()
    version, notice = case.version, notice_of(edition)
    outlet = in_each_language(version.article.outlet, "name")
    day = at.astimezone(zone).date()
    complaint = Complaint(
        outlet=outlet,
        headline=headlines,
        lacks=case.lacks,
        found_date=case.noted_at.astimezone(zone).date(),
        written_date=day,
        address=notice.address,
    )
    place = {
        "language": version.language,
        "section": version.article.section.slug,
        "slug": version.slug,
    }
    return LetterPackage(
        number=f"{case.noted_at.astimezone(zone).year}/{case.pk}",
        day=day,
        outlet=outlet,
        licensee=dict.fromkeys(CASE_LANGUAGES, case.publisher),
        sentences={tag: complaint_text(complaint, tag) for tag in CASE_LANGUAGES},
        notice=notice,
        policy_url=iri_to_uri(absolute(reverse("ask", kwargs=place))),
        kind=COMPLAINT,
        places=(
            Place(label=PAGE_LABEL, url=iri_to_uri(case.url)),
            Place(label=STORY_LABEL, url=iri_to_uri(absolute(version_url(version)))),
        ),
    )
