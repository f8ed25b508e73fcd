"""What a file for a translator says besides the texts, in both languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from articles.languages import language
from articles.text.markup import plain_text
from newsroom.pair.shown import HEADS
from rights.lookup import current_notice
from translations.actions.handing_out import Dress
from translations.formats.docx import NO_WORDS, Words
from translations.formats.omegat import TermEntry
from translations.glossary import names_in
from translations.handed import Desk
from translations.memory.pairs import Languages
from translations.memory_files import entries_between
from translations.models import FileFormat

MOST_REMEMBERED = 2_000
"""Pairs of the memory that go into an OmegaT project: the newest ones."""


def dress_of(form: FileFormat, desk: Desk) -> Dress:
    """Gather the notice in force, the instructions, and what helps a translator.

    Args:
        form: In which format the file leaves.
        desk: The translation that leaves.
    """
    notice = current_notice(desk.version.article.outlet)
    texts = {} if notice is None else notice.texts
    languages = Languages(desk.source_language, desk.version.language)
    is_project = form == FileFormat.OMEGAT
    return Dress(
        notice={tag: text.short for tag, text in texts.items()},
        edition=notice.edition if notice else 0,
        readme="\n\n".join(_in_each(_readme)) if is_project else "",
        words=_words(languages) if form == FileFormat.DOCX else NO_WORDS,
        terms=tuple(_terms(desk, languages)) if is_project else (),
        memory=(
            tuple(entries_between(languages, most=MOST_REMEMBERED))
            if is_project
            else ()
        ),
    )


def _words(languages: Languages) -> Words:
    return Words(
        instructions=tuple(_in_each(_instructions)),
        columns=(
            "№",
            language(languages.source).own_name,
            language(languages.target).own_name,
        ),
        kinds=_kinds(),
    )


def _terms(desk: Desk, languages: Languages) -> Iterator[TermEntry]:
    """Yield what the glossary says of the names and words of a story."""
    texts = [plain_text(b.html) for row in desk.rows for b in row.source]
    for name in names_in(texts, languages.source, languages.target):
        note = " · ".join((*name.targets[1:], *(f"≠ {it}" for it in name.forbidden)))
        for source in dict.fromkeys((name.source, *name.also)):
            yield TermEntry(source, name.targets[0], note)


def _in_each(words: Callable[[], Iterable[str]]) -> Iterator[str]:
    """Yield the same in every language of the desk, one after the other."""
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            yield from words()


def _kinds() -> Mapping[str, str]:
    kinds: dict[str, list[str]] = {}
    for tag, _name in settings.LANGUAGES:
        with translation.override(tag):
            for kind, word in (*HEADS.items(), *_body_kinds()):
                kinds.setdefault(kind, []).append(str(word))
    return {kind: " · ".join(dict.fromkeys(words)) for kind, words in kinds.items()}


def _body_kinds() -> Iterator[tuple[str, str]]:
    yield "heading", _("Subheading")
    yield "quote", _("Quotation")
    yield "list", _("List")


def _instructions() -> Iterator[str]:
    yield _(
        "Write the translation in the right column. Leave the number of each row as it "
        "is: by it the row is found again."
    )
    yield _(
        "Bold, italic and links are kept. You may join paragraphs inside of a cell, or "
        "begin a new one with Enter."
    )
    yield _(
        "Leave a cell empty where you translate nothing: you are asked about it. Save "
        "as DOCX and bring the file back on the page “Files for translators”."
    )


def _readme() -> Iterator[str]:
    yield _("How to work with this project")
    yield _(
        "1. Unpack the ZIP file and open the folder with OmegaT: Project → Open. The "
        "text is cut by paragraphs."
    )
    yield _(
        "2. Translate. Signs such as <g1> stand for bold, italic or a link: put each "
        "around the same words, once."
    )
    yield _(
        "3. When you are done: Project → Create Translated Documents. Pack the whole "
        "folder into a ZIP file again, or take the file in the folder “target” alone."
    )
    yield _(
        "4. Bring it back on the page “Files for translators”. Nothing is overwritten "
        "there before somebody has compared both texts. A paragraph without a "
        "translation is asked about."
    )
