"""The copies of an order in one file: what was delivered, and may still be."""

import io
import zipfile

import pytest

from articles.models import Status, Version
from exports.actions.bundling import CHANGED, NOTHING_MADE, RECALLED, WAITING
from exports.actions.bundling import bundle_copies as bundle
from exports.actions.recalling import recall_copies
from exports.actions.releasing import artifact_path
from exports.formats.bundle import BUNDLE
from exports.licensing import ExportRefused
from exports.models import Artifact, ExportItem
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, changed, finished
from worklist.models import WorkState

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(made):
    """Deliver copies of two languages and of both together."""

    def of(*versions, formats):
        items = made(*versions, formats=formats)
        keys = [item.pk for item in items]
        ExportItem.objects.filter(pk__in=keys).update(
            state=WorkState.DONE, finished_at=make.NOW
        )
        return loaded(items[0].job)

    return of


def loaded(job):
    return job.items.select_related(
        "version", "job__licensee", "delivery__artifact"
    ).order_by("pk")


def refusals(items):
    with pytest.raises(ExportRefused) as refused:
        bundle(items=items)
    return {reason.message for reason in refused.value.reasons}


class TestBundleCopies:
    def test_holds_what_was_delivered_byte_for_byte(self, delivered):
        version = finished(a_translation(a_source()))
        items = delivered(version, formats=["text", "docx", "html_bilingual"])
        content = bundle(items=items)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for item in items:
                name = next(n for n in archive.namelist() if _fits(n, item))
                stored = artifact_path(item.delivery.artifact).read_bytes()
                assert archive.read(name) == stored
        codes = [copy.format_code for copy in BUNDLE.read(content).copies]
        assert codes == ["text", "docx", "html_bilingual"]
        assert bundle(items=items) == content

    def test_holds_several_stories_and_languages(self, delivered):
        source = a_source()
        version = finished(a_translation(source))
        other = make.published(
            make.a_version(
                article=make.a_story(outlet=source.article.outlet), language="km"
            )
        )
        items = delivered(source, version, other, formats=["text", "html"])
        found = BUNDLE.read(bundle(items=items))
        told = {(each.urn, each.language) for c in found.copies for each in c.texts}
        assert told == {
            (source.article.urn, "km"),
            (source.article.urn, "en"),
            (other.article.urn, "km"),
        }

    def test_leaves_out_what_was_refused(self, delivered):
        version = make.a_published_pair()[1]
        items = delivered(version, formats=["text", "html"])
        ExportItem.objects.filter(format="html").update(
            state=WorkState.PARKED, finished_at=None, reason="No permission."
        )
        assert len(BUNDLE.read(bundle(items=items.all())).copies) == 1

    def test_waits_until_every_copy_is_made(self, delivered, order):
        version = make.a_published_pair()[1]
        items = delivered(version, formats=["text", "html"])
        ExportItem.objects.filter(format="html").update(
            state=WorkState.WAITING, finished_at=None
        )
        assert refusals(items.all()) == {WAITING}
        job = order(version, formats=["text"])
        assert refusals(loaded(job)) == {WAITING, NOTHING_MADE}

    def test_gives_out_no_copy_that_was_recalled(self, delivered):
        version = make.a_published_pair()[1]
        items = delivered(version, formats=["text", "html"])
        recall_copies(artifacts=Artifact.objects.filter(format="text"))
        assert refusals(items.all()) == {RECALLED}

    def test_gives_out_no_copy_of_another_text(self, delivered):
        source = a_source()
        items = delivered(source, formats=["text"])
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        assert refusals(items.all()) == {CHANGED}

    def test_gives_out_no_copy_that_readers_may_not_see(self, delivered):
        version = make.a_published_pair()[1]
        items = delivered(version, formats=["text", "html"])
        Version.objects.filter(pk=version.pk).update(
            status=Status.WITHDRAWN, withdrawn_at=make.NOW
        )
        (said,) = refusals(items.all())
        assert "Readers cannot see this version" in said


def _fits(name, item):
    end = {"text": ".en.txt", "docx": ".en.docx"}.get(item.format, ".bilingual.html")
    return name.startswith("copies/") and name.endswith(end)
