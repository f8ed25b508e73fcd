"""A saved story comes in as structure: nothing lost, nobody invented."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Origin, RightsBasis, Version
from articles.text.blocks import block_text, body_blocks, from_json
from intake.models import Finding, IntakeRun
from tests import factories as make

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parent / "fixtures"
PROJECT = Path(__file__).resolve().parents[2]
SEEDS = sorted((PROJECT.parent / "shared" / "data" / "seed").glob("*.txt"))


@pytest.fixture
def outlet():
    make.a_chief()
    make.a_section()
    return make.an_outlet()


def take_in(path, **options):
    call_command("intake", str(path), language="en", **options)


def paragraphs(version):
    blocks = from_json(version.current_revision.blocks)
    return [block_text(block) for block in body_blocks(blocks)]


class TestTwinOfTheSeed:
    @pytest.fixture
    def version(self, outlet):
        take_in(FIXTURES / "saved-story.txt")
        return Version.objects.get()

    def test_keeps_every_paragraph_with_its_quotes(self, version):
        lines = (FIXTURES / "saved-story.txt").read_text().splitlines()
        wanted = [line for line in lines[6:13] if line]
        assert paragraphs(version) == wanted

    def test_leaves_no_furniture_in_the_body(self, version):
        body = "\n".join(paragraphs(version))
        for word in (
            "min read",
            "responsivevoice",
            "Facebook",
            "Translated",
            "permission",
        ):
            assert word not in body

    def test_records_what_it_found(self, version):
        kinds = set(Finding.objects.values_list("kind", flat=True))
        assert len(kinds) >= 4
        assert Finding.objects.filter(is_to_review=True).exists()

    def test_links_the_original_that_is_not_held(self, version):
        source = version.sources.get()
        assert version.origin == Origin.TRANSLATION
        assert (source.outlet_name, source.language) == ("The Market", "km")

    def test_credits_the_desk_and_invents_nobody(self, version):
        credited = version.credits.select_related("contributor")
        assert {credit.role for credit in credited} == {"translator", "editor"}
        assert {credit.contributor.kind for credit in credited} == {"desk"}

    def test_twice_changes_nothing(self, version, capsys):
        take_in(FIXTURES / "saved-story.txt")
        assert Article.objects.count() == 1
        assert IntakeRun.objects.count() == 1
        assert "taken in before" in capsys.readouterr().out


@pytest.mark.skipif(not SEEDS, reason="the shared data is not there")
class TestSeed:
    def test_gives_its_29_paragraphs_in_order(self, outlet):
        type(outlet).objects.filter(pk=outlet.pk).update(name_en="VOD", name_km="វីអូឌី")
        take_in(SEEDS[0])
        version = Version.objects.get()
        lines = SEEDS[0].read_text().splitlines()
        wanted = [line for line in lines[6:64] if line.strip()]
        assert len(wanted) == 29
        assert paragraphs(version) == wanted
        assert version.rights_basis == RightsBasis.STAFF
        assert version.sources.get().outlet_name == "VOD"


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("empty.txt", b""),
            ("blank.txt", b"  \n\n \n"),
            ("binary.txt", bytes(range(256)) * 20),
            ("latin.txt", "Café à Kép, voilà.\n\nTexte.".encode("latin-1")),
            ("huge.txt", b"a b c d\n\n" * 800_000),
        ],
    )
    def test_are_one_clear_line_and_change_nothing(
        self, outlet, tmp_path, name, content
    ):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(CommandError) as refused:
            take_in(path)
        assert len(str(refused.value).splitlines()) == 1
        assert not Article.objects.exists()
        assert not IntakeRun.objects.exists()

    def test_of_a_file_that_is_not_there(self, outlet, tmp_path):
        with pytest.raises(CommandError):
            take_in(tmp_path / "nothing.txt")

    def test_of_a_credit_for_somebody_unknown(self, outlet):
        with pytest.raises(CommandError, match="Nobody Known"):
            take_in(FIXTURES / "saved-story.txt", credit=["editor=Nobody Known"])
        assert not Article.objects.exists()
