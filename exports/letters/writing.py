"""Sets a letter as PDF."""

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
        "title": dict(letter.kind.title),
        "standing": dict(letter.kind.standing),
        "foot": dict(letter.kind.foot),
        "signed_by_both": letter.kind.is_signed_by_both,
        "places": [{**place.label, "url": place.url} for place in letter.places],
    }


def _rights(letter: LetterPackage) -> dict[str, Any]:
    return {
        "kind": letter.kind.code,
        "number": letter.number,
        "day": letter.day.isoformat(),
        "rightsHolder": dict(letter.notice.rights_holder),
        letter.kind.addressee: dict(letter.licensee),
        "sentences": dict(letter.sentences),
        "noticeEdition": letter.notice.edition,
        "notice": {tag: text.full for tag, text in letter.notice.texts.items()},
        letter.kind.address: letter.policy_url,
        **({"places": [place.url for place in letter.places]} if letter.places else {}),
    }
