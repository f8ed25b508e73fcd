"""A story that has a name everywhere, and how it is removed, for tests."""

import json

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from articles.actions import correcting, opening, redacting, reviewing
from articles.actions.redacting import Removal
from articles.models import PhotoOwnership, Version
from articles.text.names import Names
from exports.formats import FORMATS
from newsroom.forgetting import looking, verbs
from tests import factories as make

# Of two languages in every format.
COPIES = 2 * len(FORMATS)
KM, EN = "សុខ ដារ៉ា", "Sok Dara"
SPELLINGS = [KM, EN]
NAMES = Names(SPELLINGS)
WORDS = {"km": "អ្នកភូមិម្នាក់", "en": "a resident"}
REMOVAL = Removal(SPELLINGS, WORDS)


def everywhere():
    return (
        looking.found_in_tables(NAMES)
        + looking.found_in_files(NAMES)
        + looking.found_before_readers(NAMES)
    )


def removed(removal=REMOVAL, *, by=None):
    asked = redacting.request_redaction(removal=removal, by=make.a_chief(), at=make.NOW)
    return verbs.redact_name(redaction=asked, by=by or make.a_chief(), at=make.NOW)


def renamed(version, slug):
    opening.describe_version(
        version=version,
        slug=slug,
        rights_basis=version.rights_basis,
        by=make.a_chief(),
        at=make.NOW,
    )


@pytest.fixture(name="story")
def story_fixture(made):
    """Tell a story that has the name wherever a story can have one."""
    photo = make.a_photo(
        ownership=PhotoOwnership.THIRD_PARTY,
        post_owner="Sok Dara",
        post_url="https://social.example/sok.dara",
        fetched_date=make.NOW.date(),
        asked_whom="លោកសុខ\u200bដារ៉ា",
        credit_en="Courtesy of Sok Dara",
    )
    article = make.a_story(slugline="sok-dara land", lead_photo=photo)
    km = make.a_version(
        article=article,
        text=make.blocks(
            "សុខ\u200bដារ៉ា បាត់បង់ដី",
            ("លោក\u200bសុខ\u200b ដារ៉ា\u200bបាន\u200bនិយាយ។", "ទឹកទន្លេឡើងខ្ពស់។"),
            caption="សុខដារ៉ា នៅមុខផ្ទះ",
        ),
    )
    renamed(km, "សុខ-ដារ៉ា")
    make.published(km)
    renamed(km, "សុខ-ដារ៉ា-បាត់បង់ដី")
    en = make.a_version(
        article=article,
        language="en",
        text=make.blocks(
            "Sok Dara loses land",
            (
                "Mr Sok <strong>Dara</strong> spoke.",
                'See <a href="https://x.example/sok-dara">SOK-DARA’s page</a>.',
            ),
        ),
    )
    renamed(en, "sok-dara-loses-land")
    make.submitted(en)
    reviewing.return_text(
        version=en, reason="Ask Sok Dara again.", by=make.a_chief(), at=make.NOW
    )
    make.published(en)
    make.corrected(article, km="សុខ ដារ៉ា មិនបាននិយាយទេ។", en="Sok Dara said no.")
    dropped = make.proposed(article, km="ដដែល", en="Again about Sok Dara.")
    correcting.drop_correction(correction=dropped, by=make.a_chief())
    LogEntry.objects.create(
        user=make.a_chief(),
        content_type=ContentType.objects.get_for_model(Version),
        object_id=str(en.pk),
        object_repr="Sok Dara loses land (en)",
        action_flag=CHANGE,
        change_message=json.dumps([{"changed": {"name": KM}}]),
    )
    made(km, en)
    return article
