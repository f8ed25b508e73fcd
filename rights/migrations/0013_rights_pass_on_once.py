"""Let the rights of a holder pass on by a confirmed document only, and never back.

Plain SQL, not a trigger of a library: no session variable turns it off.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION rights_succession_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a succession of rights stays: withdraw what is not confirmed';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'proposed' THEN
            RAISE EXCEPTION 'a succession of rights begins as proposed';
        END IF;
        IF EXISTS (
            WITH RECURSIVE later(id) AS (
                SELECT NEW.successor_id
                UNION
                SELECT succession.successor_id
                FROM rights_succession succession JOIN later
                    ON succession.holder_id = later.id
                WHERE succession.state <> 'withdrawn'
            )
            SELECT 1 FROM later WHERE id = NEW.holder_id
        ) THEN
            RAISE EXCEPTION 'rights never come back to who had them';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state <> 'proposed' THEN
        RAISE EXCEPTION 'a decided succession of rights never changes';
    END IF;
    IF (NEW.holder_id, NEW.successor_id, NEW.from_date, NEW.document_sha256,
        NEW.proposed_by_id, NEW.proposed_at)
    IS DISTINCT FROM
       (OLD.holder_id, OLD.successor_id, OLD.from_date, OLD.document_sha256,
        OLD.proposed_by_id, OLD.proposed_at) THEN
        RAISE EXCEPTION 'what a succession of rights says never changes';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION rights_edition_names_who_has_them() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM rights_succession
        WHERE holder_id = NEW.rights_holder_id AND state = 'confirmed'
            AND from_date <= (statement_timestamp() AT TIME ZONE 'Asia/Phnom_Penh')::date
    ) THEN
        RAISE EXCEPTION 'a wording names who holds the rights now';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER succession_holds BEFORE INSERT OR UPDATE OR DELETE ON rights_succession
    FOR EACH ROW EXECUTE FUNCTION rights_succession_holds();
CREATE TRIGGER edition_names_who_has_them BEFORE INSERT ON rights_noticeedition
    FOR EACH ROW EXECUTE FUNCTION rights_edition_names_who_has_them();
"""

BACKWARD = """
DROP TRIGGER edition_names_who_has_them ON rights_noticeedition;
DROP TRIGGER succession_holds ON rights_succession;
DROP FUNCTION rights_edition_names_who_has_them();
DROP FUNCTION rights_succession_holds();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0012_successions")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
