"""The printed credits and the translation note, in the language of the page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from articles.languages import interface_language, name_of

# In the order in which they are printed; the words before the names.
CREDIT_LABELS: Mapping[str, Mapping[str, str]] = {
    "author": {"en": "By", "km": "និពន្ធដោយ"},
    "reporter": {"en": "Reported by", "km": "រាយការណ៍ដោយ"},
    "additional_reporting": {"en": "Additional reporting by", "km": "រាយការណ៍បន្ថែមដោយ"},
    "translator": {"en": "Translated by", "km": "បកប្រែដោយ"},
    "editor": {"en": "Edited by", "km": "កែសម្រួលដោយ"},
    "copy_editor": {"en": "Copy edited by", "km": "ពិនិត្យអក្ខរាវិរុទ្ធដោយ"},
    "fact_checker": {"en": "Fact-checked by", "km": "ផ្ទៀងផ្ទាត់ការពិតដោយ"},
    "photographer": {"en": "Photos by", "km": "រូបថតដោយ"},
    "voice": {"en": "Read by", "km": "អានដោយ"},
}
_AND = {"en": " and ", "km": " និង "}
_DESK = {"en": "{outlet} desk", "km": "ការិយាល័យ\u200bព័ត៌មាន {outlet}"}


@dataclass(frozen=True)
class CreditFact:
    """A credit as stored, reduced to what may be printed.

    Attributes:
        role: A key of CREDIT_LABELS.
        name: The public name in the language of the page; None where the person
            does not agree to be named in it.
        slug: Of the contributor's page; None where the name is.
        is_person: Whether the name is a person's; a desk's or an agency's is not.
    """

    role: str
    name: str | None
    slug: str | None = None
    is_person: bool = False


@dataclass(frozen=True)
class Credited:
    """A name as it is printed; without a slug it has no page of its own."""

    name: str
    slug: str | None
    is_person: bool = False


@dataclass(frozen=True)
class CreditLine:
    """A role and everybody who had it, as printed.

    Attributes:
        role: A key of CREDIT_LABELS.
        label: The words before the names.
        people: At least one, in order.
        names: All of them, joined.
    """

    role: str
    label: str
    people: tuple[Credited, ...]
    names: str

    @property
    def text(self) -> str:
        """The whole line."""
        return f"{self.label} {self.names}"

    @property
    def parts(self) -> Iterator[Credited]:
        """The names, and what stands between them as if it were names without a page.

        >>> two = (Credited("Dara", "dara"), Credited("Sophy", None))
        >>> line = CreditLine("editor", "Edited by", two, "Dara and Sophy")
        >>> [part.name for part in line.parts]
        ['Dara', ' and ', 'Sophy']
        """
        at = 0
        for person in self.people:
            begins = self.names.index(person.name, at)
            if begins > at:
                yield Credited(self.names[at:begins], None)
            yield person
            at = begins + len(person.name)


def credit_lines(
    facts: Iterable[CreditFact], *, language: str, outlet: str
) -> tuple[CreditLine, ...]:
    """Return the lines that are printed, a role a line.

    Where a person does not agree to be named, the desk of the outlet stands.

    Args:
        facts: In the order in which the names of a role are printed.
        language: BCP 47 tag of the page or copy.
        outlet: The outlet's name in that language.

    >>> unnamed = CreditFact("translator", None)
    >>> credit_lines([unnamed], language="en", outlet="Doun Penh")[0].text
    'Translated by Doun Penh desk'
    """
    words = interface_language(language)
    desk = Credited(_DESK[words].format(outlet=outlet), None)
    by_role: dict[str, dict[str, Credited]] = {}
    for fact in facts:
        credited = (
            desk
            if fact.name is None
            else Credited(fact.name, fact.slug, is_person=fact.is_person)
        )
        by_role.setdefault(fact.role, {}).setdefault(credited.name, credited)
    return tuple(
        _line(role, labels[words], tuple(by_role[role].values()), words)
        for role, labels in CREDIT_LABELS.items()
        if role in by_role
    )


def _line(
    role: str, label: str, people: tuple[Credited, ...], words: str
) -> CreditLine:
    return CreditLine(role, label, people, join_names([p.name for p in people], words))


def join_names(names: Sequence[str], language: str) -> str:
    """Join names as the language does.

    >>> join_names(["Dara", "Sophy", "Vanna"], "en")
    'Dara, Sophy and Vanna'
    """
    *head, last = names
    return (
        f"{', '.join(head)}{_AND[interface_language(language)]}{last}" if head else last
    )


@dataclass(frozen=True)
class SourceFact:
    """A source of a translation, reduced to what the note says.

    Attributes:
        outlet: Name of the outlet, in the language of the page.
        language: BCP 47 tag of the original.
        title: Of an original not held, as it was printed; may be empty.
        url: Where readers find the original; None where it is not public.
    """

    outlet: str
    language: str
    title: str = ""
    url: str | None = None


@dataclass(frozen=True)
class NotePart:
    """A piece of the translation note, linked or not.

    Attributes:
        text: As printed.
        url: Where it leads; None for plain words.
        hreflang: The language there.
    """

    text: str
    url: str | None = None
    hreflang: str | None = None


@dataclass(frozen=True)
class TranslationNote:
    """Says what a translation was made from and what was done to it."""

    parts: tuple[NotePart, ...]

    @property
    def text(self) -> str:
        """The note as plain text."""
        return "".join(part.text for part in self.parts)


# What was done, by the roles credited: (translated, edited, reported more).
_DONE: Mapping[str, Mapping[tuple[bool, bool, bool], str]] = {
    "en": {
        (True, True, False): "Translated and edited from ",
        (True, False, False): "Translated from ",
        (False, True, False): "Edited from ",
        (True, True, True): "Translated and edited, with additional reporting, from ",
        (True, False, True): "Translated, with additional reporting, from ",
        (False, True, True): "Edited, with additional reporting, from ",
    },
    "km": {
        (True, True, False): "បកប្រែ និងកែសម្រួលពី",
        (True, False, False): "បកប្រែពី",
        (False, True, False): "កែសម្រួលពី",
        (True, True, True): "បកប្រែ កែសម្រួល និងរាយការណ៍បន្ថែម ពី",
        (True, False, True): "បកប្រែ និងរាយការណ៍បន្ថែម ពី",
        (False, True, True): "កែសម្រួល និងរាយការណ៍បន្ថែម ពី",
    },
}
_ORIGINAL = {
    "en": ("the original article", " on {outlet} {language}"),
    "km": ("អត្ថបទដើម", "របស់ {outlet} ជា{language}"),
}
_TITLED = {
    "en": ("“{title}”", " on {outlet} {language}"),
    "km": ("អត្ថបទដើម «{title}»", "របស់ {outlet} ជា{language}"),
}


def translation_note(
    sources: Sequence[SourceFact], roles: Iterable[str], *, language: str
) -> TranslationNote | None:
    """Say what a translation was made from and what was really done.

    Args:
        sources: In order; empty for what is no translation.
        roles: The roles credited on the translation.
        language: BCP 47 tag of the page or copy.

    Returns:
        The note, never typed by anybody; None without sources.

    >>> note = translation_note(
    ...     [SourceFact("Doun Penh", "km")], {"translator", "editor"}, language="en"
    ... )
    >>> note.text
    '(Translated and edited from the original article on Doun Penh Khmer)'
    """
    if not sources:
        return None
    words = interface_language(language)
    credited = set(roles)
    translated, edited = "translator" in credited, "editor" in credited
    # A source makes it a translation, whoever is named for it.
    done = (translated or not edited, edited, "additional_reporting" in credited)
    return TranslationNote(
        (
            NotePart(f"({_DONE[words][done]}"),
            *_source_parts(sources, words),
            NotePart(")"),
        )
    )


def _source_parts(sources: Sequence[SourceFact], words: str) -> Iterator[NotePart]:
    for index, source in enumerate(sources):
        if index:
            yield NotePart(_AND[words] if index == len(sources) - 1 else ", ")
        phrase = _TITLED if source.title and source.url is None else _ORIGINAL
        linked, rest = phrase[words]
        yield NotePart(
            linked.format(title=source.title),
            source.url,
            source.language if source.url else None,
        )
        yield NotePart(
            rest.format(
                outlet=source.outlet,
                language=name_of(source.language, in_language=words),
            )
        )
