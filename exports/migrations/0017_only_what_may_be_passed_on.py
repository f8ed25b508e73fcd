"""Let the database refuse copies of what belongs to others who did not allow it.

Plain SQL, not a trigger of a library: no session variable turns it off.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_refuse_others_text(
    text_id bigint, ordered exports_exportjob
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE told articles_version; ours CONSTANT text[] :=
    ARRAY['staff', 'assigned', 'official'];
BEGIN
    SELECT * INTO told FROM articles_version WHERE id = text_id FOR SHARE;
    IF EXISTS (
        SELECT 1 FROM rights_licensee partner
        JOIN articles_article story ON story.outlet_id = partner.outlet_id
        WHERE partner.id = ordered.licensee_id AND story.id = told.article_id
    ) THEN
        RETURN;  -- What an outlet does itself is no passing on.
    END IF;
    IF EXISTS (
        SELECT 1 FROM (
            SELECT '' AS place WHERE NOT told.rights_basis = ANY (ours)
            UNION ALL
            SELECT apart.block_id FROM articles_blockbasis apart
            JOIN articles_revision released ON released.id = told.released_revision_id
            WHERE apart.version_id = told.id AND NOT apart.basis = ANY (ours)
              AND released.blocks @> jsonb_build_array(
                  jsonb_build_object('id', apart.block_id))
        ) AS theirs
        WHERE NOT EXISTS (
            SELECT 1 FROM rights_filedpermission held
            WHERE held.version_id = told.id AND held.block_id = theirs.place
              AND ordered.acts <@ held.acts
              AND held.starts_at <= statement_timestamp()
              AND (held.ends_at IS NULL OR held.ends_at > statement_timestamp())
              AND (held.withdrawn_at IS NULL
                   OR held.withdrawn_at > statement_timestamp())
        )
    ) THEN
        RAISE EXCEPTION 'the text, or a paragraph of it, is not ours to give away';
    END IF;
END $$;

CREATE FUNCTION exports_delivery_is_ours() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE copy exports_artifact; ordered exports_exportjob; original bigint;
BEGIN
    SELECT * INTO copy FROM exports_artifact WHERE id = NEW.artifact_id;
    SELECT job.* INTO ordered FROM exports_exportjob job
        JOIN exports_exportitem item ON item.job_id = job.id WHERE item.id = NEW.item_id;
    PERFORM exports_refuse_others_text(copy.version_id, ordered);
    SELECT version_id INTO original FROM articles_revision
        WHERE id = copy.source_revision_id;
    IF original IS NOT NULL THEN
        PERFORM exports_refuse_others_text(original, ordered);
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER delivery_is_ours BEFORE INSERT ON exports_delivery
    FOR EACH ROW EXECUTE FUNCTION exports_delivery_is_ours();
"""

BACKWARD = """
DROP TRIGGER delivery_is_ours ON exports_delivery;
DROP FUNCTION exports_delivery_is_ours();
DROP FUNCTION exports_refuse_others_text(bigint, exports_exportjob);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0018_paragraphs_have_a_basis"),
        ("rights", "0016_permissions_on_file_stay"),
        ("exports", "0016_a_new_wording_is_told_of"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
