"""Versions are started, written and kept; nothing typed goes astray."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from articles.actions import opening, writing
from articles.languages import LanguageTagError
from articles.models import Article, Origin, Revision, RightsBasis, Status, Version
from articles.text.blocks import body_blocks, carry_ids, from_json
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db


class TestStartVersion:
    def test_stores_the_tag_in_its_canonical_form(self):
        version = opening.start_version(
            article=make.a_story(),
            language="ZH-hans",
            origin=Origin.ORIGINAL,
            by=make.a_chief(),
        )
        assert version.language == "zh-Hans"

    def test_refuses_a_malformed_tag(self):
        with pytest.raises(LanguageTagError):
            opening.start_version(
                article=make.a_story(),
                language="k!",
                origin=Origin.ORIGINAL,
                by=make.a_chief(),
            )

    @pytest.mark.parametrize(
        ("language", "origin", "reason"),
        [("KM", Origin.COUNTERPART, "already"), ("en", Origin.ORIGINAL, "original")],
    )
    def test_refuses_a_language_or_an_original_twice(self, language, origin, reason):
        version = make.a_version(language="km")
        with pytest.raises(writing.WritingRefused, match=reason):
            opening.start_version(
                article=version.article,
                language=language,
                origin=origin,
                by=make.a_chief(),
            )

    def test_refuses_a_reporter_of_another_language(self):
        with pytest.raises(PermissionRefused):
            opening.start_version(
                article=make.a_story(),
                language="en",
                origin=Origin.ORIGINAL,
                by=make.an_account(("Reporter", "km")),
            )


class TestWriteWorkingCopy:
    def test_lets_blocks_keep_their_ids_over_an_edit(self):
        version = make.a_version(language="en")
        before = body_blocks(writing.working_copy(version))
        edited = make.blocks(
            "The river has risen",
            [
                "The river rose again today.",
                "A new one in between.",
                "Villagers moved to high ground.",
            ],
        )
        stored = writing.write_working_copy(
            version=version, blocks=edited, by=make.a_chief(), at=make.NOW
        )
        after = body_blocks(stored)
        assert [after[0].id, after[2].id] == [block.id for block in before]
        assert after[1].id not in {block.id for block in before}

    def test_raises_the_number_of_what_changed_and_of_nothing_else(self):
        version = make.a_version(language="en")
        edited = make.blocks(
            "The river has risen",
            ["The river rose.", "Villagers moved to high ground."],
        )
        writing.write_working_copy(
            version=version, blocks=edited, by=make.a_chief(), at=make.NOW
        )
        rows = version.working_blocks.order_by("position")
        assert [row.number for row in rows] == [1, 2, 1]

    def test_refuses_a_withdrawn_version(self):
        version = make.a_version()
        Version.objects.filter(pk=version.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=make.NOW
        )
        with pytest.raises(writing.WritingRefused):
            writing.write_working_copy(
                version=version, blocks=(), by=make.a_chief(), at=make.NOW
            )


class TestWriteOnABase:
    @pytest.fixture
    def version(self):
        """A text that somebody else changes while its page is open."""
        version = make.a_version(language="en")
        self.base = writing.working_copy(version)
        self.write(version, "The river rose today.", "Villagers went back to the bank.")
        return version

    def write(self, version, *paragraphs, base=None):
        return writing.write_working_copy(
            version=version,
            blocks=carry_ids(
                base or (), make.blocks("The river has risen", paragraphs)
            ),
            by=make.a_chief(),
            at=make.NOW,
            base=base,
        )

    def test_keeps_what_others_wrote_since(self, version):
        known = self.write(
            version,
            "The river rose twice today.",
            "Villagers moved to high ground.",
            base=self.base,
        )
        stored = [block.html for block in writing.working_copy(version)[1:]]
        assert stored == [
            "<p>The river rose twice today.</p>",
            "<p>Villagers went back to the bank.</p>",
        ]
        # Whoever wrote has not seen the second paragraph as it is now.
        assert known[1].html == stored[0]
        assert known[2] == self.base[2]

    def test_writes_nothing_where_both_changed_one_paragraph(self, version):
        before = writing.working_copy(version)
        with pytest.raises(writing.EditConflict) as refused:
            self.write(
                version,
                "The river rose today.",
                "Villagers moved to high ground at dawn.",
                base=self.base,
            )
        assert writing.working_copy(version) == before
        (conflict,) = refused.value.conflicts
        assert (conflict.base, conflict.theirs) == (self.base[2], before[2])


class TestSaveRevision:
    def test_counts_up_and_becomes_the_current_one(self):
        version = make.a_version(language="en")
        make.write(version, make.blocks("Another headline", ["Another text."]))
        version.refresh_from_db()
        assert version.current_revision.number == 2
        assert "Another text." in str(version.current_revision.blocks)

    def test_keeps_nothing_twice(self):
        version, by = make.a_version(), make.a_chief()
        one = writing.save_revision(version=version, by=by, at=make.NOW)
        two = writing.save_revision(version=version, by=by, at=make.NOW)
        assert one == two
        assert version.revisions.count() == 1

    def test_stores_ids_kinds_and_html(self):
        version = make.a_version(language="en")
        stored = version.current_revision.blocks
        assert set(stored[0]) == {"id", "kind", "html"}
        assert from_json(stored)[0].id == "headline"

    @pytest.mark.parametrize(
        "statement", ["UPDATE {} SET number = 9", "DELETE FROM {}"]
    )
    def test_is_final_even_for_sql(self, statement):
        make.a_version()
        with (
            pytest.raises(DatabaseError, match="Cannot update or delete rows"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.format(Revision._meta.db_table))


class TestDescribeVersion:
    def test_refuses_a_slug_that_another_story_has(self):
        one, other = make.a_version(), make.a_version()
        with pytest.raises(ValidationError):
            opening.describe_version(
                version=other,
                slug=one.slug,
                rights_basis=RightsBasis.STAFF,
                by=make.a_chief(),
                at=make.NOW,
            )


class TestDescribeArticle:
    def test_moves_an_embargo_later_but_never_earlier(self):
        article = make.a_story(embargoed_until=make.NOW)
        article.embargoed_until = make.NOW.replace(year=2027)
        opening.describe_article(
            article=article, by=make.a_chief(), tags=(), cleared_people=()
        )
        article.embargoed_until = None
        with pytest.raises(writing.WritingRefused, match="later"):
            opening.describe_article(
                article=article, by=make.a_chief(), tags=(), cleared_people=()
            )

    def test_shows_nothing_that_was_hidden_while_the_form_was_open(self):
        version = make.published(make.a_version())
        opened = Article.objects.get(pk=version.article_id)
        make.hidden(version.article)
        opening.describe_article(
            article=opened, by=make.a_chief(), tags=(), cleared_people=()
        )
        assert Article.objects.get(pk=opened.pk).is_hidden

    def test_names_whoever_restricts_a_story(self):
        article, by = make.a_story(), make.an_account(("Editor", "km"))
        article.is_restricted = True
        opening.describe_article(article=article, by=by, tags=(), cleared_people=())
        assert list(Article.objects.visible_to(by)) == [article]
        assert not Article.objects.visible_to(
            make.an_account(("Editor", "km"))
        ).exists()
