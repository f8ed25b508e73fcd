"""No photo tells where it was taken, each tells whose it is: ExifTool judges."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.actions.picturing import describe_photo, replace_photo, store_photo
from articles.models import Photo, PhotoOwnership
from rights.lookup import current_notice
from tests import factories as make
from tests.articles.carriers import CARRIERS, SECRET
from tests.exiftool import judged

pytestmark = pytest.mark.django_db

# What every picture has: its kind, size and coding, and what ExifTool says of itself.
HARMLESS = {
    "ExifTool:ExifToolVersion",
    "File:FileType",
    "File:FileTypeExtension",
    "File:MIMEType",
    "File:ImageWidth",
    "File:ImageHeight",
    "File:EncodingProcess",
    "File:BitsPerSample",
    "File:ColorComponents",
    "File:YCbCrSubSampling",
    "JFIF:JFIFVersion",
    "JFIF:ResolutionUnit",
    "JFIF:XResolution",
    "JFIF:YResolution",
    "RIFF:WebP_Flags",
    "RIFF:ImageWidth",
    "RIFF:ImageHeight",
    "RIFF:VP8Version",
    "RIFF:HorizontalScale",
    "RIFF:VerticalScale",
    "Composite:ImageSize",
    "Composite:Megapixels",
}
FILES_OF_A_PHOTO = 9


@pytest.fixture
def outlet():
    return make.an_outlet()


def words_of(outlet):
    """Say what each file must say, in the words of ExifTool."""
    notice = current_notice(outlet)
    credit = "ស្រី មុំ / Srey Mom"
    return {
        "XMP-dc:Creator": credit,
        "XMP-photoshop:Credit": credit,
        **by_language("XMP-dc:Description", "ទន្លេ", "A river"),
        **by_language("XMP-iptcCore:AltTextAccessibility", "ទន្លេ", "A river"),
        **by_language("XMP-dc:Rights", "© ២០២៦ សមាគមផ្សារ", "© 2026 Market Association"),
        **by_language(
            "XMP-xmpRights:UsageTerms",
            notice.texts["km"].short,
            notice.texts["en"].short,
        ),
        "XMP-xmpRights:Marked": True,
        "XMP-xmpRights:WebStatement": f"{settings.SITE_URL}/",
        "XMP-xmpRights:Owner": ["សមាគមផ្សារ", "Market Association"],
        "XMP-plus:LicensorName": "សមាគមផ្សារ / Market Association",
        "XMP-plus:LicensorEmail": "rights@market.example",
        "XMP-plus:DataMining": "http://ns.useplus.org/ldf/vocab/"
        "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
    }


def by_language(name, khmer, english):
    return {name: english, f"{name}-km": khmer, f"{name}-en": english}


def told(tags):
    """Leave out the name of the file, and what every picture has."""
    return {
        name: value
        for name, value in tags.items()
        if name != "SourceFile"
        and not name.startswith("System:")
        and name not in HARMLESS
    }


def files():
    return sorted(
        path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()
    )


def a_photo(outlet, content, **facts):
    filled = {
        "ownership": PhotoOwnership.OWN,
        "outlet": outlet,
        "credit_km": "ស្រី មុំ",
        "credit_en": "Srey Mom",
        "description_km": "ទន្លេ",
        "description_en": "A river",
        **facts,
    }
    photo = Photo(**filled)
    return store_photo(photo=photo, content=content, by=None, at=make.NOW)


class TestTwelveCarriersAndMore:
    def test_are_at_least_twelve(self):
        assert len(CARRIERS) >= 12

    @pytest.mark.parametrize("name", CARRIERS)
    def test_survive_in_no_file_and_every_file_says_whose_it_is(
        self, name, outlet, tmp_path
    ):
        upload = CARRIERS[name](tmp_path / "upload")
        control = tmp_path / "control"
        control.write_bytes(upload)
        a_photo(outlet, upload)
        assert len(files()) == FILES_OF_A_PHOTO
        # The judge takes long to start: it is asked once.
        carried, *found = judged([control, *files()])
        # The judge, or the plain bytes, find what the upload carries.
        assert told(carried) or SECRET.encode() in upload
        for path, tags in zip(files(), found, strict=True):
            assert told(tags) == words_of(outlet), path
            assert SECRET.encode() not in path.read_bytes()
            assert SECRET.encode("utf-16-be") not in path.read_bytes()

    @pytest.mark.parametrize("name", CARRIERS)
    def test_are_seen_by_the_judge_where_nobody_strips_them(self, name, tmp_path):
        control = tmp_path / "control"
        control.write_bytes(CARRIERS[name](tmp_path / "upload"))
        tags = told(judged([control])[0])
        unseen = {"PNG: behind the end", "PNG: chunk of a maker"}
        assert tags or name in unseen

    def test_survive_in_no_capture_which_says_nothing_at_all(self, outlet, tmp_path):
        captures = []
        for carrier in CARRIERS.values():
            photo = a_photo(
                outlet,
                make.a_jpeg(),
                ownership=PhotoOwnership.THIRD_PARTY,
                post_owner="Chan",
            )
            capture = carrier(tmp_path / "capture")
            describe_photo(photo=photo, by=make.a_chief(), at=make.NOW, capture=capture)
            captures.append(Path(photo.capture.path))
        for name, path, tags in zip(CARRIERS, captures, judged(captures), strict=True):
            assert told(tags) == {}, name
            assert SECRET.encode() not in path.read_bytes()

    def test_survive_no_replacing(
        self, outlet, tmp_path, django_capture_on_commit_callbacks
    ):
        photo = a_photo(outlet, make.a_jpeg())
        upload = CARRIERS["EXIF: place, camera, owner"](tmp_path)
        with django_capture_on_commit_callbacks(execute=True):
            replace_photo(photo=photo, content=upload, by=make.a_chief(), at=make.NOW)
        assert len(files()) == FILES_OF_A_PHOTO
        for tags in judged(files()):
            assert told(tags) == words_of(outlet)


class TestSomebodyElsesPhoto:
    def test_claims_no_right_that_we_do_not_have(self, outlet):
        a_photo(
            outlet,
            make.a_jpeg(),
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Name that is printed nowhere",
        )
        for path, tags in zip(files(), judged(files()), strict=True):
            said = told(tags)
            assert said["XMP-dc:Rights-en"] == "© Srey Mom"
            assert said["XMP-dc:Rights-km"] == "© ស្រី មុំ"
            assert "Not free to use" in said["XMP-xmpRights:UsageTerms-en"]
            assert not any("plus:Licensor" in name for name in said)
            assert "XMP-xmpRights:WebStatement" not in said
            assert b"printed nowhere" not in path.read_bytes()
