"""What the checks say beside a row, and how somebody says that it is right."""

import re

import pytest

from tests.newsroom.glossary_stories import COURT, a_glossary, a_story_of_two
from tests.newsroom.pair_page import JSON, key_of, page_of, press, words_of
from tests.newsroom.pair_page import sent as form_of
from tests.translations.pairs import translate, unit_of
from translations.models import Dismissal

pytestmark = pytest.mark.django_db

# Long enough to be a translation, and not as the glossary wants it.
MET = "Governor Sok Veasna met Sok Dara at the lower court."
SAYS = "The glossary says “Supreme Court” for តុលាការកំពូល."


@pytest.fixture
def version():
    a_glossary(COURT)
    version = a_story_of_two()
    translate(unit_of(version, "a"), MET)
    translate(unit_of(version, "b"), "He went back.")
    return version


@pytest.fixture
def translator(sign_in):
    return sign_in(("Translator", "en"))


def identity_in(html):
    """Read which warning its field is for."""
    (found,) = set(re.findall(r'name="why-([0-9a-f]+)"', html))
    return found


class TestAWarning:
    def test_is_told_without_fields_for_each(self, client, translator, version):
        page = client.get(page_of(version))
        html = page.content.decode()
        assert SAYS in words_of(page)
        assert "why-" not in html
        assert html.count("Right as it is") == 1

    def test_is_dismissed_where_its_row_is_open(self, client, translator, version):
        key = key_of(version, "a")
        opened = press(
            client, version, key, form_of(version, key, do="more"), **JSON
        ).json()["html"]
        # What opens the fields is not there once they are.
        assert "Right as it is" not in opened
        name = identity_in(opened)
        why = {f"why-{name}": "It was the lower court."}
        form = form_of(version, key, dismiss=name, more="1", **why)
        told = press(client, version, key, form, **JSON).json()
        assert Dismissal.objects.get().reason == "It was the lower court."
        assert "It was the lower court." in told["html"]
        assert "Right as it is" not in words_of(client.get(page_of(version))).replace(
            "Right as it is, says", ""
        )

    def test_keeps_its_field_where_the_reason_is_missing(
        self, client, translator, version
    ):
        key = key_of(version, "a")
        opened = client.get(f"{page_of(version)}?more={key}").content.decode()
        name = identity_in(opened)
        form = form_of(version, key, dismiss=name, more="1", **{f"why-{name}": " "})
        answer = press(client, version, key, form)
        assert answer.status_code == 400
        assert identity_in(answer.content.decode()) == name
        assert not Dismissal.objects.exists()
