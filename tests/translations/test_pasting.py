"""A finished translation goes in whole: stored, linked, nothing newer overwritten."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.actions import linking, opening
from articles.actions.linking import LinkRefused
from articles.actions.writing import EditConflict, WritingRefused, working_copy
from articles.models import Article, CreditRole, Origin, Revision, RightsBasis, Version
from articles.text.blocks import block_text, body_blocks, carry_ids, from_json
from people.permissions import PermissionRefused
from tests import factories as make
from tests.translations import pasted as ours
from translations.actions import arranging, pasting, sending
from translations.actions.pasting import Pasted, Stored
from translations.actions.sending import SendingRefused
from translations.actions.translating import SourceMoved
from translations.models import Anchor, Unit, UnitState
from translations.units import Belongs

pytestmark = pytest.mark.django_db

KM = make.blocks("ស្ពានថ្មី", ours.KHMER)
EN = make.blocks("A new bridge", ours.ENGLISH)


def links(source, target, truth=ours.TRUTH) -> tuple[Belongs, ...]:
    here, there = body_blocks(source), body_blocks(target)
    return tuple(
        Belongs(
            tuple(here[at].id for at in sources),
            tuple(there[at].id for at in targets),
            is_dropped=not targets,
        )
        for sources, targets in truth
    )


def a_finished(source=KM, target=EN, base=()) -> Pasted:
    return Pasted(base, target, links(source, target))


@pytest.fixture
def original() -> Version:
    return make.a_version(text=KM)


def seen_of(version: Version) -> Revision:
    version.refresh_from_db()
    return version.released_revision or version.current_revision


def paste(version: Version, source: Version, pasted: Pasted, by=None) -> Stored:
    return pasting.paste_translation(
        version=version,
        seen=seen_of(source),
        pasted=pasted,
        by=by or make.a_chief(),
        at=make.NOW,
    )


def a_new(original: Version, by=None, **more) -> Stored:
    return pasting.paste_new_translation(
        seen=seen_of(original),
        language="en",
        pasted=more.get("pasted", a_finished()),
        by=by or make.a_chief(),
        at=make.NOW,
    )


def texts(version: Version) -> list[str]:
    return [block_text(block) for block in body_blocks(working_copy(version))]


def stale(version: Version) -> list[list[str]]:
    written = {b.id: block_text(b) for b in working_copy(version)}
    units = Unit.objects.stale().filter(version=version)
    return [[written[each] for each in unit.target_ids] for unit in units]


def is_partition(version: Version, source: Version) -> bool:
    units = list(Unit.objects.filter(version=version))
    here = sorted(each for unit in units for each in unit.source_ids)
    there = sorted(each for unit in units for each in unit.target_ids)
    blocks = from_json(seen_of(source).blocks)
    return here == sorted(b.id for b in body_blocks(blocks)) and there == sorted(
        b.id for b in body_blocks(working_copy(version))
    )


class TestPasteNew:
    def test_begins_the_translation_and_links_every_paragraph(self, original):
        by = make.an_account(("Translator", "en"))
        stored = a_new(original, by)
        version = Version.objects.get(article=original.article, language="en")
        assert stored.version == version
        assert (version.owner, version.origin) == (by, Origin.TRANSLATION)
        assert texts(version) == list(ours.ENGLISH)
        assert version.current_revision.blocks[0]["html"] == "A new bridge"
        assert is_partition(version, original)
        units = Unit.objects.filter(version=version)
        assert {u.state for u in units} == {UnitState.TRANSLATED}
        assert {u.confidence for u in units} == {None}
        assert {(u.anchored_as, u.anchored_by) for u in units} == {(Anchor.PASTED, by)}
        assert [u.is_dropped for u in units if not u.target_ids] == [True]

    def test_keeps_what_was_forgotten_untranslated(self, original):
        forgotten = tuple(
            Belongs(each.source_ids, each.target_ids) for each in links(KM, EN)
        )
        stored = a_new(original, pasted=Pasted((), EN, forgotten))
        [unit] = Unit.objects.filter(version=stored.version, target_ids=[])
        assert (unit.state, unit.made_from) == (UnitState.UNTRANSLATED, "")
        assert not Unit.objects.stale().filter(pk=unit.pk).exists()

    def test_keeps_suggestions_as_such(self, original):
        suggested = tuple(
            Belongs(each.source_ids, each.target_ids, 0.7) for each in links(KM, EN)
        )
        stored = a_new(original, pasted=Pasted((), EN, suggested))
        assert {unit.confidence for unit in stored.units} == {0.7}

    def test_refuses_a_language_that_is_there(self, original):
        a_new(original)
        with pytest.raises(SendingRefused):
            a_new(original)

    def test_is_not_for_who_may_not_write_in_that_language(self, original):
        by = make.an_account(("Reporter", "km"))
        with pytest.raises(PermissionRefused):
            a_new(original, by)
        assert original.article.versions.count() == 1

    def test_refuses_a_source_that_was_saved_anew(self, original):
        seen = seen_of(original)
        make.write(original, make.blocks("ស្ពាន", ["ថ្មី។"]))
        with pytest.raises(SourceMoved):
            pasting.paste_new_translation(
                seen=seen,
                language="en",
                pasted=a_finished(),
                by=make.a_chief(),
                at=make.NOW,
            )
        assert original.article.versions.count() == 1


class TestPasteTranslation:
    @pytest.fixture
    def version(self, original) -> Version:
        return sending.send_to_translation(
            source=original, language="en", by=make.a_chief(), at=make.NOW
        )

    def test_replaces_text_and_links_and_keeps_a_revision(self, original, version):
        paste(version, original, a_finished())
        before = working_copy(version)
        again = carry_ids(before, make.blocks("A bridge", ours.ENGLISH[:-1]))
        truth = (*ours.TRUTH[:4], ((5,), ()), ours.TRUTH[5])
        pasted = Pasted(before, again, links(KM, again, truth))
        stored = paste(version, original, pasted)
        assert texts(version) == list(ours.ENGLISH[:-1])
        assert [b.id for b in working_copy(version)] == [b.id for b in before[:-1]]
        assert is_partition(version, original)
        assert version.revisions.count() == 2
        assert not stored.others_wrote

    def test_keeps_what_somebody_else_added_meanwhile(self, original, version):
        theirs = make.blocks("A new bridge", ["A line of theirs."])
        make.write(version, body_blocks(theirs))
        stored = paste(version, original, a_finished())
        assert stored.others_wrote
        assert {*texts(version)} == {*ours.ENGLISH, "A line of theirs."}

    def test_overwrites_nothing_that_is_newer(self, original, version):
        paste(version, original, a_finished())
        base = working_copy(version)
        mine, theirs = (
            carry_ids(base, make.blocks("A new bridge", (first, *ours.ENGLISH[1:])))
            for first in (f"{ours.ENGLISH[0]} Mine.", f"Theirs. {ours.ENGLISH[0]}")
        )
        make.write(version, theirs)
        before = working_copy(version)
        with pytest.raises(EditConflict):
            paste(version, original, Pasted(base, mine, ()))
        assert working_copy(version) == before
        assert Unit.objects.filter(version=version).count() == len(ours.TRUTH)

    def test_refuses_an_approved_text(self, original, version):
        paste(version, original, a_finished())
        make.credit(version, (make.a_desk(), CreditRole.TRANSLATOR))
        make.approved(version)
        with pytest.raises(WritingRefused):
            paste(version, original, a_finished())

    def test_refuses_a_text_that_it_is_not_made_from(self, version):
        with pytest.raises(LinkRefused):
            paste(version, make.a_version(), a_finished())

    def test_is_not_for_who_may_not_know_of_the_source(self, original, version):
        elsewhere = make.a_version(text=KM)
        linking.link_source(version=version, source=elsewhere, by=make.a_chief())
        Article.objects.filter(pk=elsewhere.article_id).update(is_restricted=True)
        by = make.an_account(("Translator", "en"))
        with pytest.raises(PermissionRefused):
            paste(version, elsewhere, a_finished(), by)

    def test_follows_the_link_to_what_readers_have(self, original, version):
        make.published(original)
        changed = make.blocks("ស្ពានថ្មី", (ours.KHMER[0] + " ថ្មី", *ours.KHMER[1:]))
        make.write(original, carry_ids(working_copy(original), changed))
        make.published(original)
        paste(version, original, a_finished(source=working_copy(original)))
        link = version.sources.get()
        assert link.source_revision == seen_of(original)
        assert stale(version) == []

    def test_leaves_headlines_that_are_watched_alone(self, original, version):
        arranging.translate_heads(
            version=version, is_wanted=True, by=make.a_chief(), at=make.NOW
        )
        paste(version, original, a_finished())
        [unit] = Unit.objects.filter(version=version, source_ids=["headline"])
        assert (unit.target_ids, unit.state) == (["headline"], UnitState.TRANSLATED)

    def test_tells_readers_that_they_do_not_have_it_yet(self, original, version):
        opening.describe_version(
            version=version,
            slug="bridge",
            rights_basis=original.rights_basis,
            by=make.a_chief(),
            at=make.NOW,
        )
        paste(version, original, a_finished())
        make.credit(version, (make.a_desk(), CreditRole.TRANSLATOR))
        make.published(original)
        make.published(version)
        news = (ours.KHMER[0].replace("៩", "១១"), *ours.KHMER[1:])
        source = carry_ids(working_copy(original), make.blocks("ស្ពានថ្មី", news))
        make.write(original, source)
        make.published(original)
        base = working_copy(version)
        english = (ours.ENGLISH[0].replace("9", "11"), *ours.ENGLISH[1:])
        text = carry_ids(base, make.blocks("A new bridge", english))
        paste(version, original, Pasted(base, text, links(source, text)))
        assert stale(version) == []
        assert Unit.objects.behind().filter(version=version).count() == 1
        make.published(version)
        assert not Unit.objects.behind().filter(version=version).exists()


class TestPastePair:
    def pair(self, article: Article, by=None, languages=("km", "en")) -> Stored:
        return pasting.paste_pair(
            article=article,
            tellings=tuple(map(pasting.Telling, languages)),
            source=KM,
            pasted=a_finished(),
            by=by or make.a_chief(),
            at=make.NOW,
        )

    def test_opens_the_story_with_both_texts(self):
        article = Article(outlet=make.an_outlet(), section=make.a_section())
        self.pair(article)
        khmer = article.versions.get(language="km")
        english = article.versions.get(language="en")
        assert (khmer.origin, english.origin) == (Origin.ORIGINAL, Origin.TRANSLATION)
        assert texts(khmer) == list(ours.KHMER)
        assert is_partition(english, khmer)

    def test_flags_the_right_english_paragraph_when_the_khmer_changes(self):
        stored = self.pair(make.a_story())
        english = stored.version
        khmer = english.article.versions.get(language="km")
        opening.describe_version(
            version=khmer,
            slug="ស្ពាន",
            rights_basis=RightsBasis.STAFF,
            by=make.a_chief(),
            at=make.NOW,
        )
        make.credit(khmer, (make.a_desk(), CreditRole.REPORTER))
        make.published(khmer)
        assert stale(english) == []
        news = [*ours.KHMER]
        news[2] = news[2].replace("១៦", "១៨")
        text = carry_ids(working_copy(khmer), make.blocks("ស្ពានថ្មី", news))
        make.write(khmer, text)
        assert stale(english) == []
        make.published(khmer)
        assert stale(english) == [[ours.ENGLISH[2]]]

    def test_leaves_nothing_behind_where_it_is_refused(self):
        by = make.an_account(("Reporter", "km"))
        article = Article(outlet=make.an_outlet(), section=make.a_section())
        with pytest.raises(PermissionRefused):
            self.pair(article, by)
        assert not Article.objects.filter(pk=article.pk).exists()

    @pytest.mark.parametrize("languages", [("km", "km"), ("km", "no tag")])
    def test_refuses_languages_that_make_no_pair(self, languages):
        with pytest.raises((SendingRefused, ValueError)):
            self.pair(make.a_story(), languages=languages)

    def test_refuses_a_story_that_has_an_original(self, original):
        with pytest.raises(WritingRefused):
            self.pair(original.article, languages=("vi", "en"))


class TestEveryParagraph:
    numbers = itertools.count(1)

    @settings(
        max_examples=15,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    @given(st.data())
    def test_ends_in_exactly_one_unit_whatever_was_linked(self, original, choice):
        ids = [block.id for block in (*KM, *EN)]
        any_ids = st.lists(st.sampled_from([*ids, "x"]), max_size=3).map(tuple)
        found = choice.draw(
            st.lists(
                st.builds(
                    Belongs,
                    any_ids,
                    any_ids,
                    st.one_of(st.none(), st.floats(0, 1)),
                    st.booleans(),
                ),
                max_size=8,
            )
        )
        language = f"en-x-{next(self.numbers)}"
        version = pasting.paste_new_translation(
            seen=seen_of(original),
            language=language,
            pasted=Pasted((), EN, tuple(found)),
            by=make.a_chief(),
            at=make.NOW,
        ).version
        assert is_partition(version, original)
