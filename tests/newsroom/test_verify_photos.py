"""`verify_photos` finds whatever is wrong with the files of photos; mends words."""

import io
import os
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from articles.models import Photo
from articles.pictures import file_path, packet_of, with_packet
from tests import factories as make

pytestmark = pytest.mark.django_db


def verify(**options):
    out = io.StringIO()
    call_command("verify_photos", stdout=out, **options)
    return out.getvalue()


def path_of(photo, name="480.webp"):
    return Path(default_storage.path(file_path(photo.pk, photo.edition, name)))


def damaged(photo, how):
    path = path_of(photo)
    content = path.read_bytes()
    if how == "missing":
        path.unlink()
    else:
        path.write_bytes(
            {
                "packet": with_packet(content, packet_of(content) + b" "),
                "damaged": b"no picture",
                "rest": content + b"Secret",
            }[how]
        )


class TestVerifyPhotos:
    def test_finds_nothing_where_all_is_well(self):
        make.an_outlet()
        make.a_photo()
        assert "say what is known" in verify()

    @pytest.mark.parametrize("how", ["missing", "packet", "damaged", "rest"])
    def test_finds_a_damaged_file_and_does_not_pretend_to_mend_it(self, how):
        photo = make.a_photo()
        damaged(photo, how)
        with pytest.raises(CommandError, match="1 faults"):
            verify(mend=True)

    def test_finds_other_pixels(self):
        photo, other = make.a_photo(), make.a_jpeg(width=30)
        path = path_of(photo, "stored.jpg")
        path.write_bytes(with_packet(other, packet_of(path.read_bytes())))
        with pytest.raises(CommandError, match="1 faults"):
            verify()

    def test_mends_files_that_say_what_is_not_known_any_more(self):
        photo = make.a_photo()
        Photo.objects.filter(pk=photo.pk).update(credit_en="Changed past everything")
        with pytest.raises(CommandError, match="--mend"):
            verify()
        assert "1 photos written anew" in verify(mend=True)
        photo.refresh_from_db()
        said = packet_of(path_of(photo).read_bytes()).decode()
        assert "Changed past everything" in said

    def test_removes_files_of_no_photo_once_they_are_not_young(self):
        make.a_photo()
        stray = Path(settings.MEDIA_ROOT) / "photos" / "gone" / "0123"
        stray.mkdir(parents=True)
        (stray / "stored.jpg").write_bytes(make.a_jpeg())
        assert "say what is known" in verify()
        os.utime(stray, (0, 0))
        with pytest.raises(CommandError, match="1 faults"):
            verify()
        verify(mend=True)
        assert not stray.parent.exists()

    def test_names_no_word_of_a_photo(self):
        photo = make.a_photo(credit_en="Sok Dara")
        Photo.objects.filter(pk=photo.pk).update(credit_en="Sok Dara Again")
        out = io.StringIO()
        with pytest.raises(CommandError):
            call_command("verify_photos", stdout=out)
        assert "Dara" not in out.getvalue()
        assert str(photo.pk) in out.getvalue()
