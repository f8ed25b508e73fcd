"""Let the database itself refuse the moves that may never happen.

Plain SQL, not triggers of a library: no session variable turns them off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_notice_fingerprint(words text) RETURNS text
IMMUTABLE LANGUAGE sql AS $$
    SELECT encode(sha256(convert_to(btrim(regexp_replace(regexp_replace(
        normalize(words, NFC), '[\u200b\u200c\u200d\u2060\ufeff\u00ad]', '', 'g'
    ), '\s+', ' ', 'g')), 'UTF8')), 'hex')
$$;

-- Basic filtering, RFC 4647 section 3.3.1: the range zh is also for zh-Hans.
CREATE FUNCTION exports_tag_is_in(tag text, ranges varchar[]) RETURNS boolean
IMMUTABLE LANGUAGE sql AS $$
    SELECT EXISTS (
        SELECT 1 FROM unnest(ranges) AS wanted
        WHERE wanted = '*' OR starts_with(tag || '-', wanted || '-')
    )
$$;

CREATE FUNCTION exports_artifact_goes_forward() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE edition rights_noticeedition;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'built' THEN
            RAISE EXCEPTION 'an artifact starts as built, not as %', NEW.state;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'artifacts are kept';
    END IF;
    IF (NEW.sha256, NEW.size, NEW.version_id, NEW.revision_id, NEW.licensee_id,
        NEW.notice_edition_id, NEW.format)
       IS DISTINCT FROM
       (OLD.sha256, OLD.size, OLD.version_id, OLD.revision_id, OLD.licensee_id,
        OLD.notice_edition_id, OLD.format) THEN
        RAISE EXCEPTION 'what an artifact is never changes';
    END IF;
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('built', 'verified'), ('verified', 'released'), ('released', 'recalled')
    ) THEN
        RAISE EXCEPTION 'an artifact does not go from % to %', OLD.state, NEW.state;
    END IF;
    IF NEW.state = 'verified' THEN
        SELECT * INTO edition FROM rights_noticeedition WHERE id = NEW.notice_edition_id;
        IF NEW.found->>'sha256' IS DISTINCT FROM NEW.sha256
           OR NEW.verified_by = '' OR NEW.verified_at IS NULL THEN
            RAISE EXCEPTION 'an artifact is verified only when its own bytes were read back';
        END IF;
        IF (NEW.found->'notice'->>'km', NEW.found->'notice'->>'en') IS DISTINCT FROM
           (exports_notice_fingerprint(edition.full_text_km),
            exports_notice_fingerprint(edition.full_text_en)) THEN
            RAISE EXCEPTION 'the notice read back is not edition % in every language',
                edition.number;
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION exports_delivery_is_covered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE copy exports_artifact; permission rights_grant; ordered exports_exportjob;
        told articles_version; story articles_article;
BEGIN
    SELECT * INTO copy FROM exports_artifact WHERE id = NEW.artifact_id FOR SHARE;
    SELECT * INTO permission FROM rights_grant WHERE id = NEW.grant_id FOR SHARE;
    SELECT job.* INTO ordered FROM exports_exportjob job
        JOIN exports_exportitem item ON item.job_id = job.id WHERE item.id = NEW.item_id;
    SELECT * INTO told FROM articles_version WHERE id = copy.version_id FOR SHARE;
    SELECT * INTO story FROM articles_article WHERE id = told.article_id FOR SHARE;
    IF copy.state <> 'released' THEN
        RAISE EXCEPTION 'the artifact is %, not released', copy.state;
    END IF;
    IF NEW.sent_sha256 <> copy.sha256 THEN
        RAISE EXCEPTION 'the bytes sent are not the bytes verified';
    END IF;
    IF told.status <> 'published' OR story.is_restricted
       OR story.embargoed_until > statement_timestamp() THEN
        RAISE EXCEPTION 'the version is not public';
    END IF;
    IF permission.is_denial OR permission.licensee_id <> ordered.licensee_id
       OR copy.licensee_id <> ordered.licensee_id
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
    NEW.delivered_at := statement_timestamp();
    RETURN NEW;
END $$;

CREATE FUNCTION exports_deliveries_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;

CREATE TRIGGER artifact_goes_forward
    BEFORE INSERT OR UPDATE OR DELETE ON exports_artifact
    FOR EACH ROW EXECUTE FUNCTION exports_artifact_goes_forward();
CREATE TRIGGER artifacts_stay BEFORE TRUNCATE ON exports_artifact
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER delivery_is_covered BEFORE INSERT ON exports_delivery
    FOR EACH ROW EXECUTE FUNCTION exports_delivery_is_covered();
CREATE TRIGGER delivery_is_final BEFORE UPDATE OR DELETE ON exports_delivery
    FOR EACH ROW EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER deliveries_stay BEFORE TRUNCATE ON exports_delivery
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
"""

BACKWARD = """
DROP TRIGGER deliveries_stay ON exports_delivery;
DROP TRIGGER delivery_is_final ON exports_delivery;
DROP TRIGGER delivery_is_covered ON exports_delivery;
DROP TRIGGER artifacts_stay ON exports_artifact;
DROP TRIGGER artifact_goes_forward ON exports_artifact;
DROP FUNCTION exports_deliveries_stay();
DROP FUNCTION exports_delivery_is_covered();
DROP FUNCTION exports_artifact_goes_forward();
DROP FUNCTION exports_tag_is_in(text, varchar[]);
DROP FUNCTION exports_notice_fingerprint(text);
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
