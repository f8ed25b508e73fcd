"""Propose credits from who really wrote and edited; the one concerned answers."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.actions.crediting import desk_of
from articles.gates import required_roles
from articles.languages import name_of
from articles.models import (
    ArticleKind,
    Credit,
    CreditAnswer,
    CreditProposal,
    CreditRole,
    Origin,
    Sitting,
    Version,
)
from articles.permissions import require_cleared
from articles.text.kinds import RESERVED
from people.actions import consenting
from people.models import Account, Consent, Contributor
from people.permissions import PermissionRefused

Earned = tuple[int, CreditRole]


class AnswerRefused(Exception):  # noqa: N818 - refusals are not errors
    """A proposed credit cannot be answered so; says what to do first."""


@transaction.atomic
def propose_credits(*, version: Version, at: datetime) -> int:
    """Propose a credit to each account that wrote or edited what the text is now.

    Until somebody answers, the desk is credited in their place. Answers stay; what
    nobody answered follows the work.

    Args:
        version: Whose sittings count.
        at: Timezone-aware.

    Returns:
        How many proposals the version has.
    """
    earned = earned_shares(version)
    known = {(p.account_id, p.role): p for p in version.credit_proposals.all()}
    for (account, role), share in earned.items():
        proposal = known.get((account, role))
        if proposal is None:
            CreditProposal.objects.create(
                version=version, account_id=account, role=role, share=share, made_at=at
            )
        elif proposal.share != share:
            proposal.share = share
            proposal.save(update_fields=["share"])
    lapsed = [p.pk for key, p in known.items() if key not in earned and not p.answer]
    version.credit_proposals.filter(pk__in=lapsed).delete()
    for role in {role for _account, role in earned}:
        if not version.credits.filter(role=role).exists():
            _let_desk_stand(version, role)
    return version.credit_proposals.count()


def earned_shares(version: Version) -> Mapping[Earned, int]:
    """Return what each account did, in percent of the paragraphs that there are now.

    Returns:
        By account and role, 1-100; empty where nobody touched what is left.
    """
    body = set(
        version.working_blocks.exclude(block_id__in=RESERVED).values_list(
            "block_id", flat=True
        )
    )
    touched: dict[Earned, set[str]] = defaultdict(set)
    for sitting in Sitting.objects.filter(version=version):
        role = CreditRole.EDITOR if sitting.is_editing else _writers_role(version)
        touched[sitting.account_id, role] |= body.intersection(sitting.touched)
    return {
        earned: max(1, round(100 * len(blocks) / len(body)))
        for earned, blocks in touched.items()
        if blocks
    }


@transaction.atomic
def answer_proposal(
    *,
    proposal: CreditProposal,
    answer: CreditAnswer,
    by: Account,
    at: datetime,
    agrees: bool = False,
) -> CreditProposal:
    """Say how one's own work is credited: by name, as the desk, or not at all.

    An answer can be changed at any time. Credits of others stay as they are.

    Args:
        proposal: Made to `by`.
        answer: What is to be printed.
        by: The account concerned, and nobody else.
        at: Timezone-aware.
        agrees: They say yes, in this same step, to their public name in the
            language of the version.

    Raises:
        PermissionRefused: `by` is somebody else, or may not know of the story.
        AnswerRefused: They have no public name here, or have not agreed to see it
            in that language; says what to do.
    """
    stored = (
        CreditProposal.objects.select_for_update(of=("self",))
        .select_related("version__article__outlet")
        .get(pk=proposal.pk)
    )
    version = stored.version
    if stored.account_id != by.pk:
        raise PermissionRefused(
            _("Only the one who did the work says how it is credited.")
        )
    require_cleared(by, version.article)
    own = Contributor.objects.filter(account=by).first()
    if answer == CreditAnswer.NAMED:
        own = _own_name(own)
        _see_agreed(own, version, by=by, at=at, agrees=agrees)
    stored.answer, stored.answered_at = answer, at
    stored.save(update_fields=["answer", "answered_at"])
    _print(stored, own)
    return stored


def consented_languages(contributor: Contributor) -> frozenset[str]:
    """Return the languages in which somebody agreed to be named, as BCP 47 tags."""
    return frozenset(
        Consent.objects.filter(contributor=contributor, withdrawn_at=None).values_list(
            "language", flat=True
        )
    )


def _writers_role(version: Version) -> CreditRole:
    if version.origin == Origin.TRANSLATION:
        return CreditRole.TRANSLATOR
    if ArticleKind(version.article.kind).is_signed:
        return CreditRole.AUTHOR
    return CreditRole.REPORTER


def _own_name(own: Contributor | None) -> Contributor:
    if own is None:
        raise AnswerRefused(
            _(
                "You have no public name here yet. Ask an editor to enter one as a "
                "contributor with your account, or choose the desk."
            )
        )
    return own


def _see_agreed(
    own: Contributor, version: Version, *, by: Account, at: datetime, agrees: bool
) -> None:
    language = version.language
    if language in consented_languages(own):
        return
    if not agrees:
        raise AnswerRefused(
            _(
                "You have not agreed yet that your name is printed in %(language)s. "
                "Tick that you agree, or choose the desk."
            )
            % {"language": name_of(language, in_language=get_language() or "en")}
        )
    consenting.record_consent(contributor=own, language=language, by=by, at=at)


def _print(proposal: CreditProposal, own: Contributor | None) -> None:
    """Let the printed credits of a role say what was answered."""
    version, role = proposal.version, CreditRole(proposal.role)
    if own is not None:
        mine = version.credits.filter(contributor=own, role=role)
        if proposal.answer != CreditAnswer.NAMED:
            mine.delete()
        elif not mine.update(is_displayed=True):
            _add(version, own, role)
    is_desk_meant = version.credit_proposals.filter(
        role=role, answer__in=("", CreditAnswer.DESK)
    ).exists()
    if is_desk_meant or not _does_without_desk(version, role):
        _let_desk_stand(version, role)
    else:
        version.credits.filter(
            contributor=desk_of(outlet=version.article.outlet), role=role
        ).delete()


def _does_without_desk(version: Version, role: CreditRole) -> bool:
    """Say whether the credit rule holds without the desk in a role."""
    others = version.credits.filter(is_displayed=True).exclude(
        contributor=desk_of(outlet=version.article.outlet), role=role
    )
    credited = set(others.values_list("role", flat=True))
    return all(
        role not in wanted or credited & wanted for wanted in required_roles(version)
    )


def _let_desk_stand(version: Version, role: CreditRole) -> None:
    desk = desk_of(outlet=version.article.outlet)
    if not version.credits.filter(contributor=desk, role=role).exists():
        _add(version, desk, role)


def _add(version: Version, contributor: Contributor, role: CreditRole) -> None:
    last = max(_positions(version), default=-1)
    Credit.objects.create(
        version=version, contributor=contributor, role=role, position=last + 1
    )


def _positions(version: Version) -> Iterator[int]:
    yield from version.credits.values_list("position", flat=True)
