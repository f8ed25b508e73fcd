"""A folder of photos: each file says by itself whose it is and whom to ask."""

from dataclasses import replace

import pytest

from exports.formats import format_named
from exports.formats.base import seal, verify
from exports.formats.faults import CreditMissingError, PhotoLeakError, SealRefused
from exports.formats.readers.picture_file import packet_in, pixels_of
from tests.exiftool import judged
from tests.exports.formats.every import EVERY_LANGUAGE
from tests.exports.killers.archives import unpacked
from tests.exports.packages import a_package, our_photo

FMT = format_named("photos")


def with_photo(language="en", **facts):
    return a_package(language, **{"photo": our_photo(), **facts})


class TestPicture:
    @EVERY_LANGUAGE
    def test_is_judged_from_outside(self, language, tmp_path):
        package = with_photo(language)
        path = tmp_path / "photo.jpg"
        path.write_bytes(unpacked(seal(package, FMT))["photo.jpg"])
        [tags] = judged([path])
        texts = package.notice.texts
        assert tags["XMP-dc:Rights-km"] == texts["km"].full
        assert tags["XMP-dc:Rights-en"] == texts["en"].full
        assert tags["XMP-xmpRights:UsageTerms-km"] == texts["km"].full
        assert tags["XMP-xmpRights:WebStatement"] == package.rights_url
        assert tags["XMP-xmpRights:Marked"] is True
        assert tags["XMP-plus:LicensorName"]
        assert "/DMI-PROHIBITED" in tags["XMP-plus:DataMining"]
        assert tags["XMP-photoshop:Credit"] == "ស្រី មុំ / Srey Mom"
        assert tags["XMP-dc:Creator"] == "ស្រី មុំ / Srey Mom"
        assert tags["XMP-dc:Description-km"] == "សាឡាងមួយ"
        assert (
            tags["XMP-iptcCore:AltTextAccessibility-en"] == "A ferry on a brown river"
        )
        assert tags["XMP-dc:Source"] == package.traced_url

    def test_keeps_its_pixels(self):
        picture = unpacked(seal(with_photo(), FMT))["photo.jpg"]
        assert pixels_of(picture) == pixels_of(our_photo().picture)
        assert picture != our_photo().picture
        assert packet_in(picture)

    def test_of_somebody_else_stays_home(self):
        assert unpacked(seal(a_package(), FMT)).keys() == {"story.txt"}

    def test_that_is_another_one_is_noticed(self):
        picture = our_photo().picture
        other = replace(our_photo(), picture=picture[:-20] + bytes(18) + picture[-2:])
        bad = FMT.write(with_photo(photo=other))
        with pytest.raises(SealRefused) as refused:
            verify(with_photo(), FMT, bad)
        assert {type(fault) for fault in refused.value.faults} == {PhotoLeakError}

    @pytest.mark.parametrize("names", [{}, {"km": "ស្រី មុំ"}, {"en": "Somebody"}])
    def test_that_says_less_of_whose_it_is_is_noticed(self, names):
        bad = FMT.write(with_photo(photo=replace(our_photo(), names=names)))
        with pytest.raises(SealRefused) as refused:
            verify(with_photo(), FMT, bad)
        kinds = {type(fault) for fault in refused.value.faults}
        assert kinds == {CreditMissingError}

    def test_of_another_copy_is_noticed(self):
        package = with_photo()
        other = replace(package, trace_code="fedcba9876543210")
        with pytest.raises(SealRefused, match="trace code"):
            verify(package, FMT, FMT.write(other))
