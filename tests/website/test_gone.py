"""What was taken down for good says that it is gone, and nothing else."""

from datetime import timedelta

import pytest

from articles.actions import opening, publishing, reviewing
from articles.addresses import version_url
from articles.models import Article, FormerSlug, RightsBasis, Version
from tests import factories as make

pytestmark = pytest.mark.django_db

UNSEEN = "Nobody may read this"
REMOVE = {"km": "សូមដកចេញគ្រប់ភាសា", "en": "is asked to remove it in every language"}
WORDS = {"km": "លែងមាននៅទីនេះទៀតហើយ", "en": "No longer here"}


@pytest.fixture(params=["km", "en"])
def version(request: pytest.FixtureRequest) -> Version:
    return make.a_version(language=request.param, text=make.blocks(UNSEEN, [UNSEEN]))


def moved(version: Version, slug: str) -> None:
    opening.describe_version(
        version=version,
        slug=slug,
        rights_basis=RightsBasis.STAFF,
        by=make.a_chief(),
        at=make.NOW,
    )


class TestTakenDown:
    def test_says_so_in_the_language_of_the_address(self, client, version):
        make.taken_down(make.published(version).article)
        answer = client.get(version_url(version))
        page = answer.content.decode()
        assert answer.status_code == 410
        assert f'<html lang="{version.language}">' in page
        assert f"<h1>{WORDS[version.language]}</h1>" in page
        assert not answer.cookies

    def test_says_so_in_the_other_language_too(self, client, version):
        make.taken_down(make.published(version).article)
        page = client.get(version_url(version)).content.decode()
        (other,) = WORDS.keys() - {version.language}
        begin, section = page.split(f'<section lang="{other}">')
        assert f"<h2>{WORDS[other]}</h2>" in section
        assert REMOVE[other] in section
        assert REMOVE[version.language] in begin

    @pytest.mark.parametrize("page", ["ask", "asked"])
    def test_says_so_where_somebody_wants_to_republish_it(self, client, version, page):
        make.taken_down(make.published(version).article)
        answer = client.get(f"{version_url(version)}{page}/")
        assert answer.status_code == 410
        assert answer.content == client.get(version_url(version)).content

    def test_bears_the_name_of_the_paper_and_names_nothing_of_the_story(
        self, client, version
    ):
        article = make.published(version).article
        # Readers have the first paper; the story may be of another one.
        paper, article.outlet = article.outlet, make.an_outlet()
        article.outlet.name_km, article.outlet.name_en = "ទីផ្សារ", "Another paper"
        article.outlet.save()
        article.save()
        make.taken_down(article)
        page = client.get(version_url(version)).content.decode()
        name = {"km": paper.name_km, "en": paper.name_en}[version.language]
        home = f'<a class="nameplate" href="/{version.language}/">'
        assert f"{home}{name}</a>" in page
        for unsaid in (
            UNSEEN,
            version.slug,
            article.section.slug,
            article.section.name_km,
            article.section.name_en,
            article.outlet.name_km,
            article.outlet.name_en,
            str(article.pk),
        ):
            assert unsaid not in page

    def test_says_the_same_of_every_story(self, client, version):
        other = make.published(make.a_version(language=version.language))
        pages = set()
        for each in (make.published(version), other):
            make.taken_down(each.article)
            pages.add(client.get(version_url(each)).content)
        assert len(pages) == 1

    def test_says_so_at_a_former_address_too(self, client, version):
        old = version_url(make.published(version))
        moved(version, "new-words")
        make.taken_down(version.article)
        assert client.get(old).status_code == 410

    def test_is_told_to_who_asks_for_the_head_alone(self, client, version):
        make.taken_down(make.published(version).article)
        assert client.head(version_url(version)).status_code == 410


class TestWhatReadersMustNotLearn:
    """All of it is answered like an address that never was."""

    def is_as_if_it_never_was(self, client, path: str) -> bool:
        language = path.split("/")[1]
        never = client.get(f"/{language}/society/never-was/")
        answer = client.get(path)
        return (answer.status_code, answer.content) == (404, never.content)

    def test_of_a_hidden_story(self, client, version):
        make.hidden(make.published(version).article)
        assert self.is_as_if_it_never_was(client, version_url(version))

    def test_of_a_story_restricted_since(self, client, version):
        make.taken_down(make.published(version).article)
        Article.objects.update(is_restricted=True)
        assert self.is_as_if_it_never_was(client, version_url(version))

    def test_of_an_address_that_was_unsafe(self, client, version):
        old = version_url(make.published(version))
        moved(version, "new-words")
        FormerSlug.objects.update(is_unsafe=True)
        make.taken_down(version.article)
        assert self.is_as_if_it_never_was(client, old)

    def test_of_a_story_that_was_dropped(self, client, version):
        reviewing.spike(
            version=version, reason="Overtaken.", by=make.a_chief(), at=make.NOW
        )
        assert self.is_as_if_it_never_was(client, version_url(version))

    def test_of_a_story_stopped_before_its_hour(self, client, version):
        hour = make.NOW + timedelta(hours=1)
        publishing.publish(
            version=make.approved(version),
            by=make.a_chief(),
            at=make.NOW,
            visible_from=hour,
        )
        make.hidden(version.article)
        publishing.take_down(
            article=version.article, by=make.a_chief(), at=hour + timedelta(hours=1)
        )
        assert self.is_as_if_it_never_was(client, version_url(version))

    def test_of_a_story_stopped_before_its_embargo_ended(self, client, version):
        make.taken_down(make.published(version).article)
        Article.objects.update(embargoed_until=make.NOW + timedelta(hours=1))
        assert self.is_as_if_it_never_was(client, version_url(version))

    def test_of_another_language_of_the_story(self, client, version):
        make.taken_down(make.published(version).article)
        other = {"km": "en", "en": "km"}[version.language]
        path = f"/{other}/{version.article.section.slug}/{version.slug}/"
        assert self.is_as_if_it_never_was(client, path)
