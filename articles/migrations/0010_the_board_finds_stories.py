"""Give every story and every language of it a line of the board."""

from typing import Any

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import articles.models.board_line
from articles.text.finding import findable
from articles.text.markup import plain_text

# Immutable, so that an index can be made on it; cuts what `articles.text.finding` asks.
GRAMS = """
CREATE FUNCTION articles_grams(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(words, start, size)), '{}')
    FROM generate_series(2, 3) AS size,
         generate_series(1, length(words) - size + 1) AS start
$$
"""
LINES = """
INSERT INTO articles_boardline
    (article_id, language, moved_at, words, is_wanted, is_out)
SELECT id, '', greatest(created_at, (
           SELECT max(greatest(hidden_at, held_at, ended_at))
           FROM articles_hiding WHERE article_id = articles_article.id
       )), '', false, false
FROM articles_article
UNION ALL
SELECT article_id, language, greatest(created_at, (
           SELECT max(last_written_at) FROM articles_sitting
           WHERE version_id = articles_version.id
       ), (
           SELECT max(at) FROM articles_transition
           WHERE version_id = articles_version.id
       )), '', false, status = 'published'
FROM articles_version
"""


def word_lines(apps: Any, schema_editor: Any) -> None:
    """Find what is there already by its headlines and sluglines."""
    alias = schema_editor.connection.alias
    lines = apps.get_model("articles", "BoardLine").objects.using(alias)
    stories = apps.get_model("articles", "Article").objects.using(alias)
    versions = apps.get_model("articles", "Version").objects.using(alias)
    blocks = apps.get_model("articles", "WorkingBlock").objects.using(alias)
    for pk, slugline in stories.exclude(slugline="").values_list("pk", "slugline"):
        lines.filter(article=pk, language="").update(words=findable(slugline))
    written = dict(blocks.filter(kind="headline").values_list("version", "html"))
    for version in versions.only("article", "language", "headline").iterator():
        html = written.get(version.pk, "")
        lines.filter(article=version.article_id, language=version.language).update(
            words=findable(plain_text(html), version.headline)
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0009_names_can_be_removed")]

    operations = [
        migrations.RunSQL(GRAMS, "DROP FUNCTION articles_grams(text)"),
        migrations.CreateModel(
            name="BoardLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("language", models.CharField(blank=True, default="", max_length=35)),
                ("moved_at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                ("is_wanted", models.BooleanField(default=False)),
                ("is_out", models.BooleanField(default=False)),
                (
                    "article",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="board_lines",
                        to="articles.article",
                    ),
                ),
            ],
            options={
                "verbose_name": "lines of the board",
                "verbose_name_plural": "lines of the board",
            },
        ),
        migrations.AddConstraint(
            model_name="boardline",
            constraint=models.UniqueConstraint(
                fields=("article", "language"), name="one_board_line_per_language"
            ),
        ),
        migrations.RunSQL(LINES, migrations.RunSQL.noop),
        migrations.RunPython(word_lines, migrations.RunPython.noop),
        # Deferred checks of the rows above must be done before tables change.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="boardline",
            index=models.Index(fields=["-moved_at", "-id"], name="board_by_movement"),
        ),
        migrations.AddIndex(
            model_name="boardline",
            index=models.Index(
                fields=["article", "moved_at", "id"], name="board_of_one_story"
            ),
        ),
        migrations.AddIndex(
            model_name="boardline",
            index=models.Index(
                condition=models.Q(("is_out", False), ("is_wanted", True)),
                fields=["language", "article"],
                name="board_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="boardline",
            index=django.contrib.postgres.indexes.GinIndex(
                articles.models.board_line.Grams("words"), name="board_words"
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("is_hidden", True)),
                fields=["id"],
                name="hidden_stories",
            ),
        ),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("embargoed_until__isnull", False)),
                fields=["embargoed_until"],
                name="embargoed_stories",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                condition=models.Q(
                    ("status__in", ("submitted", "in_edit")),
                    models.Q(
                        ("status", "published"),
                        models.Q(
                            ("current_revision", models.F("released_revision")),
                            _negated=True,
                        ),
                        models.Q(
                            ("approved_revision", None),
                            models.Q(
                                ("current_revision", models.F("approved_revision")),
                                _negated=True,
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                fields=["article"],
                name="waiting_for_a_second_read",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                condition=models.Q(
                    ("due_at__isnull", False),
                    models.Q(("status__in", ("published", "withdrawn")), _negated=True),
                ),
                fields=["due_at"],
                name="unfinished_by_deadline",
            ),
        ),
        migrations.AddIndex(
            model_name="version",
            index=models.Index(
                condition=models.Q(("status", "published")),
                fields=["published_at"],
                name="published_by_hour",
            ),
        ),
    ]
