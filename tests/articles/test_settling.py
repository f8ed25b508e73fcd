"""Which stories are at rest, and which of them come next."""

from datetime import timedelta

import pytest

from articles.actions import holding
from articles.actions.settling import is_settled, settled, stories_due
from tests import factories as make
from tests.articles.aging import DAY, KEPT_FROM, LATER, erase, released_after_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return released_after_drafts()


class TestStoriesDue:
    def due(self, *, at=LATER, checked_before=LATER):
        return stories_due(until=at - 30 * DAY, checked_before=checked_before)

    def test_come_once_a_round_and_the_longest_waiting_first(self, version):
        other = make.published(make.a_version())
        assert set(self.due()) == {version.article, other.article}
        erase(version, at=LATER)
        assert self.due(checked_before=LATER - DAY) == [other.article]
        erase(other, at=LATER + DAY)
        both = self.due(at=LATER + DAY, checked_before=LATER + DAY)
        assert both == [version.article, other.article]

    def test_leave_out_what_is_held(self, version):
        holding.set_hold(article=version.article, by=make.a_chief(), at=make.NOW)
        assert self.due() == []

    def test_leave_out_what_is_young(self, version):
        assert self.due(at=make.NOW + 30 * DAY - timedelta(seconds=1)) == []
        assert self.due(at=make.NOW + 30 * DAY) == [version.article]

    def test_are_settled_only_when_every_language_is(self, version):
        assert is_settled(version.article, KEPT_FROM)
        make.a_version(article=version.article, language="en")
        assert not is_settled(version.article, KEPT_FROM)
        assert list(settled(KEPT_FROM)) == [version]

    def test_never_are_without_a_language(self):
        assert not is_settled(make.a_story(), LATER)
