"""A translator and the glossary: a term put in, two people who must not be swapped."""

import pytest
from playwright.sync_api import expect

from tests import factories as make
from tests.journeys.pairs import field, opens, says, types
from tests.newsroom.glossary_stories import FATHER, SON, a_glossary, a_story_of_two
from tests.newsroom.pair_page import key_of, texts

pytestmark = pytest.mark.journey


@pytest.fixture
def version(newsroom):
    # The demonstration has the court.
    a_glossary(FATHER, SON)
    return a_story_of_two()


@pytest.fixture
def translator(at_the_desk):
    return at_the_desk("en", make.an_account(("Translator", "en")))


class TestATranslator:
    def test_puts_a_term_where_they_write(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", "They met at the ")
        row = page.locator(f"#{key_of(version, 'a')}")
        expect(row.locator("mark")).to_have_count(3)
        row.get_by_role("button", name="Supreme Court").click()
        page.keyboard.type(" on Monday.")
        expect(field(page, version, "a")).to_have_text(
            "They met at the Supreme Court on Monday."
        )
        says(page, "Saved")
        assert "They met at the Supreme Court on Monday." in texts(version)

    def test_puts_a_term_in_by_its_key(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", "They met at the ")
        row = page.locator(f"#{key_of(version, 'a')}")
        best = row.locator(".term .best")
        expect(best.locator("kbd")).to_have_text(["G 1", "G 2", "G 3"])
        names = best.all_inner_texts()
        at = next(at for at, name in enumerate(names, 1) if "Supreme Court" in name)
        # By where the keys are: a Khmer layout writes other letters there.
        for each in ("Control+j", "KeyG", f"Digit{at}"):
            page.keyboard.press(each)
        expect(field(page, version, "a")).to_have_text("They met at the Supreme Court")
        expect(field(page, version, "a")).to_be_focused()
        # Without the key before them they are letters as any others.
        page.keyboard.type(" g1")
        says(page, "Saved")
        assert "They met at the Supreme Court g1" in texts(version)

    def test_is_told_of_two_people_who_were_swapped(self, translator, version):
        page = opens(translator, version)
        types(page, version, "a", "Sok Dara met Sok Veasna at the Supreme Court.")
        says(page, "Saved")
        row = page.locator(f"#{key_of(version, 'a')}")
        expect(row.locator(".is-error")).to_contain_text(
            "Sok Veasna and Sok Dara share a name"
        )

    def test_names_a_person_shortly_from_the_second_time_on(self, translator, version):
        page = opens(translator, version)
        field(page, version, "b").click()
        best = page.locator(f"#{key_of(version, 'b')} .term .best")
        expect(best).to_contain_text("Veasna")
        expect(best).to_contain_text("named before")
