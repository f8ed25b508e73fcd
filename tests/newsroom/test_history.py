"""Every change leaves an event, whoever writes and however."""

import pytest
from django.db import DatabaseError, connection, transaction
from pghistory.models import Events

from articles.models import Section, Version
from newsroom import desk
from people.models import Contributor
from tests import factories as make

pytestmark = pytest.mark.django_db


def events(obj) -> list:
    return list(Events.objects.tracks(obj).order_by("pgh_id"))


class TestHistory:
    def test_catches_an_update_that_no_save_sees(self):
        version = make.a_version()
        before = len(events(version))
        Version.objects.filter(pk=version.pk).update(slug="changed")
        assert events(version)[before].pgh_data["slug"] == "changed"

    def test_catches_sql(self):
        section = make.a_section()
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE articles_section SET name_en = 'By SQL' WHERE id = %s",
                [section.pk],
            )
        assert events(section)[-1].pgh_data["name_en"] == "By SQL"

    @pytest.mark.parametrize("model", [Section, Contributor])
    def test_keeps_the_columns_of_every_language(self, model):
        made = make.a_section() if model is Section else make.a_person()
        for column in ("name_km", "name_en"):
            model.objects.filter(pk=made.pk).update(**{column: "new"})
            assert events(made)[-1].pgh_data[column] == "new"

    def test_says_which_verb_and_who(self):
        version, by = make.approved(make.a_version()), make.a_chief()
        desk.publish_story(version=version, by=by, at=make.NOW)
        context = events(version)[-1].pgh_context
        assert (context["verb"], context["by"]) == ("publish_story", by.pk)

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE articles_sectionevent SET name_en = 'x'",
            "DELETE FROM articles_sectionevent",
        ],
    )
    def test_can_be_rewritten_by_nobody(self, statement):
        make.a_section()
        with (
            pytest.raises(DatabaseError, match="Cannot update or delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
