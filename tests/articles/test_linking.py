"""A translation names its source, and never runs in a circle."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from articles.actions import linking
from articles.models import Origin, Source, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


def update_checked(rows: QuerySet[Any], **changes: object) -> None:
    """Change rows past every action, and check at once what the database defers."""
    rows.update(**changes)
    connection.check_constraints()


class TestLinkSource:
    def test_points_to_the_released_revision(self):
        original, translation = make.a_published_pair()
        source = translation.sources.get()
        assert source.source_version == original
        assert source.source_revision == original.released_revision

    def test_again_moves_the_link_to_the_newer_text(self):
        original, translation = make.a_published_pair()
        make.write(original, make.blocks("ថ្មី", ["អត្ថបទថ្មី។"]))
        newer = make.published(original)
        linking.link_source(version=translation, source=newer, by=make.a_chief())
        assert translation.sources.get().source_revision == newer.released_revision

    def test_takes_several_sources(self):
        _original, translation = make.a_published_pair()
        other = make.published(make.a_version(language="km"))
        linking.link_source(version=translation, source=other, by=make.a_chief())
        assert [s.position for s in translation.sources.order_by("position")] == [0, 1]

    def test_refuses_a_circle(self):
        original, translation = make.a_published_pair()
        with pytest.raises(linking.LinkRefused, match="circle"):
            linking.link_source(version=original, source=translation, by=make.a_chief())

    def test_refuses_a_circle_through_a_third_language(self):
        original, english = make.a_published_pair()
        chinese = make.a_version(article=original.article, language="zh-Hans")
        chinese.sources.all().delete()
        linking.link_source(version=chinese, source=english, by=make.a_chief())
        with pytest.raises(linking.LinkRefused, match="circle"):
            linking.link_source(version=original, source=chinese, by=make.a_chief())

    def test_refuses_the_version_itself(self):
        version = make.a_version()
        with pytest.raises(linking.LinkRefused):
            linking.link_source(version=version, source=version, by=make.a_chief())

    def test_refuses_a_revision_of_another_version(self):
        original, translation = make.a_published_pair()
        stranger = make.published(make.a_version())
        with pytest.raises(linking.LinkRefused, match="another version"):
            linking.link_source(
                version=translation,
                source=original,
                revision=stranger.released_revision,
                by=make.a_chief(),
            )

    def test_refuses_a_source_without_text(self):
        _original, translation = make.a_published_pair()
        empty = type(translation).objects.create(
            article=make.a_story(), language="km", origin=Origin.ORIGINAL
        )
        with pytest.raises(linking.LinkRefused, match="no saved text"):
            linking.link_source(version=translation, source=empty, by=make.a_chief())


class TestLinkOriginalNotHeld:
    def test_names_it(self):
        version = make.a_version(language="en", origin=Origin.TRANSLATION)
        linking.link_original_not_held(
            version=version,
            outlet_name="Wat Phnom Weekly",
            language="KM",
            by=make.a_chief(),
        )
        source = version.sources.get()
        assert (source.source_version, source.language) == (None, "km")


class TestTheDatabase:
    def test_wants_a_source_held_or_named(self):
        version = make.a_version()
        with (
            pytest.raises(IntegrityError, match="source_is_held_or_named"),
            transaction.atomic(),
        ):
            Source.objects.create(version=version)

    def test_refuses_both_at_once(self):
        _original, translation = make.a_published_pair()
        with (
            pytest.raises(IntegrityError, match="source_is_held_or_named"),
            transaction.atomic(),
        ):
            translation.sources.update(outlet_name="Somebody", language="km")

    def test_refuses_a_version_as_its_own_source(self):
        _original, translation = make.a_published_pair()
        with (
            pytest.raises(IntegrityError, match="version_is_never_its_own_source"),
            transaction.atomic(),
        ):
            translation.sources.update(
                source_version=translation,
                source_revision=translation.released_revision,
            )

    def test_refuses_a_revision_of_another_version(self):
        _original, translation = make.a_published_pair()
        stranger = make.published(make.a_version())
        with (
            pytest.raises(IntegrityError, match="source_revision_is_of_source_version"),
            transaction.atomic(),
        ):
            update_checked(
                translation.sources.all(), source_revision=stranger.released_revision
            )

    def test_refuses_a_released_revision_of_another_version(self):
        original, translation = make.a_published_pair()
        with (
            pytest.raises(IntegrityError, match="released_revision_is_of_version"),
            transaction.atomic(),
        ):
            update_checked(
                Version.objects.filter(pk=original.pk),
                released_revision=translation.released_revision,
            )
