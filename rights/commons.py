"""The Creative Commons licences: what each lets everybody do, and in which words.

References:
    Creative Commons, legal codes 4.0, https://creativecommons.org/licenses/; the words
    here are ours, the deeds and codes that they lead to are theirs.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from articles.text.dates import to_khmer_digits
from rights.terms import Act, Edit
from rights.wording import NoticeParameters, NoticeText

_SHARING: Final = frozenset(
    {Act.PRINT, Act.ELECTRONIC, Act.BROADCAST, Act.REDISTRIBUTION}
)
_ADAPTING: Final = frozenset({Act.REWRITING, Act.TRANSLATE})


class Commons(StrEnum):
    """The six licences, version 4.0; "nd" allows no change, "nc" no commercial use."""

    BY = "by"
    BY_SA = "by-sa"
    BY_ND = "by-nd"
    BY_NC = "by-nc"
    BY_NC_SA = "by-nc-sa"
    BY_NC_ND = "by-nc-nd"

    @property
    def short_name(self) -> str:
        """Its short name.

        >>> Commons.BY_SA.short_name
        'CC BY-SA 4.0'
        """
        return f"CC {self.value.upper()} 4.0"

    @property
    def word(self) -> str:
        """Its name where only words are kept, as in the ledger.

        >>> Commons.BY_SA.word
        'by_sa'
        """
        return self.value.replace("-", "_")

    @property
    def deed(self) -> str:
        """Address of its deed, which leads to the legal code."""
        return f"https://creativecommons.org/licenses/{self.value}/4.0/"

    @property
    def may_be_changed(self) -> bool:
        """Whether changed texts may be passed on."""
        return "nd" not in self.value.split("-")

    @property
    def is_commercial(self) -> bool:
        """Whether it is for commercial use, too."""
        return "nc" not in self.value.split("-")

    @property
    def shares_alike(self) -> bool:
        """Whether what is made from it goes by the same licence."""
        return "sa" in self.value.split("-")

    @property
    def acts(self) -> frozenset[Act]:
        """What everybody may do."""
        return _SHARING | _ADAPTING if self.may_be_changed else _SHARING

    @property
    def edits(self) -> frozenset[Edit]:
        """What everybody may change in passing."""
        return frozenset(Edit) if self.may_be_changed else frozenset()

    def covers(self, acts: frozenset[Act], edits: frozenset[Edit]) -> bool:
        """Say whether a partner needs no other permission than the licence.

        What partners do with a copy may be for money: a licence that rules that out
        covers nothing by itself.
        """
        return self.is_commercial and acts <= self.acts and edits <= self.edits


_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "km": {
        "share": "អ្នករាល់គ្នាអាចចម្លង និងចែកចាយបន្តនូវអត្ថបទនេះ",
        "adapt": " ព្រមទាំងកែសម្រួល និងបកប្រែវា",
        "unchanged": " ដោយមិនកែប្រែ",
        "money": " ក្នុងគោលបំណងណាក៏បាន",
        "no_money": " ដោយមិនមែនក្នុងគោលបំណងពាណិជ្ជកម្ម",
        "name": "។ ត្រូវបញ្ជាក់ឈ្មោះ {outlet} និងអ្នកដែលមានឈ្មោះក្នុងអត្ថបទ ភ្ជាប់ទៅអត្ថបទដើម "
        "និងទៅអាជ្ញាប័ណ្ណ។",
        "changed": " ត្រូវប្រាប់អំពីអ្វីដែលបានកែប្រែ។",
        "alike": " អ្វីដែលកែសម្រួលពីវា ត្រូវចែកចាយក្រោមអាជ្ញាប័ណ្ណដូចគ្នា។",
        "photos": " រូបថត និងអ្វីដែលជារបស់អ្នកដទៃ មិនស្ថិតក្រោមអាជ្ញាប័ណ្ណនេះទេ។",
        "full": "© {year} {owner}។ អត្ថបទនេះស្ថិតក្រោមអាជ្ញាប័ណ្ណ {title}៖ {deed} ។ ",
        "short": "© {year} {holder}។ អាជ្ញាប័ណ្ណ {title}៖ {deed}",
        "line": "ចុះផ្សាយនៅទីនេះក្រោមអាជ្ញាប័ណ្ណ {title}។ ចំពោះអ្នករាល់គ្នា៖",
        "more": " បើត្រូវការលើសពីនេះ សូមសុំការអនុញ្ញាតជាមុនតាម៖ {address} ។",
    },
    "en": {
        "share": "Everybody may copy this text and pass it on",
        "adapt": ", change it and translate it",
        "unchanged": ", unchanged",
        "money": ", for any purpose",
        "no_money": ", but not for commercial purposes",
        "name": ". Name {outlet} and those who are credited, and link to the original "
        "and to the licence.",
        "changed": " Say what was changed.",
        "alike": " What is made from it is passed on under the same licence.",
        "photos": " Photos and what belongs to others are not under this licence.",
        "full": "© {year} {owner}. This text is licensed under {title}: {deed} . ",
        "short": "© {year} {holder}. Licensed under {title}: {deed}",
        "line": "Published here under the licence {title}. For everyone:",
        "more": " For anything more, please ask first: {address}.",
    },
}


def commons_wording(
    licence: Commons, parameters: NoticeParameters
) -> dict[str, NoticeText]:
    """Word the notice of a text under a licence, in Khmer and in English.

    Args:
        licence: Which one.
        parameters: Names in both languages; the law clause counts for nothing.

    >>> spean = {"km": "សមាគមស្ពាន", "en": "Spean Association"}
    >>> asked = NoticeParameters(spean, spean, "rights@spean.example", 2026)
    >>> commons_wording(Commons.BY_ND, asked)["en"].plain_words[:53]
    'Everybody may copy this text and pass it on, unchange'
    """
    return {tag: _worded(tag, licence, parameters) for tag in _WORDS}


def _worded(tag: str, licence: Commons, parameters: NoticeParameters) -> NoticeText:
    words = _WORDS[tag]
    holder, outlet = parameters.rights_holder[tag], parameters.outlet[tag]
    year = str(parameters.year)
    names = {
        "title": licence.short_name,
        "deed": licence.deed,
        "holder": holder,
        "outlet": outlet,
        "owner": holder if holder == outlet else f"{holder} ({outlet})",
        "address": parameters.address,
        "year": to_khmer_digits(year) if tag == "km" else year,
    }
    may = "".join(
        (
            words["share"],
            words["adapt" if licence.may_be_changed else "unchanged"],
            words["money" if licence.is_commercial else "no_money"],
            words["name"],
            words["changed"] if licence.may_be_changed else "",
            words["alike"] if licence.shares_alike else "",
            words["photos"],
        )
    ).format(**names)
    return NoticeText(
        full=words["full"].format(**names) + may,
        short=words["short"].format(**names),
        licensed_line=words["line"].format(**names),
        plain_words=may + words["more"].format(**names),
    )
