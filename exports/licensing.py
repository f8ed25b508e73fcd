"""Turns a stored version and a wanted use into a licensed package, or says why not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.languages import interface_language
from articles.models import BlockBasis, RightsBasis, Version
from articles.provenance import annotated
from articles.text.blocks import body_blocks, from_json
from exports.formats import FORMATS
from exports.package import LicensedPackage, PackageError
from exports.telling import PhotoFileMissingError, story_of
from exports.tracing import trace_code
from rights.clearing import WHOLE, uncovered
from rights.lookup import (
    by_terms,
    database_now,
    goes_along,
    grants_of,
    noted_permissions,
    noted_terms,
    notice_of,
    on_file,
    standing,
)
from rights.models import ArticleTerms, Licensee, NoticeEdition, TermsKind
from rights.policy import Decision, GrantTerms, Use, decide
from rights.terms import Act, Medium
from translations.disclosing import machine_drafts
from translations.lookup import is_behind
from worklist.models import PARAGRAPH

BEHIND = gettext_noop(
    "The original was changed after this translation was made. Bring the translation "
    "up to date and publish it, or order the copy even so: then it says that the "
    "original was changed."
)
"""Why a translation does not leave that no longer says what its original says."""

NOT_OURS = gettext_noop(
    "The text is not ours to give away: its rights basis is neither staff, assigned "
    "nor official, and no permission on file lets partners do this with it. Ask "
    "whoever holds the rights, and file what they allow."
)
"""Why a text that others own does not leave for a partner."""
PARAGRAPH_NOT_OURS = gettext_noop(
    "A paragraph is not ours to give away, and no permission on file lets partners do "
    "this with it. Ask whoever holds the rights and file what they allow, or leave "
    "the paragraph out."
)
"""Why a text does not leave in which a paragraph belongs to others."""
NO_FILE = gettext_noop(
    "The file of the photo is missing. Store the photo again, or order the copy in a "
    "format that only names it."
)
"""Why a copy with pictures does not leave whose photo is lost."""
WITH_PICTURES = frozenset(form.code for form in FORMATS if form.packs_pictures)


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
        grant_id: The permission; None where a licence lets everybody have it.
        terms: By which the story goes; None for the house's.
    """

    package: LicensedPackage
    version: Version
    edition: NoticeEdition
    grant_id: int | None
    terms: ArticleTerms | None


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
    shown, now = judged_rows().filter(pk=version.pk).get(), database_now()
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
        at=now,
    )
    if reasons or edition is None:
        raise ExportRefused(reasons)
    own = standing(vars(shown)["own_terms"])
    terms = ArticleTerms.objects.get(pk=own.id) if own else None
    try:
        with translation.override(interface_language(shown.language)):
            story = story_of(
                shown,
                is_behind=annotated(shown, "is_behind"),
                takes_photo=takes_photo(shown, wanted, at=now),
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
            notice=by_terms(notice_of(edition), terms),
            licensee=licensee,
            rights_url=f"{story.canonical_url}#rights-title",
            trace_code=trace_code(
                licensee_id=wanted.licensee.pk,
                revision_id=shown.released_revision_id,
                format_code=format_code,
                edition_id=edition.pk,
                terms_id=terms.pk if terms else None,
            ),
        )
    except PackageError as error:
        raise ExportRefused(
            tuple(Reason("package", _(each)) for each in error.reasons)
        ) from error
    grant_id = int(decision.grant_id) if decision.grant_id else None
    return Licensed(package, shown, edition, grant_id, terms)


def judged_rows() -> QuerySet[Version]:
    """Query versions with all that `judge` looks at."""
    apart = BlockBasis.objects.filter(version=OuterRef("pk"))
    return Version.objects.select_related(
        "article__outlet",
        "article__section",
        "article__lead_photo",
        "released_revision",
    ).annotate(
        is_public=Exists(Version.objects.public().filter(pk=OuterRef("pk"))),
        is_behind=is_behind(),
        own_terms=noted_terms(OuterRef("article")),
        bases=ArraySubquery(
            apart.values(row=JSONObject(place="block_id", basis="basis"))
        ),
        held=noted_permissions(version=OuterRef("pk")),
        photo_held=noted_permissions(photo=OuterRef("article__lead_photo")),
        **machine_drafts(),
    )


def takes_photo(version: Version, wanted: Wanted, *, at: datetime) -> bool:
    """Say whether the lead photo of a version goes along with a copy.

    Args:
        version: A row of `judged_rows`.
        wanted: What for.
        at: Timezone-aware; the database's clock.
    """
    photo, held = version.article.lead_photo, vars(version)["photo_held"]
    return goes_along(photo, held, wanted.acts, at=at)


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
    own = standing(vars(version)["own_terms"])
    decision = decide(
        _use(version, wanted), grants, at=at, licence=own.licence if own else None
    )
    reasons = [Reason(it.code, _(it.text), it.grant_id) for it in decision.reasons]
    if not annotated(version, "is_public"):
        reasons.insert(0, not_public())
    if edition is None:
        reasons.append(no_notice())
    if annotated(version, "is_behind") and not wanted.may_be_behind:
        reasons.append(Reason("behind", _(BEHIND)))
    if wanted.licensee.outlet_id != version.article.outlet_id:
        reasons += _not_ours(version, wanted.acts, at)
    return decision, tuple(reasons)


def _not_ours(version: Version, acts: frozenset[Act], at: datetime) -> Iterator[Reason]:
    """Yield what of a text belongs to others who have not let us pass it on."""
    own, released = standing(vars(version)["own_terms"]), version.released_revision
    is_foreign = own is not None and own.kind == TermsKind.FOREIGN
    places = [b.id for b in body_blocks(from_json(released.blocks))] if released else []
    for place in uncovered(
        # What another publisher set terms for is theirs, whatever somebody noted.
        RightsBasis.PARTNER if is_foreign else version.rights_basis,
        places=places,
        bases={it["place"]: it["basis"] for it in vars(version)["bases"]},
        on_file=on_file(vars(version)["held"]),
        acts=acts,
        at=at,
    ):
        if place == WHOLE:
            yield Reason("rights_basis", _(NOT_OURS))
        else:
            number = places.index(place) + 1
            yield Reason(
                "paragraph_basis", f"{_(PARAGRAPH_NOT_OURS)}{PARAGRAPH}{number}"
            )


def not_public() -> Reason:
    """Say that readers cannot see a version."""
    return Reason(
        "not_public",
        _("Readers cannot see this version. Publish it, or wait for its embargo."),
    )


def no_notice() -> Reason:
    """Say that an outlet has no rights notice."""
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
