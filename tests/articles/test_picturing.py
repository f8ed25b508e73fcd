"""Photos are taken in, described, blurred and replaced; files follow the database."""

import io
import os
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from pghistory.models import Events
from PIL import Image

from articles import pictures
from articles.actions import imprinting, picturing
from articles.actions.opening import describe_article
from articles.actions.picturing import PhotoRefused
from articles.marking import is_as_known
from articles.models import Discarded, Photo, PhotoOwnership
from articles.pictures import Area, packet_of
from ledger.models import Entry
from newsroom import notice_desk
from people.permissions import PermissionRefused
from rights.models import Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db

FACE = Area(25, 25, 20, 20)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what follows a commit, which no test of its own makes."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stored_files():
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def said_by(photo):
    """Return what the files of a photo say; one packet for all of them."""
    photo.refresh_from_db()
    folder = Path(default_storage.path(pictures.folder_of(photo.pk, photo.edition)))
    packets = {packet_of(path.read_bytes()) for path in folder.iterdir()}
    assert len(packets) == 1
    return packets.pop().decode()


def shown_in(*, is_published=False, photo=None, **facts):
    photo = photo or make.a_photo()
    version = make.a_version(article=make.a_story(lead_photo=photo, **facts))
    if is_published:
        make.published(version)
    return photo


def changed(photo, **fields):
    typed = Photo.objects.get(pk=photo.pk)
    for name, value in fields.items():
        setattr(typed, name, value)
    return typed


def describe(photo, *, by=None, **fields):
    return picturing.describe_photo(
        photo=changed(photo, **fields), by=by or make.a_chief(), at=make.NOW
    )


def blur(photo, *, by=None, areas=(FACE,), **facts):
    return picturing.blur_photo(
        photo=photo, areas=areas, by=by or make.a_chief(), at=make.NOW, **facts
    )


def replace(photo, *, by=None, content=None):
    return picturing.replace_photo(
        photo=photo,
        content=content or make.a_jpeg(width=600, height=700),
        by=by or make.a_chief(),
        at=make.NOW,
    )


class TestStorePhoto:
    def test_stores_every_rendition(self):
        photo = make.a_photo()
        assert (photo.width, photo.height) == (1200, 800)
        for name, _extension, width in pictures.rendition_names():
            path = pictures.file_path(photo.pk, photo.edition, name)
            with default_storage.open(path) as file:
                assert Image.open(file).width == min(width, 1200)

    def test_is_of_the_only_outlet_there_is(self):
        outlet = make.an_outlet()
        assert make.a_photo().outlet == outlet
        make.an_outlet()
        assert make.a_photo().outlet is None

    @pytest.mark.parametrize("written_before", [0, 1, 6])
    def test_keeps_nothing_when_the_disk_is_full(self, monkeypatch, written_before):
        written = []

        def fsync(descriptor):
            # Folders are synced too; they need no room.
            if os.fstat(descriptor).st_mode & 0o170000 == 0o100000:
                written.append(descriptor)
            if len(written) > written_before:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(pictures.PictureError, match="disk of the server is full"):
            make.a_photo()
        assert (stored_files(), Photo.objects.count()) == (set(), 0)

    def test_keeps_no_file_when_a_field_or_the_capture_is_wrong(self):
        with pytest.raises(ValidationError):
            make.a_photo(ownership="stolen")
        with pytest.raises(pictures.PictureError):
            picturing.store_photo(
                photo=Photo(ownership="own", credit_km="ក", description_km="ក"),
                content=make.a_jpeg(),
                capture=b"no picture",
                by=None,
                at=make.NOW,
            )
        assert stored_files() == set()

    def test_makes_the_same_bytes_for_the_same_photo(self):
        photo = make.a_photo()
        before = {path: path.read_bytes() for path in stored_files()}
        imprinting.write({str(path): b"" for path in before})
        files = imprinting.give_pixels(
            photo, pictures.encode_all(pictures.read_picture(make.a_jpeg()))
        )
        imprinting.store(photo, files, was=photo.edition)
        assert {path: path.read_bytes() for path in stored_files()} == before


class TestDescribePhoto:
    def test_says_the_new_words_in_every_file_and_leaves_no_old_file(self, committed):
        photo = shown_in()
        former = stored_files()
        with committed():
            describe(photo, credit_en="Chan Rith", description_km="ស្ពាន")
        assert "Chan Rith" in said_by(photo)
        assert "ស្ពាន" in said_by(photo)
        assert "Srey Mom" not in said_by(photo)
        assert not former & stored_files()
        assert len(stored_files()) == 7

    def test_moves_no_pixel(self):
        photo = make.a_photo()
        before = imprinting.bare_files(photo)
        describe(photo, credit_en="Chan Rith")
        photo.refresh_from_db()
        assert imprinting.bare_files(photo) == before

    def test_writes_no_file_where_the_words_stay(self):
        photo = make.a_photo()
        edition = photo.edition
        describe(photo, asked_whom="Her sister", answer="Yes.")
        photo.refresh_from_db()
        assert (photo.edition, photo.answer) == (edition, "Yes.")
        assert not Discarded.objects.exists()

    def test_stores_what_was_found_out_and_the_capture(self, committed):
        photo = make.a_photo()
        for shade in (10, 200):
            capture = io.BytesIO()
            Image.new("RGB", (300, 900), (shade, 0, 0)).save(capture, "PNG")
            with committed():
                picturing.describe_photo(
                    photo=changed(
                        photo,
                        ownership=PhotoOwnership.THIRD_PARTY,
                        post_url="https://post.example/1",
                        post_owner="Chan Rith",
                        fetched_date=date(2026, 2, 27),
                        asked_whom="Chan Rith",
                        answer="Yes, with her name.",
                    ),
                    capture=capture.getvalue(),
                    by=make.a_chief(),
                    at=make.NOW,
                )
        photo.refresh_from_db()
        assert photo.post_owner == "Chan Rith"
        with photo.capture.open() as file:
            assert Image.open(file).size == (300, 900)
        captures = [path for path in stored_files() if "captures" in path.parts]
        assert [str(photo.pk) in str(path) for path in captures] == [True]

    @pytest.mark.parametrize(
        ("fields", "reason"),
        [
            ({"answer": "Yes."}, "Say whom we asked"),
            ({"ownership": "third_party"}, "Name the owner of the post"),
            ({"fetched_date": date(2026, 3, 2)}, "has not come yet"),
            ({"post_url": "no address"}, "valid URL"),
        ],
    )
    def test_refuses_what_cannot_be(self, fields, reason):
        photo = make.a_photo()
        with pytest.raises((ValidationError, PhotoRefused), match=reason):
            describe(photo, **fields)
        photo.refresh_from_db()
        assert (photo.answer, photo.ownership) == ("", "own")

    @pytest.mark.parametrize(
        "fields",
        [
            {"answer": "Yes."},
            {"ownership": "third_party"},
            {"edition": "../../etc"},
            {"blurred_at": make.NOW},
        ],
    )
    def test_is_held_by_the_database_too(self, fields):
        photo = make.a_photo()
        with pytest.raises(IntegrityError), transaction.atomic():
            Photo.objects.filter(pk=photo.pk).update(**fields)

    def test_tells_who_types_what_somebody_else_changed_meanwhile(self):
        photo = make.a_photo()
        seen = picturing.digest_of(photo)
        describe(photo, credit_en="Chan Rith")
        mine = changed(photo, credit_en="Mine")
        with pytest.raises(PhotoRefused, match="Chan Rith"):
            picturing.describe_photo(
                photo=mine, by=make.a_chief(), at=make.NOW, seen=seen
            )
        now = picturing.digest_of(Photo.objects.get(pk=photo.pk))
        picturing.describe_photo(photo=mine, by=make.a_chief(), at=make.NOW, seen=now)
        assert Photo.objects.get(pk=photo.pk).credit_en == "Mine"

    def test_leaves_pixels_and_blur_alone_whatever_the_form_held(self):
        photo = make.a_photo()
        typed = changed(photo, credit_en="New")
        blur(photo)
        picturing.describe_photo(photo=typed, by=make.a_chief(), at=make.NOW)
        stored = Photo.objects.get(pk=photo.pk)
        assert stored.blurred_at == make.NOW
        assert is_as_known(stored)

    def test_is_in_the_history_with_who_did_it(self):
        photo, by = make.a_photo(), make.a_chief()
        describe(photo, asked_whom="Her sister", by=by)
        event = Events.objects.tracks(photo).order_by("pgh_id").last()
        assert event.pgh_data["asked_whom"] == "Her sister"
        assert event.pgh_context == {"verb": "describe_photo", "by": by.pk}


class TestWhoMayChangeAPhoto:
    def test_lets_writers_until_a_story_with_it_is_released(self):
        writer = make.an_account(("Reporter", "km"))
        describe(shown_in(), by=writer, credit_en="Mine")
        with pytest.raises(PermissionRefused):
            describe(shown_in(is_published=True), by=writer, credit_en="Mine")

    @pytest.mark.parametrize("act", [describe, blur, replace])
    def test_lets_editors_afterwards(self, act):
        photo = shown_in(is_published=True)
        act(photo, by=make.an_account(("Editor", "en")))
        assert Photo.objects.filter(pk=photo.pk).exists()

    def test_lets_the_rights_desk_note_an_answer(self):
        rights = make.an_account(("Rights desk", ""))
        photo = shown_in(is_published=True)
        describe(photo, by=rights, asked_whom="Chan")
        assert Photo.objects.get(pk=photo.pk).asked_whom == "Chan"

    @pytest.mark.parametrize("act", [describe, blur, replace])
    def test_lets_nobody_who_may_not_know_of_its_story(self, act):
        photo = shown_in(is_restricted=True)
        editor = make.an_account(("Editor", ""))
        with pytest.raises(PermissionRefused, match="named on this story"):
            act(photo, by=editor)
        photo.leads.get().cleared_people.add(editor)
        act(photo, by=editor)


class TestReplacePhoto:
    def test_takes_the_place_of_every_file_in_every_story(self, committed):
        photo = shown_in()
        shown_in(photo=photo)
        former = {path.read_bytes() for path in stored_files()}
        with committed():
            replace(photo)
        photo.refresh_from_db()
        assert (photo.width, photo.height) == (600, 700)
        assert photo.changed_at == make.NOW
        assert len(stored_files()) == 7
        assert not former & {path.read_bytes() for path in stored_files()}
        assert "Srey Mom" in said_by(photo)
        assert {article.lead_photo_id for article in photo.leads.all()} == {photo.pk}

    def test_changes_nothing_when_the_file_is_no_picture(self):
        photo = make.a_photo()
        before = stored_files()
        with pytest.raises(pictures.PictureError):
            replace(photo, content=b"no picture")
        photo.refresh_from_db()
        assert stored_files() == before
        assert not Discarded.objects.exists()

    def test_changes_nothing_when_the_disk_is_full(self, monkeypatch):
        photo = make.a_photo()
        edition, before = photo.edition, stored_files()

        def full(_descriptor):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(pictures.PictureError, match="disk of the server is full"):
            replace(photo)
        assert Photo.objects.get(pk=photo.pk).edition == edition
        assert stored_files() == before

    def test_forgets_that_the_former_picture_was_blurred(self):
        photo = make.a_photo()
        blur(photo)
        replace(photo)
        assert Photo.objects.get(pk=photo.pk).blurred_by is None

    def test_is_in_the_ledger_without_a_word(self):
        replace(make.a_photo())
        entry = Entry.objects.get(kind="photo.replaced")
        assert entry.facts == {}


class TestBlurPhoto:
    def test_destroys_the_picture_without_the_blur(self, committed):
        # The same at every run: what is left of noise varies, too.
        noise = Random(7).randbytes(1200 * 800)  # noqa: S311 - no secret
        picture = Image.frombytes("L", (1200, 800), noise).convert("RGB")
        upload = io.BytesIO()
        picture.save(upload, "JPEG", quality=95)
        photo = make.a_photo()
        with committed():
            replace(photo, content=upload.getvalue())
        former = {path: path.read_bytes() for path in stored_files()}
        by = make.a_chief()
        with committed():
            blur(photo, by=by)
        photo.refresh_from_db()
        assert (photo.blurred_at, photo.blurred_by) == (make.NOW, by)
        assert not former.keys() & stored_files()
        for path in stored_files():
            shown = Image.open(path).convert("RGB")
            width, height = shown.size
            inside = shown.crop(
                (
                    width * 30 // 100,
                    height * 30 // 100,
                    width * 34 // 100,
                    height * 34 // 100,
                )
            )
            outside = shown.crop(
                (width * 60 // 100, 0, width * 64 // 100, height // 25)
            )
            assert _roughness(inside) < 12
            assert _roughness(outside) > 2 * _roughness(inside)

    def test_says_who_did_it_and_not_why(self):
        photo, by = make.a_photo(), make.a_chief()
        blur(photo, by=by, areas=[FACE, Area(1, 1, 5, 5)])
        event = Events.objects.tracks(photo).order_by("pgh_id").last()
        assert event.pgh_context == {"verb": "blur_photo", "by": by.pk}
        assert Entry.objects.get(kind="photo.blurred").facts == {"areas": 2}

    def test_refuses_when_it_is_another_picture_by_now(self):
        photo = make.a_photo()
        seen = photo.pixels
        replace(photo)
        with pytest.raises(PhotoRefused, match="mark it anew"):
            blur(photo, seen=seen)

    def test_refuses_what_is_no_area_and_changes_nothing(self):
        photo = make.a_photo()
        with pytest.raises(pictures.AreaError, match="at least one"):
            blur(photo, areas=())
        assert Photo.objects.get(pk=photo.pk).edition == photo.edition

    def test_leaves_nothing_behind_where_a_crash_came_before_the_removal(self):
        photo = make.a_photo()
        former = stored_files()
        blur(photo)
        # The transaction holds; whoever should have removed the files died.
        assert former <= stored_files()
        assert imprinting.remove_discarded(at=make.NOW) == 1
        assert not former & stored_files()
        assert not Discarded.objects.exists()


def _roughness(image):
    levels = image.convert("L").resize((16, 16), Image.Resampling.BOX).tobytes()
    middle = sum(levels) / len(levels)
    return (sum((level - middle) ** 2 for level in levels) / len(levels)) ** 0.5


class TestFilesFollow:
    def test_a_story_that_shows_a_photo_first(self):
        make.an_outlet()
        photo, outlet = make.a_photo(), make.an_outlet()
        Photo.objects.filter(pk=photo.pk).update(outlet=None)
        story = make.a_story(outlet=outlet)
        story.lead_photo = Photo.objects.get(pk=photo.pk)
        describe_article(article=story, by=make.a_chief(), tags=(), cleared_people=())
        assert "Market Association" in said_by(photo)
        assert photo.outlet == outlet

    def test_a_new_wording_of_the_notice(self, committed):
        outlet = make.an_outlet()
        photo, other = make.a_photo(), make.a_photo()
        Photo.objects.filter(pk=other.pk).update(outlet=None)
        holder = Organisation.objects.get(slug=outlet.slug)
        Organisation.objects.filter(pk=holder.pk).update(name_en="New Holder")
        holder.refresh_from_db()
        notice_desk.issue_first_notice(
            outlet=outlet,
            rights_holder=holder,
            law_clause={},
            at=make.NOW + timedelta(days=400),
        )
        assert [each.pk for each in Photo.objects.due()] == [photo.pk]
        with committed():
            assert imprinting.rewrite_due(at=make.NOW) == 1
        assert "New Holder" in said_by(photo)
        assert "© 2027" in said_by(photo)
        assert not Photo.objects.due().exists()
        assert imprinting.rewrite_due(at=make.NOW) == 0

    def test_and_one_lost_photo_holds_up_no_other(self):
        outlet = make.an_outlet()
        lost, found = sorted((make.a_photo(), make.a_photo()), key=lambda it: it.pk)
        Organisation.objects.filter(slug=outlet.slug).update(name_en="New Holder")
        Path(lost.image.path).unlink()
        imprinting.mark_photos(outlet=outlet)
        with pytest.raises(FileNotFoundError):
            imprinting.rewrite_due(at=make.NOW)
        assert "New Holder" in said_by(found)
        assert [each.pk for each in Photo.objects.due()] == [lost.pk]

    def test_and_come_back_to_what_they_were(self, committed):
        photo = make.a_photo()
        before = {path: path.read_bytes() for path in stored_files()}
        describe(photo, credit_en="Other")
        # Back again before the first files were removed.
        with committed():
            describe(photo, credit_en="Srey Mom")
        imprinting.remove_discarded()
        assert {path: path.read_bytes() for path in stored_files()} == before
