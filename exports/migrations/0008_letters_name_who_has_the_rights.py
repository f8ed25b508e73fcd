"""Let no letter name who held the rights before; plain SQL, no variable ends it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION exports_letter_names_who_has_them() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM rights_noticeedition edition
        JOIN rights_succession succession
            ON succession.holder_id = edition.rights_holder_id
        WHERE edition.id = NEW.notice_edition_id AND succession.state = 'confirmed'
            AND succession.from_date
                <= (statement_timestamp() AT TIME ZONE 'Asia/Phnom_Penh')::date
    ) THEN
        RAISE EXCEPTION 'a letter names who holds the rights now';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER letter_names_who_has_them BEFORE INSERT ON exports_letter
    FOR EACH ROW EXECUTE FUNCTION exports_letter_names_who_has_them();
"""

BACKWARD = """
DROP TRIGGER letter_names_who_has_them ON exports_letter;
DROP FUNCTION exports_letter_names_who_has_them();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0007_notices_to_partners"),
        ("rights", "0013_rights_pass_on_once"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
