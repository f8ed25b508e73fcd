from datetime import timedelta

import pytest

from articles.actions.backgrounding import (
    LONGEST_TEXT,
    BackgroundRefused,
    change_background,
    check_background,
    insert_background,
    keep_background,
    retire_background,
)
from articles.actions.writing import (
    WritingRefused,
    save_revision,
    working_copy,
    write_working_copy,
)
from articles.backgrounds import counting_old, current_editions, edition_for, uses_of
from articles.models import Article, Background, BackgroundUse
from articles.text.blocks import block_text, body_blocks, parse_body, render_body
from people.permissions import PermissionRefused
from tests import factories as make

pytestmark = pytest.mark.django_db

KM = "គណបក្ស\u200bត្រូវ\u200bបាន\u200bរំលាយ\u200bនៅ\u200bខែវិច្ឆិកា ឆ្នាំ២០១៧។"
EN = "The party was dissolved in November 2017."
NEWER = "The Supreme Court dissolved the party in November 2017."


def kept(subject="The dissolution", *, texts=None, days=180, by=None, at=make.NOW):
    return keep_background(
        subject=subject,
        texts={"km": KM, "en": EN} if texts is None else texts,
        review_days=days,
        by=by or make.a_chief(),
        at=at,
    )


def reworded(background, *, at=make.NOW, by=None, **texts):
    return change_background(
        background=background,
        subject=background.subject,
        texts=texts,
        review_days=background.review_days,
        by=by or make.a_chief(),
        at=at,
    )


def a_text(language="en"):
    text = make.blocks("Rain", ("First.", "Second."))
    return make.a_version(language=language, text=text)


def put(version, background, after="", by=None):
    return insert_background(
        version=version,
        background=background,
        after=after,
        by=by or make.a_chief(),
        at=make.NOW,
    )


def texts_of(version):
    return [block_text(block) for block in body_blocks(working_copy(version))]


class TestKeepBackground:
    def test_keeps_a_wording_of_each_language(self):
        background = kept()
        assert {e.language: e.number for e in current_editions(background)} == {
            "km": 1,
            "en": 1,
        }
        assert background.due_at == make.NOW + timedelta(days=180)

    def test_may_lack_a_language(self):
        background = kept(texts={"en": EN, "km": "  "})
        assert [e.language for e in current_editions(background)] == ["en"]

    def test_is_one_paragraph_whatever_was_pasted(self):
        background = kept(texts={"en": "One\n\ntwo\r\n three "})
        assert current_editions(background).get().text == "One two three"

    def test_says_every_reason_at_once(self):
        with pytest.raises(BackgroundRefused) as refused:
            kept(" ", texts={"en": "a" * (LONGEST_TEXT + 1)}, days=0)
        assert len(str(refused.value).splitlines()) == 3

    def test_wants_a_text(self):
        with pytest.raises(BackgroundRefused, match="at least one language"):
            kept(texts={})

    def test_wants_a_subject_of_its_own(self):
        kept()
        with pytest.raises(BackgroundRefused, match="already"):
            kept()

    def test_is_for_editors(self):
        assert kept(by=make.an_account(("Editor", "km"))).pk
        with pytest.raises(PermissionRefused):
            kept("Other", by=make.an_account(("Reporter", "km")))


class TestChangeBackground:
    def test_makes_a_new_wording_where_the_words_changed(self):
        background = kept()
        later = make.NOW + timedelta(days=1)
        (made,) = reworded(background, en=NEWER, km=KM, at=later)
        assert (made.language, made.number) == ("en", 2)
        background.refresh_from_db()
        assert background.checked_at == later
        assert background.editions.filter(language="en").count() == 2

    def test_makes_none_where_nothing_changed(self):
        background = kept()
        assert reworded(background, en=f" {EN} ") == ()

    def test_leaves_a_language_alone_that_is_not_told(self):
        background = kept()
        reworded(background, en=NEWER, km="")
        assert current_editions(background).get(language="km").text == KM

    def test_adds_a_language(self):
        background = kept(texts={"km": KM})
        reworded(background, en=EN)
        assert current_editions(background).count() == 2

    def test_is_for_editors(self):
        with pytest.raises(PermissionRefused):
            reworded(kept(), en=NEWER, by=make.an_account(("Translator", "en")))


class TestDue:
    def test_comes_when_nobody_looked_for_so_long(self):
        background = kept(days=30)
        before, after = (make.NOW + timedelta(days=d) for d in (29, 30))
        assert not Background.objects.due(before).exists()
        assert Background.objects.due(after).get() == background
        check_background(background=background, by=make.a_chief(), at=after)
        assert not Background.objects.due(after).exists()

    def test_never_comes_for_what_is_offered_no_more(self):
        background, later = kept(days=1), make.NOW + timedelta(days=9)
        retire_background(background=background, by=make.a_chief(), at=make.NOW)
        assert not Background.objects.due(later).exists()
        retire_background(background=background, by=make.a_chief(), at=make.NOW)
        assert Background.objects.due(later).exists()

    def test_is_answered_by_editors(self):
        background, reporter = kept(), make.an_account(("Reporter", "km"))
        for act in (check_background, retire_background):
            with pytest.raises(PermissionRefused):
                act(background=background, by=reporter, at=make.NOW)


class TestInsertBackground:
    def test_puts_a_paragraph_where_it_was_wanted(self):
        version = a_text()
        first = body_blocks(working_copy(version))[0].id
        put(version, kept(), first)
        assert texts_of(version) == ["First.", EN, "Second."]

    def test_puts_it_first_and_never_before_the_headline(self):
        version = a_text()
        put(version, kept())
        assert texts_of(version) == [EN, "First.", "Second."]
        assert working_copy(version)[0].id == "headline"
        put(version, kept("Other"), "headline")
        assert texts_of(version)[0] == EN

    def test_takes_the_words_of_the_text_s_own_language(self):
        version = a_text("km")
        use = put(version, kept())
        assert (use.edition.language, texts_of(version)[0]) == ("km", KM)

    def test_escapes_what_looks_like_markup(self):
        version = a_text()
        put(version, kept(texts={"en": "Smith & <b>Sons</b>"}))
        assert texts_of(version)[0] == "Smith & <b>Sons</b>"

    def test_says_every_reason_at_once(self):
        background = kept(texts={"km": KM})
        retire_background(background=background, by=make.a_chief(), at=make.NOW)
        with pytest.raises(BackgroundRefused) as refused:
            put(a_text(), background, "gone")
        assert len(str(refused.value).splitlines()) == 3

    def test_is_for_who_may_write_the_text(self):
        background, version = kept(), a_text()
        assert put(version, background, by=make.an_account(("Reporter", "en")))
        for by in (make.an_account(("Reporter", "km")), make.an_account()):
            with pytest.raises(PermissionRefused):
                put(version, background, by=by)

    def test_is_refused_once_the_text_is_approved(self):
        version = a_text()
        make.described(version)
        make.approved(version)
        with pytest.raises(WritingRefused):
            put(version, kept())

    def test_shows_readers_nothing_of_where_it_came_from(self):
        version = a_text()
        background = kept("Secret subject")
        use = put(version, background)
        page = render_body(working_copy(version))
        assert EN in page
        for word in ("Secret", "background", use.block_id):
            assert word not in page


class TestUsesOf:
    @pytest.fixture
    def background(self):
        return kept()

    @pytest.fixture
    def version(self, background):
        version = a_text()
        put(version, background)
        return version

    def used(self, background, by=None):
        return uses_of(background, by or make.a_chief())

    def test_tell_where_it_stands(self, background, version):
        (used,) = self.used(background)
        assert used.use.version == version
        assert (used.is_there, used.is_edited, used.is_old) == (True, False, False)

    def test_tell_who_carries_an_old_wording(self, background, version):
        reworded(background, en=NEWER)
        (used,) = self.used(background)
        assert (used.is_old, used.use.edition.number, used.newest) == (True, 1, 2)
        # Nothing changes a story by itself.
        assert EN in texts_of(version)
        (counted,) = counting_old(Background.objects.all(), make.a_chief())
        assert vars(counted)["old"] == 1

    def test_take_no_notice_of_another_language(self, background, version):
        reworded(background, km="គណបក្ស\u200bត្រូវ\u200bបាន\u200bរំលាយ។")
        assert not self.used(background)[0].is_old

    def edit(self, version, change):
        whole = working_copy(version)
        html = change(render_body(whole, has_block_ids=True))
        blocks = (*[b for b in whole if b.kind.is_reserved], *parse_body(html))
        write_working_copy(
            version=version, blocks=blocks, by=make.a_chief(), at=make.NOW, base=whole
        )

    def test_outlive_every_edit(self, background, version):
        self.edit(version, lambda html: html.replace("dissolved", "banned"))
        save_revision(version=version, by=make.a_chief(), at=make.NOW)
        (used,) = self.used(background)
        assert (used.is_there, used.is_edited) == (True, True)

    def test_know_a_paragraph_that_was_told_elsewhere(self, background, version):
        def last(html):
            first, *rest = html.splitlines()
            return "\n".join((*rest, first))

        self.edit(version, last)
        assert texts_of(version)[-1] == EN
        assert self.used(background)[0].is_there

    def test_know_that_it_was_taken_out(self, background, version):
        self.edit(version, lambda html: "\n".join(html.splitlines()[1:]))
        (used,) = self.used(background)
        assert not used.is_there
        reworded(background, en=NEWER)
        assert not self.used(background)[0].is_old
        (counted,) = counting_old(Background.objects.all(), make.a_chief())
        assert vars(counted)["old"] == 0

    def test_hide_restricted_stories(self, background, version):
        Article.objects.update(is_restricted=True)
        reworded(background, en=NEWER)
        editor = make.an_account(("Editor", "en"))
        assert self.used(background, editor) == ()
        (counted,) = counting_old(Background.objects.all(), editor)
        assert vars(counted)["old"] == 0

    def test_take_three_queries_however_many(
        self, background, version, django_assert_max_num_queries
    ):
        for _time in range(3):
            put(a_text(), background)
        by = make.an_account(("Editor", "en"))
        with django_assert_max_num_queries(3):
            assert len(uses_of(background, by)) == 4


class TestEditionFor:
    def test_finds_the_other_language_of_a_paragraph(self):
        background, version = kept(), a_text("km")
        use = put(version, background)
        found = edition_for(version, [use.block_id], "en")
        assert found is not None
        assert found.text == EN

    def test_finds_the_newest_words(self):
        background, version = kept(), a_text("km")
        use = put(version, background)
        reworded(background, en=NEWER)
        found = edition_for(version, [use.block_id], "en")
        assert found is not None
        assert found.text == NEWER

    def test_finds_nothing_where_there_is_nothing(self):
        background, version = kept(texts={"km": KM}), a_text("km")
        use = put(version, background)
        assert edition_for(version, [use.block_id], "en") is None
        assert edition_for(version, ["other"], "km") is None
        retire_background(background=background, by=make.a_chief(), at=make.NOW)
        assert edition_for(version, [use.block_id], "km") is None
        assert BackgroundUse.objects.count() == 1
