"""Captions and whose pictures they speak of."""

import pytest

from intake.recognise.captions import caption
from intake.recognise.lines import Line, LineKind
from intake.recognise.photo_credits import PhotoSource


def found(text: str, *, near: bool = False, kind: LineKind = LineKind.TEXT):
    line = Line(number=4, text=text, html=text, kind=kind)
    return caption(line, is_near_furniture=near)


class TestCaption:
    @pytest.mark.parametrize(
        ("text", "owner", "platform"),
        [
            (
                "A minister speaks on May 1, in this photograph posted to Keo Rith’s "
                "Facebook page.",
                "Keo Rith",
                "Facebook",
            ),
            (
                "A meeting in this photo posted to the Rice Unions' Telegram channel",
                "the Rice Unions",
                "Telegram",
            ),
            (
                "Farmers in a field (Photo: Facebook/Chan Thida)",
                "Chan Thida",
                "Facebook",
            ),
            ("Farmers (Photo: Chan Thida’s Facebook page)", "Chan Thida", "Facebook"),
            ("Farmers. Photo courtesy of Rice Union", "Rice Union", ""),
            (
                "ប្រជុំនៅខេត្ត (រូបថត៖ ទំព័រហ្វេសប៊ុករបស់លោក កែវ រិទ្ធ)",
                "លោក កែវ រិទ្ធ",
                "ហ្វេសប៊ុក",
            ),
            ("ប្រជុំ។ រូបថត៖ ហ្វេសប៊ុក ចាន់ ធីតា", "ចាន់ ធីតា", "ហ្វេសប៊ុក"),
        ],
    )
    def test_names_whose_post_a_picture_is(self, text, owner, platform):
        one = found(text)
        assert one is not None
        assert one.credit is not None
        assert one.credit.is_third_party
        assert (one.credit.owner, one.credit.platform) == (owner, platform)
        assert one.words == one.credit.words == text

    @pytest.mark.parametrize(
        ("text", "source", "owner"),
        [
            ("A boat. (Photo: Sok Dara)", PhotoSource.NAMED, "Sok Dara"),
            ("A boat. Photo by Sok Dara", PhotoSource.NAMED, "Sok Dara"),
            ("ទូកមួយ (រូបថត៖ សុខ តារា)", PhotoSource.NAMED, "សុខ តារា"),
            ("រូបថត៖ សុខ តារា", PhotoSource.NAMED, "សុខ តារា"),
            ("A boat (Photo: AFP)", PhotoSource.AGENCY, "AFP"),
        ],
    )
    def test_tells_agencies_and_names_from_other_people(self, text, source, owner):
        one = found(text)
        assert one is not None
        assert one.credit is not None
        assert (one.credit.source, one.credit.owner) == (source, owner)

    @pytest.mark.parametrize(
        "text",
        [
            "He wore a blue shirt in a photo posted to his Facebook page on Monday.",
            "“Photo by photo, they erased us,” she said.",
            "Police took photographs of the crowd.",
            "The page has 3,000 photos, according to AFP.",
            "លោកបានបង្ហោះសារក្នុងទំព័រហ្វេសប៊ុកថា នឹងមកវិញ។",
        ],
    )
    def test_is_no_paragraph_about_pictures(self, text):
        assert found(text) is None

    def test_needs_less_where_it_stands_with_other_furniture(self):
        text = "The temple, in a photo posted to Facebook"
        assert found(text) is None
        assert found(text, near=True) is not None

    def test_is_whatever_the_file_calls_one(self):
        one = found("Morning at the lake", kind=LineKind.CAPTION)
        assert one is not None
        assert one.credit is None

    def test_is_never_a_heading_or_a_quotation(self):
        assert found("Photo: Sok Dara", kind=LineKind.QUOTE) is None
