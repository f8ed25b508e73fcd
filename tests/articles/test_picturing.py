"""Photos are taken in and described, by whom the story they show lets."""

import io
import os
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from pghistory.models import Events
from PIL import Image

from articles import pictures
from articles.actions import imprinting, picturing
from articles.actions.picturing import PhotoRefused
from articles.marking import is_as_known
from articles.models import Discarded, Photo, PhotoOwnership
from people.permissions import PermissionRefused
from tests import factories as make
from tests.articles.photos import (
    blur,
    changed,
    committed_fixture,  # noqa: F401
    describe,
    replace,
    said_by,
    shown_in,
    stored_files,
)

pytestmark = pytest.mark.django_db


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
        assert len(stored_files()) == 9

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
