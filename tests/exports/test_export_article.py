"""`export_article` writes proven copies into a folder, or lists every reason."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from exports.actions.bundling import NOTHING_MADE
from exports.formats import BILINGUAL_FORMATS, FORMATS
from exports.formats.bundle import BUNDLE
from exports.licensing_pairs import NO_ORIGINAL
from newsroom.roles import sync_roles
from rights.actions.granting import let_outlet_use_its_own
from rights.models import Licensee
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, changed, finished

# A posting kit is made only where somebody asks for one.
UNASKED = (*FORMATS, *BILINGUAL_FORMATS)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def version(db):
    sync_roles()
    original = make.published(make.a_version(language="en"))
    let_outlet_use_its_own(outlet=original.article.outlet, at=make.NOW)
    return original


def export(version, folder, **options):
    call_command(
        "export_article",
        version.slug,
        language=version.language,
        to=folder,
        **{"format": "all", **options},
    )


class TestExportArticle:
    def test_writes_every_format(self, version, tmp_path, capsys):
        export(version, tmp_path / "out")
        written = sorted(path.name for path in (tmp_path / "out").iterdir())
        wanted = sorted(f"{version.slug}.en{form.file_extension}" for form in FORMATS)
        assert written == wanted
        said = capsys.readouterr().out
        assert said.count("sha256") == len(FORMATS)
        for form in BILINGUAL_FORMATS:
            assert f"{form.code}: {NO_ORIGINAL}" in said

    def test_writes_both_languages_side_by_side_where_there_is_a_pair(
        self, db, tmp_path
    ):
        sync_roles()
        version = finished(a_translation(a_source()))
        let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        export(version, tmp_path / "out")
        written = {path.name for path in (tmp_path / "out").iterdir()}
        assert written == {
            f"{version.slug}.en{form.file_extension}" for form in UNASKED
        }

    def test_refuses_a_partner_without_a_permission_for_each_format(
        self, version, tmp_path
    ):
        Licensee.objects.create(slug="partner", name_km="ដៃគូ", name_en="Partner")
        with pytest.raises(CommandError) as refused:
            export(version, tmp_path / "out", licensee="partner")
        assert str(refused.value).count("No written permission") == len(FORMATS)
        assert list((tmp_path / "out").iterdir()) == []

    def test_refuses_a_translation_that_is_behind_unless_told_otherwise(
        self, db, tmp_path
    ):
        sync_roles()
        source = a_source()
        version = finished(a_translation(source))
        let_outlet_use_its_own(outlet=version.article.outlet, at=make.NOW)
        changed(source, a="ទឹកទន្លេបានស្រកវិញ។")
        for language, said in (
            ("km", "អត្ថបទដើមត្រូវបានកែប្រែ ក្រោយ"),
            ("en", "The original was changed"),
        ):
            with (
                pytest.raises(CommandError) as refused,
                translation.override(language),
            ):
                export(version, tmp_path / "out")
            assert str(refused.value).count(f": {said}") == len(UNASKED)
            assert str(refused.value).count("--even-if-behind") == 1
        assert list((tmp_path / "out").iterdir()) == []
        export(version, tmp_path / "out", even_if_behind=True)
        for form in FORMATS:
            path = tmp_path / "out" / f"{version.slug}.en{form.file_extension}"
            assert said in form.read(path.read_bytes()).visible_text

    def test_writes_one_file_of_all(self, version, tmp_path):
        export(version, tmp_path / "out", bundle=True)
        (path,) = (tmp_path / "out").iterdir()
        assert path.name == f"{version.slug}.en.bundle.zip"
        copies = BUNDLE.read(path.read_bytes()).copies
        assert [copy.format_code for copy in copies] == [form.code for form in FORMATS]

    def test_says_why_there_is_no_file_of_all(self, version, tmp_path):
        Licensee.objects.create(slug="partner", name_km="ដៃគូ", name_en="Partner")
        with pytest.raises(CommandError) as refused:
            export(version, tmp_path / "out", licensee="partner", bundle=True)
        assert str(refused.value).count("No written permission") == len(FORMATS)
        assert NOTHING_MADE in str(refused.value)
        assert list((tmp_path / "out").iterdir()) == []

    def test_names_the_partners_there_are(self, version, tmp_path):
        with pytest.raises(CommandError, match=version.article.outlet.slug):
            export(version, tmp_path, licensee="nobody")

    def test_says_when_there_is_no_such_version(self, version, tmp_path):
        version.slug = "nothing"
        with pytest.raises(CommandError, match="no version 'nothing'"):
            export(version, tmp_path)
