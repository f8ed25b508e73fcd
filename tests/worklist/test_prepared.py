"""Questions: compiled once, they say what the queryset says, and are counted."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, connections
from django.db.models import F, Value

from articles.models import Section, Version
from tests import factories as make
from worklist.prepared import (
    FixedQuestion,
    Question,
    any_of,
    is_as_before,
    recorded,
)

pytestmark = pytest.mark.django_db


def versions(language, article):
    return (
        Version.objects.filter(language=language, article=article)
        .select_related("article__section", "article__lead_photo", "released_revision")
        # A per cent sign of ours must not be taken for a place.
        .annotate(told=F("language"), words=Value("100 % sure, 'quoted'"))
    )


OF_A_STORY = Question(versions, language=str, article=UUID)
SLUGS = Question(
    lambda pks: Section.objects.filter(pk__in=any_of(pks)).order_by("slug"), pks=tuple
)
LATER = Question(
    lambda at, least: Version.objects.filter(published_at__gt=at, pk__gte=least),
    at=datetime,
    least=int,
)


@pytest.fixture
def pair():
    return make.a_published_pair()


def test_it_builds_what_the_queryset_builds(pair, django_assert_num_queries):
    for version in pair:
        place = {"language": version.language, "article": version.article_id}
        with django_assert_num_queries(1):
            (found,) = OF_A_STORY.ask(**place).models
            assert found.article.section.pk == version.article.section_id
            assert found.released_revision.blocks
        expected = versions(**place).get()
        assert (found.told, found.words) == (expected.told, "100 % sure, 'quoted'")
        for row, other in (
            (found, expected),
            (found.article, expected.article),
            (found.released_revision, expected.released_revision),
        ):
            assert {
                field.attname: getattr(row, field.attname)
                for field in row._meta.concrete_fields
            } == {
                field.attname: getattr(other, field.attname)
                for field in other._meta.concrete_fields
            }
        assert found.article.lead_photo is None


def test_every_type_of_place_reaches_the_database(pair):
    sections = [make.a_section(), make.a_section()]
    pks = tuple(section.pk for section in sections)
    assert [row.pk for row in SLUGS.ask(pks=pks).models] == sorted(
        pks, key=lambda pk: Section.objects.get(pk=pk).slug
    )
    assert SLUGS.ask(pks=()).first is None
    long_ago, least = datetime(1999, 1, 1, tzinfo=UTC), pair[1].pk
    assert [v.pk for v in LATER.ask(at=long_ago, least=least).models] == [least]
    assert not LATER.ask(at=datetime(2999, 1, 1, tzinfo=UTC), least=least).rows


def test_hostile_words_are_values_and_nothing_else(pair):
    for words in ("'; DROP TABLE x; --", "%s", "%(language)s", "◻0◻", "\\", "$1"):
        assert not OF_A_STORY.ask(language=words, article=pair[0].article_id).rows


class TestARecord:
    def test_asks_each_thing_once_and_tells_what_changed(
        self, pair, django_assert_num_queries
    ):
        place = {"language": "km", "article": pair[0].article_id}
        other = {**place, "language": "en"}
        with recorded() as record, django_assert_num_queries(2):
            for asked in (place, other, place):
                assert OF_A_STORY.ask(**asked).first is not None
        assert record.is_whole
        # All of it in one.
        with django_assert_num_queries(1):
            assert is_as_before(record.marks)
        Version.objects.filter(pk=pair[0].pk).update(slug="another")
        assert not is_as_before(record.marks)
        with recorded() as now:
            assert OF_A_STORY.ask(**place).first.slug == "another"
        assert is_as_before(now.marks)

    def test_knows_rows_from_no_rows_and_one_order_from_another(self, pair):
        first, second = (make.a_section() for _each in range(2))
        with recorded() as nothing:
            assert not SLUGS.ask(pks=()).rows
            assert not OF_A_STORY.ask(language="vi", article=pair[0].article_id).rows
        assert is_as_before(nothing.marks)
        make.a_version(article=pair[0].article, language="vi")
        assert not is_as_before(nothing.marks)
        with recorded() as record:
            SLUGS.ask(pks=(first.pk, second.pk))
        slugs = [first.slug, second.slug]
        for section, slug in zip((first, second), ("spare", slugs[0]), strict=True):
            Section.objects.filter(pk=section.pk).update(slug=slug)
        Section.objects.filter(pk=first.pk).update(slug=slugs[1])
        # The same words stand in it, each in the other row.
        assert not is_as_before(record.marks)

    def test_holds_the_mark_of_the_moment_of_its_rows(self, pair):
        place = {"language": "km", "article": pair[0].article_id}
        with recorded() as one, recorded() as other:
            rows = OF_A_STORY.ask(**place).rows
            assert rows == OF_A_STORY._answer(tuple(place.values())).rows
        assert one.marks == {}
        ((mark),) = other.marks.values()
        assert len(mark) == 32

    def test_is_not_whole_where_the_database_was_asked_otherwise(self, pair):
        with recorded() as record:
            OF_A_STORY.ask(language="km", article=pair[0].article_id)
            Section.objects.exists()
        assert not record.is_whole
        with recorded() as record, connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        assert not record.is_whole

    def test_of_what_never_changes_is_not_asked_again(
        self, pair, django_assert_num_queries
    ):
        fixed = FixedQuestion(lambda pk: Version.objects.filter(pk=pk), pk=int)
        with recorded() as record:
            fixed.ask(pk=pair[0].pk)
        with django_assert_num_queries(0):
            assert is_as_before(record.marks)


@pytest.mark.django_db(transaction=True)
def test_a_lost_session_is_replaced_before_it_is_asked(monkeypatch):
    # What `connection` stands for: of the proxy, nothing could be taken back.
    session = connections["default"]
    monkeypatch.setattr(session, "health_check_enabled", True)
    everything = Question(lambda: Section.objects.order_by("slug"))
    section = make.a_section()
    assert everything.ask().models == (section,)
    # As after a restart of the database, at the beginning of a request.
    session.connection.close()
    monkeypatch.setattr(session, "health_check_done", False)
    assert everything.ask().models == (section,)
