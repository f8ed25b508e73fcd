"""Keep published versions by section and language, whoever changes either."""

import django.db.models.deletion
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION website_version_finds_its_shelf() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM website_shelfline WHERE version_id = OLD.id;
    IF TG_OP <> 'DELETE' AND NEW.status = 'published' THEN
        INSERT INTO website_shelfline (version_id, section_id, language, published_at)
            SELECT NEW.id, section_id, NEW.language, NEW.published_at
            FROM articles_article WHERE id = NEW.article_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION website_story_changes_its_shelf() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    UPDATE website_shelfline SET section_id = NEW.section_id
        WHERE version_id IN (SELECT id FROM articles_version WHERE article_id = NEW.id);
    RETURN NULL;
END $$;

CREATE TRIGGER version_comes_to_a_shelf AFTER INSERT OR DELETE ON articles_version
    FOR EACH ROW EXECUTE FUNCTION website_version_finds_its_shelf();
CREATE TRIGGER version_changes_its_place AFTER UPDATE ON articles_version
    FOR EACH ROW
    WHEN ((OLD.status, OLD.published_at, OLD.language, OLD.article_id)
        IS DISTINCT FROM (NEW.status, NEW.published_at, NEW.language, NEW.article_id))
    EXECUTE FUNCTION website_version_finds_its_shelf();
CREATE TRIGGER story_changes_its_shelf AFTER UPDATE ON articles_article
    FOR EACH ROW WHEN (OLD.section_id IS DISTINCT FROM NEW.section_id)
    EXECUTE FUNCTION website_story_changes_its_shelf();

-- Only the triggers write here, as the owner.
DO $$
DECLARE role name;
BEGIN
    FOR role IN SELECT grantee FROM information_schema.role_table_grants
        WHERE table_name = 'website_shelfline' AND privilege_type = 'INSERT'
          AND grantee <> current_user
    LOOP
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE ON website_shelfline FROM %I', role);
    END LOOP;
END $$;

INSERT INTO website_shelfline (version_id, section_id, language, published_at)
    SELECT version.id, article.section_id, version.language, version.published_at
    FROM articles_version AS version
    JOIN articles_article AS article ON article.id = version.article_id
    WHERE version.status = 'published';
"""

BACKWARD = """
DROP TRIGGER story_changes_its_shelf ON articles_article;
DROP TRIGGER version_changes_its_place ON articles_version;
DROP TRIGGER version_comes_to_a_shelf ON articles_version;
DROP FUNCTION website_story_changes_its_shelf();
DROP FUNCTION website_version_finds_its_shelf();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0020_pages_ask_for_parts_of_a_text"),
        ("website", "0001_search_lines"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShelfLine",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="shelf_line",
                        serialize=False,
                        to="articles.version",
                    ),
                ),
                ("language", models.CharField(max_length=35)),
                ("published_at", models.DateTimeField()),
                (
                    "section",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="articles.section",
                    ),
                ),
            ],
            options={
                "verbose_name": "versions of sections",
                "verbose_name_plural": "versions of sections",
                "indexes": [
                    models.Index(
                        fields=["section", "language", "-published_at", "-version"],
                        name="shelf_by_section_and_day",
                    )
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
