"""The notice under a story: whose it is, and which acts it names."""

import pytest

from intake.recognise.lines import Line
from intake.recognise.rights_notices import FIVE_ACTS, rights_notice
from rights.terms import Act
from rights.wording import NoticeParameters, house_wording

OURS = {"km": "ផ្សារ", "en": "The Market"}
HOLDER = {"km": "សមាគមផ្សារ", "en": "Market Association"}
FULL = (
    "The Market. No part of this article may be reproduced in print, electronically, "
    "broadcast, rewritten or redistributed without written permission."
)


def lines(*texts: str):
    return [
        Line(number=number, text=text, html=text)
        for number, text in enumerate(texts, start=1)
    ]


class TestRightsNotice:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_reads_the_notice_that_we_print(self, language):
        asked = NoticeParameters(HOLDER, OURS, "rights@market.example", 2026)
        notice = rights_notice(lines("A story.", house_wording(asked)[language].full))
        assert notice is not None
        assert notice.names_all_acts
        assert notice.is_of(OURS.values())

    def test_keeps_every_word_with_its_line(self):
        notice = rights_notice(
            lines("A story.", FULL, "The Market is not responsible.")
        )
        assert notice is not None
        assert notice.words == f"{FULL}\nThe Market is not responsible."
        assert (notice.line, notice.places) == (2, (1, 2))

    @pytest.mark.parametrize(
        ("missing", "act"),
        [
            ("in print, ", Act.PRINT),
            ("electronically, ", Act.ELECTRONIC),
            ("broadcast, ", Act.BROADCAST),
            ("rewritten or ", Act.REWRITING),
            (" or redistributed", Act.REDISTRIBUTION),
        ],
    )
    def test_misses_an_act_that_is_not_named(self, missing, act):
        notice = rights_notice(lines(FULL.replace(missing, "")))
        assert notice is not None
        assert notice.acts == FIVE_ACTS - {act}
        assert not notice.names_all_acts

    def test_does_not_take_publishing_for_broadcasting_in_khmer(self):
        notice = rights_notice(lines("ផ្សារ។ ហាមបោះពុម្ពផ្សាយ ដោយគ្មានការអនុញ្ញាត។"))
        assert notice is not None
        assert notice.acts == {Act.PRINT}

    @pytest.mark.parametrize(
        "text",
        [
            "© 2020 Agence Mekong. All rights reserved.",
            "Agence Mekong. No part of this may be copied without permission.",
            "រក្សាសិទ្ធិគ្រប់យ៉ាងដោយ ទីភ្នាក់ងារមេគង្គ",
        ],
    )
    def test_is_somebody_elses_where_it_names_them(self, text):
        notice = rights_notice(lines("A story.", text))
        assert notice is not None
        assert not notice.is_of(OURS.values())

    def test_is_not_ours_because_we_are_mentioned(self):
        words = FULL.replace("The Market.", "Agence Mekong, for The Market.")
        notice = rights_notice(lines(words))
        assert notice is not None
        assert not notice.is_of(OURS.values())

    def test_is_not_ours_because_a_name_begins_alike(self):
        notice = rights_notice(lines(FULL.replace("The Market.", "The Marketplace.")))
        assert notice is not None
        assert not notice.is_of(OURS.values())

    @pytest.mark.parametrize(
        "text",
        [
            "“No part of it may be printed, broadcast or rewritten without "
            "permission,” she said.",
            "The ministry gave permission to print the book.",
            "ក្រសួងបានអនុញ្ញាតឱ្យបោះពុម្ពសៀវភៅនេះ។",
        ],
    )
    def test_is_no_paragraph_about_permissions(self, text):
        assert rights_notice(lines("A story.", text)) is None

    def test_is_looked_for_only_near_the_end(self):
        assert rights_notice(lines(FULL, *["More."] * 12)) is None
