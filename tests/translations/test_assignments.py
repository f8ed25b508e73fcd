"""What is asked of assignments: who may be asked, what waits, how much."""

from datetime import timedelta

import pytest

from articles.models import Article, Source, Version
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.assignments import (
    Waiting,
    unassigned,
    undone,
    waiting_in,
    who_may_be_asked,
)
from translations.models import Unit, UnitState

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def a_translation(language="en"):
    original = make.a_version(language="km")
    return make.a_version(article=original.article, language=language)


def offered(version, to, editor, due_at=None):
    return assigning.offer(
        version=version, to=to, terms=Terms(due_at=due_at), by=editor, at=make.NOW
    )


def restrict(version, *people):
    Article.objects.filter(pk=version.article_id).update(is_restricted=True)
    version.article.cleared_people.set(people)
    version.article.refresh_from_db()


@pytest.fixture
def editor():
    return make.an_account(("Editor", "en"))


@pytest.fixture
def translator():
    return make.an_account(("Translator", "en"))


class TestWhoMayBeAsked:
    def test_are_those_who_may_write_in_the_language(self, editor, translator):
        make.an_account(("Translator", "km"))
        gone = make.an_account(("Translator", "en"))
        gone.is_active = False
        gone.save()
        everywhere = make.an_account(("Translator", ""))
        asked = who_may_be_asked(a_translation()).filter(is_superuser=False)
        assert set(asked) == {editor, translator, everywhere}

    def test_know_of_the_story(self, editor, translator):
        version = a_translation()
        restrict(version, translator)
        asked = who_may_be_asked(version).filter(is_superuser=False)
        assert list(asked) == [translator]


class TestUndone:
    def test_begins_with_the_nearest_deadline(self, editor, translator):
        late, soon, none = (a_translation() for _ in range(3))
        offered(none, translator, editor)
        offered(late, translator, editor, make.NOW + 2 * DAY)
        offered(soon, translator, editor, make.NOW + DAY)
        found = [each.version for each in undone(editor, ["en"])]
        assert found == [soon, late, none]

    def test_leaves_out_other_languages_and_what_is_secret(self, editor, translator):
        version = a_translation()
        offered(version, translator, editor)
        assert undone(editor, ["km"]).count() == 0
        restrict(version, translator)
        assert undone(editor, ["en"]).count() == 0
        assert undone(make.a_chief(), ["en"]).count() == 1

    def test_leaves_out_what_is_out_and_what_was_dropped(self, editor, translator):
        version = a_translation()
        current = offered(version, translator, editor)
        assigning.accept(assignment=current, by=translator, at=make.NOW)
        make.published(version)
        assert undone(editor, ["en"]).count() == 0


class TestUnassigned:
    def test_are_drafts_that_nobody_is_asked_for(self, editor, translator):
        free, taken = a_translation(), a_translation()
        offered(taken, translator, editor)
        make.submitted(a_translation())
        assert list(unassigned(editor, ["en"])) == [free]

    def test_are_published_ones_where_the_source_has_changed(self, editor):
        version = make.published(a_translation())
        assert list(unassigned(editor, ["en"])) == []
        Unit.objects.create(
            version=version,
            source_version=version.sources.get().source_version,
            source_ids=["x"],
            target_ids=["y"],
            state=UnitState.TRANSLATED,
            made_from="a",
            source_now="b",
        )
        assert list(unassigned(editor, ["en"])) == [version]

    def test_leave_out_what_is_secret(self, editor):
        restrict(a_translation())
        assert list(unassigned(editor, ["en"])) == []


class TestWaitingIn:
    def test_measures_a_source_in_its_own_way(self):
        english = make.a_version(language="en")
        khmer = make.a_version(article=english.article, language="km")
        translation = a_translation()
        Unit.objects.all().delete()
        measured = waiting_in([khmer.pk, translation.pk])
        assert measured[khmer.pk] == Waiting(words=9)
        whole = sum(len(text) for text in make.TEXTS["km"][1])
        assert measured[translation.pk] == Waiting(characters=whole)

    def test_leaves_out_what_is_translated(self):
        version = a_translation()
        Unit.objects.filter(version=version).delete()
        source = version.sources.get().source_version
        first, second = (
            block["id"]
            for block in source.current_revision.blocks
            if block["id"] != "headline"
        )
        Unit.objects.create(
            version=version,
            source_version=source,
            source_ids=[first],
            target_ids=["a"],
            state=UnitState.TRANSLATED,
        )
        Unit.objects.create(version=version, source_version=source, source_ids=[second])
        whole = make.TEXTS["km"][1]
        assert waiting_in([version.pk]) == {
            version.pk: Waiting(characters=len(whole[1]))
        }

    def test_knows_nothing_of_an_original_that_is_not_held(self):
        version = a_translation()
        Source.objects.filter(version=version).delete()
        assert waiting_in([version.pk]) == {}

    def test_asks_twice_however_many_there_are(self, django_assert_num_queries):
        keys = [a_translation().pk for _ in range(3)]
        with django_assert_num_queries(2):
            waiting_in(keys)
        assert Version.objects.filter(pk__in=keys).count() == 3
