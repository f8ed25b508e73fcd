"""Hostile pages are refused in one clear line, or taken in with their text, at once."""

import time

import pytest
from django.core.management import CommandError, call_command

from articles.models import Article, Version
from articles.text.blocks import block_text, from_json
from intake.models import IntakeRun
from tests import factories as make
from tests.intake.hostile_pages import REFUSED, TAKEN

pytestmark = pytest.mark.django_db
# The promise is 2 s of an idle machine; tests run on busy ones.
SECONDS = 10


@pytest.fixture(autouse=True)
def newsroom():
    make.a_chief()
    make.a_section()
    make.an_outlet()


@pytest.fixture
def take_in(tmp_path):
    """Take a page in, and say how long it took."""

    def take_in(html):
        path = tmp_path / "story.html"
        path.write_text(html, encoding="utf-8")
        started = time.perf_counter()
        try:
            call_command("intake", str(path), language="en")
        finally:
            took.append(time.perf_counter() - started)

    took: list[float] = []
    yield take_in
    assert took[0] < SECONDS


class TestAHostilePage:
    @pytest.mark.parametrize("kind", REFUSED)
    def test_is_refused_in_one_line_that_says_the_limit(self, take_in, kind):
        limit, page = REFUSED[kind]
        with pytest.raises(CommandError) as refused:
            take_in(page())
        assert limit in str(refused.value)
        assert len(str(refused.value).splitlines()) == 1
        assert len(str(refused.value)) < 200
        assert not Article.objects.exists()
        assert not IntakeRun.objects.exists()

    @pytest.mark.parametrize("kind", TAKEN)
    def test_is_taken_in_with_its_text(self, take_in, kind):
        take_in(TAKEN[kind]())
        blocks = from_json(Version.objects.get().current_revision.blocks)
        texts = [block_text(block) for block in blocks]
        assert "It rained." in texts[1]
        assert any("The lake rose." in text for text in texts)
