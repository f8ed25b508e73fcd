"""Turns a stored version and a wanted use into a licensed package, or says why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.languages import interface_language
from articles.models import RightsBasis, Version
from articles.provenance import annotated
from exports.formats import FORMATS
from exports.package import LicensedPackage, PackageError
from exports.telling import PhotoFileMissingError, story_of
from exports.tracing import trace_code
from rights.lookup import database_now, grants_of, notice_of
from rights.models import Licensee, NoticeEdition
from rights.policy import Decision, GrantTerms, Use, decide
from rights.terms import Act, Medium
from translations.disclosing import machine_drafts
from translations.lookup import is_behind

BEHIND = gettext_noop(
    "The original was changed after this translation was made. Bring the translation "
    "up to date and publish it, or order the copy even so: then it says that the "
    "original was changed."
)
"""Why a translation does not leave that no longer says what its original says."""

NOT_OURS = gettext_noop(
    "The text is not ours to give away: its rights basis is neither staff, assigned "
    "nor official. Ask whoever holds the rights, and change the basis when they agree."
)
"""Why a text that others own does not leave for a partner."""
NO_FILE = gettext_noop(
    "The file of the photo is missing. Store the photo again, or order the copy in a "
    "format that only names it."
)
"""Why a copy with pictures does not leave whose photo is lost."""
WITH_PICTURES = frozenset(form.code for form in FORMATS if form.packs_pictures)
LEAVES = frozenset({RightsBasis.STAFF, RightsBasis.ASSIGNED, RightsBasis.OFFICIAL})


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to do with copies.

    Attributes:
        licensee: Who.
        acts: What will be done with them.
        medium: Where they appear; None when nobody said.
        territory: ISO 3166-1 alpha-2; "*" for the whole world.
        may_be_behind: A translation leaves even if its original was changed since.
    """

    licensee: Licensee
    acts: frozenset[Act]
    medium: Medium | None = None
    territory: str = "*"
    may_be_behind: bool = False


@dataclass(frozen=True)
class Reason:
    """One reason why a copy may not leave.

    Attributes:
        code: Stable, for tests and filters.
        message: What is wrong and what to do, in the interface language.
        grant_id: The permission or denial it is about; None where there is none.
    """

    code: str
    message: str
    grant_id: str | None = None


class ExportRefused(Exception):  # noqa: N818 - refusals are not errors
    """A copy may not leave; `reasons` lists every one."""

    def __init__(self, reasons: tuple[Reason, ...]) -> None:
        super().__init__("\n".join(reason.message for reason in reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class Licensed:
    """A package with the stored rows that it rests on.

    Attributes:
        package: Ready to be written.
        version: As it was read, with the released revision that the package tells.
        edition: Of the notice.
        grant_id: The permission.
    """

    package: LicensedPackage
    version: Version
    edition: NoticeEdition
    grant_id: int


def license_version(version: Version, wanted: Wanted, *, format_code: str) -> Licensed:
    """Judge a use by the database's clock and gather what the copy is made of.

    Args:
        version: What would leave; its released text counts.
        wanted: What for.
        format_code: Part of the trace code; decides whether pictures are read.

    Raises:
        ExportRefused: Not public, no notice, no permission, behind its original, or
            a part is missing; lists every reason.
    """
    shown = judged_rows().filter(pk=version.pk).get()
    edition = (
        NoticeEdition.objects.filter(outlet=shown.article.outlet)
        .select_related("rights_holder")
        .order_by("-number")
        .first()
    )
    decision, reasons = judge(
        shown,
        wanted,
        edition=edition,
        grants=grants_of(wanted.licensee, shown.article.outlet),
        at=database_now(),
    )
    if reasons or edition is None or decision.grant_id is None:
        raise ExportRefused(reasons)
    try:
        with translation.override(interface_language(shown.language)):
            story = story_of(
                shown,
                is_behind=annotated(shown, "is_behind"),
                with_pictures=format_code in WITH_PICTURES,
            )
            licensee = str(wanted.licensee)
    except PhotoFileMissingError as error:
        # Told in the language of who asks, not in that of the copy.
        raise ExportRefused((Reason("photo_missing", _(NO_FILE)),)) from error
    try:
        package = LicensedPackage(
            story=story,
            decision=decision,
            notice=notice_of(edition),
            licensee=licensee,
            rights_url=f"{story.canonical_url}#rights-title",
            trace_code=trace_code(
                licensee_id=wanted.licensee.pk,
                revision_id=shown.released_revision_id,
                format_code=format_code,
                edition_id=edition.pk,
            ),
        )
    except PackageError as error:
        raise ExportRefused(
            tuple(Reason("package", _(each)) for each in error.reasons)
        ) from error
    return Licensed(package, shown, edition, int(decision.grant_id))


def judged_rows() -> QuerySet[Version]:
    """Query versions with all that `judge` looks at."""
    return Version.objects.select_related(
        "article__outlet",
        "article__section",
        "article__lead_photo",
        "released_revision",
    ).annotate(
        is_public=Exists(Version.objects.public().filter(pk=OuterRef("pk"))),
        is_behind=is_behind(),
        **machine_drafts(),
    )


def judge(
    version: Version,
    wanted: Wanted,
    *,
    edition: NoticeEdition | None,
    grants: Iterable[GrantTerms],
    at: datetime,
) -> tuple[Decision, tuple[Reason, ...]]:
    """Judge whether a copy of a version may leave; asks the database nothing.

    Args:
        version: A row of `judged_rows`.
        wanted: What for.
        edition: The notice in force for its outlet.
        grants: Every permission and denial of the partner for that outlet.
        at: Timezone-aware; the database's clock.

    Returns:
        The decision about the permission, and every reason against the copy.
    """
    decision = decide(_use(version, wanted), grants, at=at)
    reasons = [Reason(it.code, _(it.text), it.grant_id) for it in decision.reasons]
    if not annotated(version, "is_public"):
        reasons.insert(0, not_public())
    if edition is None:
        reasons.append(_no_notice())
    if annotated(version, "is_behind") and not wanted.may_be_behind:
        reasons.append(Reason("behind", _(BEHIND)))
    if _belongs_to_others(version, wanted.licensee):
        reasons.append(Reason("rights_basis", _(NOT_OURS)))
    return decision, tuple(reasons)


def _belongs_to_others(version: Version, licensee: Licensee) -> bool:
    is_own_use = licensee.outlet_id == version.article.outlet_id
    return not is_own_use and version.rights_basis not in LEAVES


def not_public() -> Reason:
    """Say that readers cannot see a version."""
    return Reason(
        "not_public",
        _("Readers cannot see this version. Publish it, or wait for its embargo."),
    )


def _no_notice() -> Reason:
    return Reason(
        "notice_missing", _("The outlet has no rights notice. Issue its first wording.")
    )


def _use(version: Version, wanted: Wanted) -> Use:
    return Use(
        licensee_id=str(wanted.licensee.pk),
        article_id=str(version.article_id),
        section=version.article.section.slug,
        outlet_id=str(version.article.outlet_id),
        language=version.language,
        acts=wanted.acts,
        medium=wanted.medium,
        territory=wanted.territory,
    )
