"""A translation that readers are behind with leaves only if somebody orders it so."""

from dataclasses import replace

import pytest
from django.core.files.storage import default_storage

from articles.models import Photo, PhotoOwnership
from articles.pictures import file_path
from articles.text.blocks import block_text, body_blocks, from_json
from exports.actions import releasing
from exports.actions.releasing import (
    OriginalMovedError,
    artifact_path,
    perform,
    wanted_by,
)
from exports.formats import FORMATS, format_named
from exports.licensing import BEHIND, NO_FILE, ExportRefused, license_version
from exports.models import Artifact, Delivery, ExportItem
from ledger.models import Entry
from rights.lookup import current_notice
from rights.models import Licensee
from rights.notices import notice_form
from tests import factories as make
from tests.exports.killers.archives import unpacked
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    changed,
    edited,
    finished,
    released,
    sent,
    translate,
    unit_of,
)
from translations.actions.translating import still_right
from translations.models import Unit
from worklist.actions.failing import WorkRefused
from worklist.actions.working import work
from worklist.models import WorkState

pytestmark = pytest.mark.django_db

SAID = {
    "en": "The original was changed after this translation was made.",
    "km": "អត្ថបទដើមត្រូវបានកែប្រែ ក្រោយពេលដែលសេចក្ដីបកប្រែនេះធ្វើរួច។",
}
TEXTS = {
    "en": ENGLISH,
    "km": KHMER,
    "vi": dict.fromkeys("abcd", "Hôm nay nước sông dâng."),
    "zh-Hans": dict.fromkeys("abcd", "今天河水上涨。"),
}
FELL = "ទឹកទន្លេបានស្រកវិញនៅព្រឹកនេះ។"


def a_pair(language="en"):
    """Make a story and its translation, both public and in step."""
    source = a_source(
        TEXTS["en" if language == "km" else "km"],
        language="en" if language == "km" else "km",
    )
    return source, finished(a_translation(source, language, TEXTS[language]))


def made_from(translation, language):
    """Translate a translation, and publish that."""
    version = sent(translation, language)
    for unit in Unit.objects.filter(version=version).order_by("pk"):
        translate(unit, TEXTS[language]["a"])
    return finished(version)


def moved(source, text=FELL):
    """Change the first paragraph of a source for its readers."""
    own = TEXTS[source.language]
    return released(edited(source, {**own, "a": text}))


def stored(item):
    return artifact_path(Delivery.objects.get(item=item).artifact).read_bytes()


def refused(item):
    with pytest.raises(WorkRefused) as refusal:
        perform(item)
    assert not Delivery.objects.filter(item=item).exists()
    return refusal.value.reasons


def seen(code, content):
    return notice_form(format_named(code).read(content).visible_text)


class TestATranslationThatIsBehind:
    @pytest.mark.parametrize("language", TEXTS)
    def test_is_refused_in_every_format(self, order, language):
        source, version = a_pair(language)
        moved(source)
        for item in order(version).items.all():
            assert refused(item) == (BEHIND,)
        assert not Artifact.objects.exists()

    @pytest.mark.parametrize("language", TEXTS)
    def test_says_so_in_every_copy_if_it_was_ordered_even_so(self, made, language):
        source, version = a_pair(language)
        moved(source)
        own, other = ("km", "en") if language == "km" else ("en", "km")
        notice = current_notice(version.article.outlet)
        items = made(version, may_be_behind=True)
        assert len(items) == len(FORMATS)
        for item in items:
            content = stored(item)
            assert notice_form(SAID[own]) in seen(item.format, content)
            assert notice_form(SAID[other]) not in seen(item.format, content)
            files = unpacked(content) or {"": content}
            assert not any(FELL.encode() in each for each in files.values())
            found = format_named(item.format).read(content)
            assert notice.appears_everywhere_in(found.notice_slots)

    @pytest.mark.parametrize("language", TEXTS)
    def test_says_nothing_while_it_is_in_step(self, made, language):
        _source, version = a_pair(language)
        pairs = zip(made(version), made(version, may_be_behind=True), strict=True)
        for plain, allowed in pairs:
            assert stored(plain) == stored(allowed)
            shown = seen(plain.format, stored(plain))
            assert not any(notice_form(each) in shown for each in SAID.values())

    @pytest.mark.parametrize("code", [each.code for each in FORMATS])
    def test_does_not_leave_if_a_writer_forgets_to_say_so(
        self, order, monkeypatch, code
    ):
        source, version = a_pair()
        moved(source)
        form = format_named(code)
        write = type(form).write

        def forgetful(self, package):
            return write(self, replace(package, story=replace(package.story, stale="")))

        monkeypatch.setattr(type(form), "write", forgetful)
        item = order(version, formats=[code], may_be_behind=True).items.get()
        assert any("original has changed" in reason for reason in refused(item))

    def test_is_one_reason_among_all(self, order):
        source, version = a_pair()
        moved(source)
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        item = order(version, formats=["text"], licensee=partner).items.get()
        assert refused(item) == (
            "No written permission for this partner covers the story.",
            BEHIND,
        )

    def test_is_not_made_good_by_the_override_alone(self, order):
        source, version = a_pair()
        moved(source)
        partner = Licensee.objects.create(slug="p", name_km="ដ", name_en="P")
        job = order(version, formats=["text"], licensee=partner, may_be_behind=True)
        assert refused(job.items.get()) == (
            "No written permission for this partner covers the story.",
        )

    def test_is_told_in_the_language_of_who_asks(self, order):
        source, version = a_pair("km")
        moved(source)
        job = order(version, formats=["text"])
        with pytest.raises(ExportRefused) as refusal:
            license_version(version, wanted_by(job), format_code="text")
        (reason,) = refusal.value.reasons
        assert (reason.code, reason.message) == ("behind", BEHIND)

    def test_is_written_in_the_ledger(self, made):
        source, version = a_pair()
        made(version, formats=["text"])
        assert Entry.objects.latest("seq").facts["is_behind"] is False
        moved(source)
        made(version, formats=["text"], may_be_behind=True)
        assert Entry.objects.latest("seq").facts["is_behind"] is True

    @pytest.mark.usefixtures("without_checks")
    def test_is_behind_as_well_through_another_translation(self, order):
        source, english = a_pair()
        vietnamese, chinese = (made_from(english, tag) for tag in ("vi", "zh-Hans"))
        for version in (vietnamese, chinese):
            perform(order(version, formats=["text"]).items.get())
        moved(source)
        for version in (english, vietnamese, chinese):
            assert refused(order(version, formats=["text"]).items.get()) == (BEHIND,)
        translate(unit_of(english, "a"), "The river fell.")
        finished(english)
        perform(order(english, formats=["text"]).items.get())
        # They were made from what the English text no longer says.
        for version in (vietnamese, chinese):
            assert refused(order(version, formats=["text"]).items.get()) == (BEHIND,)


class TestTheSourceOfACopy:
    def test_is_never_behind(self, made):
        source, _version = a_pair()
        moved(source)
        (item,) = made(source, formats=["text"])
        assert SAID["km"] not in seen("text", stored(item))

    def test_may_change_a_little(self, made):
        source, version = a_pair()
        changed(source, is_minor=True, a=f"{KHMER['a']} ")
        changed(source, is_minor=True, b="អ្នកភូមិ បានរើទៅទីទួលហើយ។")
        (item,) = made(version, formats=["text"])
        assert SAID["en"] not in seen("text", stored(item))

    def test_counts_when_it_is_released(self, made):
        source, version = a_pair()
        edited(source, {**KHMER, "a": FELL})
        assert len(made(version, formats=["text"])) == 1

    def test_that_readers_cannot_see_is_no_news_to_them(self, made, order):
        source, version = a_pair()
        moved(source)
        assert refused(order(version, formats=["text"]).items.get()) == (BEHIND,)
        type(source).objects.filter(pk=source.pk).update(
            status="withdrawn", withdrawn_at=make.NOW
        )
        (item,) = made(version, formats=["text"])
        assert SAID["en"] not in seen("text", stored(item))


class TestWhatEndsIt:
    def test_is_the_release_of_the_update(self, made, order):
        source, version = a_pair()
        moved(source)
        translate(unit_of(version, "a"), "The river fell this morning.")
        # Until then readers, and partners, have the old text.
        assert refused(order(version, formats=["text"]).items.get()) == (BEHIND,)
        finished(version)
        (item,) = made(version, formats=["text"])
        assert SAID["en"] not in seen("text", stored(item))
        assert "The river fell this morning." in seen("text", stored(item))

    def test_is_the_word_that_it_is_still_right(self, made):
        source, version = a_pair()
        moved(source)
        unit = unit_of(version, "a")
        still_right(unit=unit, seen=unit.source_now, by=make.a_chief(), at=make.NOW)
        (item,) = made(version, formats=["text"])
        assert SAID["en"] not in seen("text", stored(item))

    def test_is_a_source_that_says_again_what_it_said(self, made):
        source, version = a_pair()
        moved(source)
        moved(source, KHMER["a"])
        assert len(made(version, formats=["text"])) == 1


class TestBetweenOrderAndDelivery:
    def test_a_source_that_moves_parks_the_copy_with_the_reason(self, order):
        source, version = a_pair()
        item = order(version, formats=["text"]).items.get()
        moved(source)
        work(model=ExportItem, item_id=item.pk, perform=perform)
        item.refresh_from_db()
        assert item.state == WorkState.PARKED
        assert item.reasons == (BEHIND,)

    def test_a_source_that_moves_while_the_copy_is_made_stops_it(
        self, order, monkeypatch
    ):
        source, version = a_pair()
        item = order(version, formats=["text"], may_be_behind=True).items.get()
        proved = releasing.proved

        def and_moved(package, form):
            copy = proved(package, form)
            if not package.story.is_stale:
                moved(source)
            return copy

        with monkeypatch.context() as patched:
            patched.setattr(releasing, "proved", and_moved)
            with pytest.raises(OriginalMovedError):
                perform(item)
        assert not Delivery.objects.exists()
        # Here one connection does both, so that the change was rolled back too.
        moved(source)
        perform(item)
        assert SAID["en"] in seen("text", stored(item))

    def test_what_was_handed_over_stays(self, made):
        source, version = a_pair()
        (item,) = made(version, formats=["text"])
        before = stored(item)
        moved(source)
        perform(item)
        assert stored(item) == before


class TestTheText:
    def test_is_that_which_readers_have(self, made):
        source, version = a_pair()
        moved(source)
        translate(unit_of(version, "a"), "Not released.")
        (item,) = made(version, formats=["text"], may_be_behind=True)
        version.refresh_from_db()
        blocks = from_json(version.released_revision.blocks)
        for block in body_blocks(blocks):
            assert block_text(block) in seen("text", stored(item))
        assert "Not released." not in seen("text", stored(item))


class TestPicture:
    @pytest.fixture
    def version(self):
        article = make.a_story(lead_photo=make.a_photo())
        return make.published(make.a_version(article=article, language="km"))

    @pytest.mark.parametrize("code", ["pdf", "photos"])
    def test_is_packed_where_the_format_packs_it(self, made, version, code):
        [item] = made(version, formats=[code])
        found = format_named(code).read(stored(item))
        assert len(found.pictures) == 1

    def test_that_is_somebody_elses_stays_home(self, made, version):
        Photo.objects.update(ownership=PhotoOwnership.AGENCY)
        for item in made(version, formats=["pdf", "photos"]):
            assert format_named(item.format).read(stored(item)).pictures == ()

    def test_whose_file_is_lost_is_a_reason(self, order, version):
        photo = Photo.objects.get()
        default_storage.delete(file_path(photo.pk, photo.edition, "1440.jpg"))
        item = order(version, formats=["pdf"]).items.get()
        assert refused(item) == (NO_FILE,)
        assert perform(order(version, formats=["text"]).items.get()) is None
