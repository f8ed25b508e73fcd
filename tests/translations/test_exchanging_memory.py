"""The memory leaves as TMX, and memories from outside come in and go."""

import io

import pytest

from ledger.models import Entry
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, finished
from translations.actions.borrowing import remove
from translations.actions.exchanging_memory import (
    AT_ONCE,
    hand_memory_out,
    perform,
    take_memory_in,
)
from translations.actions.handing_out import HandingRefused
from translations.actions.remembering import remember_when_due
from translations.formats import marked, tmx14
from translations.formats.faults import FileError
from translations.formats.inline import Cut
from translations.formats.tmx14 import Entry as Pair
from translations.matches import matches_for
from translations.memory.pairs import Languages
from translations.models import MemoryEntry, MemoryOrigin, MemoryPart

pytestmark = pytest.mark.django_db

LANGUAGES = Languages("km", "en")
NOTICES = ("No copy without written permission.",)


def a_file(*pairs):
    entries = (
        Pair(
            source=Cut((source,)),
            target=Cut((target,)),
            source_language="km",
            target_language="en",
        )
        for source, target in pairs
    )
    return b"".join(tmx14.write(entries, source_language="km", notices=NOTICES))


def taken_in(content, *, by=None, name="Old memory", languages=LANGUAGES):
    by = by or make.a_chief()
    return take_memory_in(
        content=content, name=name, languages=languages, by=by, at=make.NOW
    )


def handed_out(languages=LANGUAGES, *, by=None, notices=NOTICES):
    by = by or make.a_chief()
    return hand_memory_out(languages=languages, notices=notices, by=by, at=make.NOW)


class TestTakeIn:
    def test_remembers_part_by_part(self):
        number = AT_ONCE + 1
        content = a_file(
            *((f"អត្ថបទទី {n}។", f"Text number {n}.") for n in range(number))
        )
        origin = taken_in(content)
        parts = list(MemoryPart.objects.filter(origin=origin))
        assert len(parts) == 2
        assert not MemoryEntry.objects.exists()
        for part in parts:
            perform(part)
            perform(part)
        assert MemoryEntry.objects.filter(origin=origin).count() == number
        assert list(MemoryPart.objects.exclude(pairs=[])) == []
        (match,) = matches_for("អត្ថបទទី 7។", LANGUAGES, limit=1)
        assert (match.target_text, match.origin) == ("Text number 7.", "Old memory")

    def test_takes_each_pair_once_and_nothing_empty(self):
        pairs = (("ភ្លៀង។", "Rain."), ("ភ្លៀង។", "Rain."), ("ក", " "), ("BBC", "BBC"))
        taken_in(a_file(*pairs))
        assert MemoryPart.objects.get().pairs == [["ភ្លៀង។", "Rain."]]

    def test_refuses_what_has_neither_language(self):
        with pytest.raises(FileError, match="no pair"):
            taken_in(a_file(("ភ្លៀង។", "Rain.")), languages=Languages("km", "fr"))
        with pytest.raises(FileError, match="no pair"):
            taken_in(b"<xliff/>")
        assert not MemoryOrigin.objects.exists()

    def test_refuses_a_file_that_means_harm(self):
        with pytest.raises(FileError, match="document type"):
            taken_in(b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>')

    def test_wants_a_name_and_two_languages(self):
        content = a_file(("ភ្លៀង។", "Rain."))
        with pytest.raises(HandingRefused, match="called"):
            taken_in(content, name=" ")
        with pytest.raises(HandingRefused, match="same language"):
            taken_in(content, languages=Languages("en", "en"))

    def test_is_for_editors(self):
        with pytest.raises(PermissionRefused):
            taken_in(
                a_file(("ភ្លៀង។", "Rain.")), by=make.an_account(("Translator", "en"))
            )

    def test_is_undone(self):
        origin = taken_in(a_file(("ភ្លៀង។", "Rain.")))
        perform(MemoryPart.objects.get())
        assert remove(origin=origin, by=make.a_chief()) == 1
        assert not MemoryEntry.objects.exists()
        assert not MemoryPart.objects.exists()


class TestHandOut:
    def test_holds_what_readers_have_and_nobody_s_name(self):
        by = make.an_account(("Editor", "en"))
        finished(a_translation(a_source()))
        remember_when_due(at=make.NOW)
        handed = handed_out(by=by)
        with handed.file as file:
            content = file.read()
        found = tmx14.read(
            io.BytesIO(content), source_language="km", target_language="en"
        )
        assert "The river rose today." in {tmx14.text_in(e.target) for e in found}
        assert marked.carries(content, NOTICES)
        assert by.username.encode() not in content
        entry = Entry.objects.get(kind="memory.handed_out")
        assert (entry.facts["pairs"], entry.facts["to"]) == (handed.pairs, by.pk)

    def test_is_turned_for_the_other_direction(self):
        finished(a_translation(a_source()))
        remember_when_due(at=make.NOW)
        handed = handed_out(Languages("en", "km"))
        with handed.file as file:
            found = tmx14.read(file, source_language="en", target_language="km")
            said = {tmx14.text_in(entry.source) for entry in found}
        assert "The river rose today." in said

    def test_leaves_nothing_that_readers_may_not_see(self):
        version = finished(a_translation(a_source()))
        remember_when_due(at=make.NOW)
        make.hidden(version.article)
        with pytest.raises(HandingRefused, match="remembered"):
            handed_out()

    def test_needs_the_notice(self):
        with pytest.raises(HandingRefused, match="notice"):
            handed_out(notices=())

    def test_is_for_editors_of_the_language(self):
        with pytest.raises(PermissionRefused):
            handed_out(by=make.an_account(("Translator", "en")))
