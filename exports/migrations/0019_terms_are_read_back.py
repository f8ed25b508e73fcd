"""Let the database judge copies of stories that go by terms of their own.

The notice read back is that of the terms. A licence lets a copy leave without a
permission, as far as it goes; another publisher's text leaves by their word alone.
"""

import re
from importlib import import_module

from django.db import migrations


def _stored(module: str, name: str) -> str:
    """Take a function as an earlier migration has it, ready to be put back."""
    sql = import_module(f"exports.migrations.{module}").FORWARD
    found = re.search(rf"FUNCTION {name}\(.*?END \$\$;", sql, re.DOTALL)
    if found is None:
        raise LookupError(name)
    return f"CREATE OR REPLACE {found[0]}"


def _changed(sql: str, *changes: tuple[str, str]) -> str:
    for former, new in changes:
        if sql.count(former) != 1:
            raise LookupError(former)
        sql = sql.replace(former, new)
    return sql


FORMER = (
    _stored("0002_only_verified_bytes_leave", "exports_artifact_goes_forward"),
    _stored("0013_both_languages_are_covered", "exports_refuse_uncovered"),
    _stored("0013_both_languages_are_covered", "exports_delivery_is_covered"),
    _stored("0017_only_what_may_be_passed_on", "exports_refuse_others_text"),
)
_ARTIFACT, _UNCOVERED, _COVERED, _OTHERS = FORMER

_NEW = r"""
CREATE FUNCTION exports_terms_of(story uuid) RETURNS rights_articleterms
STABLE LANGUAGE sql AS $$
    SELECT * FROM rights_articleterms WHERE article_id = story
    ORDER BY number DESC LIMIT 1
$$;

CREATE FUNCTION exports_is_licensed(story uuid, acts varchar[]) RETURNS boolean
STABLE LANGUAGE sql AS $$
    SELECT coalesce(
        terms.kind = 'commons' AND terms.licence NOT LIKE '%nc%'
        AND cardinality(acts) > 0
        AND acts <@ (
            ARRAY['print', 'electronic', 'broadcast', 'redistribution']::varchar[]
            || CASE WHEN terms.licence LIKE '%nd%' THEN '{}'
               ELSE ARRAY['rewriting', 'translate'] END::varchar[]),
        false)
    FROM exports_terms_of(story) AS terms
$$;

CREATE FUNCTION exports_artifact_names_its_terms() RETURNS trigger LANGUAGE plpgsql
AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW.article_terms_id IS DISTINCT FROM OLD.article_terms_id THEN
            RAISE EXCEPTION 'what an artifact is never changes';
        END IF;
    ELSIF NEW.article_terms_id IS DISTINCT FROM (
        SELECT CASE WHEN terms.kind = 'house' THEN NULL ELSE terms.id END
        FROM articles_version told, exports_terms_of(told.article_id) AS terms
        WHERE told.id = NEW.version_id
    ) THEN
        RAISE EXCEPTION 'an artifact names the terms that its story goes by';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER artifact_names_its_terms BEFORE INSERT OR UPDATE ON exports_artifact
    FOR EACH ROW EXECUTE FUNCTION exports_artifact_names_its_terms();
"""

FORWARD = "\n".join(
    (
        _NEW,
        _changed(
            _ARTIFACT,
            (
                "DECLARE edition rights_noticeedition;",
                "DECLARE edition rights_noticeedition; own rights_articleterms;",
            ),
            (
                "WHERE id = NEW.notice_edition_id;",
                "WHERE id = NEW.notice_edition_id;\n"
                "        SELECT * INTO own FROM rights_articleterms\n"
                "            WHERE id = NEW.article_terms_id;",
            ),
            ("(edition.full_text_km)", "(coalesce(own.full_text_km, edition.full_text_km))"),
            ("(edition.full_text_en)", "(coalesce(own.full_text_en, edition.full_text_en))"),
        ),
        _changed(
            _UNCOVERED,
            (
                "IF permission.is_denial OR",
                "IF permission_id IS NULL THEN\n"
                "        IF NOT exports_is_licensed(story.id, ordered.acts) THEN\n"
                "            RAISE EXCEPTION\n"
                "                'each language of a copy needs its permission, and no other';\n"
                "        END IF;\n"
                "    ELSIF permission.is_denial OR",
            ),
        ),
        _changed(
            _COVERED,
            (
                "IF (copy.source_revision_id IS NULL) <> (NEW.source_grant_id IS NULL) THEN",
                "IF copy.source_revision_id IS NULL AND NEW.source_grant_id IS NOT NULL THEN",
            ),
        ),
        _changed(
            _OTHERS,
            (
                "WHERE NOT told.rights_basis = ANY (ours)",
                "WHERE NOT told.rights_basis = ANY (ours)\n"
                "                OR (exports_terms_of(told.article_id)).kind = 'foreign'",
            ),
        ),
    )
)

BACKWARD = "\n".join(
    (
        *FORMER,
        """
DROP TRIGGER artifact_names_its_terms ON exports_artifact;
DROP FUNCTION exports_artifact_names_its_terms();
DROP FUNCTION exports_is_licensed(uuid, varchar[]);
DROP FUNCTION exports_terms_of(uuid);
""",
    )
)


class Migration(migrations.Migration):
    dependencies = [
        ("rights", "0018_terms_stay"),
        ("exports", "0018_copies_by_the_terms_of_their_story"),
    ]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
