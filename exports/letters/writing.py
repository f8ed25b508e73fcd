"""Sets a permission letter as PDF."""

from pathlib import Path
from typing import Any

from articles.text.dates import written_date, written_number
from exports.formats.typesetting import typeset
from exports.letters.package import LetterPackage
from rights.sentences import SENTENCE_LANGUAGES

TEMPLATE = Path(__file__).with_name("letter.typ")


def write_letter(letter: LetterPackage) -> bytes:
    """Write a letter: the same bytes for the same package, always.

    Texts reach the typesetter as data, so that none of them is ever a command.

    References:
        PDF/UA-1 (ISO 14289-1), checked by the typesetter itself.
    """
    return typeset(
        TEMPLATE.read_bytes(),
        {"letter": _words(letter), "rights": _rights(letter)},
        standards=("ua-1",),
    )


def _words(letter: LetterPackage) -> dict[str, Any]:
    return {
        "number": {
            tag: written_number(letter.number, tag) for tag in SENTENCE_LANGUAGES
        },
        "day": {tag: written_date(letter.day, tag) for tag in SENTENCE_LANGUAGES},
        "outlet": dict(letter.outlet),
        "holder": dict(letter.notice.rights_holder),
        "address": letter.notice.address,
        "licensee": dict(letter.licensee),
        "sentence": dict(letter.sentences),
        "notice": {tag: letter.notice.texts[tag].full for tag in SENTENCE_LANGUAGES},
        "policy": letter.policy_url,
    }


def _rights(letter: LetterPackage) -> dict[str, Any]:
    return {
        "kind": "permission letter",
        "number": letter.number,
        "day": letter.day.isoformat(),
        "rightsHolder": dict(letter.notice.rights_holder),
        "licensee": dict(letter.licensee),
        "sentences": dict(letter.sentences),
        "noticeEdition": letter.notice.edition,
        "notice": {tag: text.full for tag, text in letter.notice.texts.items()},
        "policy": letter.policy_url,
    }
