"""Let nobody change, delete or blank an edition of a rights notice.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION rights_edition_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'editions of a rights notice never change: issue a new one';
END $$;

CREATE FUNCTION rights_edition_is_whole() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF LEAST(
        length(btrim(NEW.full_text_km)), length(btrim(NEW.full_text_en)),
        length(btrim(NEW.short_text_km)), length(btrim(NEW.short_text_en)),
        length(btrim(NEW.licensed_line_km)), length(btrim(NEW.licensed_line_en)),
        length(btrim(NEW.plain_words_km)), length(btrim(NEW.plain_words_en))
    ) < 1 OR NUM_NULLS(
        NEW.full_text_km, NEW.full_text_en, NEW.short_text_km, NEW.short_text_en,
        NEW.licensed_line_km, NEW.licensed_line_en, NEW.plain_words_km, NEW.plain_words_en
    ) > 0 THEN
        RAISE EXCEPTION 'a text of the rights notice is blank in one of its languages';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER edition_is_whole BEFORE INSERT ON rights_noticeedition
    FOR EACH ROW EXECUTE FUNCTION rights_edition_is_whole();
CREATE TRIGGER edition_is_final BEFORE UPDATE OR DELETE ON rights_noticeedition
    FOR EACH ROW EXECUTE FUNCTION rights_edition_is_final();
CREATE TRIGGER editions_stay BEFORE TRUNCATE ON rights_noticeedition
    FOR EACH STATEMENT EXECUTE FUNCTION rights_edition_is_final();
"""

BACKWARD = """
DROP TRIGGER editions_stay ON rights_noticeedition;
DROP TRIGGER edition_is_final ON rights_noticeedition;
DROP TRIGGER edition_is_whole ON rights_noticeedition;
DROP FUNCTION rights_edition_is_whole();
DROP FUNCTION rights_edition_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
