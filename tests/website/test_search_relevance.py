"""What is found, against what ought to be found: a set of questions of our own."""

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.utils import timezone

from articles.models import Version
from newsroom.demo.planting import plant
from newsroom.demo.stories import DEMO_STORIES
from newsroom.roles import sync_roles
from tests.planting import plant_quickly
from tests.website.relevance import RELEVANT
from website.pages.search import Asked, SearchPage, search_page

LEAST_QUESTIONS, LEAST = 60, 0.98


@pytest.fixture
def story_of(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> dict[str, str]:
    """Plant the demonstration; returns the story of each path."""
    plant_quickly(monkeypatch, settings)
    sync_roles()
    # The embargo of the gauges begins with this moment.
    plant(timezone.now())
    slugs = {it.slug: story.key for story in DEMO_STORIES for it in story.versions}
    return {
        slug: slugs[slug] for slug in Version.objects.values_list("slug", flat=True)
    }


def ask(question: str, language: str) -> SearchPage:
    return search_page(
        Asked(question=question), language_tag=language, spoken=("km", "en")
    )


def slug(url: str) -> str:
    return unquote(url).strip("/").rpartition("/")[2]


def test_finds_what_is_relevant_and_nothing_else(story_of, tell):
    assert len(RELEVANT) >= LEAST_QUESTIONS
    figures, worst = zip(*map(measured(story_of), ("km", "en")), strict=True)
    tell("; ".join(figures))
    assert min(worst) >= LEAST


def measured(story_of: dict[str, str]) -> Callable[[str], tuple[str, float]]:
    """Ask every question in a language; the figures, and the worse of the first two."""

    def of(language: str) -> tuple[str, float]:
        wanted = shown = right = 0
        wrong = []
        precisions = []
        for question, relevant in RELEVANT:
            page = ask(question, language)
            found = [story_of[slug(result.url)] for result in page.results]
            wanted += len(relevant)
            shown += len(found)
            right += len(relevant.intersection(found))
            if set(found) != relevant:
                wrong.append((question, sorted(relevant), found))
            if relevant:
                hits = [rank for rank, key in enumerate(found, 1) if key in relevant]
                precisions.append(
                    sum(at / rank for at, rank in enumerate(hits, 1)) / len(relevant)
                )
        recall, precision = right / wanted, right / shown
        mean = sum(precisions) / len(precisions)
        figures = (
            f"search, {language}: {len(RELEVANT)} questions, recall {recall:.3f}, "
            f"precision {precision:.3f}, MAP {mean:.3f}; otherwise: {wrong}"
        )
        return figures, min(recall, precision)

    return of
