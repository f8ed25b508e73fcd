import pytest
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from articles.actions import reviewing
from articles.actions.redacting import Removal, request_redaction
from articles.actions.writing import save_revision
from articles.gates import StepRefused
from articles.text.blocks import Block, BlockKind, fingerprint
from newsroom.forgetting.verbs import redact_name
from tests import factories as make
from tests.translations.machines import drafted, edited_by_hand
from tests.translations.pairs import (
    ENGLISH,
    KHMER,
    a_source,
    a_translation,
    base_of,
    sent,
    texts,
    translate,
    unit_of,
)
from translations.actions.aligning import align_anew
from translations.actions.arranging import merge
from translations.actions.translating import write_head
from translations.disclosing import listed, share_in, shares_of
from translations.drafts import is_unedited
from translations.gates import MachineGate
from translations.models import MachineDraft
from translations.share import Disclosure, Share, disclosure_of, share_of

TEXTS = st.lists(
    st.text(alphabet="abc កខ\u200b", min_size=1, max_size=8), min_size=1, max_size=8
)


def a_text(*texts):
    return tuple(
        Block(id=f"b{at}", kind=BlockKind.PARAGRAPH, html=f"<p>{text}</p>")
        for at, text in enumerate(texts)
    )


class TestShareOf:
    @given(TEXTS, st.data())
    def test_is_the_whole_for_all_and_nothing_for_none(self, texts, data):
        blocks = a_text(*texts)
        keys = {fingerprint(text) for text in texts}
        some = data.draw(st.sets(st.sampled_from(sorted(keys))))
        share = share_of(blocks, some)
        assert 0 <= share.part <= 1
        assert share_of(blocks, set()).part == 0
        whole = share_of(blocks, keys)
        assert whole.machine == whole.total
        assert share.machine <= whole.machine

    def test_weighs_letters_and_no_spaces_of_no_width(self):
        blocks = a_text("ទឹក\u200b\u200b\u200b", "ភ្លៀង")
        share = share_of(blocks, {fingerprint("ទឹក")})
        assert (share.machine, share.total, share.places) == (3, 8, (1,))

    def test_leaves_out_what_stands_apart(self):
        head = Block(id="headline", kind=BlockKind.HEADLINE, html="Rain")
        share = share_of((head, *a_text("Hill")), {fingerprint("Rain")})
        assert (share.machine, share.total) == (0, 4)

    def test_says_at_least_one_in_a_hundred_of_what_is_little(self):
        assert Share(1, 10_000).percent == 1
        assert Share(0, 10_000).percent == 0
        assert Share().part == 0

    @pytest.mark.parametrize(
        ("machine", "is_above"), [(20, False), (21, True), (0, False), (100, True)]
    )
    def test_may_be_as_much_as_the_limit(self, machine, is_above):
        assert Share(machine, 100).is_above(0.2) is is_above


class TestDisclosureOf:
    def test_is_of_drafts_whoever_edited_them(self):
        text = a_text("River", "Hill")
        assert disclosure_of(text, set()) is Disclosure.NOTHING
        assert disclosure_of(text, {"b0"}) is Disclosure.PART
        assert disclosure_of(text, {"b0", "b1"}) is Disclosure.WHOLE
        assert disclosure_of(text, {"gone"}) is Disclosure.NOTHING

    def test_is_of_what_a_person_copied_from_the_machine(self):
        text = a_text("River", "Hill")
        assert disclosure_of(text, set(), {fingerprint("Hill")}) is Disclosure.PART


class TestListed:
    def test_names_runs_by_their_ends(self):
        assert listed((), "en") == ""
        assert listed((1,), "en") == "1"
        assert listed((1, 2), "en") == "1–2"
        assert listed((2, 4, 5, 6), "km") == "២, ៤–៦"


@pytest.mark.django_db
class TestShares:
    def test_are_of_what_nobody_edited(self):
        version = a_translation(a_source(), texts={n: ENGLISH[n] for n in "bcd"})
        assert share_in(version) == Share()
        given = drafted(version, "a", ENGLISH["a"])
        share = share_in(version)
        assert share.places == (1,)
        assert 0 < share.part < 1
        edited_by_hand(given.unit, "The river has risen today.")
        assert share_in(version).places == ()

    def test_know_a_draft_that_was_copied_by_hand(self):
        version = a_translation(a_source())
        drafted(version, "a", "The water rose.")
        assert share_in(version).places == ()
        translate(unit_of(version, "a"), "The water rose.")
        assert share_in(version).places == (1,)

    def test_stay_when_units_are_joined_or_looked_for_anew(self):
        source = a_source()
        version = a_translation(source, texts={n: ENGLISH[n] for n in "bcd"})
        drafted(version, "a", ENGLISH["a"])
        before = share_in(version)
        merge(
            unit=unit_of(version, "a"),
            other=unit_of(version, "b"),
            by=make.a_chief(),
            at=make.NOW,
        )
        assert share_in(version) == before
        align_anew(version=version, source=source, by=make.a_chief(), at=make.NOW)
        assert share_in(version) == before

    def test_take_two_queries_for_many(self, django_assert_num_queries):
        versions = [sent(a_source()) for _time in range(3)]
        for version in versions:
            drafted(version, "a", "The water rose.")
        with django_assert_num_queries(2):
            shares = shares_of([version.pk for version in versions])
        assert all(share.part == 1 for share in shares.values())
        assert len(shares) == 3

    def test_take_one_query_where_no_machine_was(self, django_assert_num_queries):
        version = a_translation(a_source())
        with django_assert_num_queries(1):
            assert shares_of([version.pk]) == {}


def in_edit(version):
    """Bring a text to the editor's desk."""
    by = make.a_chief()
    write_head(
        version=version, name="headline", html="Rain", base=(), by=by, at=make.NOW
    )
    save_revision(version=version, by=by, at=make.NOW)
    make.submitted(version)
    reviewing.take(version=version, by=make.a_chief(), at=make.NOW)
    version.refresh_from_db()
    return version


@pytest.mark.django_db
class TestMachineGate:
    @pytest.fixture
    def version(self):
        version = sent(a_source())
        for name in KHMER:
            drafted(version, name, ENGLISH[name])
        return version

    def test_says_how_much_the_limit_and_where(self, version):
        (objection,) = MachineGate().objections(version)
        assert objection.code == "machine_share"
        assert "100 %" in objection.message
        assert "at most 20 %" in objection.message
        assert "paragraph 1–4" in objection.message

    def test_lets_an_edited_text_through(self, version):
        for name in KHMER:
            edited_by_hand(unit_of(version, name), f"{ENGLISH[name]} By hand.")
        assert list(MachineGate().objections(version)) == []

    def test_goes_by_what_is_left(self, version):
        for name in "ac":
            edited_by_hand(unit_of(version, name), f"{ENGLISH[name]} By hand.")
        (objection,) = MachineGate().objections(version)
        assert "paragraph 2, 4" in objection.message
        with override_settings(MACHINE_SHARE_LIMIT=100):
            assert list(MachineGate().objections(version)) == []

    def test_stands_between_a_text_and_its_approval(self, version):
        with pytest.raises(StepRefused, match="as the machine wrote it"):
            reviewing.approve(
                version=in_edit(version),
                by=make.an_account(("Editor", "en")),
                at=make.NOW,
            )


@pytest.mark.django_db
class TestRedaction:
    def test_leaves_a_draft_what_it_was(self):
        version = a_translation(a_source(), texts={n: ENGLISH[n] for n in "cd"})
        drafted(version, "a", "Sok Dara saw the river rise.")
        given = drafted(version, "b", "Sok Dara moved uphill.")
        edited_by_hand(given.unit, "Sok Dara moved uphill at night.")
        before = share_in(version)
        removal = Removal(["Sok Dara"], {"km": "អ្នកភូមិម្នាក់", "en": "a resident"})
        asked = request_redaction(removal=removal, by=make.a_chief(), at=make.NOW)
        redact_name(redaction=asked, by=make.a_chief(), at=make.NOW)
        assert texts(version)[0] == "a resident saw the river rise."
        assert share_in(version).places == before.places == (1,)
        one, two = (unit_of(version, name) for name in "ab")
        assert is_unedited(one.drafted_key, base_of(one))
        assert not is_unedited(two.drafted_key, base_of(two))
        # No fingerprint of words with the name is left.
        gone = fingerprint("Sok Dara moved uphill.")
        assert not MachineDraft.objects.filter(key=gone).exists()
        assert two.drafted_key != gone
