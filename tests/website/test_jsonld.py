"""What a page tells machines is said in words of schema.org, each of what has it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from articles.addresses import version_url
from articles.models import Article, CorrectionKind, CreditRole, Tag
from tests import factories as make

VOCABULARY = (
    Path(__file__).resolve().parents[3]
    / "shared/schemas/schemaorg/schemaorg-current-https.jsonld"
)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not VOCABULARY.exists(), reason="needs the shared vocabulary"),
]


def names(value: Any) -> set[str]:
    """Return what one reference, or several, of the vocabulary lead to."""
    several = value if isinstance(value, list) else [value] if value else []
    return {each["@id"].removeprefix("schema:") for each in several}


class Words:
    """The vocabulary: which types there are, and which properties each may have."""

    def __init__(self) -> None:
        graph = json.loads(VOCABULARY.read_text())["@graph"]
        told = {each["@id"].removeprefix("schema:"): each for each in graph}
        self.above = {
            name: names(each.get("rdfs:subClassOf")) for name, each in told.items()
        }
        self.having = {
            name: names(each["schema:domainIncludes"])
            for name, each in told.items()
            if "schema:domainIncludes" in each
        }

    def kinds(self, name: str) -> set[str]:
        """Return a type and all that it is a kind of."""
        return {name}.union(*map(self.kinds, self.above.get(name, ())))

    def misused(self, value: Any) -> Iterator[str]:
        """Yield each type that there is not, and each property of what has none."""
        if isinstance(value, list):
            for each in value:
                yield from self.misused(each)
        if not isinstance(value, dict):
            return
        kind = value.get("@type", "")
        if kind and kind not in self.above:
            yield kind
        for name, inner in value.items():
            if not name.startswith("@"):
                # What only has a key, or a language, says of itself no more than that.
                if not self.having.get(name, set()) & self.kinds(
                    kind or "CreativeWork"
                ):
                    yield f"{kind}.{name}"
                yield from self.misused(inner)


@pytest.mark.parametrize("language", ["km", "en"])
def test_is_valid_whatever_a_story_has(client, language):
    khmer, english = make.a_published_pair()
    article = khmer.article
    Article.objects.filter(pk=article.pk).update(lead_photo=make.a_photo())
    article.tags.add(Tag.objects.create(slug="river", name_km="ទន្លេ", name_en="River"))
    make.corrected(article, CorrectionKind.CORRECTION, km="កែ", en="It was Monday.")
    for version in (khmer, english):
        people = (
            (make.a_person(f"P {role}", consents=["km", "en"]), role)
            for role in CreditRole
        )
        make.credit(version, *people)
        make.recorded(version)
    page = client.get(version_url(khmer if language == "km" else english))
    (found,) = re.findall(r'ld\+json">(.*?)</script>', page.content.decode())
    told = json.loads(found)
    words = Words()
    assert list(words.misused(told)) == []
    assert list(words.misused({"@type": "NewsArticle", "wingspan": 3})) != []
    assert {"audio", "correction", "editor", "image", "keywords", "translator"} < set(
        told
    )
    other = "workTranslation" if language == "km" else "translationOfWork"
    assert told[other][0]["@id"].startswith("http")
