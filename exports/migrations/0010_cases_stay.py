"""Keep cases, what was seen and what was written, as they were noted.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'cases are kept';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (NEW.id, NEW.version_id, NEW.noted_by_id, NEW.noted_at)
           IS DISTINCT FROM
           (OLD.id, OLD.version_id, OLD.noted_by_id, OLD.noted_at) THEN
            RAISE EXCEPTION 'what a case is about never changes';
        END IF;
        IF OLD.closed_at IS NOT NULL AND (NEW.state, NEW.closed_at, NEW.artifact_id)
           IS DISTINCT FROM (OLD.state, OLD.closed_at, OLD.artifact_id) THEN
            RAISE EXCEPTION 'a closed case stays closed';
        END IF;
    END IF;
    IF NEW.artifact_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM exports_artifact copy
        JOIN articles_version told ON told.id = copy.version_id
        JOIN articles_version seen ON seen.id = NEW.version_id
        WHERE copy.id = NEW.artifact_id AND told.article_id = seen.article_id
    ) THEN
        RAISE EXCEPTION 'the copy is one of another story';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION exports_capture_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
       AND (to_jsonb(NEW) - 'erased_at') = (to_jsonb(OLD) - 'erased_at') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'captures are never changed or removed';
END $$;

CREATE FUNCTION exports_case_step_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (to_jsonb(NEW) - 'words') = (to_jsonb(OLD) - 'words') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'steps of a case are never changed or removed';
END $$;

CREATE FUNCTION exports_case_letter_was_read() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE edition rights_noticeedition; outlet bigint;
BEGIN
    SELECT * INTO edition FROM rights_noticeedition WHERE id = NEW.notice_edition_id;
    SELECT story.outlet_id INTO outlet FROM exports_case pursued
        JOIN articles_version told ON told.id = pursued.version_id
        JOIN articles_article story ON story.id = told.article_id
        WHERE pursued.id = NEW.case_id;
    IF edition.outlet_id <> outlet THEN
        RAISE EXCEPTION 'the notice of the letter is that of another outlet';
    END IF;
    IF NEW.found->>'sha256' IS DISTINCT FROM NEW.sha256 THEN
        RAISE EXCEPTION 'a letter is kept only when its own bytes were read back';
    END IF;
    IF (NEW.found->'notice'->>'km', NEW.found->'notice'->>'en') IS DISTINCT FROM
       (exports_notice_fingerprint(edition.full_text_km),
        exports_notice_fingerprint(edition.full_text_en)) THEN
        RAISE EXCEPTION 'the notice read back is not edition % in every language',
            edition.number;
    END IF;
    NEW.issued_at := statement_timestamp();
    RETURN NEW;
END $$;

CREATE TRIGGER case_stays BEFORE INSERT OR UPDATE OR DELETE ON exports_case
    FOR EACH ROW EXECUTE FUNCTION exports_case_stays();
CREATE TRIGGER cases_stay BEFORE TRUNCATE ON exports_case
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER capture_stays BEFORE UPDATE OR DELETE ON exports_capture
    FOR EACH ROW EXECUTE FUNCTION exports_capture_stays();
CREATE TRIGGER captures_stay BEFORE TRUNCATE ON exports_capture
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER case_step_stays BEFORE UPDATE OR DELETE ON exports_casestep
    FOR EACH ROW EXECUTE FUNCTION exports_case_step_stays();
CREATE TRIGGER case_steps_stay BEFORE TRUNCATE ON exports_casestep
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER case_letter_was_read BEFORE INSERT ON exports_caseletter
    FOR EACH ROW EXECUTE FUNCTION exports_case_letter_was_read();
CREATE TRIGGER case_letter_is_final BEFORE UPDATE OR DELETE ON exports_caseletter
    FOR EACH ROW EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER case_letters_stay BEFORE TRUNCATE ON exports_caseletter
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
"""

BACKWARD = """
DROP TRIGGER case_letters_stay ON exports_caseletter;
DROP TRIGGER case_letter_is_final ON exports_caseletter;
DROP TRIGGER case_letter_was_read ON exports_caseletter;
DROP TRIGGER case_steps_stay ON exports_casestep;
DROP TRIGGER case_step_stays ON exports_casestep;
DROP TRIGGER captures_stay ON exports_capture;
DROP TRIGGER capture_stays ON exports_capture;
DROP TRIGGER cases_stay ON exports_case;
DROP TRIGGER case_stays ON exports_case;
DROP FUNCTION exports_case_letter_was_read();
DROP FUNCTION exports_case_step_stays();
DROP FUNCTION exports_capture_stays();
DROP FUNCTION exports_case_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0009_copies_without_permission")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
