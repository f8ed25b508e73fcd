"""Give a permission, take it back, let an outlet use its own stories."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Article, Outlet, Section
from articles.permissions import require_cleared
from people.models import Account
from people.permissions import require
from rights.models import Grant, Licensee
from rights.terms import EVERY, Act

GIVE_GRANT = "rights.add_grant"
REVOKE_GRANT = "rights.change_grant"


class GrantRefused(Exception):  # noqa: N818 - refusals are not errors
    """A permission cannot be given; says why and what to do."""


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
class Terms:
    """What a permission allows, where and how long.

    Attributes:
        acts: What may be done; empty allows nothing.
        languages: BCP 47 tags, or "*".
        media: As rights.terms names them, or "*".
        territories: ISO 3166-1 alpha-2 codes, or "*".
        starts_at: Timezone-aware; included.
        ends_at: Timezone-aware; no longer included. None for no end.
        is_denial: Denies all this instead of allowing it.
    """

    acts: frozenset[Act]
    languages: frozenset[str]
    starts_at: datetime
    media: frozenset[str] = frozenset({EVERY})
    territories: frozenset[str] = frozenset({EVERY})
    ends_at: datetime | None = None
    is_denial: bool = False


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
        GrantRefused: `by` asked for it.
        ValidationError: The terms are malformed.
    """
    require(by, GIVE_GRANT)
    if scope.article is not None:
        require_cleared(by, scope.article)
    if asked_by == by:
        raise GrantRefused(
            _("Who asks for a permission does not give it. Let a second person decide.")
        )
    return _store(licensee, scope, terms, asked_by, by, at)


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
        _store(licensee, Scope(outlet), terms, None, None, at)
    return licensee


def _store(
    licensee: Licensee,
    scope: Scope,
    terms: Terms,
    asked_by: Account | None,
    by: Account | None,
    at: datetime,
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
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        is_denial=terms.is_denial,
        asked_by=asked_by,
        granted_by=by,
        granted_at=at,
    )
    grant.full_clean(exclude=["acts", "languages", "media", "territories"])
    grant.save(force_insert=True)
    return grant


def _listed(words: Iterable[str]) -> list[str]:
    return sorted(str(word) for word in words)
