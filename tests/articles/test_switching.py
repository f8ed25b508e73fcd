"""Another language becomes the original; nothing else of the story changes."""

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from hypothesis.extra.django import TestCase

from articles.actions import linking, reviewing, switching
from articles.models import (
    Article,
    Credit,
    FormerSlug,
    Origin,
    Revision,
    Source,
    Transition,
    Version,
    WorkingBlock,
)
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

UNTOUCHED = (Article, Credit, FormerSlug, Revision, Transition, WorkingBlock)


def everything_else(article: Article) -> dict[str, list[dict[str, object]]]:
    """Read every row of a story but the origins and the links."""
    rows = {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in UNTOUCHED
    }
    versions = list(Version.objects.order_by("pk").values())
    rows["Version"] = [
        {name: value for name, value in row.items() if name != "origin"}
        for row in versions
    ]
    rows["ids of links"] = list(Source.objects.order_by("pk").values("pk", "position"))
    return rows


def links(article: Article) -> set[tuple[str, str]]:
    """List which language was translated from which."""
    return set(
        Source.objects.filter(version__article=article).values_list(
            "version__language", "source_version__language"
        )
    )


def origins(article: Article) -> dict[str, str]:
    return dict(article.versions.values_list("language", "origin"))


def switch(to: Version, by=None) -> switching.Switch:
    return switching.switch_original(
        article=to.article, to_version=to, by=by or make.a_chief(), at=make.NOW
    )


def a_chain() -> tuple[Version, Version, Version]:
    """Make a Khmer story, translated into English and from there into Chinese."""
    khmer, english = make.a_published_pair()
    chinese = make.a_version(article=khmer.article, language="zh-Hans")
    chinese.sources.all().delete()
    linking.link_source(version=chinese, source=english, by=make.a_chief())
    return khmer, english, make.published(chinese)


class TestSwitch:
    def test_turns_the_link_round_and_touches_nothing_else(self):
        khmer, english = make.a_published_pair()
        before = everything_else(khmer.article)
        done = switch(english)
        assert (done.was, done.becomes) == (khmer, english)
        assert origins(khmer.article) == {"km": "translation", "en": "original"}
        assert links(khmer.article) == {("km", "en")}
        assert everything_else(khmer.article) == before

    def test_names_the_text_that_readers_have(self):
        khmer, english = make.a_published_pair()
        make.write(english, make.blocks("Unread", ["Not released."]))
        switch(english)
        assert khmer.sources.get().source_revision == english.released_revision

    def test_names_the_newest_text_where_readers_have_none(self):
        khmer = make.published(make.a_version(language="km"))
        english = make.a_version(article=khmer.article, language="en")
        english.refresh_from_db()
        switch(english)
        assert khmer.sources.get().source_revision == english.current_revision

    def test_leaves_the_sources_of_other_languages(self):
        khmer, english = make.a_published_pair()
        make.published(make.a_version(article=khmer.article, language="zh-Hans"))
        assert links(khmer.article) == {("en", "km"), ("zh-Hans", "km")}
        switch(english)
        assert links(khmer.article) == {("km", "en"), ("zh-Hans", "km")}
        assert origins(khmer.article)["zh-Hans"] == "translation"

    def test_turns_the_whole_way_to_a_translation_of_a_translation(self):
        khmer, _english, chinese = a_chain()
        switch(chinese)
        assert links(khmer.article) == {("km", "en"), ("en", "zh-Hans")}
        assert origins(khmer.article) == {
            "km": "translation",
            "en": "translation",
            "zh-Hans": "original",
        }

    def test_keeps_what_was_reported_separately_apart(self):
        khmer = make.published(make.a_version(language="km"))
        english = make.published(
            make.a_version(
                article=khmer.article, language="en", origin=Origin.COUNTERPART
            )
        )
        switch(english)
        assert origins(khmer.article) == {"km": "counterpart", "en": "original"}
        assert links(khmer.article) == set()

    def test_lets_a_circle_be_refused_afterwards(self):
        khmer, english = make.a_published_pair()
        switch(english)
        with pytest.raises(linking.LinkRefused, match="circle"):
            linking.link_source(version=english, source=khmer, by=make.a_chief())


class TestRefusal:
    def reasons(self, to: Version) -> list[str]:
        before = everything_else(to.article)
        with pytest.raises(switching.SwitchRefused) as refused:
            switch(to)
        assert everything_else(to.article) == before
        return str(refused.value).splitlines()

    def test_of_the_original_itself(self):
        khmer, _english = make.a_published_pair()
        assert self.reasons(khmer) == ["It is the original already."]

    def test_names_every_reason(self):
        khmer = make.a_version(language="km")
        english = Version.objects.create(
            article=khmer.article, language="en", origin=Origin.TRANSLATION
        )
        english = reviewing.spike(
            version=english, reason="Not now.", by=make.a_chief(), at=make.NOW
        )
        Version.objects.filter(pk=english.pk).update(current_revision=None)
        reasons = self.reasons(english)
        assert [reason.split(".")[0] for reason in reasons] == [
            "The version was withdrawn",
            "The version has no saved text yet",
            "It is a translation without a source",
        ]

    def test_of_a_version_of_another_story(self):
        khmer, _english = make.a_published_pair()
        other = make.a_version(language="en")
        with pytest.raises(switching.SwitchRefused, match="another story"):
            switching.switch_original(
                article=khmer.article,
                to_version=other,
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_of_a_story_without_an_original(self):
        english = make.a_version(language="en", origin=Origin.TRANSLATION)
        linking.link_original_not_held(
            version=english, outlet_name="Weekly", language="km", by=make.a_chief()
        )
        assert "no original" in self.reasons(english)[0]

    def test_of_what_somebody_else_is_named_for(self):
        _khmer, english = make.a_published_pair()
        linking.link_original_not_held(
            version=english, outlet_name="Weekly", language="km", by=make.a_chief()
        )
        assert "also made from something" in self.reasons(english)[0]


class TestPermission:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_is_needed_in_both_languages(self, language):
        _khmer, english = make.a_published_pair()
        with pytest.raises(PermissionRefused):
            switch(english, by=make.an_account(("Publisher", language)))
        by = make.an_account(("Publisher", "km"), ("Publisher", "en"))
        assert switch(english, by=by).becomes == english

    def test_is_not_an_editors(self):
        _khmer, english = make.a_published_pair()
        with pytest.raises(PermissionRefused):
            switch(english, by=make.an_account(("Editor", "")))

    def test_of_a_restricted_story_is_for_the_people_named_there(self):
        _khmer, english = make.a_published_pair()
        Article.objects.update(is_restricted=True)
        english = Version.objects.get(pk=english.pk)
        by = make.an_account(("Publisher", ""))
        with pytest.raises(PermissionRefused, match="named on this story"):
            switch(english, by=by)
        english.article.cleared_people.add(by)
        assert switch(english, by=by).becomes == english


class TestThereAndBack(TestCase):
    """A story is a tree of languages; whoever is at its root can give way."""

    @settings(max_examples=30, deadline=None)
    @given(
        parents=st.lists(st.integers(0, 3), min_size=1, max_size=4),
        aims=st.lists(st.integers(0, 4), min_size=1, max_size=3),
    )
    def test_leads_to_the_start(self, parents: list[int], aims: list[int]) -> None:
        tags = ("km", "en", "zh-Hans", "vi", "fr")
        chief = make.a_chief()
        root = make.a_version(language="km", by=chief)
        tellings = [root]
        for number, parent in enumerate(parents):
            version = make.a_version(
                article=root.article, language=tags[number + 1], by=chief
            )
            version.sources.all().delete()
            source = tellings[parent % len(tellings)]
            source.refresh_from_db()
            linking.link_source(version=version, source=source, by=chief)
            tellings.append(version)
        way = [tellings[aim % len(tellings)] for aim in aims]
        before = self.everything(root.article)
        taken = [root]
        for to in way:
            if to != taken[-1]:
                switch(to, by=chief)
                taken.append(to)
                self.check_story(root.article, to)
        for to in reversed(taken[:-1]):
            switch(to, by=chief)
        assert self.everything(root.article) == before

    def everything(self, article: Article) -> tuple[object, ...]:
        return (
            everything_else(article),
            origins(article),
            list(Source.objects.order_by("pk").values()),
        )

    def check_story(self, article: Article, original: Version) -> None:
        """One original, without a source; everything else leads to it."""
        assert article.versions.get(origin=Origin.ORIGINAL) == original
        ups = dict(links(article))
        assert len(ups) == article.versions.count() - 1
        assert original.language not in ups
        for tag in ups:
            seen, at = set(), tag
            while at in ups:
                assert at not in seen
                seen.add(at)
                at = ups[at]
            assert at == original.language
