"""The moves that may never happen, tried in SQL by the role that the newsroom runs as.

Each was refused by a prototype on PostgreSQL alone; here each is refused by the tables
that the newsroom has. What is tried is written out, so that anybody can try it again.
"""

import hashlib
from datetime import timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.licensing import Wanted
from ledger.actions.recording import record
from rights.actions.granting import Scope, give_grant
from rights.models import Licensee, NoticeEdition
from rights.terms import Act, Terms
from tests import database
from tests import factories as make

pytestmark = pytest.mark.django_db
SHA = hashlib.sha256(b"other bytes").hexdigest()
EDITION = """
INSERT INTO rights_noticeedition (outlet_id, number, rights_holder_id, address, year,
    issued_at, full_text, short_text, licensed_line, plain_words, law_clause,
    full_text_km, full_text_en, short_text_km, short_text_en,
    licensed_line_km, licensed_line_en, plain_words_km, plain_words_en)
SELECT outlet_id, 99, rights_holder_id, address, year, issued_at, '', '', '', '', '',
    {km}, {en}, 'ខ្លី', 'short', 'ប', 'l', 'ព', 'p'
FROM rights_noticeedition LIMIT 1
"""
ARTIFACT = """
INSERT INTO exports_artifact (version_id, revision_id, licensee_id, notice_edition_id,
    format, sha256, size, state, found, verified_by)
SELECT version_id, revision_id, licensee_id, notice_edition_id, format,
    repeat('0', 64), 1, '{state}', '{{}}', ''
FROM exports_artifact LIMIT 1
"""
GRANT = """
INSERT INTO rights_grant (licensee_id, outlet_id, acts, languages, media, territories,
    edits, is_denial, starts_at, ends_at, pieces_stay, may_mirror, is_exclusive,
    signed_sha256, asked_by_id, granted_by_id, granted_at)
SELECT {licensee}, outlet_id, '{{{acts}}}', '{{*}}', '{{*}}', '{{*}}', '{{}}', false,
    starts_at, ends_at, true, false, {exclusive}, '', {asked}, granted_by_id, granted_at
FROM rights_grant LIMIT 1
"""
DELIVERY = """
INSERT INTO exports_delivery (item_id, artifact_id, grant_id, sent_sha256)
SELECT item.id, artifact.id, rights_grant.id, {sha}
FROM exports_exportitem item, exports_artifact artifact, rights_grant
WHERE item.state = 'waiting'
"""
VERIFIED = """
UPDATE exports_artifact SET state = 'verified', verified_by = 'me', verified_at = now(),
    found = jsonb_build_object('sha256', sha256, 'notice',
        jsonb_build_object('km', 'ab', 'en', 'cd'))
WHERE state = 'built'
"""
RIVAL = "(SELECT max(id) FROM rights_licensee)"
OWN = "licensee_id"

# What is tried, what it takes first, and the words of the refusal.
MOVES = {
    "a wording in one language": ([], EDITION.format(km="NULL", en="'x'"), "blank"),
    "a blank wording": ([], EDITION.format(km="'ក'", en="'   '"), "blank"),
    "a wording that is changed": (
        [],
        "UPDATE rights_noticeedition SET full_text_en = 'shorter'",
        "never change",
    ),
    "a file that begins as released": (
        [],
        ARTIFACT.format(state="released"),
        "starts as built",
    ),
    "a jump from built to released": (
        [ARTIFACT.format(state="built")],
        "UPDATE exports_artifact SET state = 'released' WHERE state = 'built'",
        "does not go from built",
    ),
    "a proof of another notice": (
        [ARTIFACT.format(state="built")],
        VERIFIED,
        "not edition",
    ),
    "other bytes under a file": (
        [],
        "UPDATE exports_artifact SET sha256 = repeat('1', 64)",
        "never changes",
    ),
    "a permission by who asked for it": (
        [],
        GRANT.format(
            licensee=OWN, acts="print", exclusive="false", asked="granted_by_id"
        ),
        "nobody_grants_what_they_asked_for",
    ),
    "a permission for an unknown act": (
        [],
        GRANT.format(licensee=OWN, acts="anything", exclusive="false", asked="NULL"),
        "grant_is_in_known_words",
    ),
    "two exclusive permissions": (
        [GRANT.format(licensee=OWN, acts="print", exclusive="true", asked="NULL")],
        GRANT.format(licensee=RIVAL, acts="print", exclusive="true", asked="NULL"),
        "granted_areas_apart",
    ),
    "a delivery of what is not released": (
        ["UPDATE exports_artifact SET state = 'recalled'"],
        DELIVERY.format(sha="artifact.sha256"),
        "not released",
    ),
    "a delivery for an act that is not allowed": (
        ["UPDATE exports_exportjob SET acts = '{broadcast}'"],
        DELIVERY.format(sha="artifact.sha256"),
        "does not cover",
    ),
    "a delivery to another territory": (
        ["UPDATE exports_exportjob SET territory = 'US'"],
        DELIVERY.format(sha="artifact.sha256"),
        "does not cover",
    ),
    "a delivery of other bytes": (
        [],
        DELIVERY.format(sha=f"'{SHA}'"),
        "not the bytes verified",
    ),
    "a delivery that is changed": (
        [],
        "UPDATE exports_delivery SET grant_id = grant_id",
        "append-only",
    ),
    "an entry that is removed": ([], "DELETE FROM ledger_entry", "never changed"),
}


@pytest.fixture
def scene():
    """A partner with a permission for Cambodia, a copy sent, and one more ordered."""
    version = make.a_published_pair()[1]
    outlet = version.article.outlet
    partner = Licensee.objects.create(slug="p", name_km="ដៃគូ", name_en="Partner")
    Licensee.objects.create(slug="rival", name_km="គូប្រជែង", name_en="Rival")
    give_grant(
        licensee=partner,
        scope=Scope(outlet),
        terms=Terms(
            frozenset({Act.ELECTRONIC, Act.PRINT}),
            frozenset({"*"}),
            make.NOW,
            territories=frozenset({"KH"}),
            ends_at=timezone.now() + timedelta(days=9),
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )
    wanted = Wanted(partner, frozenset({Act.ELECTRONIC}), territory="KH")
    ordered = [
        order_export(
            versions=[version], formats=[code], wanted=wanted, by=None, at=make.NOW
        ).items.get()
        for code in ("text", "html")
    ]
    perform(ordered[0])
    ordered[0].state, ordered[0].finished_at = "done", make.NOW
    ordered[0].save()


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.rowcount


class TestForbiddenMoves:
    def test_are_seventeen_with_the_one_below(self):
        assert len(MOVES) + 1 == 17

    @pytest.mark.usefixtures("scene")
    @pytest.mark.parametrize("name", MOVES)
    def test_are_refused(self, name):
        before, move, words = MOVES[name]
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("spean_app",)
        for statement in before:
            assert run(statement) > 0
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            run(move)

    @pytest.mark.usefixtures("scene")
    def test_leave_room_for_what_is_allowed(self):
        assert run(EDITION.format(km="'ក'", en="'x'")) == 1
        assert NoticeEdition.objects.filter(number=99).exists()
        fine = GRANT.format(licensee=OWN, acts="print", exclusive="false", asked="NULL")
        assert run(fine) == 1
        assert run(ARTIFACT.format(state="built")) == 1

    def test_do_not_empty_the_ledger(self):
        """TRUNCATE: the guard lets test databases pass, so the kept one is asked."""
        record(kind="test.entry", subject="urn:spean:test:1", facts={})
        facts = connections["default"].get_connection_params()
        facts["dbname"] = database.KEPT + database.digest()
        keys = ("dbname", "user", "host", "password")
        with (
            psycopg.connect(**{k: facts[k] for k in keys if facts.get(k)}) as other,
            pytest.raises(psycopg.Error, match=r"permission denied|never changed"),
        ):
            other.execute("TRUNCATE ledger_entry")
