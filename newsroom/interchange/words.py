"""What is said of a row that came back."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from translations.formats.comparing import Choice, Compared, Verdict
from translations.formats.inline import CodeKind
from translations.formats.sewing import Trouble, TroubleKind


def standing(row: Compared) -> str:
    """Say how a row stands."""
    return {
        Verdict.UNCHANGED: _("came back as it is"),
        Verdict.TAKES: _("translated outside"),
        Verdict.CONFLICT: _("written outside and here"),
        Verdict.SOURCE_CHANGED: _("the source changed since the file left"),
        Verdict.EMPTY: _("came back without a translation"),
        Verdict.UNKNOWN: _("there is no such paragraph"),
    }[row.verdict]


def choices(row: Compared, *, can_drop: bool) -> Iterator[tuple[Choice, str]]:
    """Yield what can become of a row, in the order of the page."""
    if row.verdict is Verdict.EMPTY:
        yield Choice.MINE, _keeping(row)
        if can_drop:
            yield Choice.DROP, _("Left out on purpose")
        elif row.mine:
            yield Choice.THEIRS, _("Take the text away here, too")
        return
    yield Choice.THEIRS, _("Take the text of the file")
    yield (
        Choice.MINE,
        _("Keep the text that is here")
        if row.mine
        else _("Leave it without a translation"),
    )


def _keeping(row: Compared) -> str:
    return _("Keep the text that is here") if row.mine else _("Still to be translated")


def trouble(found: Trouble) -> str:
    """Say what is wrong with a code, and what to do."""
    what = _code(found.code_kind)
    said = {
        TroubleKind.MISSING: _(
            "%(what)s of the text is missing. If that is meant, take the text; else "
            "set it again in the pair editor."
        ),
        TroubleKind.DOUBLED: _(
            "%(what)s stands there twice. Take the text and look at it in the pair "
            "editor."
        ),
        TroubleKind.CROSSED: _(
            "%(what)s crosses another one. It was parted so that both hold; look at it."
        ),
        TroubleKind.UNPAIRED: _(
            "%(what)s opens or closes only. The words are all there; set it again in "
            "the pair editor."
        ),
        TroubleKind.UNKNOWN: _(
            "A code that was never in this paragraph was left out. The words are all "
            "there."
        ),
    }[found.kind]
    return said % {"what": what}


def _code(kind: CodeKind) -> str:
    return {
        CodeKind.BOLD: _("Bold"),
        CodeKind.ITALIC: _("Italic"),
        CodeKind.LINK: _("A link"),
        CodeKind.LINE: _("A line break"),
        CodeKind.PARAGRAPH: _("A new paragraph"),
        CodeKind.LANGUAGE: _("A passage in another language"),
    }.get(kind, _("A code"))
