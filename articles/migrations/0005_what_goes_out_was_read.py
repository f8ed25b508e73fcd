"""Hold in the database that nothing is released unread, nor read by its writer."""

from django.db import migrations

PAIRS = (
    # table, revision column, version column, name of the foreign key
    (
        "articles_version",
        "approved_revision_id",
        "id",
        "approved_revision_is_of_version",
    ),
    ("articles_approval", "revision_id", "version_id", "approval_is_of_own_revision"),
    (
        "articles_transition",
        "revision_id",
        "version_id",
        "transition_is_of_own_revision",
    ),
)

# What was out before there was a second read waits for one, as what goes out at once.
CATCH_UP = """
INSERT INTO articles_approval
    (version_id, revision_id, writer_id, is_afterwards, reason)
SELECT id, released_revision_id, NULL, true, ''
FROM articles_version WHERE released_revision_id IS NOT NULL;
UPDATE articles_correction SET proposed_at = published_at;
"""

RELEASED = """
ALTER TABLE articles_version ADD CONSTRAINT what_is_released_has_a_second_read
FOREIGN KEY (released_revision_id) REFERENCES articles_approval (revision_id)
DEFERRABLE INITIALLY DEFERRED
"""

OTHER_EYES = """
CREATE FUNCTION articles_approval_by_other_eyes() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.approved_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM articles_sitting
        WHERE version_id = NEW.version_id
          AND account_id = NEW.approved_by_id
          AND NOT is_editing
          AND (approval_id IS NULL OR approval_id = NEW.id)
    ) THEN
        RAISE EXCEPTION 'Nobody approves a text that they wrote.'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approval_by_other_eyes
BEFORE INSERT OR UPDATE ON articles_approval
FOR EACH ROW EXECUTE FUNCTION articles_approval_by_other_eyes();
"""


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_the_editorial_core")]

    operations = [
        migrations.RunSQL(CATCH_UP, migrations.RunSQL.noop),
        # Deferred checks of the rows above must be done before tables change.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
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
        migrations.RunSQL(
            RELEASED,
            "ALTER TABLE articles_version"
            " DROP CONSTRAINT what_is_released_has_a_second_read",
        ),
        migrations.RunSQL(
            OTHER_EYES,
            "DROP TRIGGER approval_by_other_eyes ON articles_approval;"
            " DROP FUNCTION articles_approval_by_other_eyes()",
        ),
    ]
