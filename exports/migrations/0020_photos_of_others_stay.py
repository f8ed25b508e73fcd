"""Let the database refuse copies with a photo that must stay home.

Plain SQL, not a trigger of a library: no session variable turns it off.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_photo_may_leave() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE copy exports_artifact; ordered exports_exportjob; shown articles_photo;
BEGIN
    SELECT * INTO copy FROM exports_artifact WHERE id = NEW.artifact_id;
    IF NOT coalesce((copy.found->>'takes_photo')::boolean, false) THEN
        RETURN NEW;
    END IF;
    SELECT job.* INTO ordered FROM exports_exportjob job
        JOIN exports_exportitem item ON item.job_id = job.id WHERE item.id = NEW.item_id;
    SELECT photo.* INTO shown FROM articles_photo photo
        JOIN articles_article story ON story.lead_photo_id = photo.id
        JOIN articles_version told ON told.article_id = story.id
        WHERE told.id = copy.version_id FOR SHARE OF photo;
    IF shown.id IS NULL OR shown.stays_home OR (shown.ownership <> 'own' AND NOT EXISTS (
        SELECT 1 FROM rights_filedpermission held
        WHERE held.photo_id = shown.id AND ordered.acts <@ held.acts
          AND held.starts_at <= statement_timestamp()
          AND (held.ends_at IS NULL OR held.ends_at > statement_timestamp())
          AND (held.withdrawn_at IS NULL OR held.withdrawn_at > statement_timestamp())
    )) THEN
        RAISE EXCEPTION 'the photo in the copy must stay home';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER photo_may_leave BEFORE INSERT ON exports_delivery
    FOR EACH ROW EXECUTE FUNCTION exports_photo_may_leave();
"""

BACKWARD = """
DROP TRIGGER photo_may_leave ON exports_delivery;
DROP FUNCTION exports_photo_may_leave();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_paragraphs_have_a_basis"),
        ("rights", "0018_terms_stay"),
        ("exports", "0019_terms_are_read_back"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
