"""Fetches what counts now: the notice of an outlet, the permissions of a partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from articles.languages import INTERFACE_LANGUAGES, in_each_language
from articles.models import Article, Outlet, Photo, PhotoOwnership
from articles.pictures import Claim
from rights.clearing import OnFile, photo_leaves
from rights.commons import Commons
from rights.models import (
    ArticleTerms,
    FiledPermission,
    Grant,
    Licensee,
    NoticeEdition,
    TermsKind,
)
from rights.notices import Notice
from rights.policy import GrantTerms, Scope
from rights.sentences import Reach, Spoken
from rights.terms import Act, Edit, Terms
from rights.wording import NoticeText
from worklist.prepared import Question, any_of


def current_notice(outlet: Outlet) -> Notice | None:
    """Return the notice in force for an outlet; None before its first edition."""
    edition = _CURRENT.ask(outlet=outlet.pk).first
    return None if edition is None else notice_of(edition)


def notice_for(article: Article) -> Notice | None:
    """Return the notice of a story: by its own terms, else the one of its outlet.

    Returns:
        None before the outlet's first edition.
    """
    asked = _NOTICE.ask(article=article.pk, outlet=article.outlet_id)
    edition = asked.first
    if edition is None:
        return None
    own = vars(edition)["own"]
    terms = None if own is None else _TERMS.ask(pk=own).first
    return by_terms(notice_of(edition), terms)


def _newest_edition(article: UUID, outlet: int) -> QuerySet[NoticeEdition]:
    newest = ArticleTerms.objects.filter(article=article).order_by("-number")
    return (
        NoticeEdition.objects.filter(outlet=outlet)
        .select_related("rights_holder")
        .annotate(own=Subquery(newest.values("pk")[:1]))
        .order_by("-number")[:1]
    )


_NOTICE = Question(_newest_edition, article=UUID, outlet=int)
_CURRENT = Question(
    lambda outlet: (
        NoticeEdition.objects.filter(outlet=outlet)
        .select_related("rights_holder")
        .order_by("-number")[:1]
    ),
    outlet=int,
)
_TERMS = Question(lambda pk: ArticleTerms.objects.filter(pk=pk), pk=int)
_TERMS_OF = Question(
    lambda articles: ArticleTerms.objects.filter(
        article__in=any_of(articles, "uuid")
    ).order_by("number"),
    articles=tuple,
)


@dataclass(frozen=True)
class Standing:
    """The terms that a story goes by, where they are not the house's.

    Attributes:
        id: Of the row that words them.
        kind: Whose they are.
        licence: By which everybody may use the text; None for another publisher's.
    """

    id: int
    kind: TermsKind
    licence: Commons | None


def noted_terms(article: OuterRef) -> Subquery:
    """Build what `standing` reads: a query within the one for versions."""
    rows = ArticleTerms.objects.filter(article=article).order_by("-number")
    row = JSONObject(**_same("id", "kind", "licence"))
    # Named apart: `values` of a table with texts in two languages names all of them.
    return Subquery(rows.annotate(row=row).values("row")[:1])


def standing(noted: Mapping[str, Any] | None) -> Standing | None:
    """Return the terms that a story goes by; None for those of the house.

    Args:
        noted: As `noted_terms` found it.
    """
    if noted is None or noted["kind"] == TermsKind.HOUSE:
        return None
    licence = Commons(noted["licence"]) if noted["licence"] else None
    return Standing(noted["id"], TermsKind(noted["kind"]), licence)


def own_terms(articles: Iterable[UUID]) -> dict[UUID, ArticleTerms]:
    """Fetch the newest terms of several stories at once.

    Args:
        articles: Their keys.

    Returns:
        By story; nothing for one that always went by the house's.
    """
    rows = _TERMS_OF.ask(articles=tuple(articles)).models
    return {row.article_id: row for row in rows}


def by_terms(notice: Notice, terms: ArticleTerms | None) -> Notice:
    """Return what the notice says of a story that goes by terms of its own.

    Args:
        notice: Of the outlet.
        terms: None for those of the house.
    """
    if terms is None or terms.kind == TermsKind.HOUSE:
        return notice
    return Notice(
        edition=notice.edition,
        year=terms.year or notice.year,
        rights_holder=in_each_language(terms, "holder"),
        address=terms.address,
        texts=_texts_of(terms),
        licence=Commons(terms.licence) if terms.licence else None,
    )


def notice_of(edition: NoticeEdition) -> Notice:
    """Turn a stored edition, with its rights holder, into a value."""
    return Notice(
        edition=edition.number,
        year=edition.year,
        rights_holder=in_each_language(edition.rights_holder, "name"),
        address=edition.address,
        texts=_texts_of(edition),
    )


def _texts_of(worded: NoticeEdition | ArticleTerms) -> dict[str, NoticeText]:
    full, short, licensed_line, plain_words = (
        in_each_language(worded, field)
        for field in ("full_text", "short_text", "licensed_line", "plain_words")
    )
    return {
        language: NoticeText(
            full=full[language],
            short=short[language],
            licensed_line=licensed_line[language],
            plain_words=plain_words[language],
        )
        for language in full
    }


def photo_claim(outlet: Outlet) -> Claim | None:
    """Return what stands in every own photo of an outlet; None before its notice."""
    notice = current_notice(outlet)
    if notice is None:
        return None
    return Claim(
        holder=notice.rights_holder,
        year=notice.year,
        terms={language: text.short for language, text in notice.texts.items()},
        address=notice.address,
    )


def database_now() -> datetime:
    """Return the clock by which permissions are judged: the database's."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        now: datetime = cursor.fetchone()[0]
    return now


def grants_of(licensee: Licensee, outlet: Outlet) -> tuple[GrantTerms, ...]:
    """Fetch every permission and denial of a partner for an outlet's stories.

    Returns:
        As values for `rights.policy.decide`; ended and revoked ones among them,
        so that a refusal can say so.
    """
    grants = Grant.objects.filter(licensee=licensee, outlet=outlet)
    return tuple(_terms(grant) for grant in grants.select_related("section"))


def noted_permissions(**about: OuterRef) -> ArraySubquery:
    """Build what `on_file` reads: a query within the one for versions.

    Args:
        about: The text, or the photo.
    """
    said = ("acts", "starts_at", "ends_at", "withdrawn_at", "block_id")
    rows = FiledPermission.objects.filter(**about).order_by("pk")
    return ArraySubquery(rows.values(row=JSONObject(**_same(*said))))


def on_file(noted: Iterable[Mapping[str, Any]]) -> tuple[OnFile, ...]:
    """Turn permissions on file into values for `rights.clearing`.

    Args:
        noted: As `noted_permissions` found them.
    """
    return tuple(
        OnFile(
            acts=frozenset(act for act in Act if act.value in held["acts"]),
            starts_at=datetime.fromisoformat(held["starts_at"]),
            ends_at=_moment(held["ends_at"]),
            withdrawn_at=_moment(held["withdrawn_at"]),
            place=held["block_id"],
        )
        for held in noted
    )


def goes_along(
    photo: Photo | None,
    noted: Iterable[Mapping[str, Any]],
    acts: frozenset[Act],
    *,
    at: datetime,
) -> bool:
    """Say whether a photo leaves with a copy of its story.

    Args:
        photo: None for a story without one.
        noted: Permissions about it, as `noted_permissions` found them.
        acts: What is done with the copy.
        at: Timezone-aware; the database's clock.
    """
    return photo is not None and photo_leaves(
        is_ours=photo.ownership == PhotoOwnership.OWN,
        stays_home=photo.stays_home,
        on_file=on_file(noted),
        acts=acts,
        at=at,
    )


def _same(*fields: str) -> dict[str, str]:
    return {field: field for field in fields}


def _moment(written: str | None) -> datetime | None:
    return None if written is None else datetime.fromisoformat(written)


def _terms(grant: Grant) -> GrantTerms:
    return GrantTerms(
        id=str(grant.pk),
        licensee_id=str(grant.licensee_id),
        scope=Scope(
            outlet_id=str(grant.outlet_id),
            article_ids=frozenset({str(grant.article_id)} if grant.article_id else ()),
            sections=frozenset({grant.section.slug} if grant.section else ()),
            is_everything=grant.article_id is None and grant.section_id is None,
        ),
        acts=frozenset(act for act in Act if act.value in grant.acts),
        languages=frozenset(grant.languages),
        media=frozenset(grant.media),
        territories=frozenset(grant.territories),
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        revoked_at=grant.revoked_at,
        is_denial=grant.is_denial,
        edits=frozenset(edit for edit in Edit if edit.value in grant.edits),
    )


def terms_of(grant: Grant) -> Terms:
    """Turn the terms of a stored permission into a value."""
    return Terms(
        acts=frozenset(act for act in Act if act.value in grant.acts),
        languages=frozenset(grant.languages),
        media=frozenset(grant.media),
        territories=frozenset(grant.territories),
        edits=frozenset(edit for edit in Edit if edit.value in grant.edits),
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        review_date=grant.review_date,
        pieces_stay=grant.pieces_stay,
        may_mirror=grant.may_mirror,
        is_exclusive=grant.is_exclusive,
        is_denial=grant.is_denial,
    )


def spoken(grant: Grant) -> Spoken:
    """Turn a stored permission into what its sentences are made of.

    Args:
        grant: Names the story, where it is about one: only for who may know of it.
    """
    reach, named = _named(grant)
    return Spoken(
        licensee=_spelt(grant.licensee, str(grant.licensee)),
        outlet=_spelt(grant.outlet, str(grant.outlet)),
        reach=reach,
        named=named,
        terms=terms_of(grant),
    )


def _named(grant: Grant) -> tuple[Reach, dict[str, str]]:
    if grant.article is not None:
        told = {v.language: v.headline for v in grant.article.versions.all()}
        any_headline = next((each for each in told.values() if each), "")
        spare = any_headline or grant.article.slugline
        return Reach.STORY, {
            language: told.get(language) or spare for language in INTERFACE_LANGUAGES
        }
    if grant.section is not None:
        return Reach.SECTION, _spelt(grant.section, grant.section.slug)
    return Reach.EVERYTHING, {}


def _spelt(labelled: object, spare: str) -> dict[str, str]:
    names = in_each_language(labelled, "name")
    return {language: name or spare for language, name in names.items()}
