"""A translation leaves beside its original only if both may, paired by a person."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.actions import writing
from articles.models import RightsBasis, Source, Status, Version
from articles.text.blocks import Block, BlockKind
from exports.actions.releasing import artifact_path, perform
from exports.formats import BILINGUAL_FORMATS, format_named
from exports.licensing import BEHIND, NOT_OURS
from exports.licensing_pairs import (
    ANOTHER_STORY,
    NO_ORIGINAL,
    NOT_CONFIRMED,
    NOT_LINKED,
    ORIGINAL_NOT_PUBLIC,
    SEVERAL_ORIGINALS,
)
from exports.models import Artifact, Delivery
from ledger.models import Entry
from rights.actions.granting import Scope, give_grant
from rights.lookup import current_notice
from rights.models import Licensee
from rights.notices import notice_form
from rights.terms import Act, Terms
from tests import factories as make
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    finished,
    sent,
    translate,
    unit_of,
)
from translations.actions.arranging import merge, relink
from translations.actions.translating import drop
from translations.models import Unit
from worklist.actions.failing import WorkRefused

pytestmark = pytest.mark.django_db
CODES = [each.code for each in BILINGUAL_FORMATS]
NO_PERMISSION = "No written permission for this partner covers the story."
NOT_THIS_LANGUAGE = "The permission is not for this language."
NOT_PUBLIC = "Readers cannot see this version. Publish it, or wait for its embargo."
TEXTS = {
    "en": ENGLISH,
    "km": KHMER,
    "vi": {
        "a": "Nước sông dâng hôm nay.",
        "b": "Dân làng lên chỗ cao.",
        "c": "Mưa hai ngày.",
        "d": "Trường đóng cửa.",
    },
    "zh-Hans": {
        "a": "今天河水上涨。",
        "b": "村民搬到高处。",
        "c": "下了两天雨。",
        "d": "学校关门了。",
    },
}
PAIRS = (("km", "en"), ("en", "km"), ("zh-Hans", "vi"), ("vi", "zh-Hans"))


def a_pair(source="km", target="en"):
    """Make a story and its translation, both public and in step."""
    original = a_source(TEXTS[source], language=source)
    return original, finished(a_translation(original, target, TEXTS[target]))


def an_edited_pair():
    """Join two paragraphs, leave one out, add one, as news translation does."""
    source, by = a_source(KHMER), make.a_chief()
    version = sent(source)
    joined = merge(
        unit=unit_of(version, "a"), other=unit_of(version, "b"), by=by, at=make.NOW
    )
    translate(joined, "The river rose today and villagers moved.")
    left = unit_of(version, "c")
    drop(unit=left, seen=left.source_now, by=by, at=make.NOW)
    translate(unit_of(version, "d"), "The school has closed.")
    version.refresh_from_db()
    context = Block(
        id="e", kind=BlockKind.PARAGRAPH, html="<p>The river is the Mekong.</p>"
    )
    blocks = (*writing.working_copy(version), context)
    writing.write_working_copy(version=version, blocks=blocks, by=by, at=make.NOW)
    relink(
        version=version,
        source=None,
        source_ids=(),
        target_ids=("e",),
        by=by,
        at=make.NOW,
    )
    return source, finished(version)


def a_partner(outlet, *languages):
    partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
    for language in languages:
        give_grant(
            licensee=partner,
            scope=Scope(outlet),
            terms=Terms(
                acts=frozenset({Act.ELECTRONIC}),
                languages=frozenset({language}),
                starts_at=make.NOW,
                review_date=make.NOW.date(),
            ),
            asked_by=None,
            by=make.a_chief(),
            at=make.NOW,
        )
    return partner


def stored(item):
    return artifact_path(Delivery.objects.get(item=item).artifact).read_bytes()


def refused(order, version, code="html_bilingual", **options):
    item = order(version, formats=[code], **options).items.get()
    with pytest.raises(WorkRefused) as refusal:
        perform(item)
    assert not Delivery.objects.exists()
    return refusal.value.reasons


class TestACopyInTwoLanguages:
    @pytest.mark.parametrize("pair", PAIRS, ids="-".join)
    def test_leaves_proved_on_either_side(self, made, pair):
        source, version = a_pair(*pair)
        notice = current_notice(version.article.outlet)
        items = made(version, formats=CODES)
        assert len(items) == len(CODES)
        for item in items:
            artifact, content = item.delivery.artifact, stored(item)
            assert hashlib.sha256(content).hexdigest() == artifact.sha256
            assert artifact.revision == version.released_revision
            assert artifact.source_revision == source.released_revision
            found = format_named(item.format).read(content)
            assert found.source.language, found.target.language == pair
            assert notice.appears_everywhere_in(found.notice_slots)
            wanted = zip(TEXTS[pair[0]].values(), TEXTS[pair[1]].values(), strict=True)
            assert [tuple(map(notice_form, row)) for row in found.rows] == [
                tuple(map(notice_form, row)) for row in wanted
            ]

    def test_tells_what_was_joined_left_out_and_added(self, made):
        _source, version = an_edited_pair()
        for item in made(version, formats=CODES):
            found = format_named(item.format).read(stored(item))
            rows = [tuple(map(notice_form, row)) for row in found.rows]
            assert rows == [
                (
                    notice_form(f"{KHMER['a']} {KHMER['b']}"),
                    "The river rose today and villagers moved.",
                ),
                (notice_form(KHMER["c"]), "(Not in the translation.)"),
                (notice_form(KHMER["d"]), "The school has closed."),
                (
                    notice_form("(មានតែក្នុងអត្ថបទបកប្រែ។)"),
                    "The river is the Mekong.",
                ),
            ]

    def test_is_the_same_file_every_time_and_another_for_each_partner(self, made):
        _source, version = a_pair()
        first, again = made(version, formats=CODES), made(version, formats=CODES)
        partner = a_partner(version.article.outlet, "*")
        theirs = made(version, formats=CODES, licensee=partner)
        for one, two, other in zip(first, again, theirs, strict=True):
            assert one.delivery.artifact == two.delivery.artifact
            form = format_named(one.format)
            codes = [form.read(stored(each)).target.trace_code for each in (one, other)]
            assert codes[0] != codes[1]

    def test_writes_both_languages_in_the_ledger(self, made):
        source, version = a_pair()
        (item,) = made(version, formats=["html_bilingual"])
        facts = Entry.objects.latest("seq").facts
        assert facts["language"], facts["source_language"] == ("en", "km")
        assert facts["source_revision"] == source.released_revision.pk
        assert facts["source_grant"] == item.delivery.source_grant_id

    def test_needs_a_permission_for_each_language_but_not_the_same(self, made):
        _source, version = a_pair()
        partner = a_partner(version.article.outlet, "km", "en")
        (item,) = made(version, formats=["html_bilingual"], licensee=partner)
        assert item.delivery.grant.languages == ["en"]
        assert item.delivery.source_grant.languages == ["km"]

    def test_says_that_the_original_changed_if_it_was_ordered_even_so(self, made):
        source, version = a_pair()
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        for item in made(version, formats=CODES, may_be_behind=True):
            found = format_named(item.format).read(stored(item))
            assert "The original was changed" in found.target.visible_text


class TestRefusals:
    @pytest.mark.parametrize("code", CODES)
    def test_of_an_original(self, order, code):
        source, _version = a_pair()
        assert refused(order, source, code) == (NO_ORIGINAL,)

    def test_of_several_originals(self, order):
        source, version = a_pair()
        other = make.published(make.a_version(article=source.article, language="vi"))
        Source.objects.create(
            version=version,
            source_version=other,
            source_revision=other.released_revision,
            position=2,
        )
        assert refused(order, version) == (SEVERAL_ORIGINALS,)

    def test_of_a_text_of_another_story(self, order):
        source, version = a_pair()
        source.article = make.a_story()
        Version.objects.filter(pk=source.pk).update(article=source.article)
        assert ANOTHER_STORY in refused(order, version)

    def test_of_an_original_that_readers_cannot_see(self, order):
        source, version = a_pair()
        Version.objects.filter(pk=source.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=make.NOW
        )
        assert refused(order, version) == (ORIGINAL_NOT_PUBLIC,)

    def test_of_a_story_under_embargo(self, order):
        _source, version = a_pair()
        version.article.embargoed_until = timezone.now() + timedelta(days=1)
        version.article.save()
        assert refused(order, version) == (NOT_PUBLIC, ORIGINAL_NOT_PUBLIC)

    def test_of_a_restricted_story(self, order):
        _source, version = a_pair()
        version.article.is_restricted = True
        version.article.save()
        assert refused(order, version) == (NOT_PUBLIC, ORIGINAL_NOT_PUBLIC)

    @pytest.mark.parametrize(
        ("languages", "reason"),
        [
            ((), NO_PERMISSION),
            (("en",), NOT_THIS_LANGUAGE),
            (("km",), NOT_THIS_LANGUAGE),
        ],
    )
    def test_without_a_permission_for_either_language(self, order, languages, reason):
        _source, version = a_pair()
        partner = a_partner(version.article.outlet, *languages)
        assert refused(order, version, licensee=partner) == (reason,)

    def test_of_a_translation_that_is_behind(self, order):
        source, version = a_pair()
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        assert refused(order, version) == (BEHIND,)

    def test_of_an_original_that_belongs_to_others(self, order):
        source, version = a_pair()
        Version.objects.filter(pk=source.pk).update(rights_basis=RightsBasis.AGENCY)
        partner = a_partner(version.article.outlet, "*")
        assert refused(order, version, licensee=partner) == (NOT_OURS,)

    def test_where_a_program_alone_paired_paragraphs(self, order):
        _source, version = a_pair()
        Unit.objects.filter(version=version).update(confidence=0.9)
        assert refused(order, version) == (NOT_CONFIRMED,)

    def test_where_nobody_said_what_belongs_together(self, order):
        _source, version = a_pair()
        Unit.objects.filter(version=version, source_ids=["b"]).delete()
        assert refused(order, version) == (NOT_LINKED,)

    def test_where_readers_do_not_have_what_was_translated_since(self, order):
        _source, version = a_pair()
        unit = Unit.objects.get(version=version, source_ids=["b"])
        Unit.objects.filter(pk=unit.pk).update(target_ids=["not-published"])
        assert refused(order, version) == (NOT_LINKED,)

    def test_lists_every_reason(self, order):
        source, version = a_pair()
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        assert refused(order, version, licensee=partner) == (NO_PERMISSION, BEHIND)


class TestRecalls:
    def test_find_a_copy_by_the_text_beside_it(self, made):
        source, version = a_pair()
        (item,) = made(version, formats=["html_bilingual"])
        single = made(version, formats=["text"])[0].delivery.artifact
        found = Artifact.objects.telling([source.pk])
        assert list(found) == [item.delivery.artifact]
        assert set(Artifact.objects.telling([version.pk])) == {*found, single}

    def test_call_a_copy_outdated_when_the_original_has_changed(self, made):
        source, version = a_pair()
        (item,) = made(version, formats=["html_bilingual"])
        made(version, formats=["text"])
        assert not Artifact.objects.outdated().exists()
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។", is_minor=True)
        assert list(Artifact.objects.outdated()) == [item.delivery.artifact]


FORBIDDEN = {
    "another text beside it": (
        "UPDATE exports_artifact SET source_revision_id = NULL",
        "what an artifact is never changes",
    ),
    "its own text beside it": (
        "INSERT INTO exports_artifact (version_id, revision_id, source_revision_id, "
        "licensee_id, notice_edition_id, format, sha256, size, state, found, "
        "verified_by) SELECT version_id, revision_id, revision_id, licensee_id, "
        "notice_edition_id, format, repeat('0', 64), 1, 'built', '{}', '' "
        "FROM exports_artifact",
        "its own, or of another story",
    ),
    "a delivery without a permission for the original": (
        "INSERT INTO exports_delivery (item_id, artifact_id, grant_id, sent_sha256) "
        "SELECT item.id, artifact.id, delivery.grant_id, artifact.sha256 "
        "FROM exports_exportitem item, exports_artifact artifact, exports_delivery "
        "delivery WHERE item.state = 'waiting'",
        "each language of a copy needs its permission",
    ),
    "a delivery with a permission for the translation alone": (
        "INSERT INTO exports_delivery (item_id, artifact_id, grant_id, "
        "source_grant_id, sent_sha256) SELECT item.id, artifact.id, "
        "delivery.grant_id, delivery.grant_id, artifact.sha256 "
        "FROM exports_exportitem item, exports_artifact artifact, exports_delivery "
        "delivery WHERE item.state = 'waiting'",
        "does not cover this delivery",
    ),
}


class TestTheDatabase:
    @pytest.mark.parametrize(("move", "words"), FORBIDDEN.values(), ids=FORBIDDEN)
    def test_refuses(self, made, order, move, words):
        _source, version = a_pair()
        partner = a_partner(version.article.outlet, "km", "en")
        made(version, formats=["html_bilingual"], licensee=partner)
        order(version, formats=["html_bilingual"], licensee=partner)
        with (
            pytest.raises(DatabaseError, match=words),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(move)

    def test_refuses_a_delivery_when_readers_cannot_see_the_original(self, made, order):
        source, version = a_pair()
        made(version, formats=["html_bilingual"])
        order(version, formats=["html_bilingual"])
        Version.objects.filter(pk=source.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=make.NOW
        )
        move = FORBIDDEN["a delivery with a permission for the translation alone"][0]
        with (
            pytest.raises(DatabaseError, match="not public"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(move)
