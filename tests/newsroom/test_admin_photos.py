"""Photos at the desk: listed, described, blurred, replaced, and where they are used."""

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pghistory.models import Events
from PIL import Image

from articles.actions import picturing
from articles.models import Photo, PhotoOwnership
from exports.actions.ordering import order_export
from exports.actions.releasing import perform
from exports.licensing import Wanted
from rights.actions.granting import let_outlet_use_its_own
from rights.terms import Act
from tests import factories as make

pytestmark = pytest.mark.django_db

WORDS = {
    "ownership": "own",
    "credit_km": "ស្រី មុំ",
    "credit_en": "Srey Mom",
    "description_km": "ទន្លេ",
    "description_en": "A river",
}


def url(page, photo=None, *more):
    return reverse(
        f"admin:articles_photo_{page}", args=[photo.pk, *more] if photo else []
    )


def a_file(content=None, name="IMG_2041 Sok Dara.jpg"):
    return SimpleUploadedFile(name, content or make.a_jpeg())


def used(photo, *, is_published=True, **facts):
    version = make.a_version(article=make.a_story(lead_photo=photo, **facts))
    return make.published(version) if is_published else version


def text_of(answer):
    return answer.content.decode()


def area(number, *numbers, shape="rectangle"):
    names = ("left", "top", "width", "height")
    given = {f"form-{number}-{n}": v for n, v in zip(names, numbers, strict=True)}
    return {f"form-{number}-shape": shape, **given}


def areas(*rows, **more):
    filled = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 0, **more}
    for number in range(3):
        row = rows[number] if number < len(rows) else ("", "", "", "")
        filled |= area(number, *row)
    return filled


class TestTheList:
    def test_shows_pictures_and_how_many_stories_show_them(self, client, sign_in):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        used(photo)
        page = text_of(client.get(url("changelist")))
        assert f'src="{url("file", photo, "480.webp")}?e={photo.edition[:8]}"' in page
        assert 'class="field-uses">1<' in page
        assert 'loading="lazy"' in page

    def test_counts_no_story_that_one_may_not_know_of(self, client, sign_in):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        used(photo)
        used(photo, is_published=False, is_restricted=True)
        assert 'class="field-uses">1<' in text_of(client.get(url("changelist")))

    def test_finds_photos_whose_rights_are_missing(self, client, sign_in):
        sign_in(("Rights desk", ""))
        own = make.a_photo()
        missing = make.a_photo(ownership=PhotoOwnership.THIRD_PARTY, post_owner="Chan")
        page = text_of(client.get(url("changelist") + "?rights=missing"))
        assert str(missing.pk) in page
        assert str(own.pk) not in page

    def test_leads_the_board_to_their_stories(self, client, sign_in):
        sign_in(("Editor", ""))
        photo = make.a_photo(ownership=PhotoOwnership.THIRD_PARTY, post_owner="Chan")
        used(photo, is_published=False, slugline="rights are missing here")
        used(make.a_photo(), is_published=False, slugline="nothing is missing here")
        page = text_of(client.get(reverse("admin:index") + "?show=photo-rights"))
        assert "rights are missing here" in page
        assert "nothing is missing here" not in page


class TestTakingIn:
    def test_keeps_no_name_of_the_file_anywhere(self, client, sign_in, caplog):
        sign_in(("Reporter", "km"))
        answer = client.post(url("add"), {"upload": a_file(), **WORDS}, follow=True)
        photo = Photo.objects.get()
        events = [event.pgh_data for event in Events.objects.tracks(photo)]
        names = [str(path) for path in Path(settings.MEDIA_ROOT).rglob("*")]
        kept = [text_of(answer), str(events), str(Photo.objects.values()), str(names)]
        for place in (*kept, caplog.text):
            assert "IMG_2041" not in place
            assert "Dara" not in place

    def test_takes_a_capture_of_somebody_elses_post(self, client, sign_in):
        sign_in(("Reporter", "km"))
        form = {
            **WORDS,
            "ownership": "third_party",
            "post_owner": "Chan",
            "upload": a_file(),
            "capture_upload": a_file(make.a_jpeg(300, 900)),
        }
        client.post(url("add"), form)
        photo = Photo.objects.get()
        seen = b"".join(client.get(url("capture", photo)).streaming_content)
        assert Image.open(io.BytesIO(seen)).size == (300, 900)

    def test_says_what_to_do_with_a_file_of_a_newer_phone(self, client, sign_in):
        sign_in(("Reporter", "km"), language="km")
        heic = b"\0\0\0\x18ftypheic" + b"\0" * 100
        page = text_of(client.post(url("add"), {"upload": a_file(heic), **WORDS}))
        assert "HEIC" in page
        assert "This is a HEIC" not in page
        assert "Srey Mom" in page
        assert 'accept="image/jpeg,image/png,image/webp"' in page


class TestDescribing:
    def form_of(self, client, photo):
        page = text_of(client.get(url("change", photo)))
        seen = re.search(r'name="seen" value="(\w+)"', page)[1]
        return {**WORDS, "seen": seen}

    def test_stores_words_and_rights(self, client, sign_in):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        form = {**self.form_of(client, photo), "credit_en": "Chan", "asked_whom": "Her"}
        assert client.post(url("change", photo), form).status_code == 302
        photo.refresh_from_db()
        assert (photo.credit_en, photo.asked_whom) == ("Chan", "Her")

    def test_comes_back_with_every_reason_and_all_that_was_typed(self, client, sign_in):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        form = {
            **self.form_of(client, photo),
            "ownership": "third_party",
            "answer": "Typed answer",
        }
        page = text_of(client.post(url("change", photo), form))
        assert "Name the owner of the post" in page
        assert "Say whom we asked" in page
        assert "Typed answer" in page

    def test_writes_over_nobody_unnoticed_and_over_somebody_on_purpose(
        self, client, sign_in
    ):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        form = {**self.form_of(client, photo), "credit_en": "Mine"}
        other = Photo.objects.get(pk=photo.pk)
        other.credit_en = "Of somebody else"
        picturing.describe_photo(photo=other, by=make.a_chief(), at=make.NOW)
        page = text_of(client.post(url("change", photo), form))
        assert "Of somebody else" in page
        assert 'value="Mine"' in page
        form["seen"] = re.search(r'name="seen" value="(\w+)"', page)[1]
        assert client.post(url("change", photo), form).status_code == 302
        photo.refresh_from_db()
        assert photo.credit_en == "Mine"

    def test_is_not_offered_to_writers_once_readers_saw_the_story(
        self, client, sign_in
    ):
        sign_in(("Reporter", "km"))
        photo = make.a_photo()
        used(photo)
        page = text_of(client.get(url("change", photo)))
        assert "editors and the rights desk change it" in page
        assert 'name="credit_en"' not in page
        assert "Replace everywhere" not in page
        assert client.get(url("blur", photo)).status_code == 403
        answer = client.post(url("replace", photo), {"upload": a_file()}, follow=True)
        assert "may not do this" in text_of(answer)


class TestReplacing:
    def test_says_that_it_is_everywhere(self, client, sign_in):
        sign_in(("Editor", "km"))
        photo = make.a_photo()
        used(photo)
        upload = a_file(make.a_jpeg(500, 600))
        answer = client.post(url("replace", photo), {"upload": upload}, follow=True)
        assert "Replaced, in every story" in text_of(answer)
        photo.refresh_from_db()
        assert (photo.width, photo.height) == (500, 600)

    @pytest.mark.parametrize(
        ("form", "reason"),
        [({}, "Choose a file first"), ({"upload": "bad"}, "JPEG, PNG or WebP")],
    )
    def test_says_why_not(self, client, sign_in, form, reason):
        sign_in(("Editor", "km"))
        photo = make.a_photo()
        sent = {name: a_file(b"no picture") for name in form}
        page = text_of(client.post(url("replace", photo), sent, follow=True))
        assert reason in page


class TestBlurring:
    def test_shows_what_is_marked_before_anything_is_done(self, client, sign_in):
        sign_in(("Editor", "km"))
        photo = make.a_photo()
        form = areas((10, 20, 30, 40), look="1", seen=photo.pixels)
        page = text_of(client.post(url("blur", photo), form))
        assert '<rect x="10" y="20" width="30" height="40"/>' in page
        assert 'name="form-3-left"' in page
        assert Photo.objects.get(pk=photo.pk).edition == photo.edition

    def test_is_done_without_a_script(self, client, sign_in):
        by = sign_in(("Editor", "km"))
        photo = make.a_photo()
        used(photo)
        form = areas((10, 20, 30, 40), seen=photo.pixels)
        form["form-0-shape"] = "ellipse"
        page = text_of(client.post(url("blur", photo), form, follow=True))
        assert "The picture without the blur is gone" in page
        photo.refresh_from_db()
        assert photo.blurred_at is not None
        assert str(photo.blurred_by) in page
        del by

    @pytest.mark.parametrize(
        ("form", "reason"),
        [
            (areas(), "at least one area"),
            (areas((10, "", 30, 40)), "An area is not complete"),
            (areas((10, 20, 30, 400)), "An area is not complete"),
            (areas(("nan", 20, 30, 40)), "An area is not complete"),
            ({}, "An area is not complete"),
        ],
    )
    def test_says_what_is_missing_and_keeps_what_was_typed(
        self, client, sign_in, form, reason
    ):
        sign_in(("Editor", "km"))
        photo = make.a_photo()
        page = text_of(client.post(url("blur", photo), {"seen": photo.pixels, **form}))
        assert reason in page or "ManagementForm" in page
        if form.get("form-0-top"):
            assert 'value="20"' in page
        assert Photo.objects.get(pk=photo.pk).edition == photo.edition

    def test_refuses_when_the_picture_was_changed_meanwhile(self, client, sign_in):
        sign_in(("Editor", "km"))
        photo = make.a_photo()
        form = areas((10, 20, 30, 40), seen=photo.pixels)
        picturing.replace_photo(
            photo=photo, content=make.a_jpeg(500), by=make.a_chief(), at=make.NOW
        )
        page = text_of(client.post(url("blur", photo), form))
        assert "mark it anew" in page
        photo.refresh_from_db()
        assert f'name="seen" value="{photo.pixels}"' in page


class TestWhereItIsUsed:
    def test_lists_stories_and_languages_and_what_readers_see(self, client, sign_in):
        sign_in(("Editor", ""))
        photo = make.a_photo()
        shown = used(photo, slugline="shown story")
        draft = used(photo, is_published=False, slugline="drafted story")
        page = text_of(client.get(url("change", photo)))
        for version in (shown, draft):
            assert reverse("admin:articles_version_change", args=[version.pk]) in page
        assert page.count("as readers see it") == 1
        assert "shown story" in page
        assert "drafted story" in page

    def test_says_nothing_of_a_story_that_one_may_not_know_of(self, client, sign_in):
        sign_in(("Editor", ""))
        photo = make.a_photo()
        used(photo)
        secret = used(photo, is_restricted=True, is_published=False, slugline="secret")
        page = text_of(client.get(url("change", photo)))
        assert "secret" not in page
        assert str(secret.article_id) not in page

    def test_lists_the_copies_that_lead_to_it(
        self, client, sign_in, settings, tmp_path
    ):
        settings.ARTIFACT_DIR = tmp_path / "artifacts"
        photo = make.a_photo()
        version = used(photo)
        own = let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        for form in ("html", "text"):
            job = order_export(
                versions=[version],
                formats=(form,),
                wanted=Wanted(own, frozenset({Act.ELECTRONIC})),
                by=None,
                at=make.NOW,
            )
            perform(job.items.get())
        sign_in(("Rights desk", ""))
        page = text_of(client.get(url("change", photo)))
        assert "Copies that lead to it" in page
        assert "· html ·" in page
        client.logout()
        sign_in(("Editor", ""))
        assert "Copies that lead" not in text_of(client.get(url("change", photo)))


class TestFilesAtTheDesk:
    def test_are_for_who_may_know_of_the_story(self, client, sign_in):
        account = sign_in(("Editor", ""))
        photo = make.a_photo()
        version = used(photo, is_restricted=True, is_published=False)
        picturing.describe_photo(
            photo=photo, capture=make.a_jpeg(), by=make.a_chief(), at=make.NOW
        )
        pages = [url("file", photo, "480.webp"), url("file", photo, "stored.jpg")]
        pages += [url("capture", photo), url("change", photo), url("blur", photo)]
        assert {client.get(page).status_code for page in pages} <= {404, 302}
        version.article.cleared_people.add(account)
        for page in pages:
            answer = client.get(page)
            assert answer.status_code == 200
            if answer.streaming:
                answer.getvalue()

    def test_are_kept_by_no_cache(self, client, sign_in):
        sign_in(("Editor", ""))
        answer = client.get(url("file", make.a_photo(), "480.webp"))
        answer.getvalue()
        assert "no-store" in answer["Cache-Control"]

    def test_never_leave_for_readers(self, client):
        photo = make.a_photo()
        used(photo)
        for page in ("file", "capture"):
            more = ["480.webp"] if page == "file" else []
            assert client.get(url(page, photo, *more)).status_code == 302
