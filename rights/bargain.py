"""Terms on their way: as they are kept while a request is not decided."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from rights.terms import Act, Edit, Terms


def kept(terms: Terms) -> dict[str, Any]:
    """Write terms as JSON that `taken_up` reads back."""
    return {
        "acts": sorted(terms.acts),
        "languages": sorted(terms.languages),
        "media": sorted(terms.media),
        "territories": sorted(terms.territories),
        "edits": sorted(terms.edits),
        "starts_at": terms.starts_at.isoformat(),
        "ends_at": terms.ends_at and terms.ends_at.isoformat(),
        "review_date": terms.review_date and terms.review_date.isoformat(),
        "pieces_stay": terms.pieces_stay,
        "may_mirror": terms.may_mirror,
        "is_exclusive": terms.is_exclusive,
    }


def taken_up(stored: Mapping[str, Any]) -> Terms:
    """Read terms that `kept` wrote."""
    ends_at, review_date = stored["ends_at"], stored["review_date"]
    return Terms(
        acts=frozenset(act for act in Act if act.value in stored["acts"]),
        languages=frozenset(stored["languages"]),
        media=frozenset(stored["media"]),
        territories=frozenset(stored["territories"]),
        edits=frozenset(edit for edit in Edit if edit.value in stored["edits"]),
        starts_at=datetime.fromisoformat(stored["starts_at"]),
        ends_at=datetime.fromisoformat(ends_at) if ends_at else None,
        review_date=date.fromisoformat(review_date) if review_date else None,
        pieces_stay=stored["pieces_stay"],
        may_mirror=stored["may_mirror"],
        is_exclusive=stored["is_exclusive"],
    )
