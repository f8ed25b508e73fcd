"""Who may do what to a version: the role in its language, and the story's secrecy."""

from django.utils.translation import gettext as _

from articles.models import Article, Version
from articles.workflow import EDIT, WRITE
from people.models import Account
from people.permissions import PermissionRefused, may, require


def may_on(account: Account, act: str, version: Version) -> bool:
    """Judge whether an account may do something to a version.

    Args:
        account: Who wants to.
        act: A permission as "app_label.codename".
        version: Of a restricted story only the people named there may do anything.
    """
    return is_cleared(account, version.article) and may(account, act, version)


def require_on(account: Account, act: str, version: Version) -> None:
    """Refuse unless `may_on` agrees.

    Raises:
        PermissionRefused: No role carries the act, or the story is restricted.
    """
    require_cleared(account, version.article)
    require(account, act, version)


def is_cleared(account: Account, article: Article) -> bool:
    """Say whether an account may know of a story."""
    return (
        not article.is_restricted
        or account.is_superuser
        or article.cleared_people.filter(pk=account.pk).exists()
    )


def require_cleared(account: Account, article: Article) -> None:
    """Refuse to touch a restricted story for those who are not named there.

    Raises:
        PermissionRefused: The account is not one of the cleared people.
    """
    if not is_cleared(account, article):
        raise PermissionRefused(
            _("Only the people named on this story may do anything to it.")
        )


def require_hand(account: Account, version: Version) -> None:
    """Refuse who may neither write nor edit in the language of a version.

    Raises:
        PermissionRefused: No role carries either, or the story is restricted.
    """
    require_cleared(account, version.article)
    if not may(account, EDIT, version):
        require(account, WRITE, version)


def require_in_one_language(
    account: Account, acts: tuple[str, ...], article: Article
) -> None:
    """Refuse unless an account may do one of some acts in one of a story's languages.

    Args:
        account: Who wants to.
        acts: Permissions as "app_label.codename"; one of them is enough.
        article: Of a restricted story only the people named there may do anything.

    Raises:
        PermissionRefused: No role carries one of the acts in one of its languages,
            or the story is restricted.
    """
    require_cleared(account, article)
    versions = list(article.versions.all())
    if not any(may(account, act, version) for version in versions for act in acts):
        raise PermissionRefused(
            _(
                "%(account)s may not do this (%(act)s) in any language of the story. "
                "Ask an administrator for the role."
            )
            % {"account": account, "act": " / ".join(acts)}
        )
