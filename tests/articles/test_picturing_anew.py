"""Photos are blurred and replaced; files follow the database."""

import io
import os
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from pghistory.models import Events
from PIL import Image

from articles import pictures
from articles.actions import imprinting
from articles.actions.opening import describe_article
from articles.actions.picturing import PhotoRefused
from articles.models import Discarded, Photo
from articles.pictures import Area
from ledger.models import Entry
from newsroom import notice_desk
from rights.models import Organisation
from tests import factories as make
from tests.articles.photos import (
    FACE,
    blur,
    committed_fixture,  # noqa: F401
    describe,
    replace,
    said_by,
    shown_in,
    stored_files,
)

pytestmark = pytest.mark.django_db


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
        assert len(stored_files()) == 9
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

    def test_a_size_that_photos_did_not_have(self, client):
        photo = shown_in(is_published=True)
        folder = Path(photo.image.path).parent
        whole, larger = len(list(folder.iterdir())), (folder / "960.webp").read_bytes()
        for name in ("720.webp", "720.jpg"):
            (folder / name).unlink()
        answer = client.get(f"/photos/{photo.pk}/720.webp")
        assert b"".join(answer.streaming_content) == larger
        Photo.objects.update(is_due=True)
        assert imprinting.rewrite_due(at=make.NOW) == 1
        assert (len(list(folder.iterdir())), bool(said_by(photo))) == (whole, True)
        with Image.open(folder / "720.webp") as made:
            assert made.width == min(720, photo.width)
        assert not Photo.objects.due().exists()

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
