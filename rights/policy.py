"""May this licensee carry this story, so, there, now: silence means no, denial wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from articles.languages import LanguageTagError, canonical_tag
from rights.commons import Commons
from rights.terms import EVERY, Act, Edit, Medium, TermsError, check_territory


@dataclass(frozen=True, kw_only=True)
class Use:
    """What a licensee wants to do with a story.

    Attributes:
        licensee_id: Who.
        article_id: Which story.
        section: Slug of its section.
        outlet_id: Whose story it is.
        language: BCP 47 tag of the version that is used.
        acts: Everything that will be done; empty asks for nothing, and is refused.
        medium: Where it will appear; None when nobody said.
        territory: ISO 3166-1 alpha-2, or "*" for the whole world.
        edits: What will be changed.

    Raises:
        TermsError: The language or the territory is malformed.
    """

    licensee_id: str
    article_id: str
    section: str
    outlet_id: str
    language: str
    acts: frozenset[Act]
    medium: Medium | None = None
    territory: str = EVERY
    edits: frozenset[Edit] = frozenset()

    def __post_init__(self) -> None:
        check_territory(self.territory)
        _check_tag(self.language)


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Which stories of one outlet a permission is about; empty is about none.

    Attributes:
        outlet_id: Whose stories.
        article_ids: These.
        sections: Those of the sections with these slugs.
        is_everything: All of the outlet's.
    """

    outlet_id: str
    article_ids: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    is_everything: bool = False

    def covers(self, use: Use) -> bool:
        """Say whether the story of a use is one of these."""
        return use.outlet_id == self.outlet_id and (
            self.is_everything
            or use.article_id in self.article_ids
            or use.section in self.sections
        )


@dataclass(frozen=True, kw_only=True)
class GrantTerms:
    """A written permission, or with `is_denial` a written no.

    Attributes:
        id: Of the grant.
        licensee_id: Who may, or may not.
        scope: Which stories.
        acts: What may be done; empty means nothing.
        languages: BCP 47 ranges: "zh" is also for zh-Hans, "*" for every one.
        media: Values of `Medium`, or "*".
        territories: ISO 3166-1 alpha-2 codes, or "*".
        starts_at: Timezone-aware; included.
        ends_at: Timezone-aware; no longer included. None for no end.
        revoked_at: Timezone-aware; from then on it is as if there were none.
        is_denial: Wins over every permission. Its edits are not asked for.
        edits: What may be changed.

    Raises:
        TermsError: A moment lacks its time zone, the end is not after the start,
            a language, medium or territory is malformed.
    """

    id: str
    licensee_id: str
    scope: Scope
    acts: frozenset[Act]
    languages: frozenset[str]
    media: frozenset[str]
    territories: frozenset[str]
    starts_at: datetime
    ends_at: datetime | None = None
    revoked_at: datetime | None = None
    is_denial: bool = False
    edits: frozenset[Edit] = frozenset()

    def __post_init__(self) -> None:
        for moment in (self.starts_at, self.ends_at, self.revoked_at):
            if moment is not None:
                _check_moment(moment)
        if self.ends_at is not None and self.ends_at <= self.starts_at:
            message = "a permission ends after it starts"
            raise TermsError(message)
        for tag in self.languages - {EVERY}:
            _check_tag(tag)
        for code in self.territories:
            check_territory(code)
        if strange := self.media - {EVERY, *Medium}:
            message = f"unknown medium: {sorted(strange)[0][:20]!r}"
            raise TermsError(message)

    def holds(self, at: datetime) -> bool:
        """Say whether the grant is in force at a moment.

        Args:
            at: timezone-aware.
        """
        return not any(self._lapses(at))

    def _lapses(self, at: datetime) -> tuple[bool, bool, bool]:
        return (
            at < self.starts_at,
            self.ends_at is not None and at >= self.ends_at,
            self.revoked_at is not None and at >= self.revoked_at,
        )

    def shortfalls(self, use: Use, at: datetime) -> Iterator[str]:
        """Yield the code of every reason why this permission does not cover a use.

        Args:
            use: Of a story in the scope.
            at: timezone-aware.
        """
        lapsed = zip(("not_yet", "ended", "revoked"), self._lapses(at), strict=True)
        yield from (code for code, is_so in lapsed if is_so)
        medium = use.medium or EVERY
        fits = {
            "act": use.acts <= self.acts,
            "edit": use.edits <= self.edits,
            "language": any(_in_range(use.language, each) for each in self.languages),
            "medium": not self.media.isdisjoint({EVERY, medium}),
            "territory": not self.territories.isdisjoint({EVERY, use.territory}),
        }
        yield from (code for code, fit in fits.items() if not fit)

    def touches(self, use: Use, at: datetime) -> bool:
        """Say whether this denial forbids any part of a use.

        Args:
            use: What is wanted.
            at: timezone-aware.
        """
        return (
            use.licensee_id == self.licensee_id
            and self.scope.covers(use)
            and self.holds(at)
            and not self.acts.isdisjoint(use.acts)
            and any(_overlap(use.language, each) for each in self.languages)
            and _meets(self.media, use.medium or EVERY)
            and _meets(self.territories, use.territory)
        )


REASONS: Final = {
    "denied": "A written no forbids this use.",
    "nothing_asked": "No act was asked for. Say what will be done with the story.",
    "no_permission": "No written permission for this partner covers the story.",
    "licence": "The licence of the story does not cover this use: it rules out earning "
    "money with the text, or changing it.",
    "not_yet": "The permission has not begun.",
    "ended": "The permission has ended.",
    "revoked": "The permission was taken back.",
    "act": "The permission does not allow all that will be done.",
    "edit": "The permission does not allow these changes to the text.",
    "language": "The permission is not for this language.",
    "medium": "The permission is not for this medium.",
    "territory": "The permission is not for this territory.",
}
"""What each code says; entries of the interface catalogue, shown translated."""


@dataclass(frozen=True)
class Reason:
    """One reason against a use.

    Attributes:
        code: A key of REASONS.
        text: What it says.
        grant_id: The permission or denial it is about; None where there is none.
    """

    code: str
    text: str
    grant_id: str | None = None


@dataclass(frozen=True)
class Decision:
    """The answer, and what was asked.

    Attributes:
        use: What was asked.
        allowed: Whether it may be done.
        reasons: Against it, denials first; empty only when it is allowed.
        grant_id: The permission that covers all of it; None when refused, and where
            the licence does.
        licence: That covers all of it; None where a permission does, or nothing.
    """

    use: Use
    allowed: bool
    reasons: tuple[Reason, ...]
    grant_id: str | None
    licence: Commons | None = None


def decide(
    use: Use,
    grants: Iterable[GrantTerms],
    *,
    at: datetime,
    licence: Commons | None = None,
) -> Decision:
    """Judge a use: a grant or the licence must cover all of it, and no denial touch it.

    Args:
        use: What is wanted.
        grants: In any order; those of other licensees count for nothing.
        at: timezone-aware; the database's clock at delivery.
        licence: By which everybody may use the story; None where there is none.

    Returns:
        The same answer whatever the order of the grants; of several permissions
        the earliest is named, and any before the licence.

    Raises:
        TermsError: `at` lacks its time zone.

    References:
        ODRL Information Model 2.2 §2.6.7, conflict strategy "prohibit".
    """
    _check_moment(at)
    ordered = sorted(
        (grant for grant in grants if grant.licensee_id == use.licensee_id),
        key=lambda grant: (grant.starts_at, grant.id),
    )
    against = [
        _reason("denied", grant)
        for grant in ordered
        if grant.is_denial and grant.touches(use, at)
    ]
    if not use.acts:
        against.append(_reason("nothing_asked"))
    judged = [
        (grant, tuple(grant.shortfalls(use, at)))
        for grant in ordered
        if not grant.is_denial and grant.scope.covers(use)
    ]
    covering = next((grant for grant, lacks in judged if not lacks), None)
    if covering is not None and not against:
        return Decision(use, allowed=True, reasons=(), grant_id=covering.id)
    if licence is not None and covering is None:
        covers = licence.covers(use.acts, use.edits)
        if covers and not against:
            return Decision(
                use, allowed=True, reasons=(), grant_id=None, licence=licence
            )
        if not covers:
            against.append(_reason("licence"))
    if covering is None:
        against += [_reason(code, grant) for grant, lacks in judged for code in lacks]
    if not judged:
        against.append(_reason("no_permission"))
    return Decision(use, allowed=False, reasons=tuple(against), grant_id=None)


def _reason(code: str, grant: GrantTerms | None = None) -> Reason:
    return Reason(code, REASONS[code], grant.id if grant else None)


def _in_range(tag: str, language_range: str) -> bool:
    # Basic filtering, RFC 4647 §3.3.1.
    return language_range == EVERY or f"{tag}-".startswith(f"{language_range}-")


def _overlap(tag: str, language_range: str) -> bool:
    # A no for zh-Hans also stands against a copy that says only "zh".
    return _in_range(tag, language_range) or _in_range(language_range, tag)


def _meets(words: frozenset[str], wanted: str) -> bool:
    # Unsaid, or the whole world, is met by every word there is.
    return bool(words) if wanted == EVERY else not words.isdisjoint({EVERY, wanted})


def _check_tag(tag: str) -> None:
    try:
        is_canonical = canonical_tag(tag) == tag
    except LanguageTagError as error:
        raise TermsError(str(error)) from error
    if not is_canonical:
        message = f"language: {canonical_tag(tag)} is the usual form of {tag}"
        raise TermsError(message)


def _check_moment(moment: datetime) -> None:
    if moment.utcoffset() is None:
        message = "a moment has a time zone"
        raise TermsError(message)
