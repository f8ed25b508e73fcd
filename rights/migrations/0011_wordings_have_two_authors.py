"""Let a wording be issued only as its draft says, and by nobody who wrote it.

Plain SQL, not a trigger of a library: no session variable turns it off. What the
server's own commands issue has neither a draft nor a person.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION rights_edition_is_its_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    draft rights_noticedraft%ROWTYPE;
BEGIN
    IF NEW.draft_id IS NULL AND NEW.issued_by_id IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.draft_id IS NULL OR NEW.issued_by_id IS NULL THEN
        RAISE EXCEPTION 'a person issues a wording from a draft, and a draft by a person';
    END IF;
    SELECT * INTO draft FROM rights_noticedraft WHERE id = NEW.draft_id FOR UPDATE;
    IF draft.state IS DISTINCT FROM 'open' THEN
        RAISE EXCEPTION 'a closed draft is not issued';
    END IF;
    IF draft.saved_by_id = NEW.issued_by_id OR EXISTS (
        SELECT 1 FROM rights_noticedraft_written_by
        WHERE noticedraft_id = draft.id AND account_id = NEW.issued_by_id
    ) THEN
        RAISE EXCEPTION 'who wrote a draft does not issue it';
    END IF;
    IF (NEW.outlet_id, NEW.rights_holder_id, NEW.address, NEW.year::text,
        NEW.lawyer_name, NEW.lawyer_signed_date, NEW.lawyer_document_sha256,
        NEW.full_text_km, NEW.full_text_en, NEW.law_clause_km, NEW.law_clause_en,
        NEW.short_text_km, NEW.short_text_en, NEW.licensed_line_km,
        NEW.licensed_line_en, NEW.plain_words_km, NEW.plain_words_en)
    IS DISTINCT FROM
       (draft.outlet_id, draft.rights_holder_id, draft.address,
        translate(draft.year, '០១២៣៤៥៦៧៨៩', '0123456789'),
        draft.lawyer_name, draft.lawyer_signed_date, draft.lawyer_document_sha256,
        concat_ws(' ', draft.full_text_km, nullif(draft.law_clause_km, '')),
        concat_ws(' ', draft.full_text_en, nullif(draft.law_clause_en, '')),
        coalesce(draft.law_clause_km, ''), coalesce(draft.law_clause_en, ''),
        draft.short_text_km, draft.short_text_en, draft.licensed_line_km,
        draft.licensed_line_en, draft.plain_words_km, draft.plain_words_en) THEN
        RAISE EXCEPTION 'a wording is its draft, word for word';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION rights_draft_keeps_its_word() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a draft of a wording stays: close it';
    END IF;
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'a closed draft of a wording never changes';
    END IF;
    IF NEW.outlet_id <> OLD.outlet_id THEN
        RAISE EXCEPTION 'a draft stays with its outlet';
    END IF;
    IF NEW.saved_by_id <> OLD.saved_by_id AND NOT EXISTS (
        SELECT 1 FROM rights_noticedraft_written_by
        WHERE noticedraft_id = OLD.id AND account_id = OLD.saved_by_id
    ) THEN
        RAISE EXCEPTION 'who wrote a draft stays named';
    END IF;
    IF NEW.state = 'issued' AND NOT EXISTS (
        SELECT 1 FROM rights_noticeedition WHERE draft_id = OLD.id
    ) THEN
        RAISE EXCEPTION 'a draft is issued only as a wording';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION rights_writers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'who wrote a draft stays named';
END $$;

CREATE TRIGGER edition_is_its_draft BEFORE INSERT ON rights_noticeedition
    FOR EACH ROW EXECUTE FUNCTION rights_edition_is_its_draft();
CREATE TRIGGER draft_keeps_its_word BEFORE UPDATE OR DELETE ON rights_noticedraft
    FOR EACH ROW EXECUTE FUNCTION rights_draft_keeps_its_word();
CREATE TRIGGER writers_stay BEFORE UPDATE OR DELETE ON rights_noticedraft_written_by
    FOR EACH ROW EXECUTE FUNCTION rights_writers_stay();
"""

BACKWARD = """
DROP TRIGGER writers_stay ON rights_noticedraft_written_by;
DROP TRIGGER draft_keeps_its_word ON rights_noticedraft;
DROP TRIGGER edition_is_its_draft ON rights_noticeedition;
DROP FUNCTION rights_writers_stay();
DROP FUNCTION rights_draft_keeps_its_word();
DROP FUNCTION rights_edition_is_its_draft();
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0010_drafts_of_wordings")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
