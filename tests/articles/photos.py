"""Changes photos, and reads what their files say, for tests."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage

from articles import pictures
from articles.actions import picturing
from articles.models import Photo
from articles.pictures import Area, packet_of
from tests import factories as make

FACE = Area(25, 25, 20, 20)


@pytest.fixture(name="committed")
def committed_fixture(django_capture_on_commit_callbacks):
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
