"""Chain every entry to the one before, and let nobody change or remove one.

Plain SQL, not a trigger of a library: no session variable turns it off, not even
`session_replication_role`. Who inserts gives kind, subject and facts; number, moment
and hashes are the database's own. Databases named test_… may be emptied, because
tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION ledger_chain() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest record;
BEGIN
    -- One after the other until commit: otherwise two could follow the same entry.
    PERFORM pg_advisory_xact_lock(hashtextextended('ledger_entry', 0));
    -- By its schema: a temporary table of the same name must not be read.
    EXECUTE format(
        'SELECT seq, hash FROM %I.%I ORDER BY seq DESC LIMIT 1',
        TG_TABLE_SCHEMA, TG_TABLE_NAME
    ) INTO newest;
    NEW.seq := coalesce(newest.seq, 0) + 1;
    NEW.at := clock_timestamp();
    NEW.previous := coalesce(newest.hash, decode(repeat('00', 32), 'hex'));
    NEW.hash := sha256(NEW.previous || convert_to(
        concat_ws(
            E'\\n',
            NEW.seq,
            to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
            NEW.kind,
            NEW.subject,
            NEW.facts::text
        ),
        'UTF8'
    ));
    RETURN NEW;
END $$;

CREATE FUNCTION ledger_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'entries of the ledger are never changed or removed';
END $$;

CREATE TRIGGER entry_is_chained BEFORE INSERT ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_chain();
CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();
CREATE TRIGGER entries_stay BEFORE TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_stays();

ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER entry_is_chained;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER entry_stays;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER entries_stay;
"""

BACKWARD = """
DROP TRIGGER entries_stay ON ledger_entry;
DROP TRIGGER entry_stays ON ledger_entry;
DROP TRIGGER entry_is_chained ON ledger_entry;
DROP FUNCTION ledger_stays();
DROP FUNCTION ledger_chain();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
