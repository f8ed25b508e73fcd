"""Let nobody change or remove what both sides signed.

Plain SQL, not a trigger of a library: no session variable turns it off. Databases
named test_… may be emptied, because tests that span transactions must clean up.
"""

from django.db import migrations

FORWARD = r"""
CREATE FUNCTION rights_documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' AND current_database() LIKE 'test\_%' THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'signed documents are never changed or removed';
END $$;

CREATE TRIGGER document_is_final BEFORE UPDATE OR DELETE ON rights_signeddocument
    FOR EACH ROW EXECUTE FUNCTION rights_documents_stay();
CREATE TRIGGER documents_stay BEFORE TRUNCATE ON rights_signeddocument
    FOR EACH STATEMENT EXECUTE FUNCTION rights_documents_stay();
"""

BACKWARD = """
DROP TRIGGER documents_stay ON rights_signeddocument;
DROP TRIGGER document_is_final ON rights_signeddocument;
DROP FUNCTION rights_documents_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0007_requests_and_signed_documents")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
