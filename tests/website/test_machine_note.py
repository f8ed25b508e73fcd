"""The sentence on a text that a machine drafted: on its page, and in every copy."""

import re

import pytest
from django.utils.html import strip_tags

from articles.addresses import version_url
from articles.models import Version
from exports.actions.releasing import wanted_by
from exports.formats import FORMATS
from exports.formats.base import seal
from exports.licensing import license_version
from tests import factories as make
from tests.exports.conftest import artifacts_of_its_own, order  # noqa: F401
from tests.translations.machines import drafted, edited_by_hand
from tests.translations.pairs import (
    ENGLISH,
    a_source,
    finished,
    sent,
    translate,
    unit_of,
)

pytestmark = pytest.mark.django_db

PART = {
    "en": "A machine drafted part of this translation; people checked it before it "
    "came out.",
    "km": "ផ្នែកខ្លះនៃសេចក្ដីបកប្រែនេះ ព្រាងដំបូងដោយម៉ាស៊ីន ហើយមនុស្សបានពិនិត្យមុនចុះផ្សាយ។",
}
WHOLE = {
    "en": "A machine drafted this translation; people checked it before it came out.",
    "km": "សេចក្ដីបកប្រែនេះ ព្រាងដំបូងដោយម៉ាស៊ីន ហើយមនុស្សបានពិនិត្យមុនចុះផ្សាយ។",
}


def page_of(client, version):
    stored = Version.objects.select_related("article__section").get(pk=version.pk)
    response = client.get(version_url(stored))
    assert response.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(response.content.decode()))


def says(page):
    found = [s for s in PART.values() if s in page]
    # In Khmer the one sentence ends like the other.
    return found or [s for s in WHOLE.values() if s in page]


def a_version(drafts, *, edits="abcd", language="en"):
    """Translate a text, some of it with a machine's draft; edit some of those."""
    version = sent(a_source(), language)
    for name, text in ENGLISH.items():
        if name in drafts:
            given = drafted(version, name, text)
            if name in edits:
                edited_by_hand(given.unit, f"{text} By hand.")
        else:
            translate(unit_of(version, name), text)
    return version


class TestPage:
    def test_says_nothing_of_what_people_wrote(self, client):
        assert says(page_of(client, finished(a_version("")))) == []

    def test_says_that_a_part_was_drafted_though_people_edited_it(self, client):
        page = page_of(client, finished(a_version("a")))
        assert says(page) == [PART["en"]]

    def test_says_that_all_of_it_was(self, client):
        assert says(page_of(client, finished(a_version("abcd")))) == [WHOLE["en"]]

    def test_says_it_in_the_language_of_the_page(self, client):
        source = make.published(
            make.a_version(language="en", text=make.blocks("Rain", ("One.", "Two.")))
        )
        version = sent(source, "km")
        names = [u.source_ids[0] for u in version.units.order_by("pk")]
        given = drafted(version, names[0], "មួយ។")
        edited_by_hand(given.unit, "កថាខណ្ឌទីមួយ។")
        translate(unit_of(version, names[1]), "កថាខណ្ឌទីពីរ។")
        assert says(page_of(client, finished(version))) == [PART["km"]]

    def test_goes_with_the_last_paragraph_that_was(self, client):
        version = finished(a_version("a"))
        unit = unit_of(version, "a")
        translate(unit, state=None)
        translate(unit, "The river rose, writes a person.")
        # Readers have the old text until the new one is out.
        assert says(page_of(client, version)) == [PART["en"]]
        assert says(page_of(client, finished(version))) == []

    def test_takes_no_query_more(self, client, django_assert_max_num_queries):
        version = finished(a_version("ab"))
        url = version_url(
            Version.objects.select_related("article__section").get(pk=version.pk)
        )
        with django_assert_max_num_queries(6):
            client.get(url)


class TestEveryCopy:
    @pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.code)
    @pytest.mark.parametrize(
        ("drafts", "told"), [("", []), ("ab", [PART["en"]]), ("abcd", [WHOLE["en"]])]
    )
    def test_says_it_where_people_see_it(self, order, fmt, drafts, told):  # noqa: F811
        version = finished(a_version(drafts))
        item = order(version, formats=[fmt.code]).items.get()
        package = license_version(
            item.version, wanted_by(item.job), format_code=fmt.code
        ).package
        seen = " ".join(fmt.read(seal(package, fmt)).visible_text.split())
        assert says(seen) == told
