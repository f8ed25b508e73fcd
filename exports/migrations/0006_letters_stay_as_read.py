"""Keep only letters that were read back, and let nobody change or remove one.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_letter_was_read() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE edition rights_noticeedition; permission rights_grant;
BEGIN
    SELECT * INTO edition FROM rights_noticeedition WHERE id = NEW.notice_edition_id;
    SELECT * INTO permission FROM rights_grant WHERE id = NEW.grant_id FOR SHARE;
    IF permission.is_denial OR permission.revoked_at <= statement_timestamp() THEN
        RAISE EXCEPTION 'permission % is none to write a letter of', permission.id;
    END IF;
    IF edition.outlet_id <> permission.outlet_id THEN
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

CREATE TRIGGER letter_was_read BEFORE INSERT ON exports_letter
    FOR EACH ROW EXECUTE FUNCTION exports_letter_was_read();
CREATE TRIGGER letter_is_final BEFORE UPDATE OR DELETE ON exports_letter
    FOR EACH ROW EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER letters_stay BEFORE TRUNCATE ON exports_letter
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
"""

BACKWARD = """
DROP TRIGGER letters_stay ON exports_letter;
DROP TRIGGER letter_is_final ON exports_letter;
DROP TRIGGER letter_was_read ON exports_letter;
DROP FUNCTION exports_letter_was_read();
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0005_permission_letters")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
