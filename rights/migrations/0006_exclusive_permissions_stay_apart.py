"""Keep what an exclusive permission takes in from every other partner.

Each permission is taken apart into areas: a use in a medium, a territory and a
language, of stories, for a time. Two areas of different partners may meet, unless one
of them is exclusive. Words become ranges, so that "*" meets every word, and the range
"zh" meets zh-Hans. An outlet's own permission for its own stories stands apart.
"""

from django.db import migrations

FORWARD = r"""
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TYPE rights_words AS RANGE (subtype = text, collation = "C");

CREATE FUNCTION rights_word(word text) RETURNS rights_words
IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN word = '*' THEN rights_words(NULL, NULL)
           ELSE rights_words(word, word, '[]') END
$$;

-- After "zh" and all that begins with "zh-" comes "zh.": "." follows "-".
CREATE FUNCTION rights_beginning(word text) RETURNS rights_words
IMMUTABLE LANGUAGE sql AS $$
    SELECT CASE WHEN word = '*' THEN rights_words(NULL, NULL)
           ELSE rights_words(word, word || '.', '[)') END
$$;

CREATE TABLE rights_granted_area (
    grant_id bigint NOT NULL,
    licensee_id bigint NOT NULL,
    stories rights_words NOT NULL,
    act text NOT NULL,
    medium rights_words NOT NULL,
    territory rights_words NOT NULL,
    language rights_words NOT NULL,
    term tstzrange NOT NULL,
    shared int8range NOT NULL,
    CONSTRAINT granted_areas_apart EXCLUDE USING gist (
        stories WITH &&, act WITH =, medium WITH &&, territory WITH &&,
        language WITH &&, term WITH &&, shared WITH &&, licensee_id WITH <>
    )
);
CREATE INDEX granted_area_by_grant ON rights_granted_area (grant_id);

CREATE FUNCTION rights_grant_takes_its_areas() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    path text := NEW.outlet_id || '-';
    term tstzrange;
BEGIN
    DELETE FROM rights_granted_area WHERE grant_id = NEW.id;
    IF NEW.revoked_at <= NEW.starts_at THEN
        RETURN NULL;
    END IF;
    -- LEAST passes over what is NULL: no end, not taken back.
    term := tstzrange(NEW.starts_at, LEAST(NEW.ends_at, NEW.revoked_at));
    IF NEW.is_denial OR EXISTS (
        SELECT 1 FROM rights_licensee WHERE id = NEW.licensee_id AND outlet_id IS NOT NULL
    ) THEN
        RETURN NULL;
    END IF;
    -- outlet, section, story: each of them takes in what begins with it.
    IF NEW.article_id IS NOT NULL THEN
        SELECT path || section_id || '-' || id INTO path
            FROM articles_article WHERE id = NEW.article_id;
    ELSIF NEW.section_id IS NOT NULL THEN
        path := path || NEW.section_id;
    ELSE
        path := NEW.outlet_id::text;
    END IF;
    INSERT INTO rights_granted_area
        SELECT NEW.id, NEW.licensee_id, rights_beginning(path), act, rights_word(medium),
               rights_word(territory), rights_beginning(language), term,
               CASE WHEN NEW.is_exclusive THEN int8range(NULL, NULL)
               ELSE int8range(NEW.id, NEW.id, '[]') END
        FROM unnest(NEW.acts) AS act, unnest(NEW.media) AS medium,
             unnest(NEW.territories) AS territory, unnest(NEW.languages) AS language;
    RETURN NULL;
END $$;

-- In place of a foreign key: no table of the framework's may be held by one it does
-- not know.
CREATE FUNCTION rights_grant_leaves_its_areas() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' THEN
        DELETE FROM rights_granted_area;
    ELSE
        DELETE FROM rights_granted_area WHERE grant_id = OLD.id;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER grant_leaves_its_areas AFTER DELETE ON rights_grant
    FOR EACH ROW EXECUTE FUNCTION rights_grant_leaves_its_areas();
CREATE TRIGGER grants_leave_their_areas AFTER TRUNCATE ON rights_grant
    FOR EACH STATEMENT EXECUTE FUNCTION rights_grant_leaves_its_areas();
CREATE TRIGGER grant_takes_its_areas AFTER INSERT OR UPDATE ON rights_grant
    FOR EACH ROW EXECUTE FUNCTION rights_grant_takes_its_areas();

-- Only the trigger writes here, as the owner.
DO $$
DECLARE role name;
BEGIN
    FOR role IN SELECT grantee FROM information_schema.role_table_grants
        WHERE table_name = 'rights_granted_area' AND privilege_type = 'INSERT'
          AND grantee <> current_user
    LOOP
        EXECUTE format(
            'REVOKE INSERT, UPDATE, DELETE ON rights_granted_area FROM %I', role
        );
    END LOOP;
END $$;

-- Permissions that are there already take their areas.
UPDATE rights_grant SET is_exclusive = is_exclusive;
"""

BACKWARD = """
DROP TRIGGER grants_leave_their_areas ON rights_grant;
DROP TRIGGER grant_leaves_its_areas ON rights_grant;
DROP TRIGGER grant_takes_its_areas ON rights_grant;
DROP FUNCTION rights_grant_leaves_its_areas();
DROP FUNCTION rights_grant_takes_its_areas();
DROP TABLE rights_granted_area;
DROP FUNCTION rights_beginning(text);
DROP FUNCTION rights_word(text);
DROP TYPE rights_words;
"""


class Migration(migrations.Migration):
    dependencies = [("rights", "0005_terms_of_permissions")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
