"""The house rights notice in words: our own Khmer and English texts, filled in.

Software cannot say what the law is. These texts name the five acts that need
written permission, say where to ask, and stop there; the warning of legal action
comes only from the law clause, which an outlet may change or leave out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from articles.text.dates import to_khmer_digits

SHORT_LIMIT: Final = 200

LAW_CLAUSE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "km": "ការប្រើប្រាស់ដោយគ្មានការអនុញ្ញាត អាចនាំឱ្យមានចំណាត់ការតាមផ្លូវច្បាប់ "
        "ក្រោមច្បាប់កម្ពុជា និងច្បាប់ពាក់ព័ន្ធ។",
        "en": "Use without permission may lead to legal action "
        "under Cambodian law and related laws.",
    }
)

_ADDRESS: Final = re.compile(r"https?://[^\s/]+\S*|[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+")
_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2999
# Khmer is written without spaces: these mark words and join letters inside a name.
_WITHIN_WORDS: Final = str.maketrans("", "", "\u200b\u200c\u200d")


class WordingError(ValueError):
    """The notice cannot be worded; `reasons` lists everything that is wrong."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


@dataclass(frozen=True)
class NoticeParameters:
    """What an outlet fills in.

    Attributes:
        rights_holder: The legal person that may give permission, by language tag.
        outlet: The name readers know, by language tag.
        address: Where to ask: an e-mail address or an http(s) URL.
        year: Of first publication, common era.
        law_clause: The warning, by language tag; empty for none.
    """

    rights_holder: Mapping[str, str]
    outlet: Mapping[str, str]
    address: str
    year: int
    law_clause: Mapping[str, str] = field(default_factory=lambda: LAW_CLAUSE)


@dataclass(frozen=True)
class NoticeText:
    """The notice in one language: complete, and for three smaller places.

    Attributes:
        full: The notice as it stands under an article.
        short: At most 200 characters, for posts, cards and captions.
        licensed_line: Stands before the notice on a licensed copy.
        plain_words: What a reader may do without asking.
    """

    full: str
    short: str
    licensed_line: str
    plain_words: str


# Each sentence is ours; who changes one issues a new edition of the notice.
_SENTENCES: Final[Mapping[str, NoticeText]] = {
    "km": NoticeText(
        full=(
            "© {year} {owner}។ ការយកស្នាដៃនេះ ទាំងស្រុង ឬមួយផ្នែក "
            "ទៅផលិតឡើងវិញជាការបោះពុម្ព ផលិតឡើងវិញតាមប្រព័ន្ធអេឡិចត្រូនិក "
            "ផ្សាយតាមវិទ្យុ ទូរទស្សន៍ ឬមធ្យោបាយផ្សាយផ្សេងទៀត សរសេរឡើងវិញ "
            "ឬចែកចាយបន្ត ត្រូវមានការអនុញ្ញាតជាលាយលក្ខណ៍អក្សរពី {holder} ជាមុន។ "
            "សូមសុំការអនុញ្ញាតតាម៖ {address} ។ "
            "{outlet} មិនទទួលខុសត្រូវចំពោះការរំលោភសិទ្ធិដែលអ្នកដទៃប្រព្រឹត្តឡើយ។"
        ),
        short=(
            "© {year} {holder}។ ត្រូវមានការអនុញ្ញាតជាលាយលក្ខណ៍អក្សរ "
            "ទើបអាចបោះពុម្ព ចម្លងតាមអេឡិចត្រូនិក ផ្សាយ សរសេរឡើងវិញ ឬចែកចាយបន្ត៖ {address}"
        ),
        licensed_line=(
            "ចុះផ្សាយនៅទីនេះដោយមានការអនុញ្ញាតជាលាយលក្ខណ៍អក្សរពី {holder} ។ ចំពោះអ្នកដទៃទៀត៖"
        ),
        plain_words=(
            "លោកអ្នកអាចចែករំលែកតំណភ្ជាប់មកកាន់ទំព័រនេះ អានឱ្យអ្នកនៅជុំវិញស្ដាប់ "
            "និងដកស្រង់មួយផ្នែកខ្លីដោយបញ្ជាក់ឈ្មោះ {outlet} បានដោយសេរី។ "
            "បើត្រូវការលើសពីនេះ សូមសុំការអនុញ្ញាតជាមុនតាម៖ {address} ។ "
            "អ្វីដែលច្បាប់អនុញ្ញាតឱ្យលោកអ្នកធ្វើ នៅតែធ្វើបានដដែល។"
        ),
    ),
    "en": NoticeText(
        full=(
            "© {year} {owner}. Written permission from {holder} is needed before "
            "all or part of this work is reproduced in print, reproduced "
            "electronically, broadcast, rewritten or redistributed. "
            "Where to ask: {address}. "
            "{outlet} accepts no liability for infringement by others."
        ),
        short=(
            "© {year} {holder}. Printing, electronic copying, broadcast, rewriting "
            "and redistribution need written permission: {address}"
        ),
        licensed_line=(
            "Published here with the written permission of {holder}. For everyone else:"
        ),
        plain_words=(
            "You may freely share a link to this page, read it aloud to the people "
            "around you, and quote a short part of it if you name {outlet}. "
            "For anything more, please ask first: {address}. "
            "Whatever the law lets you do, you may still do."
        ),
    ),
}

WORDING_LANGUAGES: Final = tuple(_SENTENCES)


def house_wording(parameters: NoticeParameters) -> dict[str, NoticeText]:
    """Word the house notice in every language of `WORDING_LANGUAGES`.

    Args:
        parameters: Names and the law clause must be there in each of the languages.

    Returns:
        The texts by language tag, Khmer first; never empty.

    Raises:
        WordingError: A parameter is blank, spread over lines or malformed, the law
            clause is there in some languages only, or a short text is too long.

    >>> spean = {"km": "សមាគមស្ពាន", "en": "Spean Association"}
    >>> asked = NoticeParameters(spean, spean, "rights@spean.example", 2026)
    >>> house_wording(asked)["en"].licensed_line[:50]
    'Published here with the written permission of Spea'
    >>> house_wording(asked)["km"].short[:6]
    '© ២០២៦'
    """
    _refuse(tuple(_faults(parameters)))
    texts = {language: _filled(language, parameters) for language in WORDING_LANGUAGES}
    _refuse(
        tuple(
            f"short text ({language}): {len(text.short)} characters, "
            f"at most {SHORT_LIMIT}"
            for language, text in texts.items()
            if len(text.short) > SHORT_LIMIT
        )
    )
    return texts


def _refuse(reasons: tuple[str, ...]) -> None:
    if reasons:
        raise WordingError(reasons)


def _faults(parameters: NoticeParameters) -> Iterator[str]:
    for language in WORDING_LANGUAGES:
        names = (
            ("rights holder", parameters.rights_holder),
            ("outlet", parameters.outlet),
        )
        for label, texts in names:
            if not is_one_line(texts.get(language, "")):
                yield f"{label} ({language}): a name on one line is needed"
        if parameters.law_clause and not is_one_line(
            parameters.law_clause.get(language, "")
        ):
            yield f"law clause ({language}): needed in every language, or in none"
    if not is_address(parameters.address):
        yield "address: an e-mail address or an http(s) URL is needed"
    if not is_year(parameters.year):
        yield f"year: {parameters.year} is not a year of publication"


def is_one_line(text: str) -> bool:
    """Say whether a text has something to read, and nothing that breaks its line."""
    visible = text.translate(_WITHIN_WORDS)
    return bool(visible.strip()) and visible.isprintable()


def is_address(text: str) -> bool:
    """Say whether a text is an e-mail address or an http(s) URL."""
    return _ADDRESS.fullmatch(text) is not None


def is_year(year: int) -> bool:
    """Say whether a number is a year in which something may have been published."""
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _filled(language: str, parameters: NoticeParameters) -> NoticeText:
    sentences = _SENTENCES[language]
    holder = parameters.rights_holder[language].strip()
    outlet = parameters.outlet[language].strip()
    year = str(parameters.year)
    words = {
        "holder": holder,
        "outlet": outlet,
        "owner": holder if holder == outlet else f"{holder} ({outlet})",
        "address": parameters.address,
        "year": to_khmer_digits(year) if language == "km" else year,
    }
    clause = parameters.law_clause.get(language, "").strip()
    full = sentences.full.format(**words)
    return NoticeText(
        full=f"{full} {clause}" if clause else full,
        short=sentences.short.format(**words),
        licensed_line=sentences.licensed_line.format(**words),
        plain_words=sentences.plain_words.format(**words),
    )
