"""The demonstration is whole, bilingual, and careful with both languages."""

import re
from dataclasses import replace
from typing import Any

import pytest

from articles.text.khmer import canonical
from articles.text.slugs import is_slug
from newsroom.demo.shapes import DemoStory, DemoVersion
from newsroom.demo.stories import (
    DEMO_ACCOUNTS,
    DEMO_CONTRIBUTORS,
    DEMO_NOTICE,
    DEMO_OUTLET,
    DEMO_PHOTOS,
    DEMO_REMARK,
    DEMO_SECTIONS,
    DEMO_SERIES,
    DEMO_STORIES,
    DEMO_TAGS,
)
from rights.wording import house_wording

VERSIONS = [
    pytest.param(story, version, id=f"{story.key}-{version.language}")
    for story in DEMO_STORIES
    for version in story.versions
]
PUBLISHED = [case for case in VERSIONS if case.values[1].is_published]
KHMER = [case for case in VERSIONS if str(case.id).endswith("-km")]
ROLES = {
    "reporter",
    "additional_reporting",
    "author",
    "translator",
    "editor",
    "copy_editor",
    "photographer",
    "fact_checker",
    "voice",
}
KINDS = {
    "news",
    "feature",
    "analysis",
    "opinion",
    "interview",
    "letter",
    "reply",
    "statement",
    "audio",
}
PEOPLE = {contributor.key: contributor for contributor in DEMO_CONTRIBUTORS}
KHMER_SLUG = re.compile(r"[\u1780-\u17B3\u17B6-\u17D3\u17DD0-9a-z-]+")
INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\u00a0]")


def _texts(version: DemoVersion) -> tuple[str, ...]:
    body = tuple(re.sub(r"</?p>", "", paragraph) for paragraph in version.body_html)
    return (
        version.headline,
        version.standfirst,
        version.dateline,
        version.caption,
        *body,
    )


def _pair(case: Any) -> tuple[DemoStory, DemoVersion]:
    story, version = case.values
    return story, version


def _depths(text: str, opening: str, closing: str) -> list[int]:
    depth, seen = 0, [0]
    for letter in text:
        depth += (letter == opening) - (letter == closing)
        seen.append(depth)
    return seen


def _numbers(version: DemoVersion) -> set[int]:
    """Find the numbers that no language spells out."""
    text = " ".join(_texts(version)).translate(
        str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
    )
    return {number for number in map(int, re.findall(r"\d+", text)) if number > 9}


@pytest.mark.parametrize(("story", "version"), VERSIONS)
class TestVersion:
    def test_has_no_empty_part(self, story: DemoStory, version: DemoVersion) -> None:
        headline, standfirst, dateline, caption, *body = _texts(version)
        assert [t for t in _texts(version) if t != t.strip()] == []
        assert all((headline, standfirst, *body))
        assert bool(caption) is bool(story.photo)
        # Opinions come from nowhere in particular.
        assert bool(dateline) is (story.kind != "opinion")

    def test_writes_each_paragraph_as_one_element(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        for paragraph in version.body_html:
            assert re.fullmatch(r"<p>[^<>&]+</p>", paragraph)

    def test_ends_each_paragraph_as_its_language_does(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        end = {"km": r"[។៕]$", "en": r"[.?!]”?$"}[version.language]
        ends = (*_texts(version)[4:], version.standfirst, version.caption)
        assert [t for t in ends if t and not re.search(end, t)] == []

    def test_opens_and_closes_its_own_quotation_marks(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        own, foreign = {"km": ("«»", '“”"'), "en": ("“”", '«»"')}[version.language]
        for text in _texts(version):
            assert set(_depths(text, *own)) <= {0, 1}
            assert _depths(text, *own)[-1] == 0
            assert not set(foreign) & set(text)

    def test_names_contributors_that_exist_and_agreed(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        for role, key in version.credits:
            person = PEOPLE[key]
            assert role in ROLES
            assert person.names[version.language]
            assert person.kind != "person" or version.language in person.consents

    def test_credits_a_translator_only_where_there_is_a_source(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        roles = [role for role, _key in version.credits]
        assert ("translator" in roles) is not version.is_original

    def test_credits_who_wrote_it_first(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        wrote = "author" if story.kind == "opinion" else "reporter"
        assert version.credits[0][0] == wrote

    def test_has_a_slug_that_fits_in_an_address(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        letters = {"km": KHMER_SLUG, "en": re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")}
        assert letters[version.language].fullmatch(version.slug)
        assert is_slug(version.slug)

    def test_hides_no_characters(self, story: DemoStory, version: DemoVersion) -> None:
        assert not any(INVISIBLE.search(text) for text in _texts(version))

    def test_is_spelt_in_the_normal_form(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        texts = (*_texts(version), version.slug)
        assert [text for text in texts if text != canonical(text)] == []

    def test_knows_the_hour_it_came_out(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        assert version.published_at.utcoffset() is not None
        assert version.published_at >= story.versions[0].published_at


@pytest.mark.parametrize(("story", "version"), PUBLISHED)
class TestPublishedVersion:
    def test_is_a_whole_story(self, story: DemoStory, version: DemoVersion) -> None:
        assert 5 <= len(version.body_html) <= 11
        assert "editor" in {role for role, _key in version.credits}


@pytest.mark.parametrize(("story", "version"), KHMER)
class TestKhmerVersion:
    def test_leaves_no_latin_letter(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        assert not re.search("[A-Za-z]", " ".join(_texts(version)))

    def test_writes_numbers_in_khmer_digits(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        text = " ".join(_texts(version))
        assert not re.search("[0-9]", text)
        assert re.search("[០-៩]", text)

    def test_writes_in_whole_sentences(
        self, story: DemoStory, version: DemoVersion
    ) -> None:
        assert all(" ។" not in text for text in _texts(version))


@pytest.mark.parametrize("story", DEMO_STORIES, ids=lambda story: story.key)
class TestStory:
    def test_is_told_in_no_language_twice(self, story: DemoStory) -> None:
        languages = [version.language for version in story.versions]
        assert len(languages) == len(set(languages))
        assert set(languages) <= {"km", "en"}

    def test_begins_with_its_only_original(self, story: DemoStory) -> None:
        first, *others = story.versions
        assert first.is_original
        assert first.is_published
        assert [v.language for v in others if v.is_original] == []

    def test_translates_from_a_version_it_has(self, story: DemoStory) -> None:
        original, *others = story.versions
        assert [v for v in others if v.translated_from != original.language] == []

    def test_tells_the_same_numbers_in_both_languages(self, story: DemoStory) -> None:
        original, *others = story.versions
        for telling in others:
            missing = _numbers(original) - _numbers(telling)
            assert _numbers(telling) - _numbers(original) == set()
            # What is being translated has not come to all of them yet.
            assert bool(missing) is not telling.is_published

    def test_lies_under_labels_that_exist(self, story: DemoStory) -> None:
        assert story.kind in KINDS
        assert story.section in {section.slug for section in DEMO_SECTIONS}
        assert set(story.tags) <= {tag.slug for tag in DEMO_TAGS}
        assert story.photo in {None, *(photo.key for photo in DEMO_PHOTOS)}


class TestChange:
    def test_alters_numbers_and_quotes_of_two_paragraphs(self) -> None:
        [version] = [v for _story, v in map(_pair, VERSIONS) if v.change]
        assert version.change is not None
        after = replace(version, body_html=version.change.body_html)
        pairs = zip(version.body_html, after.body_html, strict=True)
        changed = [(old, new) for old, new in pairs if old != new]
        assert len(changed) == 2
        assert _numbers(after) != _numbers(version)
        assert any("«" in new for _old, new in changed)
        assert version.change.published_at > version.published_at

    def test_is_as_well_written_as_what_it_replaces(self) -> None:
        [version] = [v for _story, v in map(_pair, VERSIONS) if v.change]
        assert version.change is not None
        for paragraph in version.change.body_html:
            assert re.fullmatch(r"<p>[^<>&A-Za-z0-9]+។</p>", paragraph)
            assert paragraph == canonical(paragraph)
            assert _depths(paragraph, "«", "»")[-1] == 0


class TestDemonstration:
    def test_shows_every_state_a_story_can_be_in(self) -> None:
        states = {
            story.key: tuple(
                f"{v.language}{'' if v.is_published else ' draft'}"
                for v in story.versions
            )
            for story in DEMO_STORIES
        }
        assert states == {
            "river": ("km", "en"),
            "rain": ("en", "km"),
            "bridge": ("km",),
            "kite": ("km", "en draft"),
            "gauges": ("km", "en"),
            "clinic": ("km", "en"),
            "library": ("km", "en"),
            "ferry": ("km", "en"),
        }
        assert [s.key for s in DEMO_STORIES if s.embargo] == ["gauges"]
        assert [s.key for s in DEMO_STORIES if s.kind == "opinion"] == ["library"]
        by_desks_alone = [
            story.key
            for story in DEMO_STORIES
            for version in story.versions
            if all(PEOPLE[key].kind == "desk" for _role, key in version.credits)
        ]
        assert by_desks_alone == ["ferry", "ferry"]

    def test_has_stories_with_and_without_a_photo(self) -> None:
        assert {bool(story.photo) for story in DEMO_STORIES} == {True, False}
        shown = {story.photo for story in DEMO_STORIES if story.photo}
        assert shown == {photo.key for photo in DEMO_PHOTOS}

    def test_has_one_original_in_each_language(self) -> None:
        assert {story.versions[0].language for story in DEMO_STORIES} == {"km", "en"}

    def test_names_everything_in_both_languages(self) -> None:
        named = [DEMO_OUTLET, DEMO_REMARK]
        named += [contributor.names for contributor in DEMO_CONTRIBUTORS]
        named += [label.names for label in (*DEMO_SECTIONS, *DEMO_TAGS)]
        named += [photo.description for photo in DEMO_PHOTOS]
        named += [each.titles for each in DEMO_SERIES]
        named += [each.descriptions for each in DEMO_SERIES]
        for names in named:
            assert set(names) == {"km", "en"}
            assert not re.search("[A-Za-z0-9]", names["km"])
            assert not re.search("[\u1780-\u17ff]", names["en"])

    def test_says_that_its_people_are_invented(self) -> None:
        for person in DEMO_CONTRIBUTORS:
            if person.kind == "person":
                assert "ប្រឌិត" in person.biography["km"]
                assert "invented" in person.biography["en"]

    def test_uses_each_key_once(self) -> None:
        for things in (
            [contributor.key for contributor in DEMO_CONTRIBUTORS],
            [label.slug for label in (*DEMO_SECTIONS, *DEMO_TAGS)],
            [photo.key for photo in DEMO_PHOTOS],
            [story.key for story in DEMO_STORIES],
            [key for series in DEMO_SERIES for key in series.stories],
            [account.username for account in DEMO_ACCOUNTS],
            [(v.language, v.slug) for s in DEMO_STORIES for v in s.versions],
        ):
            assert len(things) == len(set(things))

    def test_has_a_notice_that_can_be_worded(self) -> None:
        texts = house_wording(DEMO_NOTICE)
        assert DEMO_OUTLET["km"] in texts["km"].full
        assert DEMO_OUTLET["en"] in texts["en"].full

    def test_has_one_superuser_and_logins_with_roles(self) -> None:
        assert [a.username for a in DEMO_ACCOUNTS if a.is_superuser] == ["admin"]
        for account in DEMO_ACCOUNTS:
            assert account.is_superuser is not bool(account.group)
            assert account.languages
            assert account.interface_language in {"km", "en"}
            assert len(account.password) >= 12
