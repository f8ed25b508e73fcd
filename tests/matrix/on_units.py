"""What actions on the units of a translation are given, besides who and when."""

from collections.abc import Callable
from typing import Any

from articles.models import Article
from tests import factories as make
from tests.matrix.given import TEXT, WHY
from tests.matrix.scene import LANGUAGE, Scene
from tests.translations.files import DRESS
from translations.actions.commenting import comment
from translations.actions.dismissing import dismiss
from translations.actions.handing_out import Handed, hand_out
from translations.actions.pasting import Pasted, Telling
from translations.actions.quoting import note_wording
from translations.actions.sending import send_to_translation
from translations.actions.taking_back_in import bring_back
from translations.actions.translating import drop, write_unit
from translations.checks import pairs as checked
from translations.checks.numbers import MISSING
from translations.handed import desk_of
from translations.models import FileFormat, MachineRun, Unit, UnitState
from translations.suggest.reversing import ReversingBackend


def a_sending(scene: Scene) -> dict[str, Any]:
    """Send the story that is told in English only to the desk."""
    return {"source": scene.english.versions.get(), "language": LANGUAGE}


def _sent(scene: Scene) -> list[Unit]:
    """Find the units of a translation of which the first is written."""
    sent = send_to_translation(**a_sending(scene), by=make.a_chief(), at=make.NOW)
    first, *others = Unit.objects.filter(version=sent).order_by("pk")
    write_unit(
        unit=first,
        html="<p>កថាខណ្ឌ។</p>",
        base=(),
        seen=first.source_now,
        by=make.a_chief(),
        at=make.NOW,
    )
    first.refresh_from_db()
    return [first, *others]


def a_comment(scene: Scene) -> dict[str, Any]:
    """Say something beside a paragraph."""
    unit = _sent(scene)[0]
    return {"version": unit.version, "unit": unit, "text": "តើត្រូវទេ?"}


def a_settlement(scene: Scene) -> dict[str, Any]:
    """Settle what somebody said."""
    said = comment(**a_comment(scene), by=make.a_chief(), at=make.NOW)
    return {"comment": said}


def a_finding(scene: Scene) -> dict[str, Any]:
    """Say that what a check found is right."""
    unit = _sent(scene)[0]
    found = checked.Finding(
        "numbers", checked.Severity.ERROR, MISSING, {"number": "42"}
    )
    return {"version": unit.version, "place": f"u{unit.pk}", "found": found, **WHY}


def a_dismissal(scene: Scene) -> dict[str, Any]:
    """Let what was dismissed be seen again."""
    dismissed = dismiss(**a_finding(scene), by=make.a_chief(), at=make.NOW)
    return {"dismissal": dismissed}


def a_wording(scene: Scene) -> dict[str, Any]:
    """Note what was said in the language of a translation."""
    return {"unit": _sent(scene)[0], "text": "ទឹកឡើង", "origin": "A speech"}


def a_wording_noted(scene: Scene) -> dict[str, Any]:
    """Note it no more."""
    noted = note_wording(**a_wording(scene), by=make.a_chief(), at=make.NOW)
    return {"wording": noted}


def a_paste(scene: Scene) -> dict[str, Any]:
    """Paste the translation of an English text into a version that is begun."""
    sent = send_to_translation(**a_sending(scene), by=make.a_chief(), at=make.NOW)
    source = sent.sources.get()
    return {
        "version": sent,
        "seen": source.source_revision,
        "pasted": Pasted((), TEXT, ()),
    }


def a_new_paste(scene: Scene) -> dict[str, Any]:
    """Paste the translation of an English text, of which nothing is begun."""
    sending = a_sending(scene)
    return {
        "seen": sending["source"].current_revision,
        "language": sending["language"],
        "pasted": Pasted((), TEXT, ()),
    }


def a_pair(scene: Scene) -> dict[str, Any]:
    """Paste two texts in the one language for which roles are held here."""
    return {
        "article": scene.untold,
        "tellings": (Telling(LANGUAGE), Telling(LANGUAGE)),
        "source": TEXT,
        "pasted": Pasted((), TEXT, ()),
    }


def a_writing(scene: Scene) -> dict[str, Any]:
    """Write an empty unit."""
    unit = _sent(scene)[1]
    return {"unit": unit, "html": "<p>ក។</p>", "base": (), "seen": unit.source_now}


def a_draft(scene: Scene) -> dict[str, Any]:
    """Have a machine draft an empty unit."""
    return {**an_empty_unit(scene), "service": ReversingBackend()}


def a_filling(scene: Scene) -> dict[str, Any]:
    """Fill a translation from the memory."""
    return {"version": _sent(scene)[0].version}


def a_run(scene: Scene) -> dict[str, Any]:
    """Have a machine draft what waits."""
    return {"version": _sent(scene)[0].version, "service": ReversingBackend()}


def a_running_one(scene: Scene) -> dict[str, Any]:
    """Find such an order, also of a story that was restricted since."""
    run = MachineRun.objects.create(
        version=_sent(scene)[0].version,
        service="reversing",
        ordered_by=make.a_chief(),
        ordered_at=make.NOW,
    )
    return {"run": run}


def a_head(scene: Scene) -> dict[str, Any]:
    """Write a headline."""
    version = _sent(scene)[0].version
    return {"version": version, "name": "headline", "html": "ក", "base": ()}


def a_mark(state: UnitState) -> Callable[[Scene], dict[str, Any]]:
    """Say how far a written unit is."""
    return lambda scene: {**an_answer_to_change(scene), "state": state}


def an_answer_to_change(scene: Scene) -> dict[str, Any]:
    """Find a written unit, and what its source says."""
    unit = _sent(scene)[0]
    return {"unit": unit, "seen": unit.source_now}


def an_empty_unit(scene: Scene) -> dict[str, Any]:
    """Find a unit that nobody has written, and what its source says."""
    unit = _sent(scene)[1]
    return {"unit": unit, "seen": unit.source_now}


def a_dropped_unit(scene: Scene) -> dict[str, Any]:
    """Find a unit that is left out."""
    unit = drop(**an_empty_unit(scene), by=make.a_chief(), at=make.NOW)
    return {"unit": unit}


def two_units(scene: Scene) -> dict[str, Any]:
    """Find two units that can be joined."""
    one, two, *_others = _sent(scene)
    return {"unit": one, "other": two}


def a_split(scene: Scene) -> dict[str, Any]:
    """Part a unit from its text."""
    return {"unit": _sent(scene)[0], "sources": 1, "targets": 0}


def a_link_of_paragraphs(scene: Scene) -> dict[str, Any]:
    """Say that a paragraph belongs to another one of its source."""
    one, two, *_others = _sent(scene)
    return {
        "version": one.version,
        "source": one.source_version,
        "source_ids": two.source_ids,
        "target_ids": one.target_ids,
    }


def a_moved_unit(scene: Scene) -> dict[str, Any]:
    """Move a unit to the beginning."""
    return {"unit": _sent(scene)[0], "after": None}


def units_of(**more: Any) -> Callable[[Scene], dict[str, Any]]:
    """Give a translation that has units, and whatever else."""
    return lambda scene: {"version": _sent(scene)[0].version, **more}


def a_desk(scene: Scene) -> dict[str, Any]:
    """Give a translation that has units as it is read, and nothing to write."""
    return {"desk": desk_of(_sent(scene)[0].version), "writings": ()}


def two_linked_texts(scene: Scene) -> dict[str, Any]:
    """Give a translation that has units, and its source."""
    unit = _sent(scene)[0]
    return {"version": unit.version, "source": unit.source_version}


def a_hand_out(scene: Scene) -> dict[str, Any]:
    """Hand a translation out as a file."""
    return {
        "version": _sent(scene)[0].version,
        "form": FileFormat.XLIFF,
        "dress": lambda _desk: DRESS,
    }


def a_handed_file(scene: Scene) -> dict[str, Any]:
    """Find a file that is out."""
    return {"handed": _left(a_hand_out(scene)).row}


def a_return(scene: Scene) -> dict[str, Any]:
    """Bring a file back."""
    given = a_hand_out(scene)
    return {"version": given["version"], "content": _left(given).content}


def _left(given: dict[str, Any]) -> Handed:
    """Let a file leave before the story is restricted."""
    restricted = [a.pk for a in Article.objects.filter(is_restricted=True)]
    Article.objects.update(is_restricted=False)
    handed = hand_out(**given, by=make.a_chief(), at=make.NOW)
    Article.objects.filter(pk__in=restricted).update(is_restricted=True)
    return handed


def a_back(scene: Scene) -> dict[str, Any]:
    """Find a file that came back and waits."""
    back = bring_back(**a_return(scene), by=make.a_chief(), at=make.NOW)
    return {"back": back}


def a_decision(scene: Scene) -> dict[str, Any]:
    """Take in what came back; what is not answered stays."""
    return {**a_back(scene), "decided": {}, "is_rest_left": True}
