"""Let nobody change or remove by which terms a story went; none of them is blank.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION rights_terms_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION 'the terms of a story never change: set new ones';
    END IF;
    IF NEW.kind <> 'house' AND (
        NEW.year IS NULL OR '' = ANY (ARRAY[
            btrim(NEW.address),
            btrim(coalesce(NEW.holder_km, '')), btrim(coalesce(NEW.holder_en, '')),
            btrim(coalesce(NEW.full_text_km, '')), btrim(coalesce(NEW.full_text_en, '')),
            btrim(coalesce(NEW.short_text_km, '')),
            btrim(coalesce(NEW.short_text_en, '')),
            btrim(coalesce(NEW.licensed_line_km, '')),
            btrim(coalesce(NEW.licensed_line_en, ''))])
    ) THEN
        RAISE EXCEPTION 'the terms of a story are worded in every language';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER terms_are_final BEFORE INSERT OR UPDATE OR DELETE ON rights_articleterms
    FOR EACH ROW EXECUTE FUNCTION rights_terms_stay();
CREATE TRIGGER terms_stay BEFORE TRUNCATE ON rights_articleterms
    FOR EACH STATEMENT EXECUTE FUNCTION rights_terms_stay();
"""

BACKWARD = """
DROP TRIGGER terms_stay ON rights_articleterms;
DROP TRIGGER terms_are_final ON rights_articleterms;
DROP FUNCTION rights_terms_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0017_terms_of_stories")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
