"""A saved story comes in, is published, and leaves in every format with its notice."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.actions import opening
from articles.actions.publishing import publish
from articles.gates import PublicationRefused
from articles.models import RightsBasis, Version
from exports.formats import FORMATS
from newsroom.roles import sync_roles
from rights.actions.granting import let_outlet_use_its_own
from rights.lookup import current_notice
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
SAVED = Path(__file__).resolve().parents[1] / "intake" / "fixtures" / "saved-story.txt"


@pytest.fixture
def version(transactional_db, settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"
    sync_roles()
    make.a_chief()
    make.a_section()
    let_outlet_use_its_own(outlet=make.an_outlet(), at=make.NOW)
    call_command("intake", str(SAVED), language="en")
    taken_in = Version.objects.get()
    opening.describe_version(
        version=taken_in,
        slug="ferry-crew-counts",
        rights_basis=RightsBasis.STAFF,
        by=make.a_chief(),
        at=make.NOW,
    )
    return taken_in


def export(folder):
    call_command(
        "export_article", "ferry-crew-counts", language="en", format="all", to=folder
    )


class TestFromFileToCopies:
    def test_every_copy_carries_the_notice(self, version, tmp_path):
        make.published(version)
        export(tmp_path / "out")
        notice = current_notice(version.article.outlet)
        for form in FORMATS:
            path = tmp_path / "out" / f"ferry-crew-counts.en{form.file_extension}"
            found = form.read(path.read_bytes())
            assert notice.appears_everywhere_in(found.notice_slots)

    def test_nothing_leaves_before_it_is_published(self, version, tmp_path):
        with pytest.raises(CommandError, match="Readers cannot see this version"):
            export(tmp_path / "out")

    def test_publishing_names_each_credit_that_is_missing(self, version):
        read = make.approved(version)
        make.credit(read)
        with pytest.raises(PublicationRefused) as refused:
            publish(version=read, by=make.a_chief(), at=make.NOW)
        codes = [objection.code for objection in refused.value.objections]
        assert codes == ["credit_missing:editor|translator"]
