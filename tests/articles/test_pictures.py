"""Pictures are stored as pixels, without what the camera wrote."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from PIL import Image

from articles import pictures
from articles.actions.picturing import store_photo
from articles.models import Photo
from tests import factories as make


def with_place():
    exif = Image.Exif()
    exif[0x0110] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return make.a_jpeg(exif=exif, comment=b"SecretComment")


class TestReadPicture:
    def test_drops_place_camera_and_comment(self):
        content = with_place()
        assert b"SecretCamera" in content
        for extension in pictures.CONTENT_TYPES:
            bare = pictures.encode(pictures.read_picture(content), extension)
            assert b"Secret" not in bare
            assert not Image.open(io.BytesIO(bare)).getexif()

    def test_turns_the_picture_upright(self):
        exif = Image.Exif()
        exif[0x0112] = 6
        assert pictures.read_picture(make.a_jpeg(exif=exif)).size == (800, 1200)

    @pytest.mark.parametrize(
        "content",
        [b"", b"no picture", make.a_jpeg()[:400], b"GIF89a" + b"\0" * 50, b"<svg/>"],
    )
    def test_refuses_what_is_no_picture_in_words(self, content):
        with pytest.raises(pictures.PictureError, match="JPEG, PNG or WebP"):
            pictures.read_picture(content)

    def test_refuses_a_flood_of_pixels_before_decoding_it(self, monkeypatch):
        monkeypatch.setattr(pictures, "LARGEST_UPLOAD_PIXELS", 1000)
        with pytest.raises(pictures.PictureError, match="million pixels"):
            pictures.read_picture(make.a_jpeg())

    def test_makes_the_same_bytes_each_time(self):
        picture = pictures.read_picture(make.a_jpeg())
        assert pictures.encode(picture, "webp", 480) == pictures.encode(
            picture, "webp", 480
        )


class TestRenditionPath:
    def test_refuses_any_other_name(self):
        with pytest.raises(ValueError, match="no rendition"):
            pictures.rendition_path(Photo().pk, "../../etc/passwd")


def stored_files():
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


@pytest.mark.django_db
class TestStorePhoto:
    def test_stores_every_rendition(self):
        photo = make.a_photo()
        assert (photo.width, photo.height) == (1200, 800)
        for name, _extension, width in pictures.rendition_names():
            with default_storage.open(pictures.rendition_path(photo.pk, name)) as file:
                assert Image.open(file).width == min(width, 1200)

    def test_replaces_every_file_of_a_changed_photo(self):
        photo = make.a_photo()
        before = {path: path.read_bytes() for path in stored_files()}
        content = make.a_jpeg(width=600, height=700)
        store_photo(photo=photo, content=content, by=None)
        photo.refresh_from_db()
        assert (photo.width, photo.height) == (600, 700)
        after = {path: path.read_bytes() for path in stored_files()}
        assert (len(after), set(after)) == (7, set(before))
        assert all(after[path] != before[path] for path in before)

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
        assert (stored_files(), Photo.objects.count()) == ([], 0)

    def test_keeps_no_file_when_a_field_is_wrong(self):
        with pytest.raises(ValidationError):
            make.a_photo(ownership="stolen")
        assert stored_files() == []
