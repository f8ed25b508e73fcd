"""Let nobody change or remove what holders allowed us; it can only be withdrawn.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION rights_filed_permission_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'UPDATE' THEN
        RAISE EXCEPTION 'permissions on file are never removed';
    END IF;
    -- A name that is removed from everything is removed here, too.
    IF (NEW.version_id, NEW.block_id, NEW.photo_id, NEW.acts, NEW.starts_at,
        NEW.ends_at, NEW.sha256, NEW.media_type, NEW.filed_by_id, NEW.filed_at)
       IS DISTINCT FROM
       (OLD.version_id, OLD.block_id, OLD.photo_id, OLD.acts, OLD.starts_at,
        OLD.ends_at, OLD.sha256, OLD.media_type, OLD.filed_by_id, OLD.filed_at) THEN
        RAISE EXCEPTION 'what a holder allowed never changes';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL AND (NEW.withdrawn_at, NEW.withdrawn_by_id)
       IS DISTINCT FROM (OLD.withdrawn_at, OLD.withdrawn_by_id) THEN
        RAISE EXCEPTION 'a withdrawn permission stays withdrawn';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER filed_permission_is_final
    BEFORE UPDATE OR DELETE ON rights_filedpermission
    FOR EACH ROW EXECUTE FUNCTION rights_filed_permission_stays();
CREATE TRIGGER filed_permissions_stay BEFORE TRUNCATE ON rights_filedpermission
    FOR EACH STATEMENT EXECUTE FUNCTION rights_filed_permission_stays();
"""

BACKWARD = """
DROP TRIGGER filed_permissions_stay ON rights_filedpermission;
DROP TRIGGER filed_permission_is_final ON rights_filedpermission;
DROP FUNCTION rights_filed_permission_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0015_permissions_on_file")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
