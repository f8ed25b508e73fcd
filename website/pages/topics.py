"""What a story is about: its tags, each with the page that lists more of it."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import get_language

from articles.addresses import path_to
from articles.models import Article, Version

# Between slug and names; in none of them, as nobody can type it.
_BETWEEN = "\x1f"


@dataclass(frozen=True)
class TopicLink:
    """A tag in the language of the page, with its path."""

    name: str
    url: str


def story_tags() -> dict[str, ArraySubquery]:
    """Annotate versions with the tags of their story, within one query."""
    # Named by every language: a prepared question is compiled in one of them.
    names = (f"tag__name_{tag}" for tag, _name in settings.LANGUAGES)
    parts = (part for name in names for part in (Value(_BETWEEN), name))
    # As a line, and put in order by us: that costs the database half of JSON.
    line = Concat("tag__slug", *parts, output_field=TextField())
    tags = Article.tags.through.objects.filter(article=OuterRef("article"))
    return {"story_tags": ArraySubquery(tags.values(told=line))}


def topics(version: Version) -> tuple[TopicLink, ...]:
    """Link the tags of a story, in the active interface language.

    Args:
        version: Public, so that each of its tags has a page; annotated by `story_tags`.
    """
    return tuple(
        TopicLink(
            name=name,
            url=path_to("tag", language=version.language, tag=slug),
        )
        for slug, name in topic_names(version).items()
    )


def topic_names(version: Version) -> dict[str, str]:
    """Name the tags of a story in the active interface language, in order of slugs.

    Args:
        version: Public and annotated by `story_tags`.

    Returns:
        Names by slug.
    """
    spoken = [tag for tag, _name in settings.LANGUAGES]
    named: dict[str, str] = {}
    for line in sorted(vars(version)["story_tags"]):
        slug, *names = line.split(_BETWEEN)
        told = dict(zip(spoken, names, strict=False))
        named[slug] = told.get(get_language() or "") or slug
    return named
