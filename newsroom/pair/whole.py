"""What the buttons above the rows do: they are about the whole translation."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.text.dates import written_number
from newsroom.pair.deeds import resolve
from newsroom.pair.pairs import Pair
from newsroom.pair.typed import Sent
from people.models import Account
from translations.actions import aligning, arranging, commenting, filling
from translations.actions.commenting import CommentRefused

Act = Callable[[Pair, Sent, Account, datetime], object]


def _confirm_all(pair: Pair, _sent: Sent, by: Account, at: datetime) -> object:
    return arranging.confirm(version=pair.version, by=by, at=at)


def _heads(*, are_wanted: bool) -> Act:
    def act(pair: Pair, _sent: Sent, by: Account, at: datetime) -> object:
        return arranging.translate_heads(
            version=pair.version, is_wanted=are_wanted, by=by, at=at
        )

    return act


def _align(pair: Pair, _sent: Sent, by: Account, at: datetime) -> object:
    """Look for links to those sources of which the translation has no unit yet."""
    linked = {row.unit.source for row in pair.rows if row.unit}
    return [
        aligning.align_anew(version=pair.version, source=source, by=by, at=at)
        for source in pair.sources
        if source.pk not in linked
    ]


def _fill(pair: Pair, _sent: Sent, by: Account, at: datetime) -> str:
    """Fill what is empty from the memory, and say how much that was."""
    done = filling.fill_from_memory(version=pair.version, by=by, at=at)
    speaking = get_language() or "en"
    return _("%(filled)s of %(empty)s empty paragraphs were translated before.") % {
        "filled": written_number(done.filled, speaking),
        "empty": written_number(done.empty, speaking),
    }


def _comment(pair: Pair, sent: Sent, by: Account, at: datetime) -> object:
    return commenting.comment(
        version=pair.version, text=sent.get("comment", ""), by=by, at=at
    )


def _resolve(pair: Pair, sent: Sent, by: Account, at: datetime) -> object:
    pk = sent.get("resolve", "")
    if not pk.isdecimal():
        raise CommentRefused(_("The comment is gone."))
    return resolve(pair.version, int(pk), by, at)


WHOLE: Mapping[str, Act] = {
    "confirm_all": _confirm_all,
    "heads_on": _heads(are_wanted=True),
    "heads_off": _heads(are_wanted=False),
    "align": _align,
    "fill": _fill,
    "comment": _comment,
    "resolve": _resolve,
}
