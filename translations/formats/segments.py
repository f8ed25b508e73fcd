"""What a file for translators holds, whatever its format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from articles.text.markup import plain_text
from translations.formats.inline import Code, Cut, Token, cut, text_of


class State(StrEnum):
    """How far the translation of a segment is; as `translations.models.UnitState`."""

    UNTRANSLATED = "untranslated"
    TRANSLATED = "translated"
    NEEDS_WORK = "needs_work"
    APPROVED = "approved"


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A row of a pair, as it leaves.

    Attributes:
        id: The name of the row.
        source: HTML; empty for what only the translation has.
        target: HTML; empty where nothing is written.
        made_from: Fingerprint of the source as it leaves.
        state: How far it is.
        kind: As `articles.text.blocks.BlockKind`.
        is_dropped: Left out on purpose.
        note: For the translator; empty for none.
    """

    id: str
    source: str
    target: str = ""
    made_from: str = ""
    state: State = State.UNTRANSLATED
    kind: str = "paragraph"
    is_dropped: bool = False
    note: str = ""

    @cached_property
    def source_cut(self) -> Cut:
        """The source as text and codes."""
        return cut(self.source)

    @cached_property
    def target_cut(self) -> Cut:
        """The translation, with the numbers that its codes have in the source."""
        return cut(self.target, self.source_cut.codes.values())


@dataclass(frozen=True, kw_only=True)
class Story:
    """All of a translation that leaves in one file.

    Attributes:
        reference: Names this very file when it comes back: "h12".
        title: What the story is called, in the language of the source.
        source_language: BCP 47, as is the other.
        target_language: Of the translation.
        notice: The short rights notice, by language.
        segments: In the order of the page.
    """

    reference: str
    title: str
    source_language: str
    target_language: str
    notice: Mapping[str, str]
    segments: tuple[Segment, ...]

    def notices(self) -> Iterator[str]:
        """Yield the notice in the languages of the text, else in every one."""
        ours = [self.notice[each] for each in self._spoken() if self.notice.get(each)]
        yield from ours or filter(None, self.notice.values())

    def _spoken(self) -> tuple[str, str]:
        return self.source_language, self.target_language


@dataclass(frozen=True, kw_only=True)
class Came:
    """A segment of a file that came back.

    Attributes:
        id: As the file names it; empty where it does not.
        source_tokens: The source as the file has it; empty where it has none.
        tokens: The translation; empty where there is none.
        codes: Those of the codes that the file explains itself.
        state: What the file says; None where it says nothing.
        is_dropped: The file says that it is left out on purpose.
    """

    id: str
    source_tokens: tuple[Token, ...] = ()
    tokens: tuple[Token, ...] = ()
    codes: Mapping[str, Code] = field(default_factory=dict)
    state: State | None = None
    is_dropped: bool = False

    @property
    def source(self) -> str:
        """What there is to read of the source."""
        return text_of(self.source_tokens, self.codes)

    @property
    def text(self) -> str:
        """What there is to read of the translation."""
        return text_of(self.tokens, self.codes)


@dataclass(frozen=True, kw_only=True)
class Returned:
    """All that a file says that came back.

    Attributes:
        format: "xliff", "omegat", "docx" or "tmx".
        reference: Of what was handed out; empty where the file does not say.
        source_language: As the file says; empty where it does not.
        target_language: The same of the translation.
        segments: In the order of the file.
    """

    format: str
    reference: str
    source_language: str
    target_language: str
    segments: tuple[Came, ...]


def title_of(segments: tuple[Segment, ...]) -> str:
    """Return the headline of the source among some segments; empty for none."""
    heads = (each.source for each in segments if each.kind == "headline")
    return next((plain_text(each) for each in heads), "")
