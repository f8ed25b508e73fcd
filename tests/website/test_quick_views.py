"""What messengers show of a story inside their apps, by the rules that we publish."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from lxml import html  # type: ignore[import-untyped] # ships no types

from articles.addresses import version_url
from articles.models import Article, CorrectionKind, CreditRole, PhotoOwnership
from rights.lookup import current_notice
from tests import factories as make

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parents[2] / "docs" / "instant-view.md"
# Of Telegram's format, and what it passes through.
SHOWN = {
    *("article", "h2", "h3", "p", "blockquote", "ul", "ol", "li", "a", "strong", "em"),
    *("figure", "img", "figcaption", "cite", "audio", "br", "time"),
    *("header", "section", "div", "span"),
}


def rules() -> Iterator[tuple[str, str]]:
    """Yield the rules that newsrooms are told to use: what to do, and with what."""
    block = PAGE.read_text().split("```")[1]
    for line in block.splitlines():
        if line and not line.startswith(("#", "~")):
            deed, _colon, path = line.partition(": ")
            yield deed, path


def instant_view(page: bytes) -> dict[str, Any] | None:
    """Follow the rules as Telegram says that it does; None where they do not apply.

    References:
        Telegram, Instant View: types of rules.
    """
    tree = html.document_fromstring(page.decode())
    made: dict[str, Any] = {}
    for deed, path in rules():
        found = tree.xpath(path)
        if deed == "?exists" and not found:
            return None
        if deed == "@remove":
            for element in found:
                element.drop_tree()
        elif deed.startswith("<"):
            for element in found:
                element.tag = deed.strip("<>")
        elif found:
            made.setdefault(deed, found[0])
    return made


@pytest.fixture
def pair():
    original, translation = make.a_published_pair()
    person = make.a_person("Sok Dara", consents=["km", "en"])
    make.credit(translation, (person, CreditRole.REPORTER))
    make.corrected(
        original.article, CorrectionKind.CORRECTION, km="កែតម្រូវ", en="It was Monday."
    )
    photo = make.a_photo(credit_en="By the Canal", credit_km="រូបភាពដោយព្រែក")
    Article.objects.filter(pk=original.article_id).update(lead_photo=photo)
    return original, translation


class TestInstantView:
    def test_holds_all_that_must_be_said_and_nothing_that_stays(self, client, pair):
        for version in pair:
            page = client.get(version_url(version)).content
            view = instant_view(page)
            assert view is not None
            body = view["body"]
            text = body.text_content()
            notice = current_notice(version.article.outlet)
            assert notice.appears_in(text, version.language)
            assert view["title"] == version.headline
            assert version.headline not in text
            with translation.override(version.language):
                assert view["site_name"] == str(version.article.outlet)
            assert view["image_url"].endswith(".png") or "card.png" in view["image_url"]
            assert datetime.fromisoformat(view["published_date"]) == (
                version.published_at.replace(microsecond=0)
            )
            assert {element.tag for element in body.iter()} <= SHOWN
            (photo,) = body.iter("img")
            assert photo.get("src").startswith("/photos/")
            (credit,) = body.xpath(".//figcaption/cite")
            assert ("Canal" in credit.text) or ("ព្រែក" in credit.text)
        assert view["author"] == "Sok Dara"
        assert "Translated from the original article" in text
        assert "It was Monday." in text

    def test_leaves_somebody_elses_photo_at_home(self, client, pair):
        _original, translation = pair
        photo = Article.objects.get(pk=translation.article_id).lead_photo
        type(photo).objects.filter(pk=photo.pk).update(
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Chan",
            post_url="https://social.example/chan",
            fetched_date=make.NOW.date(),
            asked_whom="Chan",
        )
        page = client.get(version_url(translation)).content
        assert b"/photos/" in page
        view = instant_view(page)
        assert view is not None
        assert "/photos/" not in html.tostring(view["body"]).decode()
        assert "/photos/" not in view["image_url"]

    def test_is_made_of_stories_alone(self, client, pair):
        original, _translation = pair
        section = original.article.section.slug
        for path in (
            "/km/",
            f"/km/{section}/",
            "/km/rights/",
            f"/pair/{original.article_id}/",
            f"{version_url(original)}ask/",
            "/km/nothing/here/",
        ):
            assert instant_view(client.get(path).content) is None, path

    def test_finds_what_previews_of_links_read(self, client, pair):
        for version in pair:
            tree = html.document_fromstring(
                client.get(version_url(version)).content.decode()
            )
            said = {
                meta.get("property") or meta.get("name"): meta.get("content")
                for meta in tree.iter("meta")
            }
            for name in (
                *("type", "title", "description", "url", "site_name", "locale"),
                *("image", "image:type", "image:width", "image:height", "image:alt"),
            ):
                assert f"og:{name}" in said, name
            for name in ("article:published_time", "article:section", "description"):
                assert said[name], name
            assert len(tree.xpath("//article")) == len(tree.xpath("//h1")) == 1
            for inside in (
                "time[@datetime]",
                "figure//img[@alt]",
                "figure/figcaption",
                "section[@class='rights']",
            ):
                assert tree.xpath(f"//article//{inside}"), inside
