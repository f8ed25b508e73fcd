"""The only way to make a letter: written, read back, compared."""

from collections.abc import Iterator
from typing import Any

from articles.text.dates import written_date, written_number
from exports.letters.package import LetterPackage
from exports.letters.reading import (
    FoundLetter,
    UnreadableLetterError,
    cluster_form,
    read_letter,
)
from exports.letters.writing import write_letter
from rights.notices import fingerprint
from rights.sentences import SENTENCE_LANGUAGES


class LetterRefused(Exception):  # noqa: N818 - refusals are not errors
    """The bytes are not the letter; `faults` lists everything that is wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def seal_letter(letter: LetterPackage) -> bytes:
    """Write a letter and prove it on its bytes.

    Raises:
        LetterRefused: Anything is missing from the bytes, or too much; says it all.
    """
    file_bytes = write_letter(letter)
    verify_letter(letter, file_bytes)
    return file_bytes


def verify_letter(letter: LetterPackage, file_bytes: bytes) -> FoundLetter:
    """Read bytes and compare them with the letter that they should be.

    Raises:
        LetterRefused: They are not; lists every fault.
    """
    try:
        found = read_letter(file_bytes)
    except UnreadableLetterError as error:
        raise LetterRefused((str(error),)) from error
    faults = (
        *_visible(letter, cluster_form(found.visible_text)),
        *_for_machines(letter, found.rights),
        *found.forbidden,
    )
    if faults:
        raise LetterRefused(faults)
    return found


def _visible(letter: LetterPackage, shown: str) -> Iterator[str]:
    for tag in SENTENCE_LANGUAGES:
        wanted = {
            "notice": letter.notice.texts[tag].full,
            "sentence": letter.sentences[tag],
            "rights holder": letter.notice.rights_holder[tag],
            "partner": letter.licensee[tag],
            "number": written_number(letter.number, tag),
            "day": written_date(letter.day, tag),
            "title": letter.kind.title[tag],
            "standing words": letter.kind.standing[tag],
        }
        for name, text in wanted.items():
            if cluster_form(text) not in shown:
                yield f"nobody sees the {name} in {tag}"
    for url in (letter.policy_url, *(place.url for place in letter.places)):
        if cluster_form(url) not in shown:
            yield "nobody sees an address"


def _for_machines(letter: LetterPackage, rights: Any) -> Iterator[str]:
    said = {
        "kind": letter.kind.code,
        "number": letter.number,
        "day": letter.day.isoformat(),
        letter.kind.addressee: dict(letter.licensee),
        "sentences": dict(letter.sentences),
        "noticeEdition": letter.notice.edition,
        letter.kind.address: letter.policy_url,
    }
    if letter.places:
        said["places"] = [place.url for place in letter.places]
    for name, value in said.items():
        if rights.get(name) != value:
            yield f"for machines there is another {name}"
    texts = rights.get("notice")
    wanted = {tag: fingerprint(text.full) for tag, text in letter.notice.texts.items()}
    held = texts if isinstance(texts, dict) else {}
    if {tag: fingerprint(str(text)) for tag, text in held.items()} != wanted:
        yield "for machines the notice is another one"
