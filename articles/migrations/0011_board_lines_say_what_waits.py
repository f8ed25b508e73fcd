"""Let the lines of the board say what waits for a reader, and what was decided."""

from django.db import migrations, models

UNREAD = """
UPDATE articles_boardline AS line SET is_unread = true
FROM articles_version AS version
WHERE version.article_id = line.article_id AND version.language = line.language
  AND (version.status IN ('submitted', 'in_edit')
       OR (version.status = 'published'
           AND version.current_revision_id IS DISTINCT FROM version.released_revision_id
           AND version.current_revision_id IS DISTINCT FROM version.approved_revision_id
       ))
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_the_board_finds_stories")]

    operations = [
        migrations.RemoveIndex(model_name="boardline", name="board_waiting"),
        migrations.RemoveIndex(model_name="version", name="waiting_for_a_second_read"),
        migrations.AddField(
            model_name="boardline",
            name="is_settled",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="boardline",
            name="is_unread",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="boardline",
            name="is_waiting",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.ExpressionWrapper(
                    models.Q(("is_out", False), ("is_wanted", True)),
                    output_field=models.BooleanField(),
                ),
                output_field=models.BooleanField(),
            ),
        ),
        migrations.RunSQL(UNREAD, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="boardline",
            index=models.Index(
                condition=models.Q(("is_waiting", True)),
                fields=["language", "article"],
                name="board_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="boardline",
            index=models.Index(
                condition=models.Q(("is_unread", True)),
                fields=["language", "article"],
                name="board_unread",
            ),
        ),
    ]
