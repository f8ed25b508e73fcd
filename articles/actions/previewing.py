"""Show an unpublished story to somebody without an account: links that end."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from articles.gates import Objection, StepRefused
from articles.models import Article, Origin, PreviewLink, Status, Version
from articles.permissions import require_cleared, require_in_one_language
from articles.workflow import EDIT, WRITE
from people.models import Account
from people.permissions import may, require

USUAL: Final = timedelta(hours=72)
LONGEST: Final = timedelta(days=14)
LONGEST_RESTRICTED: Final = timedelta(hours=24)

# Between the id and the signature; no letter of either, and kept by URLs as it is.
_SEPARATOR = "."


class PreviewRefused(StepRefused):
    """A preview link may not be made; carries every reason at once."""


@transaction.atomic
def make_link(
    *,
    article: Article,
    version: Version | None = None,
    by: Account,
    at: datetime,
    lasts: timedelta = USUAL,
) -> PreviewLink:
    """Make a link that shows the newest saved text until it ends.

    Args:
        article: The story.
        version: The one language to show; None for all of them, side by side.
        by: Must be allowed to write or edit the version, or any of the story.
        at: Timezone-aware.
        lasts: More than nothing, at most LONGEST; LONGEST_RESTRICTED while the
            story is restricted.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
        PreviewRefused: It would last too long, or there is nothing to show;
            carries every reason.
    """
    stored = Article.objects.select_for_update().get(pk=article.pk)
    _require(by, stored, version)
    against = (*_time_objections(stored, lasts), *_text_objections(stored, version))
    if against:
        raise PreviewRefused(against)
    return PreviewLink.objects.create(
        article=stored, version=version, made_by=by, made_at=at, expires_at=at + lasts
    )


@transaction.atomic
def revoke_link(*, link: PreviewLink, by: Account, at: datetime) -> PreviewLink:
    """End a link before its time; one that was revoked already stays as it is.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    stored = (
        PreviewLink.objects.select_for_update(of=("self",))
        .select_related("article", "version")
        .get(pk=link.pk)
    )
    _require(by, stored.article, stored.version)
    if stored.revoked_at is None:
        stored.revoked_by, stored.revoked_at = by, at
        stored.save(update_fields=["revoked_by", "revoked_at"])
    return stored


def open_links(at: datetime | None = None) -> QuerySet[PreviewLink]:
    """Keep the links that show something.

    The clock of the database decides at each read. A story that is hidden, taken
    down or restricted since, and an account that was closed, end a link at once.

    Args:
        at: Timezone-aware moment to ask about; None for the database's
            statement time. Only tests pass one.
    """
    moment = Now() if at is None else at
    taken_down = Version.objects.filter(
        article=OuterRef("article"),
        status=Status.WITHDRAWN,
        released_revision__isnull=False,
    )
    named = Article.objects.filter(
        pk=OuterRef("article"), cleared_people=OuterRef("made_by")
    )
    return PreviewLink.objects.filter(
        Q(version=None) | ~Q(version__status=Status.WITHDRAWN),
        Q(article__is_restricted=False)
        | Q(made_at__gt=moment - LONGEST_RESTRICTED)
        & (Q(made_by__is_superuser=True) | Exists(named)),
        ~Exists(taken_down),
        expires_at__gt=moment,
        revoked_at=None,
        article__is_hidden=False,
        made_by__is_active=True,
    )


def ends_at(link: PreviewLink) -> datetime:
    """Return when a link ends by itself, sooner once its story is restricted."""
    if not link.article.is_restricted:
        return link.expires_at
    return min(link.expires_at, link.made_at + LONGEST_RESTRICTED)


def token_of(link: PreviewLink) -> str:
    """Return what opens a link: its id, signed with the key of the installation."""
    return _signer().sign(link.pk.hex)


def link_of(token: str) -> PreviewLink | None:
    """Find the open link of a token; None for a forged, ended or revoked one."""
    try:
        key = _signer().unsign(token)
    except signing.BadSignature:
        return None
    return (
        open_links()
        .select_related(
            "article__outlet",
            "article__section",
            "article__lead_photo",
        )
        .filter(pk=key)
        .first()
    )


def versions_shown(link: PreviewLink) -> list[Version]:
    """Fetch the versions that a link shows, each with its newest saved text.

    Returns:
        The original first, then by language; without those that were dropped or
        have no text yet.
    """
    return sorted(
        _shown(link.article, link.version_id),
        key=lambda version: (version.origin != Origin.ORIGINAL, version.language),
    )


def _shown(article: Article, version_id: int | None) -> QuerySet[Version]:
    shown = (
        Version.objects.filter(article=article, current_revision__isnull=False)
        .exclude(status=Status.WITHDRAWN)
        .select_related(
            "article__outlet",
            "article__section",
            "article__lead_photo",
            "current_revision",
        )
    )
    return shown if version_id is None else shown.filter(pk=version_id)


def _signer() -> signing.Signer:
    return signing.Signer(salt="articles.preview", sep=_SEPARATOR)


def _require(by: Account, article: Article, version: Version | None) -> None:
    if version is None:
        require_in_one_language(by, (WRITE, EDIT), article)
        return
    require_cleared(by, article)
    if not may(by, EDIT, version):
        require(by, WRITE, version)


def _time_objections(article: Article, lasts: timedelta) -> Iterator[Objection]:
    if lasts <= timedelta(0):
        yield Objection("no_time", _("The link would end before it is made."))
    if lasts > LONGEST:
        yield Objection(
            "too_long",
            _("A preview lasts at most %(days)s days.") % {"days": LONGEST.days},
        )
    if article.is_restricted and lasts > LONGEST_RESTRICTED:
        yield Objection(
            "too_long_for_restricted",
            _("The story is restricted: its preview lasts at most %(hours)s hours.")
            % {"hours": LONGEST_RESTRICTED // timedelta(hours=1)},
        )


def _text_objections(article: Article, version: Version | None) -> Iterator[Objection]:
    if version is not None and version.article_id != article.pk:
        yield Objection(
            "other_story",
            _("The version belongs to another story. Choose one of this story."),
        )
        return
    if article.is_hidden:
        yield Objection("hidden", _("The story is hidden; nobody is shown it."))
    if article.versions.filter(
        status=Status.WITHDRAWN, released_revision__isnull=False
    ).exists():
        yield Objection("taken_down", _("The story was taken down."))
    if not _shown(article, version.pk if version else None).exists():
        yield Objection(
            "nothing_to_show", _("There is no saved text to show. Save it first.")
        )
