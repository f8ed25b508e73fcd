"""Hold over two columns that a revision is one of the version it is said to be of."""

from django.db import migrations

PAIRS = (
    # table, revision column, version column, name of the foreign key
    ("articles_version", "current_revision_id", "id", "current_revision_is_of_version"),
    (
        "articles_version",
        "released_revision_id",
        "id",
        "released_revision_is_of_version",
    ),
    (
        "articles_source",
        "source_revision_id",
        "source_version_id",
        "source_revision_is_of_source_version",
    ),
)


class Migration(migrations.Migration):
    dependencies = [("articles", "0002_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE articles_revision"
            " ADD CONSTRAINT revision_with_version UNIQUE (id, version_id)",
            "ALTER TABLE articles_revision DROP CONSTRAINT revision_with_version",
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ADD CONSTRAINT {name}"
                f" FOREIGN KEY ({revision}, {version})"
                " REFERENCES articles_revision (id, version_id)"
                " DEFERRABLE INITIALLY DEFERRED",
                f"ALTER TABLE {table} DROP CONSTRAINT {name}",
            )
            for table, revision, version, name in PAIRS
        ),
    ]
