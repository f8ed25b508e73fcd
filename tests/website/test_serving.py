"""Photos are sent to who may see them, anew when they changed, and to nobody else."""

import pytest

from articles.actions import picturing
from articles.models import Photo
from articles.pictures import Area, packet_of
from tests import factories as make
from website.pages.pictures import photo_url
from website.views import PHOTO_SECONDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    stored = make.a_photo()
    make.published(make.a_version(article=make.a_story(lead_photo=stored)))
    return stored


def body(response):
    return (
        b"".join(response.streaming_content) if response.streaming else response.content
    )


def url_of(photo, name="480.webp"):
    return photo_url(Photo.objects.get(pk=photo.pk), name)


class TestAPhotosFile:
    @pytest.mark.parametrize(
        ("name", "kind"), [("480.webp", "image/webp"), ("960.jpg", "image/jpeg")]
    )
    def test_says_what_it_is_and_how_long_it_may_be_kept(
        self, client, photo, name, kind
    ):
        response = client.get(url_of(photo, name))
        assert response["Content-Type"] == kind
        assert response["Cache-Control"] == f"public, max-age={PHOTO_SECONDS}"
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Content-Disposition"] == f'inline; filename="{name}"'
        assert not response.cookies
        assert "Srey Mom" in packet_of(body(response)).decode()

    def test_is_not_sent_twice(self, client, photo):
        sent = client.get(url_of(photo))
        body(sent)
        again = client.get(url_of(photo), headers={"If-None-Match": sent["ETag"]})
        assert (again.status_code, body(again)) == (304, b"")
        assert again["Cache-Control"] == sent["Cache-Control"]

    def test_is_told_of_without_being_sent(self, client, photo):
        sent, told = client.get(url_of(photo)), client.head(url_of(photo))
        assert (told.status_code, told["ETag"]) == (200, sent["ETag"])
        assert told["Content-Length"] == str(len(body(sent)))
        assert body(told) == b""

    def test_is_sent_whole_whatever_part_is_asked_for(self, client, photo):
        part = client.get(url_of(photo), headers={"Range": "bytes=0-9"})
        assert part.status_code == 200
        assert part["Accept-Ranges"] == "none"
        assert len(body(part)) == int(part["Content-Length"])

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_is_only_read(self, client, photo, method):
        assert getattr(client, method)(url_of(photo)).status_code == 405

    @pytest.mark.parametrize(
        "how", [{}, {"If-None-Match": "*"}, {"Range": "bytes=0-9"}]
    )
    def test_is_gone_with_its_story_however_it_is_asked_for(self, client, photo, how):
        sent = client.get(url_of(photo))
        body(sent)
        known = {"If-None-Match": sent["ETag"]}
        make.hidden(photo.leads.get())
        for headers in (how, known):
            assert client.get(url_of(photo), headers=headers).status_code == 404
            assert client.head(url_of(photo), headers=headers).status_code == 404


class TestAfterAChange:
    @pytest.mark.parametrize(
        "change",
        [
            lambda photo, **by: picturing.blur_photo(
                photo=photo, areas=[Area(0, 0, 50, 50)], **by
            ),
            lambda photo, **by: picturing.replace_photo(
                photo=photo, content=make.a_jpeg(700, 600), **by
            ),
        ],
    )
    def test_no_address_leads_to_the_former_picture(
        self, client, photo, change, django_capture_on_commit_callbacks
    ):
        old_url = url_of(photo)
        sent = client.get(old_url)
        before = body(sent)
        with django_capture_on_commit_callbacks(execute=True):
            change(photo, by=make.a_chief(), at=make.NOW)
        # A browser that asks whether its copy still holds gets the new one.
        again = client.get(old_url, headers={"If-None-Match": sent["ETag"]})
        assert again.status_code == 200
        after = body(again)
        assert after != before
        assert url_of(photo) != old_url
        assert body(client.get(url_of(photo))) == after
        assert body(client.get(old_url.partition("?")[0])) == after

    def test_pages_lead_to_the_new_picture_at_once(self, client, photo):
        version = photo.leads.get().versions.get()
        path = f"/{version.language}/{photo.leads.get().section.slug}/{version.slug}/"
        before = photo.edition[:8]
        assert f"?e={before}" in client.get(path).content.decode()
        picturing.replace_photo(
            photo=photo, content=make.a_jpeg(), by=make.a_chief(), at=make.NOW
        )
        photo.refresh_from_db()
        picturing.blur_photo(
            photo=photo, areas=[Area(0, 0, 9, 9)], by=make.a_chief(), at=make.NOW
        )
        photo.refresh_from_db()
        page = client.get(path).content.decode()
        assert f"?e={photo.edition[:8]}" in page


class TestBehindAProxy:
    @pytest.fixture(autouse=True)
    def proxy(self, settings):
        settings.ACCEL_PATH = "/media"

    def test_is_sent_by_the_proxy_and_allowed_by_us(self, client, photo):
        response = client.get(url_of(photo))
        assert response["X-Accel-Redirect"] == (
            f"/media/photos/{photo.pk}/{photo.edition}/480.webp"
        )
        assert response["Content-Type"] == "image/webp"
        assert response.content == b""

    def test_is_still_asked_for_each_time(self, client, photo):
        etag = client.get(url_of(photo))["ETag"]
        assert (
            client.get(url_of(photo), headers={"If-None-Match": etag}).status_code
            == 304
        )
        make.hidden(photo.leads.get())
        refused = client.get(url_of(photo), headers={"If-None-Match": etag})
        assert refused.status_code == 404
        assert "X-Accel-Redirect" not in refused

    def test_never_sends_the_stored_picture_or_another_file(self, client, photo):
        for name in ("stored.jpg", "..%2f..%2fsecret", "481.jpg"):
            answer = client.get(f"/photos/{photo.pk}/{name}")
            assert answer.status_code == 404
            assert "X-Accel-Redirect" not in answer
