"""Comments stand beside a paragraph, tell whom they name, and can be settled."""

import pytest

from articles.models import Article, Notification, NotificationKind
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, unit_of
from translations.actions.arranging import merge
from translations.actions.commenting import (
    LONGEST_COMMENT,
    CommentRefused,
    comment,
    resolve,
)
from translations.actions.erasing import erase_comments
from translations.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_translation(a_source())


def said(version, text="Is it?", *, by=None, unit=None):
    return comment(
        version=version, text=text, by=by or make.a_chief(), at=make.NOW, unit=unit
    )


def told(account):
    rows = Notification.objects.filter(account=account)
    return {(row.kind, row.number) for row in rows}


MENTIONED, COMMENTED = NotificationKind.MENTIONED, NotificationKind.COMMENTED


class TestComment:
    def test_stands_beside_its_paragraph_or_the_whole_text(self, version):
        unit = unit_of(version, "a")
        assert said(version, unit=unit).unit == unit
        assert said(version).unit is None
        assert version.comments.open().count() == 2

    @pytest.mark.parametrize(
        "text", ["", "  \n", "\u200b", "x" * (LONGEST_COMMENT + 1)]
    )
    def test_is_neither_empty_nor_long(self, version, text):
        with pytest.raises(CommentRefused):
            said(version, text)

    def test_is_about_a_paragraph_of_the_same_version(self, version):
        with pytest.raises(CommentRefused):
            said(version, unit=unit_of(a_translation(a_source()), "a"))

    def test_is_for_who_works_in_the_language(self, version):
        with pytest.raises(PermissionRefused):
            said(version, by=make.an_account(("Reporter", "km")))
        assert said(version, by=make.an_account(("Editor", "en")))

    def test_is_not_for_who_may_not_know_of_the_story(self, version):
        Article.objects.update(is_restricted=True)
        version.article.refresh_from_db()
        with pytest.raises(PermissionRefused):
            said(version, by=make.an_account(("Editor", "en")))

    def test_tells_whom_it_names_once(self, version):
        one, two = make.an_account(), make.an_account()
        said(version, f"@{one.username}: ask @{two.username}. @{one.username}!")
        assert told(one) == {(MENTIONED, 1)}
        assert told(two) == {(MENTIONED, 1)}

    def test_tells_the_holder_and_who_spoke_there_before(self, version):
        holder, before, elsewhere = (
            make.an_account(("Editor", "en")) for _ in range(3)
        )
        type(version).objects.filter(pk=version.pk).update(owner=holder)
        version.refresh_from_db()
        said(version, by=before, unit=unit_of(version, "a"))
        said(version, by=elsewhere, unit=unit_of(version, "b"))
        said(version, unit=unit_of(version, "a"))
        assert told(holder) == {(COMMENTED, 3)}
        assert told(before) == {(COMMENTED, 1)}
        assert told(elsewhere) == set()

    def test_tells_nobody_what_they_said_themselves(self, version):
        by = make.an_account(("Editor", "en"))
        said(version, f"@{by.username}", by=by)
        said(version, "Again.", by=by)
        assert told(by) == set()

    def test_tells_nobody_who_may_not_know_of_the_story(self, version):
        outsider, named = make.an_account(), make.an_account()
        Article.objects.update(is_restricted=True)
        version.article.cleared_people.add(named)
        said(version, f"@{outsider.username} @{named.username}")
        assert told(outsider) == set()
        assert told(named) == {(MENTIONED, 1)}

    def test_loses_its_paragraph_and_no_word_when_that_is_joined(self, version):
        one, two = unit_of(version, "a"), unit_of(version, "b")
        remark = said(version, unit=two)
        merge(unit=one, other=two, by=make.a_chief(), at=make.NOW)
        remark.refresh_from_db()
        assert (remark.unit, remark.text) == (None, "Is it?")


class TestResolve:
    def test_says_who_settled_it_first(self, version):
        one, two = make.an_account(("Editor", "en")), make.a_chief()
        remark = said(version)
        resolve(comment=remark, by=one, at=make.NOW)
        assert resolve(comment=remark, by=two, at=make.NOW).resolved_by == one
        assert not Comment.objects.open().exists()

    def test_is_for_who_works_in_the_language(self, version):
        remark = said(version)
        with pytest.raises(PermissionRefused):
            resolve(comment=remark, by=make.an_account(("Reporter", "km")), at=make.NOW)


class TestErasing:
    def test_takes_what_is_old_enough_of_one_story(self, version):
        other = a_translation(a_source())
        said(version)
        stays = said(other)
        assert erase_comments(article=version.article, at=make.NOW) == 1
        assert list(Comment.objects.all()) == [stays]
