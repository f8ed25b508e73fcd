"""People: invented ones, who share names as people do."""

import pytest

from tests.translations.checks.found import ask, person, texts
from translations.checks.names import NamesCheck

CHECK = NamesCheck()
FATHER = person("សុខ វាសនា", "Sok Veasna")
SON = person("សុខ ដារ៉ា", "Sok Dara")
OTHER = person("កែវ ពិសី", "Keo Pisey")
BOTH = "សុខ វាសនា ជួប សុខ ដារ៉ា"


class TestNamesThatFollowATitle:
    @pytest.mark.parametrize(
        ("source", "target"),
        [
            ("លោក សុខ វាសនា បានថ្លែងថា ទឹកជោរ", "The river rose, Sok Veasna said"),
            ("លោកសុខ វាសនា បានថ្លែង", "Veasna spoke"),
            ("អ្នកស្រី កែវ ពិសី រស់នៅទីនេះ", "Keo Pisey lives here"),
            ("លោកបានថ្លែងថា ទឹកជោរ", "The river rose, he said"),
            ("លោកប្រធានភូមិ បានមក", "The village chief came"),
            ("លោក Smith បានមក", "Smith came"),
            # Chea is written as “is” is.
            ("លោក ជា ចាន់ថា បានថ្លែង", "Chea Chantha spoke"),
            ("លោក ជា កសិករ នៅទីនេះ", "He farms here, Keo Pisey said"),
            ("លោក ប៊ុនរឿន ថាទឹកជោរ", "The river rose, Bunroeun said"),
            # France and Barbados are as unlike their Khmer names.
            ("លោក បាបាដុស បានមក", "Barbados came"),
        ],
    )
    def test_are_heard(self, source, target):
        assert texts(ask(CHECK, source, target)) == []

    def test_are_missed_when_somebody_else_is_named(self):
        found = ask(CHECK, "លោក សុខ វាសនា បានថ្លែង", "Keo Pisey spoke")
        assert [each.values["name"] for each in found] == ["សុខ វាសនា"]
        assert {each.severity for each in found} == {"warning"}

    @pytest.mark.parametrize(
        ("source", "target", "name"),
        [
            ("លោក ជា ចាន់ថា បានថ្លែង", "Keo Pisey spoke", "ជា ចាន់ថា"),
            ("លោក សួន ជា បានថ្លែង", "Keo Pisey spoke in Nice", "សួន ជា"),
            # The same sounds in the middle, or all but one of them, are others.
            ("លោក ប៊ុន ឈាន បានថ្លែង", "Ronchhin spoke", "ប៊ុន ឈាន"),
            ("លោក កែម ឡី បានថ្លែង", "Keo Kim spoke", "កែម ឡី"),
        ],
    )
    def test_are_not_heard_in_what_only_sounds_near(self, source, target, name):
        found = ask(CHECK, source, target)
        assert [each.values["name"] for each in found] == [name]


class TestNamesOfTheGlossary:
    def test_are_left_out(self):
        found = ask(CHECK, BOTH, "Sok Dara was met", names=(FATHER, SON))
        assert (
            texts(found)[0] == "The source names Sok Veasna, the translation does not."
        )

    def test_may_be_told_by_a_part(self):
        found = ask(CHECK, "កែវ ពិសី មក", "Pisey came", names=(OTHER,))
        assert texts(found) == []

    def test_of_two_who_share_one_are_not_swapped(self):
        right = ask(CHECK, BOTH, "Sok Veasna met Sok Dara", names=(FATHER, SON))
        assert texts(right) == []
        found = ask(CHECK, BOTH, "Sok Dara met Sok Veasna", names=(FATHER, SON))
        assert [each.severity for each in found] == ["error"]
        assert found[0].values == {"first": "Sok Veasna", "second": "Sok Dara"}

    def test_of_two_who_share_none_may_be_told_in_any_order(self):
        found = ask(
            CHECK,
            "សុខ វាសនា ជួប កែវ ពិសី",
            "Keo Pisey was met by Sok Veasna",
            names=(FATHER, OTHER),
        )
        assert texts(found) == []

    def test_shared_by_two_do_not_stand_alone(self):
        found = ask(CHECK, "សុខ វាសនា មក", "Sok came", names=(FATHER, SON))
        assert texts(found) == [
            "“Sok” alone can be Sok Veasna or Sok Dara. Write the whole name."
        ]
        alone = ask(CHECK, "សុខ វាសនា មក", "Sok came", names=(FATHER,))
        assert texts(alone) == []
