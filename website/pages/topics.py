"""What a story is about: its tags, each with the page that lists more of it."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils.translation import get_language

from articles.models import Tag, Version


@dataclass(frozen=True)
class TopicLink:
    """A tag in the language of the page, with its path."""

    name: str
    url: str


def story_tags() -> dict[str, ArraySubquery]:
    """Annotate versions with the tags of their story, within one query."""
    # Named by every language: a prepared question is compiled in one of them.
    names = {f"name_{tag}": f"name_{tag}" for tag, _name in settings.LANGUAGES}
    tags = Tag.objects.filter(articles=OuterRef("article")).order_by("slug")
    told = tags.annotate(told=JSONObject(slug="slug", **names))
    return {"story_tags": ArraySubquery(told.values("told"))}


def topics(version: Version) -> tuple[TopicLink, ...]:
    """Link the tags of a story, in the active interface language.

    Args:
        version: Public, so that each of its tags has a page; annotated by `story_tags`.
    """
    tags: list[dict[str, Any]] = vars(version)["story_tags"]
    return tuple(
        TopicLink(
            name=tag[f"name_{get_language()}"] or tag["slug"],
            url=reverse(
                "tag", kwargs={"language": version.language, "tag": tag["slug"]}
            ),
        )
        for tag in tags
    )
