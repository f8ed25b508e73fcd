"""`manage.py intake` says what it found, or why not, and where the article is."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone, translation

from articles.models import Article
from intake.models import IntakeRun
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom():
    make.a_section()
    return make.a_chief(), make.an_outlet()


def lines(capsys, path, **options):
    call_command("intake", str(path), **{"language": "en", **options})
    return capsys.readouterr().out.splitlines()


class TestIntake:
    def test_prints_every_finding_and_the_address_last(
        self, capsys, fixtures, newsroom
    ):
        said = lines(capsys, fixtures / "saved-story.txt")
        kinds = [line.split(":")[0].split(" (")[0] for line in said]
        assert kinds == [
            "headline",
            "caption",
            "body",
            "reading time",
            "caption",
            "photo credit",
            "shortcode or embed",
            "translation note",
            "the outlet’s own notice",
            "translated from",
            "credits",
            "rights basis",
            "article",
        ]
        article = Article.objects.get()
        assert said[-1].endswith(f"/admin/articles/article/{article.pk}/change/")
        assert "wording no. 1 of The Market applies" in said[-2]

    def test_speaks_english_whatever_language_the_server_speaks(
        self, capsys, fixtures, newsroom
    ):
        with translation.override("km"):
            said = lines(capsys, fixtures / "saved-story.txt")
        assert "rights, to review" in "\n".join(said)

    def test_prints_the_original_too(self, capsys, fixtures, newsroom):
        said = lines(
            capsys,
            fixtures / "ferry-story.txt",
            original=fixtures / "ferry-story-khmer.txt",
            original_language="km",
        )
        assert "translated from: the km version of this article" in said
        assert "original: ferry-story-khmer.txt" in said
        assert "  body: 5 paragraphs" in said

    def test_says_which_article_it_is_the_second_time(self, capsys, fixtures, newsroom):
        first = lines(capsys, fixtures / "ferry-story.txt")
        again = lines(capsys, fixtures / "ferry-story.txt")
        day = timezone.localdate(IntakeRun.objects.get().at)
        assert again == [
            f"taken in before: ferry-story.txt on {day}, nothing changed",
            first[-1],
        ]

    def test_wants_the_original_and_its_language_together(self, fixtures, newsroom):
        path = str(fixtures / "ferry-story.txt")
        with pytest.raises(CommandError, match="go together"):
            call_command("intake", path, language="en", original_language="km")

    @pytest.mark.parametrize(
        ("options", "why"),
        [
            ({"language": "not a tag"}, "BCP 47"),
            ({"outlet": "x"}, "no outlet “x”"),
            ({"section": "x"}, "no section “x”"),
            ({"by": "x"}, "no active account"),
            ({"credit": ["editor=Nobody"]}, "Nobody"),
        ],
        ids=lambda value: str(value)[:20],
    )
    def test_changes_nothing_where_it_refuses(self, fixtures, newsroom, options, why):
        path = str(fixtures / "ferry-story.txt")
        with pytest.raises(CommandError, match=why) as refused:
            call_command("intake", path, **{"language": "en", **options})
        assert "\n" not in str(refused.value)
        assert not Article.objects.exists()

    def test_refuses_a_text_that_is_longer_than_any_story(self, tmp_path, newsroom):
        path = tmp_path / "long.txt"
        path.write_text("Rain\n\n" + "It rained. " * 100_000)
        with pytest.raises(CommandError) as refused:
            call_command("intake", str(path), language="en")
        assert "\n" not in str(refused.value)
        assert not Article.objects.exists()
