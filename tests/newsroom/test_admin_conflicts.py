"""Where two people changed one paragraph, the second sees both texts and chooses."""

import pytest

from articles.actions.writing import working_copy
from articles.text.blocks import to_json
from tests import factories as make
from tests.newsroom.version_page import (
    SECOND,
    hidden,
    sent,
    somebody_writes,
    texts,
    url,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make.a_version(language="en")


class TestThreeWays:
    @pytest.fixture
    def other(self, version):
        """Open a page, then let somebody else change both paragraphs."""
        self.before = sent(
            version,
            headline_text="My headline",
            body="<p>The river rose twice today.</p>" + SECOND,
        )
        return somebody_writes(version, "The river fell today.", "Villagers stayed.")

    @pytest.fixture
    def page(self, client, sign_in, version, other):
        sign_in(("Reporter", "en"))
        return client.post(url(version), self.before).content.decode()

    def answers(self, page, version, **choices):
        """Send the page again as it came back, with choices."""
        block = working_copy(version)[1].id
        return self.before | {
            "seen": hidden(page, "seen"),
            "base": hidden(page, "base"),
            **{f"{name}-{block}": value for name, value in choices.items()},
        }

    def test_show_before_theirs_and_mine(self, page, version, other):
        ways = page[page.index('id="three-ways"') : page.index("</section>")]
        assert "The river rose today." in ways
        assert "<ins>fell</ins>" in ways
        assert "<ins>twice </ins>" in ways
        assert other.username in ways
        # Only the paragraph that both changed; and nothing is stored yet.
        assert ways.count("<fieldset") == 1
        assert "My headline" not in str(to_json(working_copy(version)))

    def test_leave_everything_else_that_was_typed_in_the_form(self, page):
        assert "My headline" in page
        assert "twice today" in page
        assert "data-unsaved" in page

    @pytest.mark.parametrize(
        ("choices", "paragraph"),
        [
            ({"choice": "mine"}, "The river rose twice today."),
            ({"choice": "theirs"}, "The river fell today."),
            (
                {"choice": "own", "own": "<p>It rose, then fell.</p>"},
                "It rose, then fell.",
            ),
        ],
    )
    def test_end_with_a_choice(self, client, page, version, choices, paragraph):
        client.post(url(version), self.answers(page, version, **choices))
        assert texts(version) == ["My headline", paragraph, "Villagers stayed."]
        version.refresh_from_db()
        assert paragraph in str(version.current_revision.blocks)

    def test_let_the_third_text_have_several_paragraphs(self, client, page, version):
        block = working_copy(version)[1].id
        own = {"choice": "own", "own": "<p>It rose.</p><p>Then it fell.</p>"}
        client.post(url(version), self.answers(page, version, **own))
        assert texts(version)[1:3] == ["It rose.", "Then it fell."]
        assert working_copy(version)[1].id == block

    def test_come_back_until_something_is_chosen(self, client, page, version):
        for choices in ({}, {"choice": "nonsense"}):
            again = client.post(url(version), self.answers(page, version, **choices))
            assert 'id="three-ways"' in again.content.decode()
        assert "My headline" not in texts(version)

    def test_come_back_when_the_other_writes_once_more(self, client, page, version):
        answers = self.answers(page, version, choice="mine")
        somebody_writes(version, "The river fell and fell.", "Villagers stayed.")
        again = client.post(url(version), answers).content.decode()
        assert "fell and fell" in again
        assert texts(version)[1] == "The river fell and fell."

    def test_remember_the_choice_over_another_mistake(self, client, page, version):
        answers = self.answers(
            page, version, choice="own", own="<p>It rose, then fell.</p>"
        )
        again = client.post(url(version), answers | {"slug": "no slug!"})
        page = again.content.decode()
        assert 'value="own" checked' in page
        assert "It rose, then fell." in page
        client.post(url(version), answers | {"seen": hidden(page, "seen")})
        assert texts(version)[1] == "It rose, then fell."

    def test_show_a_paragraph_that_the_other_took_out(self, client, sign_in, version):
        before = sent(version, body="<p>The river rose twice today.</p>" + SECOND)
        block = working_copy(version)[1].id
        somebody_writes(version, "Villagers moved to high ground.")
        sign_in(("Reporter", "en"))
        page = client.post(url(version), before).content.decode()
        assert "Took it out." in page
        kept = before | {"seen": hidden(page, "seen"), f"choice-{block}": "mine"}
        client.post(url(version), kept)
        assert texts(version)[1:] == [
            "The river rose twice today.",
            "Villagers moved to high ground.",
        ]

    def test_bring_a_paragraph_back_that_the_writer_took_out(
        self, client, sign_in, version
    ):
        before, block = sent(version, body=SECOND), working_copy(version)[1].id
        somebody_writes(version, "The river fell.", "Villagers moved to high ground.")
        sign_in(("Reporter", "en"))
        page = client.post(url(version), before).content.decode()
        taken = before | {"seen": hidden(page, "seen"), f"choice-{block}": "theirs"}
        client.post(url(version), taken)
        assert texts(version)[1:] == [
            "The river fell.",
            "Villagers moved to high ground.",
        ]

    def test_ask_about_a_headline_in_a_plain_field(self, client, sign_in, version):
        before = sent(version, headline_text="Mine")
        somebody_writes(
            version,
            "The river rose today.",
            "Villagers moved to high ground.",
            headline="Theirs",
        )
        sign_in(("Reporter", "en"))
        page = client.post(url(version), before).content.decode()
        assert '<textarea name="own-headline"' in page
        own = {"choice-headline": "own", "own-headline": "Ours & <theirs>"}
        client.post(url(version), before | own | {"seen": hidden(page, "seen")})
        assert texts(version)[0] == "Ours & <theirs>"

    @pytest.mark.parametrize(
        "seen",
        ["[]", "1", "{", '{"x": 1}', '{"x": {"id": "y", "kind": "list", "html": ""}}'],
    )
    def test_survive_nonsense(self, client, page, version, seen):
        answers = self.answers(page, version, choice="mine") | {"seen": seen}
        again = client.post(url(version), answers | {"choice-x": "theirs"})
        assert again.status_code == 200
        assert "My headline" not in texts(version)
