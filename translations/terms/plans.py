"""What taking in a file of terms would change: seen before anything is written."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from articles.text.finding import findable
from translations.terms.concepts import Concept, Form, Standing
from translations.terms.files import PARTS, Contents, Incoming, Part, Problem

# Entries of the interface catalogue.
AMBIGUOUS: Final = (
    "Several entries of the glossary are called “%(name)s”. Write the sign of the one "
    "that is meant into the column id."
)
REPEATED: Final = "The entry stands in the file twice; the first time in line %(line)s."


@dataclass(frozen=True)
class Change:
    """What one entry of a file would do.

    Attributes:
        line: Of the file.
        before: The entry as it is; None where there is none yet.
        after: As it would be.
        is_conflict: Somebody changed or withdrew it since the file was written; it
            stays as it is unless a person says otherwise.
    """

    line: int
    before: Concept | None
    after: Concept
    is_conflict: bool = False

    @property
    def lost(self) -> tuple[str, ...]:
        """The texts that the entry would no longer have."""
        return tuple(it for it in _texts(self.before) if it not in _texts(self.after))

    @property
    def gained(self) -> tuple[str, ...]:
        """The texts that it would have besides."""
        return tuple(it for it in _texts(self.after) if it not in _texts(self.before))


@dataclass(frozen=True)
class Plan:
    """What a whole file would do.

    Attributes:
        changes: New and changed entries and conflicts, in the order of the file.
        same: How many say what the glossary says.
        problems: Why nothing of it can be taken in; empty where it can.
    """

    changes: tuple[Change, ...]
    same: int
    problems: tuple[Problem, ...]

    @property
    def signature(self) -> str:
        """The same as long as the same file would do the same."""
        said = repr([(it.line, it.before, it.after) for it in self.changes])
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def plan(
    contents: Contents, stored: Iterable[Concept], withdrawn: frozenset[int]
) -> Plan:
    """Compare a file with the glossary.

    An entry is known by its sign, else by a preferred name that one entry of the same
    kind alone has.

    Args:
        contents: Of the file.
        stored: The whole glossary.
        withdrawn: Keys of the entries that are not in use.
    """
    known = _Known(stored)
    changes, problems, same = [], list(contents.problems), 0
    lines: dict[object, int] = {}
    for each in contents.entries:
        before = known.entry(each.concept)
        if isinstance(before, str):
            problems.append(Problem(each.line, AMBIGUOUS, {"name": before}))
            continue
        sign = before.code if before else each.concept.code or _names(each.concept)
        first = lines.setdefault(sign, each.line)
        if first != each.line:
            problems.append(Problem(each.line, REPEATED, {"line": str(first)}))
        elif before is None:
            changes.append(Change(each.line, None, replace(each.concept, number=0)))
        elif _content(after := _merged(before, each)) == _content(before):
            same += 1
        else:
            is_old = each.concept.number not in (0, before.number)
            is_conflict = is_old or before.pk in withdrawn
            changes.append(Change(each.line, before, after, is_conflict))
    return Plan(tuple(changes), same, tuple(problems))


class _Known:
    """The entries of a glossary, by sign and by name."""

    def __init__(self, stored: Iterable[Concept]) -> None:
        self._by_code = {each.code: each for each in stored}
        self._by_name: Mapping[tuple[str, str, str], list[Concept]] = defaultdict(list)
        for each in self._by_code.values():
            for name in _names(each):
                self._by_name[name].append(each)

    def entry(self, concept: Concept) -> Concept | str | None:
        """Return the entry that is meant; a name where it can be several."""
        if concept.code in self._by_code:
            return self._by_code[concept.code]
        meant: dict[str, Concept] = {}
        for name in _names(concept):
            for each in self._by_name.get(name, ()):
                meant[each.code] = each
        if len(meant) > 1:
            return next(iter(concept.sayings)).text
        return next(iter(meant.values()), None)


def _names(concept: Concept) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (concept.kind.value, it.language, findable(it.text))
        for it in concept.sayings
        if (it.form, it.standing) == (Form.NAME, Standing.PREFERRED)
    )


def _merged(before: Concept, incoming: Incoming) -> Concept:
    """Put what a file says in the place of what it speaks of; the rest stays."""
    parts = {sort: part for part, sort in PARTS.items()}
    kept = (
        it
        for it in before.sayings
        if (it.language, parts[it.form, it.standing]) not in incoming.covers
    )
    kept_notes = (
        it for it in before.notes if (it.language, Part.NOTE) not in incoming.covers
    )
    return replace(
        before,
        kind=incoming.concept.kind,
        sayings=(*incoming.concept.sayings, *kept),
        notes=(*incoming.concept.notes, *kept_notes),
    )


def _content(concept: Concept) -> object:
    return concept.kind, frozenset(concept.sayings), frozenset(concept.notes)


def _texts(concept: Concept | None) -> tuple[str, ...]:
    if concept is None:
        return ()
    return (*(it.text for it in concept.sayings), *(it.text for it in concept.notes))
