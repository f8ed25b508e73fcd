"""What is served of rights for machines: of a public story, and of a permission."""

from typing import Any
from uuid import UUID

from articles.addresses import absolute, path_to, version_url
from articles.models import Origin, Version
from rights.lookup import current_notice, database_now, notice_for, terms_of
from rights.models import Grant
from rights.odrl import Parties, grant_policy, story_policy


def policy_of(policy_id: UUID) -> dict[str, Any] | None:
    """Find the policy at an address.

    Args:
        policy_id: Of a story, or the one of a permission, which only its partner is
            told.

    Returns:
        None where readers may see no version of the story, or the permission was
        taken back, has ended or has no public story to be about.
    """
    return _of_story(policy_id) or _of_grant(policy_id)


def policy_url(policy_id: UUID) -> str:
    """Return the whole address of a policy."""
    return absolute(path_to("policy", policy_id=policy_id))


def _of_story(article_id: UUID) -> dict[str, Any] | None:
    version = _public(article_id)
    if version is None:
        return None
    notice = notice_for(version.article)
    if notice is None:
        return None
    return story_policy(
        Parties(
            uid=policy_url(article_id),
            target=version.article.urn,
            is_collection=False,
            assigner=_asked_at(version),
        ),
        notice,
    )


def _of_grant(policy_id: UUID) -> dict[str, Any] | None:
    grant = (
        Grant.objects.filter(policy_id=policy_id, revoked_at=None)
        .select_related("outlet", "section", "article")
        .first()
    )
    if grant is None or (grant.ends_at and grant.ends_at <= database_now()):
        return None
    notice = current_notice(grant.outlet)
    if notice is None or (grant.article_id and _public(grant.article_id) is None):
        return None
    return grant_policy(
        Parties(
            uid=policy_url(policy_id),
            target=_target(grant),
            is_collection=grant.article_id is None,
            assigner=asker(notice.address),
            assignee=f"urn:spean:licensee:{policy_id}",
        ),
        terms_of(grant),
        notice,
    )


def _target(grant: Grant) -> str:
    if grant.article is not None:
        return grant.article.urn
    if grant.section is not None:
        return f"urn:spean:section:{grant.section.slug}"
    return f"urn:spean:outlet:{grant.outlet.slug}"


def _public(article_id: UUID) -> Version | None:
    """Return a public version of a story, its original first."""
    versions = (
        Version.objects.public()
        .filter(article=article_id)
        .select_related("article__outlet", "article__section")
    )
    return min(
        versions, key=lambda v: (v.origin != Origin.ORIGINAL, v.pk), default=None
    )


def _asked_at(version: Version) -> str:
    return f"{absolute(version_url(version))}#rights-title"


def asker(address: str) -> str:
    """Turn what a notice says of where to ask into an address of the web."""
    return f"mailto:{address}" if "@" in address and "/" not in address else address
