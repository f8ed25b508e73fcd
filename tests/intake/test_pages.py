"""Saved pages: the story comes in, the page around it stays outside."""

from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Origin, Version
from articles.text.blocks import block_text, body_blocks, from_json
from tests import factories as make

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(autouse=True)
def newsroom():
    make.a_chief()
    make.a_section()
    make.an_outlet()


def texts(version):
    blocks = from_json(version.current_revision.blocks)
    apart = {b.id: block_text(b) for b in blocks if b.kind.is_reserved}
    return apart, [block_text(block) for block in body_blocks(blocks)]


class TestKhmerPage:
    def test_gives_headline_caption_and_paragraphs_alone(self):
        call_command("intake", str(FIXTURES / "saved-page.html"), language="km")
        apart, body = texts(Version.objects.get())
        assert apart["headline"] == "សាលាដំបងបើកបណ្ណាល័យបណ្ដែតទឹក"
        assert apart["caption"] == "សិស្សអានសៀវភៅលើទូក។"
        assert len(body) == 3
        assert "«ក្មេងៗមកមុនម៉ោង ព្រោះពួកគេចង់ដឹងចុងបញ្ចប់នៃរឿង»" in body[1]
        for word in ("ទំព័រដើម", "អានបន្ត", "លាក់", "track"):
            assert word not in "\n".join(body)


class TestOriginal:
    def test_comes_in_beside_its_translation_and_is_linked(self):
        call_command(
            "intake",
            str(FIXTURES / "saved-story.txt"),
            language="en",
            original=FIXTURES / "saved-page.html",
            original_language="km",
        )
        english = Version.objects.get(language="en")
        khmer = Version.objects.get(language="km")
        assert english.article == khmer.article
        assert khmer.origin == Origin.ORIGINAL
        assert english.sources.get().source_version == khmer
