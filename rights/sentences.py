"""A permission as one plain sentence, in Khmer and in English."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import Enum
from typing import Final

from articles.languages import name_of
from articles.text.dates import written_date, written_moment
from rights.terms import EVERY, Act, Edit, Medium, Terms
from rights.territories import country

SENTENCE_LANGUAGES: Final = ("km", "en")


class Reach(Enum):
    """How far a permission reaches."""

    EVERYTHING = "everything"
    SECTION = "section"
    STORY = "story"


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A permission with the names that its sentence needs, each by language tag.

    Attributes:
        licensee: Who may.
        outlet: Whose stories.
        reach: Which of them.
        named: The section or the headline; empty texts for everything.
        terms: What, where, how long.
    """

    licensee: Mapping[str, str]
    outlet: Mapping[str, str]
    reach: Reach
    named: Mapping[str, str]
    terms: Terms


# Whole clauses, because no word order is that of both languages.
_CLAUSES: Final[Mapping[str, Mapping[str, str]]] = {
    "km": {
        "may": "{licensee} អាច{acts} {stories}",
        "may_not": "{licensee} មិនអាច{acts} {stories}ទេ",
        "nothing": "{licensee} មិនអាចធ្វើអ្វីជាមួយ{stories}បានទេ "
        "ព្រោះការអនុញ្ញាតនេះមិនបានបញ្ជាក់{lacks}",
        "everything": "អត្ថបទទាំងអស់របស់ {outlet}",
        "section": "អត្ថបទទាំងអស់ក្នុងផ្នែក «{named}» របស់ {outlet}",
        "story": "អត្ថបទ «{named}» របស់ {outlet}",
        "every_language": "ជាភាសាណាក៏បាន",
        "languages": "ជា{words}",
        "every_medium": "សម្រាប់គ្រប់មធ្យោបាយផ្សព្វផ្សាយ",
        "media": "សម្រាប់{words}",
        "every_territory": "នៅគ្រប់ប្រទេស",
        "territories": "នៅ{words}",
        "from": "ចាប់ពី{start}",
        "until": "ចាប់ពី{start} រហូតដល់ចប់{end}",
        "until_moment": "ចាប់ពី{start} រហូតដល់{end}",
        "review": "ដោយត្រូវពិនិត្យឡើងវិញនៅ{day}",
        "edits": "អាច{words} តែមិនអាចកែអ្វីផ្សេងទៀតក្នុងអត្ថបទទេ",
        "no_edits": "មិនអាចកែអត្ថបទទេ",
        "pieces_stay": "អ្វីដែលបានផ្សាយមុនពេលផុតកំណត់ អាចរក្សាទុកបាន",
        "pieces_go": "អ្វីដែលបានផ្សាយ ត្រូវដកចេញនៅពេលផុតកំណត់",
        "mirror": "អាចរក្សាច្បាប់ចម្លងទំព័រនៅអាសយដ្ឋានទីពីរបាន",
        "exclusive": "ដៃគូផ្សេងទៀតមិនទទួលបានការអនុញ្ញាតដូចគ្នានេះទេ",
        "denial": "ការហាមនេះឈ្នះលើការអនុញ្ញាតទាំងអស់",
        "acts_missing": "ការប្រើប្រាស់",
        "languages_missing": "ភាសា",
        "media_missing": "មធ្យោបាយផ្សព្វផ្សាយ",
        "territories_missing": "ប្រទេស",
        "and": " និង",
        "or": " ឬ",
        "comma": " ",
        "between": " ",
        "semicolon": "; ",
        "end": "។",
    },
    "en": {
        "may": "{licensee} may {acts} {stories}",
        "may_not": "{licensee} may not {acts} {stories}",
        "nothing": "{licensee} may do nothing with {stories}, because this permission "
        "names no {lacks}",
        "everything": "every story of {outlet}",
        "section": "every story in the section “{named}” of {outlet}",
        "story": "the story “{named}” of {outlet}",
        "every_language": "in every language",
        "languages": "in {words}",
        "every_medium": "for every medium",
        "media": "for {words}",
        "every_territory": "in every country",
        "territories": "in {words}",
        "from": "from {start}",
        "until": "from {start} to the end of {end}",
        "until_moment": "from {start} until {end}",
        "review": "to be looked at again on {day}",
        "edits": "it may {words}, and change nothing else of the text",
        "no_edits": "it may not change the text",
        "pieces_stay": "what was published before the end may stay",
        "pieces_go": "what was published must be removed at the end",
        "mirror": "it may keep the pages on a second address",
        "exclusive": "no other partner is given the same",
        "denial": "this no stands above every permission",
        "acts_missing": "use",
        "languages_missing": "language",
        "media_missing": "medium",
        "territories_missing": "country",
        "and": " and ",
        "or": " or ",
        "comma": ", ",
        "between": ", ",
        "semicolon": "; ",
        "end": ".",
    },
}


def sentence(spoken: Spoken, language: str, *, zone: tzinfo) -> str:
    """Say a permission in one sentence.

    Args:
        spoken: With names in the language.
        language: One of `SENTENCE_LANGUAGES`.
        zone: In which its days begin and end.
    """
    say = _CLAUSES[language]
    stories = say[spoken.reach.value].format(
        outlet=spoken.outlet[language], named=spoken.named.get(language, "")
    )
    licensee, terms = spoken.licensee[language], spoken.terms
    lacks = [name for name in _NAMED if not getattr(terms, name)]
    if lacks:
        words = _joined((say[f"{name}_missing"] for name in lacks), say, "or")
        nothing = say["nothing"].format(licensee=licensee, stories=stories, lacks=words)
        return nothing + say["end"]
    acts = _joined(
        (act.labels[language] for act in Act if act in terms.acts),
        say,
        "or" if terms.is_denial else "and",
    )
    deed = say["may_not" if terms.is_denial else "may"]
    first = say["between"].join(
        (
            deed.format(licensee=licensee, acts=acts, stories=stories),
            _languages(terms, language, say),
            _media(terms, language, say),
            _territories(terms, language, say),
            *_period(terms, language, say, zone),
        )
    )
    return (
        say["semicolon"].join((first, *_conditions(terms, language, say))) + say["end"]
    )


_NAMED: Final = ("acts", "languages", "media", "territories")


def _languages(terms: Terms, language: str, say: Mapping[str, str]) -> str:
    if EVERY in terms.languages:
        return say["every_language"]
    names = (name_of(tag, in_language=language) for tag in sorted(terms.languages))
    return say["languages"].format(words=_joined(names, say, "and"))


def _media(terms: Terms, language: str, say: Mapping[str, str]) -> str:
    if EVERY in terms.media:
        return say["every_medium"]
    names = (medium.labels[language] for medium in Medium if medium in terms.media)
    return say["media"].format(words=_joined(names, say, "and"))


def _territories(terms: Terms, language: str, say: Mapping[str, str]) -> str:
    if EVERY in terms.territories:
        return say["every_territory"]
    names = (country(code, language) for code in sorted(terms.territories))
    return say["territories"].format(words=_joined(names, say, "and"))


def _period(
    terms: Terms, language: str, say: Mapping[str, str], zone: tzinfo
) -> Iterable[str]:
    start = written_date(terms.starts_at.astimezone(zone), language)
    if terms.ends_at is not None:
        end = last_day(terms.ends_at, zone)
        if end is None:
            moment = written_moment(terms.ends_at, language, zone=zone)
            yield say["until_moment"].format(start=start, end=moment)
        else:
            yield say["until"].format(start=start, end=written_date(end, language))
        return
    yield say["from"].format(start=start)
    if terms.review_date is not None and not terms.is_denial:
        yield say["review"].format(day=written_date(terms.review_date, language))


def last_day(ends_at: datetime, zone: tzinfo) -> date | None:
    """Return the last whole day of a period; None where it ends within a day.

    Args:
        ends_at: Timezone-aware; no longer included.
        zone: In which days begin and end.
    """
    local = ends_at.astimezone(zone)
    if local.time() != local.time().min:
        return None
    return (local - timedelta(microseconds=1)).date()


def _conditions(terms: Terms, language: str, say: Mapping[str, str]) -> Iterable[str]:
    if terms.is_denial:
        yield say["denial"]
        return
    edits = [edit.labels[language] for edit in Edit if edit in terms.edits]
    if edits:
        yield say["edits"].format(words=_joined(edits, say, "and"))
    else:
        yield say["no_edits"]
    if terms.ends_at is not None:
        yield say["pieces_stay" if terms.pieces_stay else "pieces_go"]
    if terms.may_mirror:
        yield say["mirror"]
    if terms.is_exclusive:
        yield say["exclusive"]


def _joined(words: Iterable[str], say: Mapping[str, str], last: str) -> str:
    *first, end = words
    return say[last].join((say["comma"].join(first), end)) if first else end
