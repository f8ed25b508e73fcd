"""What readers and machines find of a story, and where."""

from typing import Any

from articles.models import CreditRole, Series, Tag, Version
from tests import factories as make


def read_by_everybody(version: Version) -> dict[str, list[Any]]:
    """Give the story a tag and a named reporter, and say where lists and feeds are."""
    article, language = version.article, version.language
    article.tags.add(Tag.objects.get(slug="water"))
    article.series = Series.objects.get(slug="rivers")
    article.save(update_fields=["series"])
    person = make.a_person("Keo Vann", consents=[language])
    roles = (CreditRole.REPORTER, CreditRole.VOICE)
    make.credit(version, *((person, role) for role in roles))
    story = [language, article.section.slug, version.slug]
    section, day = article.section.slug, make.NOW
    return {
        "about": [language],
        "archive": [language],
        "corrections": [language],
        "rights": [language],
        "feed": [language, "atom.xml"],
        "lite": story,
        "single": story,
        "poster": story,
        "month": [language, day.year, day.month],
        "sitemap": [language, day.year],
        "pair": [article.pk],
        "pair_in": [article.pk, "en"],
        "person": [language, person.slug],
        "section": [language, section],
        "section_feed": [language, section, "rss.xml"],
        "series": [language, "rivers"],
        "series_feed": [language, "rivers", "atom.xml"],
        "tag": [language, "water"],
        "tag_feed": [language, "water", "feed.json"],
    }
