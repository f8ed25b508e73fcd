"""A story leaves as an OmegaT project and as a DOCX, is worked on, and comes back."""

import io
import re
import zipfile

import pytest
from django.urls import reverse

from articles.actions.writing import working_copy
from articles.models import Version
from articles.text.blocks import block_text, body_blocks
from tests import factories as make
from tests.journeys.test_a_storys_day import press
from tests.translations.files import parts_of, replaced, zipped
from tests.translations.pairs import a_source, sent, translate, unit_of
from translations.models import HandedOut, UnitState

pytestmark = pytest.mark.journey

PARAGRAPHS = {
    "a": "ទឹកទន្លេ <strong>ឡើងខ្ពស់</strong> នៅថ្ងៃនេះ។",
    "b": "អ្នកភូមិបានរើទៅទីទួល។",
    "c": "សាលាបានបិទទ្វារ។",
}


def texts(version: Version) -> list[str]:
    return [block_text(block) for block in body_blocks(working_copy(version))]


def downloaded(page, form: str) -> bytes:
    """Press the button of a format and read the file."""
    with page.expect_download() as download:
        page.click(f"button[value={form}]")
    return download.value.path().read_bytes()


def brought_back(page, name: str, content: bytes) -> None:
    """Choose a file and have it compared."""
    page.set_input_files(
        "#id_file",
        {"name": name, "mimeType": "application/octet-stream", "buffer": content},
    )
    page.click("form:has(#id_file) button[type=submit]")
    page.wait_for_url("**/files/back/*/")


def worked_on_in_omegat(content: bytes) -> bytes:
    """Translate two paragraphs, and create the translated documents."""
    parts = parts_of(content)
    assert b"<sentence_seg>false</sentence_seg>" in parts["omegat.project"]
    name = next(each for each in parts if each.startswith("source/h"))
    told = parts[name].decode()
    bold = re.search(r'<g id="(\d+)" ctype="bold">', told)[1]
    told = replaced(
        told, "ឡើងខ្ពស់", f'The river is <g id="{bold}" ctype="bold">high</g> today.'
    )
    told = replaced(told, PARAGRAPHS["b"], "Villagers moved to high ground.")
    parts[name.replace("source/", "target/")] = told.encode()
    return zipped(parts)


def worked_on_in_word(content: bytes, old: str, new: str) -> bytes:
    """Write over a text, as somebody in front of a document does."""
    parts = parts_of(content)
    told = parts["word/document.xml"].decode()
    assert old in told
    parts["word/document.xml"] = told.replace(old, new).encode()
    return zipped(parts)


def worked_on_outside(one, version: Version) -> None:
    """Take an OmegaT project along and bring it back; one paragraph is left out."""
    page = one.page
    press(page, "text=Files for translators")
    brought_back(page, "project.zip", worked_on_in_omegat(downloaded(page, "omegat")))
    assert "1 paragraph waits for your choice." in page.content()
    assert one.findings() == []
    page.click("text=Take in what is chosen")
    assert "still wait for a choice" in page.inner_text(".errornote")
    page.check("text=Left out on purpose")
    page.click("text=Take in what is chosen")
    page.wait_for_url("**/pair/*/")


class TestFilesForTranslators:
    def test_go_out_and_come_back_with_one_conflict(self, at_the_desk):
        version = sent(a_source(PARAGRAPHS))
        one = at_the_desk("en", make.an_account(("Translator", "en")))
        page = one.goes_to(reverse("admin:pair", args=[version.pk])).page
        worked_on_outside(one, version)
        assert texts(version) == [
            "The river is high today.",
            "Villagers moved to high ground.",
        ]
        first = unit_of(version, "a")
        assert first.state == UnitState.TRANSLATED
        html = {block.id: block.html for block in working_copy(version)}
        assert "<strong>high</strong>" in html[first.target_ids[0]]
        assert unit_of(version, "c").is_dropped

        # While the DOCX is out, somebody writes in the same paragraph.
        press(page, "text=Files for translators")
        document = worked_on_in_word(
            downloaded(page, "docx"), "high ground", "the hills"
        )
        translate(unit_of(version, "b"), "Villagers moved to the temple.")
        brought_back(page, "translation.docx", document)
        row = page.locator("li.is-open")
        assert row.count() == 1
        said = row.inner_text()
        assert "written outside and here" in said
        assert ("temple" in said, "hills" in said) == (True, True)
        assert one.findings() == []
        row.locator("input[value=theirs]").check()
        page.click("text=Take in what is chosen")
        page.wait_for_url("**/pair/*/")
        assert texts(version)[1] == "Villagers moved to the hills."
        assert not HandedOut.objects.out().exists()
        assert [t for t in one.troubles if "409" not in t] == []

    def test_is_read_on_a_phone_in_khmer(self, at_the_desk):
        version = sent(a_source(PARAGRAPHS))
        one = at_the_desk("km", make.an_account(("Translator", "en")), 390)
        page = one.goes_to(reverse("admin:pair_files", args=[version.pk])).page
        project = worked_on_in_omegat(downloaded(page, "omegat"))
        with zipfile.ZipFile(io.BytesIO(project)) as packed:
            told = packed.read("README.txt").decode("utf-8-sig")
        assert "របៀបធ្វើការជាមួយគម្រោងនេះ" in told
        assert "How to work with this project" in told
        assert one.findings() == []
        assert not one.scrolls_sideways()
        brought_back(page, "project.zip", project)
        assert one.findings() == []
        assert not one.scrolls_sideways()
