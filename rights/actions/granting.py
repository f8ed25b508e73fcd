"""Give a permission, renew it, take it back; let an outlet use its own stories."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Article, Outlet, Section
from articles.permissions import require_cleared
from people.models import Account
from people.permissions import require
from rights.lookup import terms_of
from rights.models import Grant, Licensee
from rights.terms import EVERY, Act, Terms

GIVE_GRANT = "rights.add_grant"
REVOKE_GRANT = "rights.change_grant"
# Of the EXCLUDE constraint in migration 0006.
KEPT_APART = "granted_areas_apart"


class GrantRefused(Exception):  # noqa: N818 - refusals are not errors
    """A permission cannot be given; a line for each reason and what to do."""


@dataclass(frozen=True)
class Scope:
    """Which stories of an outlet a permission is about.

    Attributes:
        outlet: Whose stories.
        section: Only those of it; None for every section.
        article: Only this one; None for all.
    """

    outlet: Outlet
    section: Section | None = None
    article: Article | None = None


@dataclass(frozen=True)
class _Decided:
    """Who asked, who decided and when; what it renews."""

    asked_by: Account | None
    by: Account | None
    at: datetime
    renews: Grant | None = None


@transaction.atomic
def give_grant(
    *,
    licensee: Licensee,
    scope: Scope,
    terms: Terms,
    asked_by: Account | None,
    by: Account,
    at: datetime,
) -> Grant:
    """Record a written permission, decided by somebody else than who asked.

    Args:
        licensee: Who may.
        scope: Which stories.
        terms: What, where, how long.
        asked_by: Who of the newsroom asked for it; None where the partner did.
        by: Who decides.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not give permissions, or not know of the story.
        GrantRefused: Lists every reason.
        ValidationError: The terms are malformed.
    """
    require(by, GIVE_GRANT)
    if scope.article is not None:
        require_cleared(by, scope.article)
    _refuse(_faults(licensee, terms, asked_by, by, at))
    return _store(licensee, scope, terms, _Decided(asked_by, by, at))


@transaction.atomic
def renew_grant(
    *,
    grant: Grant,
    ends_at: datetime | None,
    review_date: date | None,
    asked_by: Account | None,
    by: Account,
    at: datetime,
) -> Grant:
    """Give a permission again with the same terms, from where the former one ends.

    Args:
        grant: The former one; it stays as it was.
        ends_at: Timezone-aware; no longer included. None for no end.
        review_date: When one without an end is looked at again.
        asked_by: Who of the newsroom asked for it; None where the partner did.
        by: Who decides.
        at: Timezone-aware; the new one begins then if the former ended before.

    Raises:
        PermissionRefused: `by` may not give permissions, or not know of the story.
        GrantRefused: Lists every reason.
        ValidationError: The terms are malformed.
    """
    require(by, GIVE_GRANT)
    former = Grant.objects.select_for_update().get(pk=grant.pk)
    if former.article is not None:
        require_cleared(by, former.article)
    terms = replace(
        terms_of(former),
        starts_at=max(at, former.ends_at or at),
        ends_at=ends_at,
        review_date=review_date,
    )
    _refuse(
        (
            *_against_renewing(former),
            *_faults(former.licensee, terms, asked_by, by, at),
        )
    )
    scope = Scope(former.outlet, former.section, former.article)
    return _store(
        former.licensee, scope, terms, _Decided(asked_by, by, at, renews=former)
    )


@transaction.atomic
def revoke_grant(*, grant: Grant, by: Account, at: datetime) -> Grant:
    """End a permission now; what was delivered before stays recorded.

    Raises:
        PermissionRefused: `by` may not change permissions, or not know of the story.
    """
    require(by, REVOKE_GRANT)
    stored = Grant.objects.select_for_update().get(pk=grant.pk)
    if stored.article is not None:
        require_cleared(by, stored.article)
    stored.revoked_at = stored.revoked_at or at
    stored.save(update_fields=["revoked_at"])
    return stored


@transaction.atomic
def let_outlet_use_its_own(*, outlet: Outlet, at: datetime) -> Licensee:
    """Let an outlet take copies of its own stories; safe to repeat.

    Args:
        outlet: Whose stories, and who takes them.
        at: Timezone-aware; when the permission begins, if it is new.
    """
    names = in_each_language(outlet, "name")
    licensee, made = Licensee.objects.get_or_create(
        outlet=outlet,
        defaults={
            "slug": outlet.slug,
            **{f"name_{language}": name for language, name in names.items()},
        },
    )
    if made:
        terms = Terms(acts=frozenset(Act), languages=frozenset({EVERY}), starts_at=at)
        _store(licensee, Scope(outlet), terms, _Decided(None, None, at))
    return licensee


def _refuse(reasons: Iterable[str]) -> None:
    listed = tuple(reasons)
    if listed:
        raise GrantRefused("\n".join(listed))


def _against_renewing(former: Grant) -> Iterator[str]:
    if former.revoked_at is not None:
        yield _("It was taken back. Give a new permission instead.")
    if former.ends_at is None:
        yield _("It has no end, so there is nothing to renew.")
    if former.renewed_by.filter(revoked_at=None).exists():
        yield _("It was renewed already.")


def _faults(
    licensee: Licensee,
    terms: Terms,
    asked_by: Account | None,
    by: Account,
    at: datetime,
) -> Iterator[str]:
    if asked_by == by:
        yield _(
            "Who asks for a permission does not give it. Let a second person decide."
        )
    if not (terms.acts and terms.languages and terms.media and terms.territories):
        yield _(
            "Empty means nothing: name at least one use, language, medium and "
            "territory."
        )
    if terms.is_denial:
        if terms.is_exclusive:
            yield _("A denial cannot be exclusive.")
        return
    is_dated = terms.ends_at is not None or terms.review_date is not None
    if not is_dated and licensee.outlet_id is None:
        yield _("Say when it ends, or when it is looked at again.")
    if terms.ends_at is not None and terms.ends_at <= at:
        yield _("It would have ended already. Choose an end that is still to come.")
    if terms.review_date is not None and terms.review_date < timezone.localdate(at):
        yield _("The day on which it is looked at again is past.")


def _store(
    licensee: Licensee,
    scope: Scope,
    terms: Terms,
    decided: _Decided,
) -> Grant:
    grant = Grant(
        licensee=licensee,
        outlet=scope.outlet,
        section=scope.section,
        article=scope.article,
        acts=_listed(terms.acts),
        languages=_listed(terms.languages),
        media=_listed(terms.media),
        territories=_listed(terms.territories),
        edits=_listed(terms.edits),
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        review_date=terms.review_date,
        pieces_stay=terms.pieces_stay,
        may_mirror=terms.may_mirror,
        is_exclusive=terms.is_exclusive,
        is_denial=terms.is_denial,
        renews=decided.renews,
        asked_by=decided.asked_by,
        granted_by=decided.by,
        granted_at=decided.at,
    )
    grant.full_clean(exclude=["acts", "languages", "media", "territories", "edits"])
    try:
        with transaction.atomic():
            grant.save(force_insert=True)
    except IntegrityError as error:
        if KEPT_APART not in str(error):
            raise
        raise GrantRefused(
            _(
                "Another partner holds an exclusive permission for a part of this, or "
                "a permission that an exclusive one would break. Narrow the stories, "
                "uses, media, countries, languages or the period."
            )
        ) from error
    return grant


def _listed(words: Iterable[str]) -> list[str]:
    return sorted(str(word) for word in words)
