"""Published versions by section: the database keeps them whoever changes what."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from articles.actions import hiding
from articles.models import Article, Status, Version
from tests import factories as make
from website.models import ShelfLine

pytestmark = pytest.mark.django_db


def shelves():
    return set(
        ShelfLine.objects.values_list("version", "section", "language", "published_at")
    )


def expected():
    return set(
        Version.objects.filter(status=Status.PUBLISHED).values_list(
            "pk", "article__section", "language", "published_at"
        )
    )


def test_every_change_of_a_version_or_its_story_moves_it():
    original, english = make.a_published_pair()
    article, other = english.article, make.a_section()
    draft = make.a_version(article=article, language="vi")
    assert len(shelves()) == 2
    changes = (
        lambda: make.published(draft),
        lambda: Article.objects.filter(pk=article.pk).update(section=other),
        lambda: Version.objects.filter(pk=english.pk).update(
            published_at=timezone.now() - timedelta(days=400)
        ),
        lambda: make.published(make.a_version(language="km")),
        lambda: make.taken_down(article),
    )
    for at, change in enumerate(changes):
        before = shelves()
        change()
        assert shelves() == expected(), f"change {at}"
        assert shelves() != before, f"change {at}"
    assert original.pk not in {line[0] for line in shelves()}


def test_nobody_writes_on_them_by_hand():
    make.a_published_pair()
    for statement in (
        "DELETE FROM website_shelfline",
        "UPDATE website_shelfline SET language = 'fr'",
        "INSERT INTO website_shelfline SELECT * FROM website_shelfline",
    ):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert shelves() == expected()


def test_a_section_is_told_of_whatever_lies_in_front(client):
    """What is hidden, under embargo or still to come hides nothing behind it."""
    section = make.a_section()
    seen = make.published(make.a_version(article=make.a_story(section=section)))
    address = f"/{seen.language}/{section.slug}/"
    for blocked in ("hidden", "embargoed", "restricted"):
        story = make.a_story(section=section)
        make.published(make.a_version(article=story), at=make.NOW + timedelta(hours=1))
        if blocked == "hidden":
            make.hidden(story)
        else:
            facts = (
                {"is_restricted": True}
                if blocked == "restricted"
                else {"embargoed_until": timezone.now() + timedelta(days=1)}
            )
            Article.objects.filter(pk=story.pk).update(**facts)
    page = client.get(address)
    assert page.status_code == 200
    assert page.content.decode().count('<article class="card') == 1
    hiding.hide(article=seen.article, by=make.a_chief(), at=timezone.now())
    assert client.get(address).status_code == 404
    assert f'href="{address}"' not in client.get("/km/").content.decode()
