"""Khmer, English and every other language: names, script and well-formed tags.

References:
    BCP 47 (RFC 5646) §2.1 syntax, §2.1.1 letter case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

LONGEST_TAG: Final = 35

_WELL_FORMED = re.compile(
    r"(?P<language>[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|x(?:-[a-z0-9]{1,8})+"
)
_names = re.compile(r"\S+").findall
_SPACELESS_SCRIPTS: Final = frozenset(
    _names("Khmr Thai Laoo Mymr Tibt Hans Hant Hani Jpan Hira Kana")
)
_SCRIPTS: Final = {
    "bo": "Tibt",
    "dz": "Tibt",
    "ja": "Jpan",
    "ko": "Kore",
    "lo": "Laoo",
    "my": "Mymr",
    "th": "Thai",
    "zh": "Hani",
}


class LanguageTagError(ValueError):
    """The text is no well-formed BCP 47 tag."""


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language that a version can be told in.

    Attributes:
        tag: BCP 47, in its usual letter case; fit for an HTML `lang` attribute.
        own_name: short, for a language switch; the tag when nobody knows better.
        names: full names for use in a sentence, by the language of the sentence.
        script: ISO 15924; "Zzzz" when unknown.
    """

    tag: str
    own_name: str
    names: Mapping[str, str] = field(default_factory=dict, hash=False)
    script: str = "Zzzz"

    @property
    def is_written_without_spaces(self) -> bool:
        """Whether words follow each other without a space between them."""
        return self.script in _SPACELESS_SCRIPTS


KHMER: Final = Language(
    tag="km",
    own_name="ខ្មែរ",
    names={"km": "ភាសាខ្មែរ", "en": "Khmer"},
    script="Khmr",
)
ENGLISH: Final = Language(
    tag="en",
    own_name="English",
    names={"km": "ភាសាអង់គ្លេស", "en": "English"},
    script="Latn",
)
SIMPLIFIED_CHINESE: Final = Language(
    tag="zh-Hans",
    own_name="简体中文",
    names={"km": "ភាសាចិនអក្សរកាត់", "en": "Simplified Chinese"},
    script="Hans",
)
VIETNAMESE: Final = Language(
    tag="vi",
    own_name="Tiếng Việt",
    names={"km": "ភាសាវៀតណាម", "en": "Vietnamese"},
    script="Latn",
)

LANGUAGES: Final[tuple[Language, ...]] = (
    KHMER,
    ENGLISH,
    SIMPLIFIED_CHINESE,
    VIETNAMESE,
)
INTERFACE_LANGUAGES: Final[tuple[str, ...]] = (KHMER.tag, ENGLISH.tag)

_BY_TAG: Final = {known.tag: known for known in LANGUAGES}


def canonical_tag(tag: str) -> str:
    """Give a tag its usual letter case.

    Args:
        tag: at most 35 characters; subtags joined by hyphens.

    Raises:
        LanguageTagError: the tag is malformed, repeats a variant or an extension,
            or is one of the irregular tags that RFC 5646 only grandfathers.

    References:
        RFC 5646 §2.1.1 letter case, §2.2.9 well-formed.

    >>> canonical_tag("ZH-hans-cn"), canonical_tag("KM")
    ('zh-Hans-CN', 'km')
    """
    lower = tag.lower()
    found = _WELL_FORMED.fullmatch(lower) if len(tag) <= LONGEST_TAG else None
    if found is None or not tag.isascii() or _repeats(found):
        message = f"not a language tag: {tag[:LONGEST_TAG]!r}"
        raise LanguageTagError(message)
    if not found["language"]:
        return lower
    cased = found["language"]
    if found["script"]:
        cased += "-" + found["script"].title()
    if found["region"]:
        cased += "-" + found["region"].upper()
    return cased + lower[len(cased) :]


def _repeats(found: re.Match[str]) -> bool:
    variants = (found["variants"] or "").split("-")[1:]
    singletons = re.findall(r"-([0-9a-z])(?=-)", found["extensions"] or "")
    return any(len(set(each)) < len(each) for each in (variants, singletons))


def language(tag: str) -> Language:
    """Tell what is known of a language; every well-formed tag has an answer.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> language("km").is_written_without_spaces, language("km-KH").own_name
    (True, 'ខ្មែរ (KH)')
    >>> language("fr").own_name
    'fr'
    """
    tag = canonical_tag(tag)
    subtags = tag.split("-")
    for count in range(len(subtags), 0, -1):
        known = _BY_TAG.get("-".join(subtags[:count]))
        if known is not None:
            return _narrowed(known, tag, "-".join(subtags[count:]))
    script = next(
        (each for each in subtags[1:3] if re.fullmatch("[A-Z][a-z]{3}", each)),
        _SCRIPTS.get(subtags[0], "Zzzz"),
    )
    return Language(tag=tag, own_name=tag, script=script)


def _narrowed(known: Language, tag: str, rest: str) -> Language:
    if not rest:
        return known
    script = re.match("[A-Z][a-z]{3}(?=-|$)", rest)
    return replace(
        known,
        tag=tag,
        own_name=f"{known.own_name} ({rest})",
        names={each: f"{name} ({rest})" for each, name in known.names.items()},
        script=script[0] if script else known.script,
    )


def name_of(tag: str, *, in_language: str) -> str:
    """Name a language for a sentence written in another.

    Args:
        tag: the language to name.
        in_language: tag of the sentence; where no name is known in it, the
            language's name for itself is the answer.

    Raises:
        LanguageTagError: one of the tags is malformed.

    >>> name_of("en", in_language="km"), name_of("vi", in_language="fr")
    ('ភាសាអង់គ្លេស', 'Tiếng Việt')
    """
    named = language(tag)
    primary = canonical_tag(in_language).split("-")[0]
    return named.names.get(primary, named.own_name)


def interface_language(tag: str) -> str:
    """Choose the language of buttons and labels around a text.

    Raises:
        LanguageTagError: the tag is malformed.

    >>> interface_language("km-KH"), interface_language("zh-Hans")
    ('km', 'en')
    """
    primary = canonical_tag(tag).split("-")[0]
    return primary if primary in INTERFACE_LANGUAGES else ENGLISH.tag


def in_each_language(labelled: object, field: str) -> dict[str, str]:
    """Read a label in every language that labels are kept in.

    Args:
        labelled: has an attribute `<field>_<tag>` for each of them.
        field: such as "name".

    Returns:
        Text by language tag, Khmer first; empty where there is none.
    """
    return {
        tag: getattr(labelled, f"{field}_{tag}") or "" for tag in INTERFACE_LANGUAGES
    }
