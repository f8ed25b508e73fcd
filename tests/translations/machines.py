"""Drafts of a machine, made the way a person asks for them."""

from collections.abc import Sequence

from articles.models import Version
from people.models import Account
from tests import factories as make
from tests.translations.pairs import base_of, unit_of
from translations.actions.drafting import Given, draft_unit
from translations.actions.translating import mark, write_unit
from translations.models import Unit, UnitState
from translations.suggest import Backend
from translations.suggest.base import ServiceError, Trouble
from translations.suggest.reversing import ReversingBackend
from translations.terms.concepts import WantedTerm


class Phrasebook:
    """A machine that has learnt some texts by heart.

    Attributes:
        asked: What it was sent, in order.
        told: What it was told of the glossary.
        takes_terms: It can be told.
    """

    code = "phrasebook"
    model = "pocket-1"

    def __init__(
        self, *answers: str, trouble: Trouble | None = None, takes_terms: bool = False
    ) -> None:
        self.answers, self.trouble = list(answers), trouble
        self.takes_terms = takes_terms
        self.asked: list[str] = []
        self.told: list[WantedTerm] = []

    def translate(
        self,
        texts: Sequence[str],
        _source_language: str,
        _target_language: str,
        terms: Sequence[WantedTerm] = (),
    ) -> tuple[str, ...]:
        """Give the next answers."""
        self.asked += texts
        self.told += terms
        if self.trouble is not None:
            raise ServiceError(self.trouble)
        return tuple(self.answers.pop(0) for _text in texts)


def drafted(
    version: Version,
    name: str,
    answer: str = "",
    *,
    by: Account | None = None,
    service: Backend | None = None,
) -> Given:
    """Have a machine draft a paragraph."""
    unit = unit_of(version, name)
    if service is None:
        service = Phrasebook(answer) if answer else ReversingBackend()
    return draft_unit(
        unit=unit,
        seen=unit.source_now,
        service=service,
        by=by or make.a_chief(),
        at=make.NOW,
    )


def edited_by_hand(unit: Unit, text: str, by: Account | None = None) -> Unit:
    """Write a unit anew and say that it is translated."""
    by = by or make.a_chief()
    unit.refresh_from_db()
    written = write_unit(
        unit=unit,
        html=f"<p>{text}</p>",
        base=base_of(unit),
        seen=unit.source_now,
        by=by,
        at=make.NOW,
    ).unit
    assert written is not None
    return mark(
        unit=written,
        state=UnitState.TRANSLATED,
        seen=written.source_now,
        by=by,
        at=make.NOW,
    )
