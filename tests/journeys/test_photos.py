"""A photo's way at the desk: taken in, described, used, blurred, replaced."""

import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from articles.actions.picturing import replace_photo
from articles.models import Article, Photo, Version
from articles.pictures import file_path, packet_of
from bench.weight import weight
from tests import factories as make
from tests.journeys.test_a_storys_day import press

pytestmark = pytest.mark.journey

WORDS = {
    "credit_km": "ស្រី មុំ",
    "credit_en": "Srey Mom",
    "description_km": "អ្នកនេសាទម្នាក់នៅលើទូក",
    "description_en": "A fisher in a boat",
}


def a_picture(path, shade=90):
    picture = Image.effect_noise((1600, 1000), 60).convert("RGB")
    picture.paste((shade, 40, 40), (640, 300, 960, 700))
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    picture.save(file, "JPEG", exif=exif)
    path.write_bytes(file.getvalue())
    return path


def url(page, *more):
    return reverse(f"admin:articles_photo_{page}", args=more)


def master(photo):
    photo.refresh_from_db()
    path = file_path(photo.pk, photo.edition, "stored.jpg")
    with default_storage.open(path) as file:
        return file.read()


def middle(content):
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    return picture.getpixel((picture.width // 2, picture.height // 2))


def take_in(one, path):
    """Fill in the form of a new photo; return the photo."""
    one.goes_to(url("add"))
    one.page.set_input_files("#id_upload", path)
    for name, words in WORDS.items():
        one.page.fill(f"#id_{name}", words)
    one.page.select_option("#id_ownership", "own")
    one.page.click("[name=_continue]")
    return Photo.objects.get(credit_en="Srey Mom")


def use(photo):
    """Show it in a story that readers see; return its path."""
    version = Version.objects.public().filter(language="en").first()
    Article.objects.filter(pk=version.article_id).update(lead_photo=photo)
    return f"/en/{version.article.section.slug}/{version.slug}/"


def draw(page, start, end):
    """Draw an area on the picture, both corners in parts of it."""
    stage = page.locator(".blur-stage svg")
    stage.scroll_into_view_if_needed()
    box = stage.bounding_box()
    places = [
        (box["x"] + box["width"] * x, box["y"] + box["height"] * y)
        for x, y in (start, end)
    ]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()


class TestAPhotosWay:
    def test_from_the_camera_to_a_blurred_and_a_replaced_picture(
        self, at_the_desk, reader, tmp_path
    ):
        one = at_the_desk("en", make.an_account(("Editor", "")))
        page = one.page
        photo = take_in(one, a_picture(tmp_path / "Secret name.jpg"))
        assert b"SecretCamera" not in master(photo)
        # Described.
        page.fill("#id_description_en", "A fisher at dawn")
        press(page, "[name=_continue]")
        assert b"A fisher at dawn" in packet_of(master(photo))
        # Used.
        seen = reader(390).goes_to(use(photo))
        image = seen.page.locator("figure img").first
        assert image.get_attribute("alt") == "A fisher at dawn"
        before, former = image.get_attribute("src"), photo.edition
        one.goes_to(url("change", photo.pk))
        assert "readers see it" in page.inner_text("[aria-labelledby=uses-title] h3")
        # Blurred, with the mouse.
        one.goes_to(url("blur", photo.pk))
        draw(page, (0.38, 0.28), (0.62, 0.72))
        assert float(page.input_value("#id_form-0-left")) == pytest.approx(38, abs=0.5)
        assert page.locator(".blur-stage rect").count() == 1
        page.click("button:text('Blur for good')")
        page.wait_for_selector(".success:text('Blurred')")
        # A coarse colour, but for what the JPEG makes of it.
        assert all(11 <= value % 32 <= 21 for value in middle(master(photo)))
        assert not default_storage.exists(f"photos/{photo.pk}/{former}")
        seen.page.reload()
        assert image.get_attribute("src") != before
        # Replaced, everywhere in one step.
        page.set_input_files("#id_replacement", a_picture(tmp_path / "new.jpg", 230))
        page.click("button:text('Replace everywhere')")
        page.wait_for_selector(".success:text('Replaced')")
        assert middle(master(photo))[0] > 200
        seen.page.reload()
        seen.page.wait_for_function("document.images[0].naturalWidth > 0")
        assert one.troubles == []

    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_is_open_to_everybody_at_the_desk(self, at_the_desk, language, width):
        one = at_the_desk(language, width=width)
        photo = Photo.objects.order_by("pk").first()
        pages = ("changelist",), ("add",), ("change", photo.pk), ("blur", photo.pk)
        for page in pages:
            one.goes_to(url(*page))
            assert one.troubles == [], page
            assert one.findings() == [], page
            # The finder of faults itself tries what the page forbids.
            one.troubles.clear()


class TestWhatAPageWeighs:
    # Pixels for each CSS pixel: Lighthouse's phone, and a dear one.
    @pytest.mark.parametrize("density", [1.75, 3])
    @pytest.mark.parametrize(("language", "heaviest"), [("km", 130), ("en", 95)])
    def test_stays_within_its_budget_whatever_the_photo_shows(
        self, browser, newsroom, tmp_path, language, heaviest, density
    ):
        photo = make.a_photo()
        rough = a_picture(tmp_path / "rough.jpg").read_bytes()
        replace_photo(photo=photo, content=rough, by=make.a_chief(), at=make.NOW)
        version = Version.objects.public().filter(language=language).first()
        Article.objects.filter(pk=version.article_id).update(lead_photo=photo)
        context = browser.new_context(
            viewport={"width": 412, "height": 823}, device_scale_factor=density
        )
        page, answers = context.new_page(), []
        page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks it
        section = version.article.section.slug
        page.goto(f"{newsroom}/{language}/{section}/{version.slug}/")
        page.wait_for_function("document.images[0].naturalWidth > 0")
        page.wait_for_load_state("networkidle")
        assert any("/photos/" in answer.url for answer in answers)
        assert weight(answers) <= heaviest * 1000
        context.close()


class TestWithoutAScript:
    def test_is_blurred_by_numbers(self, browser, newsroom, at_the_desk):
        signed_in = at_the_desk("en")
        photo = Photo.objects.order_by("pk").first()
        context = browser.new_context(java_script_enabled=False)
        context.add_cookies(signed_in.page.context.cookies())
        page = context.new_page()
        page.goto(f"{newsroom}{url('blur', photo.pk)}")
        numbers = {"left": "40", "top": "30", "width": "20", "height": "40"}
        for name, number in numbers.items():
            page.fill(f"#id_form-0-{name}", number)
        page.click("button:text('Show the areas')")
        assert page.locator(".blur-stage rect").get_attribute("x") == "40"
        page.click("button:text('Blur for good')")
        page.wait_for_selector(".success:text('Blurred')")
        photo.refresh_from_db()
        assert photo.blurred_at is not None
        context.close()
