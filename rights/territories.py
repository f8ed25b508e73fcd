"""What countries are called in a sentence: those that partners come from."""

from collections.abc import Mapping
from typing import Final

_NAMES: Final[Mapping[str, tuple[str, str]]] = {
    "AU": ("អូស្ត្រាលី", "Australia"),
    "BN": ("ប្រ៊ុយណេ", "Brunei"),
    "CA": ("កាណាដា", "Canada"),
    "CH": ("ស្វីស", "Switzerland"),
    "CN": ("ចិន", "China"),
    "DE": ("អាល្លឺម៉ង់", "Germany"),
    "FR": ("បារាំង", "France"),
    "GB": ("ចក្រភពអង់គ្លេស", "the United Kingdom"),
    "ID": ("ឥណ្ឌូនេស៊ី", "Indonesia"),
    "IN": ("ឥណ្ឌា", "India"),
    "JP": ("ជប៉ុន", "Japan"),
    "KH": ("កម្ពុជា", "Cambodia"),
    "KR": ("កូរ៉េខាងត្បូង", "South Korea"),
    "LA": ("ឡាវ", "Laos"),
    "MM": ("មីយ៉ាន់ម៉ា", "Myanmar"),
    "MY": ("ម៉ាឡេស៊ី", "Malaysia"),
    "NZ": ("នូវែលសេឡង់", "New Zealand"),
    "PH": ("ហ្វីលីពីន", "the Philippines"),
    "SG": ("សិង្ហបុរី", "Singapore"),
    "TH": ("ថៃ", "Thailand"),
    "TL": ("ទីម័រឡេស្តេ", "Timor-Leste"),
    "US": ("សហរដ្ឋអាមេរិក", "the United States"),
    "VN": ("វៀតណាម", "Vietnam"),
}

TERRITORIES: Final = tuple(_NAMES)
"""Codes of the countries that have a name here."""


def country(code: str, language: str) -> str:
    """Name a country in a sentence.

    Args:
        code: ISO 3166-1 alpha-2.
        language: "km" or "en".

    Returns:
        Its name; the code itself for a country that nobody has named here.

    >>> country("TH", "km"), country("TH", "en"), country("ZA", "en")
    ('ថៃ', 'Thailand', 'ZA')
    """
    khmer, english = _NAMES.get(code, (code, code))
    return khmer if language == "km" else english
