"""The desk of a language decides whether a story is wanted in it, and how long."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from pghistory.models import Events

from articles.languages import LanguageTagError
from articles.models import Article, Origin
from people.permissions import PermissionRefused
from tests import factories as make
from translations.actions.deciding import DecisionRefused, decide_language
from translations.lookup import decisions_of, undecided, waiting
from translations.models import Decision, LanguageDecision

pytestmark = pytest.mark.django_db

NOT_MERGED = tuple(each for each in Decision if each != Decision.MERGE)


def decide(article, decision=Decision.FULL, language="en", **facts):
    facts = {"by": None, "at": make.NOW, **facts}
    facts["by"] = facts["by"] or make.a_chief()
    return decide_language(
        article=article, language=language, decision=decision, **facts
    )


def merged(article, other, language="en", **facts):
    return decide(article, Decision.MERGE, language, merge_with=other, **facts)


def a_khmer_story(**facts):
    return make.a_version(article=make.a_story(**facts), language="km").article


class TestDecideLanguage:
    @pytest.mark.parametrize("decision", NOT_MERGED)
    def test_keeps_who_decided_and_when(self, decision):
        editor = make.an_account(("Editor", "en"))
        decided = decide(a_khmer_story(), decision, by=editor)
        decided.refresh_from_db()
        assert (decided.decision, decided.decided_by) == (decision, editor)
        assert decided.decided_at == make.NOW

    def test_replaces_the_former_word(self):
        article = a_khmer_story()
        decide(article, Decision.FULL)
        later = make.NOW + timedelta(days=1)
        decide(article, Decision.BRIEF, at=later)
        stored = LanguageDecision.objects.get()
        assert (stored.decision, stored.decided_at) == (Decision.BRIEF, later)
        assert Events.objects.tracks(stored).count() == 2

    def test_changes_nothing_when_it_says_the_same(self):
        article, first = a_khmer_story(), make.a_chief()
        decide(article, by=first)
        decide(article, at=make.NOW + timedelta(days=1))
        stored = LanguageDecision.objects.get()
        assert (stored.decided_by, stored.decided_at) == (first, make.NOW)

    def test_is_about_one_language_of_many(self):
        article = a_khmer_story()
        decide(article, Decision.FULL, "en")
        decide(article, Decision.NOT_WANTED, "ZH-hans")
        words = LanguageDecision.objects.values_list("language", "decision")
        assert set(words) == {("en", "full"), ("zh-Hans", "not_wanted")}

    @pytest.mark.parametrize(
        ("roles", "language", "allowed"),
        [
            ([("Editor", "en")], "en", True),
            ([("Publisher", "en")], "en", True),
            ([("Editor", "")], "vi", True),
            ([("Editor", "en")], "vi", False),
            ([("Editor", "km")], "en", False),
            ([("Translator", "en")], "en", False),
            ([("Rights desk", "")], "en", False),
        ],
    )
    def test_asks_for_an_editor_of_that_language(self, roles, language, allowed):
        article, by = a_khmer_story(), make.an_account(*roles)
        if allowed:
            assert decide(article, language=language, by=by).pk
        else:
            with pytest.raises(PermissionRefused):
                decide(article, language=language, by=by)
            assert not LanguageDecision.objects.exists()

    def test_asks_whether_the_editor_may_know_of_the_story(self):
        article, editor = (
            a_khmer_story(is_restricted=True),
            make.an_account(("Editor", "en")),
        )
        with pytest.raises(PermissionRefused, match="people named"):
            decide(article, by=editor)
        article.cleared_people.add(editor)
        assert decide(article, by=editor).pk

    def test_refuses_a_malformed_language(self):
        with pytest.raises(LanguageTagError):
            decide(a_khmer_story(), language="not a tag")

    @pytest.mark.parametrize("decision", NOT_MERGED)
    def test_refuses_the_language_in_which_it_was_written(self, decision):
        with pytest.raises(DecisionRefused, match="written in this language"):
            decide(a_khmer_story(), decision, "km")

    @pytest.mark.parametrize("decision", NOT_MERGED)
    def test_lets_a_published_language_only_have_been_wanted(self, decision):
        article = make.a_published_pair()[0].article
        if decision in {Decision.FULL, Decision.BRIEF}:
            assert decide(article, decision).pk
        else:
            with pytest.raises(DecisionRefused, match="Readers have the story"):
                decide(article, decision)

    def test_lists_every_reason(self):
        article = make.a_published_pair()[0].article
        with pytest.raises(DecisionRefused) as refused:
            merged(article, article)
        assert len(str(refused.value).splitlines()) == 2


class TestMerger:
    def test_names_the_story_that_tells_it(self):
        article, other = a_khmer_story(), a_khmer_story()
        assert merged(article, other).merge_with == other
        assert decide(article, Decision.FULL).merge_with is None

    def test_needs_another_story(self):
        article = a_khmer_story()
        with pytest.raises(DecisionRefused, match="Choose the story"):
            decide(article, Decision.MERGE)
        with pytest.raises(DecisionRefused, match="with itself"):
            merged(article, article)

    def test_belongs_to_no_other_decision(self):
        with pytest.raises(DecisionRefused, match="Only a merged story"):
            decide(a_khmer_story(), Decision.BRIEF, merge_with=a_khmer_story())

    def test_does_not_give_away_a_restricted_story(self):
        editor, secret = make.an_account(("Editor", "en")), a_khmer_story()
        Article.objects.filter(pk=secret.pk).update(is_restricted=True)
        article = a_khmer_story()
        with pytest.raises(DecisionRefused, match="There is no such story"):
            merged(article, secret, by=editor)
        secret.cleared_people.add(editor)
        assert merged(article, secret, by=editor).pk

    @pytest.mark.parametrize("length", [2, 3, 5])
    def test_never_closes_a_circle(self, length):
        stories = [a_khmer_story() for _ in range(length)]
        for article, other in pairwise(stories):
            merged(article, other)
        with pytest.raises(DecisionRefused, match="itself merged with this one"):
            merged(stories[-1], stories[0])

    def test_may_go_the_other_way_in_another_language(self):
        one, two = a_khmer_story(), a_khmer_story()
        merged(one, two, "en")
        assert merged(two, one, "vi").pk

    @pytest.mark.parametrize("decision", Decision)
    def test_is_told_by_the_database_from_all_others(self, decision):
        article, other = a_khmer_story(), a_khmer_story()
        wrong = None if decision == Decision.MERGE else other
        with pytest.raises(IntegrityError), transaction.atomic():
            LanguageDecision.objects.create(
                article=article,
                language="en",
                decision=decision,
                merge_with=wrong,
                decided_by=make.a_chief(),
                decided_at=make.NOW,
            )


class TestWaiting:
    @pytest.mark.parametrize("decision", NOT_MERGED)
    def test_is_what_is_wanted_and_nothing_else(self, decision):
        article = a_khmer_story()
        decide(article, decision)
        is_wanted = decision in {Decision.FULL, Decision.BRIEF}
        assert waiting("en").filter(pk=article.pk).exists() is is_wanted
        is_open = decision == Decision.UNDECIDED
        assert undecided("en").filter(pk=article.pk).exists() is is_open

    def test_leaves_out_a_merged_story(self):
        article, other = a_khmer_story(), a_khmer_story()
        merged(article, other)
        assert not waiting("en").exists()
        assert set(undecided("en")) == {other}

    def test_goes_on_until_readers_have_it(self):
        article = a_khmer_story()
        decide(article)
        translation = make.a_version(article=article, language="en")
        assert waiting("en").count() == 1
        make.published(article.versions.get(language="km"))
        make.published(translation)
        assert waiting("en").count() == 0

    def test_ends_when_the_story_is_taken_down(self):
        article = make.published(a_khmer_story().versions.get()).article
        decide(article)
        assert undecided("vi").count() == 1
        make.taken_down(article)
        assert waiting("en").count() == undecided("vi").count() == 0

    def test_counts_each_language_apart(self):
        article = a_khmer_story()
        decide(article, language="en")
        assert waiting("vi").count() == 0
        assert set(undecided("vi")) == {article}


class TestUndecided:
    def test_is_what_nobody_decided(self):
        article = a_khmer_story()
        assert set(undecided("en")) == {article}

    def test_leaves_out_the_original_and_what_readers_have(self):
        make.a_version(article=make.a_story(), language="en", origin=Origin.ORIGINAL)
        make.a_published_pair()
        assert not undecided("en").exists()


class TestDecisionsOf:
    def test_fetches_a_page_of_them_in_one_query(self):
        stories = [a_khmer_story() for _ in range(5)]
        for article in stories[1:4]:
            decide(article)
        merged(stories[4], stories[0])
        with CaptureQueriesContext(connection) as captured:
            found = decisions_of([article.pk for article in stories], "en")
            names = {str(each.decided_by) for each in found.values()}
            merged_with = found[stories[4].pk].merge_with
        assert len(captured) == 1
        assert set(found) == {article.pk for article in stories[1:]}
        assert len(names) == 4
        assert merged_with == stories[0]
