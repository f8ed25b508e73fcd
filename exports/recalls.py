"""What partners are told when copies must change: what to do, never why.

No text here holds a headline, a name, an address of a story or a reason: a copy is
called by its article's URN, its language, its format and its digest.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from articles.languages import name_of
from articles.text.dates import written_date

RECALL_LANGUAGES: Final = ("km", "en")
TAKEN_DOWN: Final = "taken_down"
CORRECTED: Final = "corrected"
CREDITED: Final = "credited"
REVOKED: Final = "revoked"
REISSUED: Final = "reissued"
REPLACED: Final = "replaced"

_SUBJECTS: Final = {
    "km": "{outlet}៖ សូមធ្វើសកម្មភាពលើច្បាប់ចម្លង",
    "en": "{outlet}: copies that need your attention",
}
_DO: Final[Mapping[str, Mapping[str, str]]] = {
    TAKEN_DOWN: {
        "km": "សូមដកច្បាប់ចម្លងខាងក្រោមចេញភ្លាម គ្រប់ភាសា និងគ្រប់ទីកន្លែងដែលវាលេចឡើង "
        "រួមទាំងសេចក្ដីបកប្រែ និងការបង្ហោះរបស់លោកអ្នក។",
        "en": "Please remove the copies below at once, in every language and wherever "
        "they appear, your own translations and posts among them.",
    },
    CORRECTED: {
        "km": "ច្បាប់ចម្លងខាងក្រោមមិនទាន់សម័យទៀតទេ។ សូមជំនួសវាដោយច្បាប់ថ្មីដែលយើងផ្ញើជូន "
        "ឬដកចេញរហូតដល់ទទួលបាន គ្រប់ភាសា រួមទាំងសេចក្ដីបកប្រែរបស់លោកអ្នក។",
        "en": "The copies below are out of date. Please replace them with the new ones "
        "that we send, or remove them until then, in every language, your own "
        "translations among them.",
    },
    CREDITED: {
        "km": "បន្ទាត់ឈ្មោះអ្នករៀបចំលើច្បាប់ចម្លងខាងក្រោមមិនត្រឹមត្រូវទៀតទេ។ សូមជំនួសដោយបន្ទាត់"
        "លើច្បាប់ថ្មី ហើយកុំរក្សាទុកបន្ទាត់ចាស់។",
        "en": "The credit line of the copies below is no longer right. Please use the "
        "one of the new copies, and keep the former one nowhere.",
    },
    REVOKED: {
        "km": "ការអនុញ្ញាតសម្រាប់ច្បាប់ចម្លងខាងក្រោមត្រូវបានដកហូត។ សូមកុំផ្សាយវាទៀត ហើយដកចេញ"
        "នូវអ្វីដែលបានផ្សាយ។",
        "en": "The permission for the copies below was taken back. Please publish them "
        "no more, and remove what was published.",
    },
    REISSUED: {
        "km": "សេចក្ដីជូនដំណឹងអំពីសិទ្ធិលើច្បាប់ចម្លងខាងក្រោមមានខ្លឹមសារថ្មី។ សូមជំនួសវាដោយច្បាប់ថ្មី"
        "ដែលយើងផ្ញើជូន។",
        "en": "The rights notice on the copies below has a new wording. Please replace "
        "them with the new ones that we send.",
    },
    REPLACED: {
        "km": "ច្បាប់ចម្លងខាងក្រោមត្រូវបានជំនួសដោយច្បាប់ថ្មីដែលយើងបានផ្ញើជូនរួចហើយ ហើយដែលមានសរសេរ"
        "នៅក្រោមច្បាប់ចាស់នីមួយៗ។ សូមប្រើច្បាប់ថ្មី ហើយកុំរក្សាទុកច្បាប់ចាស់។",
        "en": "Each copy below is replaced by another one that we have sent you, named "
        "under it. Please use the new one, and keep the former one nowhere.",
    },
}
_PIECES_STAY: Final = {
    "km": "ការអនុញ្ញាតសម្រាប់ច្បាប់ចម្លងខាងក្រោមត្រូវបានដកហូត។ អ្វីដែលបានផ្សាយរួច អាចរក្សាទុកបាន "
    "ប៉ុន្តែសូមកុំផ្សាយវាទៀត។",
    "en": "The permission for the copies below was taken back. What was published may "
    "stay; please publish them no more.",
}
_LISTED: Final = {"km": "ច្បាប់ចម្លង៖", "en": "Copies:"}
_TELL: Final = {
    "km": "ពេលធ្វើរួច សូមប្រាប់យើងដោយចុចតំណនេះ (មិនចាំបាច់ចូលគណនី)៖",
    "en": "When it is done, please tell us by this link; no sign-in is needed:",
}
_INSTEAD: Final = {"km": "ប្រើជំនួស៖", "en": "use instead:"}
_FOR_PROGRAMS: Final = {
    "km": "សម្រាប់កម្មវិធី (Atom, ninjs)៖",
    "en": "For programs (Atom, ninjs):",
}
_AGAIN: Final = {
    "km": "នេះជាការរំលឹក។ យើងមិនទាន់បានដំណឹងពីលោកអ្នកទេ។",
    "en": "This is a reminder. We have not heard from you yet.",
}


@dataclass(frozen=True)
class ListedCopy:
    """A copy, without what its story is called.

    Attributes:
        urn: Of the article.
        language: BCP 47.
        format: Code of the format.
        sha256: 64 hexadecimal digits.
        sent_date: In the newsroom's own time zone.
        instead: What takes its place; None where nothing was named.
    """

    urn: str
    language: str
    format: str
    sha256: str
    sent_date: date
    instead: "ListedCopy | None" = None


def subject(outlet: Mapping[str, str]) -> str:
    """Word the subject of a mail, in both languages.

    >>> subject({"km": "ផ្សារ", "en": "The Market"})[-43:]
    'The Market: copies that need your attention'
    """
    words = (_SUBJECTS[tag].format(outlet=outlet[tag]) for tag in RECALL_LANGUAGES)
    return " · ".join(words)


def told_to_do(kind: str, tag: str) -> str:
    """Return what is to be done, in one language; in English where it has no words.

    >>> told_to_do(TAKEN_DOWN, "zh-Hans") == told_to_do(TAKEN_DOWN, "en")
    True
    """
    return _DO[kind].get(tag, _DO[kind]["en"])


def notice_text(
    kind: str,
    copies: Iterable[ListedCopy],
    *,
    done_url: str,
    pieces_stay: bool = False,
    is_reminder: bool = False,
    feed_url: str = "",
) -> str:
    """Word what a partner is told, in both languages, ready to be pasted.

    Args:
        kind: One of the six above.
        copies: What the partner was sent, in order.
        done_url: Where they say that it is done.
        pieces_stay: Of a permission taken back: what was published need not go.
        is_reminder: It was said before.
        feed_url: Where programs learn the same; empty for nowhere.
    """
    listed = tuple(copies)
    do = _PIECES_STAY if kind == REVOKED and pieces_stay else _DO[kind]
    parts = []
    for tag in RECALL_LANGUAGES:
        lines = [_AGAIN[tag], ""] if is_reminder else []
        lines += [do[tag], "", _LISTED[tag]]
        lines += [_line(copy, tag) for copy in listed]
        lines += ["", _TELL[tag], done_url]
        lines += ["", _FOR_PROGRAMS[tag], feed_url] if feed_url else []
        parts.append("\n".join(lines))
    return "\n\n--\n\n".join(parts) + "\n"


def _line(copy: ListedCopy, tag: str) -> str:
    line = f"- {copy.urn} · {_called(copy, tag)}"
    if copy.instead is None:
        return line
    return f"{line}\n  {_INSTEAD[tag]} {_called(copy.instead, tag)}"


def _called(copy: ListedCopy, tag: str) -> str:
    language = name_of(copy.language, in_language=tag)
    day = written_date(copy.sent_date, tag)
    return f"{language} · {copy.format} · {day} · {copy.sha256[:16]}"
