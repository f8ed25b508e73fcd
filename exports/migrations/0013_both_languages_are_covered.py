"""Let the database judge both languages of a bilingual copy as it judges one.

What a file is, the text beside it included, never changes. A delivery of a bilingual
copy needs an original of the same story that readers can see, and a permission for it.
"""

import re
from importlib import import_module

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_artifact_holds_one_story() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'UPDATE'
       AND NEW.source_revision_id IS DISTINCT FROM OLD.source_revision_id THEN
        RAISE EXCEPTION 'what an artifact is never changes';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.source_revision_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM articles_version target, articles_revision kept
        JOIN articles_version source ON source.id = kept.version_id
        WHERE target.id = NEW.version_id AND kept.id = NEW.source_revision_id
          AND source.article_id = target.article_id AND source.id <> target.id
    ) THEN
        RAISE EXCEPTION 'the text beside it is its own, or of another story';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION exports_refuse_uncovered(
    permission_id bigint, version_id bigint, ordered exports_exportjob
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE permission rights_grant; told articles_version; story articles_article;
BEGIN
    SELECT * INTO permission FROM rights_grant WHERE id = permission_id FOR SHARE;
    SELECT * INTO told FROM articles_version WHERE id = version_id FOR SHARE;
    SELECT * INTO story FROM articles_article WHERE id = told.article_id FOR SHARE;
    IF told.status <> 'published' OR story.is_restricted
       OR story.embargoed_until > statement_timestamp() THEN
        RAISE EXCEPTION 'the version is not public';
    END IF;
    IF permission.is_denial OR permission.licensee_id <> ordered.licensee_id
       OR permission.outlet_id <> story.outlet_id
       OR (permission.article_id IS NOT NULL AND permission.article_id <> story.id)
       OR (permission.section_id IS NOT NULL AND permission.section_id <> story.section_id)
       OR permission.revoked_at <= statement_timestamp()
       OR permission.starts_at > statement_timestamp()
       OR permission.ends_at <= statement_timestamp()
       OR NOT ordered.acts <@ permission.acts OR cardinality(ordered.acts) = 0
       OR NOT permission.media && ARRAY['*', NULLIF(ordered.medium, '')]::varchar[]
       OR NOT permission.territories
              && ARRAY['*', NULLIF(ordered.territory, '')]::varchar[]
       OR NOT exports_tag_is_in(told.language, permission.languages) THEN
        RAISE EXCEPTION 'permission % does not cover this delivery', permission.id;
    END IF;
    IF EXISTS (
        SELECT 1 FROM rights_grant denial
        WHERE denial.is_denial AND denial.licensee_id = ordered.licensee_id
          AND denial.outlet_id = story.outlet_id
          AND (denial.article_id IS NULL OR denial.article_id = story.id)
          AND (denial.section_id IS NULL OR denial.section_id = story.section_id)
          AND denial.starts_at <= statement_timestamp()
          AND (denial.ends_at IS NULL OR denial.ends_at > statement_timestamp())
          AND (denial.revoked_at IS NULL OR denial.revoked_at > statement_timestamp())
          AND denial.acts && ordered.acts
          AND (cardinality(denial.media) > 0 AND (ordered.medium = ''
               OR denial.media && ARRAY['*', ordered.medium]::varchar[]))
          AND (cardinality(denial.territories) > 0 AND (ordered.territory = ''
               OR denial.territories && ARRAY['*', ordered.territory]::varchar[]))
          AND exports_tag_is_in(told.language, denial.languages)
    ) THEN
        RAISE EXCEPTION 'a written no forbids this delivery';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION exports_delivery_is_covered() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE copy exports_artifact; ordered exports_exportjob; original bigint;
BEGIN
    SELECT * INTO copy FROM exports_artifact WHERE id = NEW.artifact_id FOR SHARE;
    SELECT job.* INTO ordered FROM exports_exportjob job
        JOIN exports_exportitem item ON item.job_id = job.id WHERE item.id = NEW.item_id;
    IF copy.state <> 'released' THEN
        RAISE EXCEPTION 'the artifact is %, not released', copy.state;
    END IF;
    IF NEW.sent_sha256 <> copy.sha256 THEN
        RAISE EXCEPTION 'the bytes sent are not the bytes verified';
    END IF;
    IF copy.licensee_id <> ordered.licensee_id THEN
        RAISE EXCEPTION 'permission % does not cover this delivery', NEW.grant_id;
    END IF;
    IF (copy.source_revision_id IS NULL) <> (NEW.source_grant_id IS NULL) THEN
        RAISE EXCEPTION 'each language of a copy needs its permission, and no other';
    END IF;
    PERFORM exports_refuse_uncovered(NEW.grant_id, copy.version_id, ordered);
    IF copy.source_revision_id IS NOT NULL THEN
        SELECT version_id INTO original FROM articles_revision
            WHERE id = copy.source_revision_id;
        PERFORM exports_refuse_uncovered(NEW.source_grant_id, original, ordered);
    END IF;
    NEW.delivered_at := statement_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER artifact_holds_one_story BEFORE INSERT OR UPDATE ON exports_artifact
    FOR EACH ROW EXECUTE FUNCTION exports_artifact_holds_one_story();
"""

_earlier = import_module("exports.migrations.0002_only_verified_bytes_leave").FORWARD
_judged_one = re.search(
    r"CREATE (FUNCTION exports_delivery_is_covered.*?END \$\$;)", _earlier, re.DOTALL
)
BACKWARD = f"""
CREATE OR REPLACE {_judged_one[1] if _judged_one else ""}
DROP FUNCTION exports_refuse_uncovered(bigint, bigint, exports_exportjob);
DROP TRIGGER artifact_holds_one_story ON exports_artifact;
DROP FUNCTION exports_artifact_holds_one_story();
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0012_bilingual_copies")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
