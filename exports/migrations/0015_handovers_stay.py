"""Let the database refuse to hand over what may not be, and keep what was.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION exports_handover_is_covered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE copy exports_artifact; way exports_channel; ordered exports_exportjob;
BEGIN
    SELECT artifact.* INTO copy FROM exports_artifact artifact
        JOIN exports_delivery sent ON sent.artifact_id = artifact.id
        WHERE sent.id = NEW.delivery_id FOR SHARE OF artifact;
    SELECT job.* INTO ordered FROM exports_exportjob job
        JOIN exports_exportitem item ON item.job_id = job.id
        JOIN exports_delivery sent ON sent.item_id = item.id
        WHERE sent.id = NEW.delivery_id;
    SELECT * INTO way FROM exports_channel WHERE id = NEW.channel_id FOR SHARE;
    IF copy.state <> 'released' THEN
        RAISE EXCEPTION 'the artifact is %, not released', copy.state;
    END IF;
    IF way.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'the way of delivery is closed';
    END IF;
    IF way.licensee_id <> copy.licensee_id
       OR ordered.channel_id IS DISTINCT FROM way.id THEN
        RAISE EXCEPTION 'the copy was not ordered for this way of delivery';
    END IF;
    NEW.handed_at := statement_timestamp();
    RETURN NEW;
END $$;

CREATE FUNCTION exports_channel_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'ways of delivery are kept';
    END IF;
    IF (NEW.licensee_id, NEW.kind, NEW.address, NEW.opened_by_id, NEW.opened_at)
       IS DISTINCT FROM
       (OLD.licensee_id, OLD.kind, OLD.address, OLD.opened_by_id, OLD.opened_at) THEN
        RAISE EXCEPTION 'where a way of delivery leads never changes';
    END IF;
    IF OLD.closed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a closed way of delivery stays closed';
    END IF;
    IF NEW.secret_number < OLD.secret_number THEN
        RAISE EXCEPTION 'a former secret never comes back';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER handover_is_covered BEFORE INSERT ON exports_handover
    FOR EACH ROW EXECUTE FUNCTION exports_handover_is_covered();
CREATE TRIGGER handover_is_final BEFORE UPDATE OR DELETE ON exports_handover
    FOR EACH ROW EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER handovers_stay BEFORE TRUNCATE ON exports_handover
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
CREATE TRIGGER channel_stays BEFORE UPDATE OR DELETE ON exports_channel
    FOR EACH ROW EXECUTE FUNCTION exports_channel_stays();
CREATE TRIGGER channels_stay BEFORE TRUNCATE ON exports_channel
    FOR EACH STATEMENT EXECUTE FUNCTION exports_deliveries_stay();
"""

BACKWARD = """
DROP TRIGGER channels_stay ON exports_channel;
DROP TRIGGER channel_stays ON exports_channel;
DROP TRIGGER handovers_stay ON exports_handover;
DROP TRIGGER handover_is_final ON exports_handover;
DROP TRIGGER handover_is_covered ON exports_handover;
DROP FUNCTION exports_channel_stays();
DROP FUNCTION exports_handover_is_covered();
"""


class Migration(migrations.Migration):
    dependencies = [("exports", "0014_ways_of_delivery")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
