"""Silence means no, a denial wins, empty means nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from hypothesis import given
from hypothesis import strategies as st

from rights.policy import REASONS, Scope, decide
from rights.terms import Act, Edit, Medium, TermsError
from tests.exports.packages import NOW, a_grant, a_use

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 6, 1, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
EVERYTHING = Scope(outlet_id="o1", is_everything=True)


def codes(use, *grants, at=NOW):
    return [reason.code for reason in decide(use, grants, at=at).reasons]


# What a permission lacks, what is asked, and the reasons.
TABLE = {
    "another licensee": ({"licensee_id": "l2"}, {}, ["no_permission"]),
    "another outlet": (
        {"scope": Scope(outlet_id="o2", is_everything=True)},
        {},
        ["no_permission"],
    ),
    "no scope": ({"scope": Scope(outlet_id="o1")}, {}, ["no_permission"]),
    "another article": (
        {"scope": Scope(outlet_id="o1", article_ids=frozenset({"a2"}))},
        {},
        ["no_permission"],
    ),
    "another section": (
        {"scope": Scope(outlet_id="o1", sections=frozenset({"sport"}))},
        {},
        ["no_permission"],
    ),
    "no acts": ({"acts": frozenset()}, {}, ["act"]),
    "another act": ({"acts": frozenset({Act.PRINT})}, {}, ["act"]),
    "one act of two": (
        {"acts": frozenset({Act.PRINT})},
        {"acts": frozenset({Act.PRINT, Act.ELECTRONIC})},
        ["act"],
    ),
    "translation is no rewriting": (
        {"acts": frozenset({Act.REWRITING})},
        {"acts": frozenset({Act.TRANSLATE})},
        ["act"],
    ),
    "no languages": ({"languages": frozenset()}, {}, ["language"]),
    "another language": ({"languages": frozenset({"km"})}, {}, ["language"]),
    "a narrower language": (
        {"languages": frozenset({"en-GB"})},
        {},
        ["language"],
    ),
    "no part of a tag": (
        {"languages": frozenset({"en"})},
        {"language": "enm"},
        ["language"],
    ),
    "no media": ({"media": frozenset()}, {}, ["medium"]),
    "another medium": (
        {"media": frozenset({"radio"})},
        {"medium": Medium.WEBSITE},
        ["medium"],
    ),
    "a medium nobody said": ({"media": frozenset({"radio"})}, {}, ["medium"]),
    "no territories": ({"territories": frozenset()}, {}, ["territory"]),
    "another territory": (
        {"territories": frozenset({"TH"})},
        {"territory": "KH"},
        ["territory"],
    ),
    "the whole world": ({"territories": frozenset({"KH"})}, {}, ["territory"]),
    "an edit": ({}, {"edits": frozenset({Edit.LENGTH})}, ["edit"]),
    "not begun": ({"starts_at": LATER}, {}, ["not_yet"]),
    "ended": ({"ends_at": NOW}, {}, ["ended"]),
    "revoked": ({"revoked_at": NOW}, {}, ["revoked"]),
    "nothing asked": ({}, {"acts": frozenset()}, ["nothing_asked"]),
    "all at once": (
        {
            "acts": frozenset(),
            "languages": frozenset(),
            "media": frozenset(),
            "territories": frozenset(),
            "ends_at": NOW,
            "revoked_at": NOW,
        },
        {"edits": frozenset({Edit.STYLE})},
        ["ended", "revoked", "act", "edit", "language", "medium", "territory"],
    ),
}
COVERING = {
    "everything": {},
    "this article": {"scope": Scope(outlet_id="o1", article_ids=frozenset({"a1"}))},
    "its section": {"scope": Scope(outlet_id="o1", sections=frozenset({"society"}))},
    "just what is asked": {
        "acts": frozenset({Act.ELECTRONIC}),
        "languages": frozenset({"en"}),
        "media": frozenset({"website"}),
        "territories": frozenset({"KH"}),
        "ends_at": END,
        "revoked_at": LATER,
    },
    "from this very moment": {"starts_at": NOW},
    "until just after": {"ends_at": NOW + timedelta(microseconds=1)},
}
DENYING = {
    "all": {},
    "one act of two": {"acts": frozenset({Act.PRINT})},
    "only in one language": {"languages": frozenset({"en"})},
    "only in a narrower language": {"languages": frozenset({"en-GB"})},
    "only in one medium": {"media": frozenset({"radio"})},
    "only in one country": {"territories": frozenset({"TH"})},
    "just begun": {"starts_at": NOW},
}
NOT_DENYING = {
    "no acts": {"acts": frozenset()},
    "another act": {"acts": frozenset({Act.BROADCAST})},
    "no languages": {"languages": frozenset()},
    "another language": {"languages": frozenset({"km"})},
    "no media": {"media": frozenset()},
    "no territories": {"territories": frozenset()},
    "another licensee": {"licensee_id": "l2"},
    "another article": {"scope": Scope(outlet_id="o1", article_ids=frozenset({"a2"}))},
    "ended": {"ends_at": NOW},
    "revoked": {"revoked_at": NOW},
    "not begun": {"starts_at": LATER},
}


class TestPermission:
    def test_silence_means_no(self):
        decision = decide(a_use(), [], at=NOW)
        assert not decision.allowed
        assert decision.grant_id is None
        assert [reason.code for reason in decision.reasons] == ["no_permission"]

    @pytest.mark.parametrize("name", COVERING)
    def test_covers(self, name):
        use = a_use(medium=Medium.WEBSITE, territory="KH")
        decision = decide(use, [a_grant(**COVERING[name])], at=NOW)
        assert (decision.allowed, decision.reasons) == (True, ())
        assert decision.grant_id == "g1"
        assert decision.use is use

    @pytest.mark.parametrize("name", TABLE)
    def test_does_not_cover(self, name):
        terms, asked, expected = TABLE[name]
        assert codes(a_use(**asked), a_grant(**terms)) == expected
        assert not decide(a_use(**asked), [a_grant(**terms)], at=NOW).allowed

    def test_covers_a_narrower_language(self):
        grant = a_grant(languages=frozenset({"zh"}))
        assert decide(a_use(language="zh-Hans"), [grant], at=NOW).allowed

    def test_is_not_pieced_together_from_two(self):
        use = a_use(acts=frozenset({Act.PRINT, Act.BROADCAST}))
        halves = [
            a_grant(id="p", acts=frozenset({Act.PRINT})),
            a_grant(id="b", acts=frozenset({Act.BROADCAST})),
        ]
        decision = decide(use, halves, at=NOW)
        assert [(each.code, each.grant_id) for each in decision.reasons] == [
            ("act", "b"),
            ("act", "p"),
        ]

    def test_is_named_the_same_in_any_order(self):
        first, second = (
            a_grant(id="g1"),
            a_grant(id="g2", starts_at=START.replace(month=2)),
        )
        for grants in ([first, second], [second, first]):
            assert decide(a_use(), grants, at=NOW).grant_id == "g1"


class TestDenial:
    @pytest.mark.parametrize("name", DENYING)
    def test_wins(self, name):
        use = a_use(acts=frozenset({Act.ELECTRONIC, Act.PRINT}))
        denial = a_grant(id="no", is_denial=True, **DENYING[name])
        decision = decide(use, [a_grant(), denial], at=NOW)
        assert not decision.allowed
        assert [(each.code, each.grant_id) for each in decision.reasons] == [
            ("denied", "no")
        ]

    @pytest.mark.parametrize("name", NOT_DENYING)
    def test_stays_within_its_terms(self, name):
        denial = a_grant(id="no", **{"is_denial": True, **NOT_DENYING[name]})
        assert decide(a_use(), [a_grant(), denial], at=NOW).allowed

    def test_allows_nothing(self):
        assert codes(a_use(), a_grant(is_denial=True, acts=frozenset())) == [
            "no_permission"
        ]

    def test_comes_first_among_all_reasons(self):
        denial = a_grant(id="no", is_denial=True)
        grant = a_grant(ends_at=NOW)
        assert codes(a_use(), grant, denial) == ["denied", "ended"]


def subsets(words):
    return st.frozensets(st.sampled_from(list(words)))


moments = st.sampled_from([START, NOW, LATER, END])
scopes = st.builds(
    Scope,
    outlet_id=st.sampled_from(["o1", "o2"]),
    article_ids=subsets(["a1", "a2"]),
    sections=subsets(["society", "sport"]),
    is_everything=st.booleans(),
)
grants = st.builds(
    a_grant,
    id=st.uuids().map(str),
    licensee_id=st.sampled_from(["l1", "l2"]),
    scope=scopes,
    acts=subsets(Act),
    languages=subsets(["*", "en", "km", "zh", "zh-Hans"]),
    media=subsets(["*", *Medium]),
    territories=subsets(["*", "KH", "TH"]),
    starts_at=st.just(START),
    ends_at=st.none() | st.sampled_from([NOW, END]),
    revoked_at=st.none() | moments,
    is_denial=st.booleans(),
    edits=subsets(Edit),
)
uses = st.builds(
    a_use,
    language=st.sampled_from(["en", "km", "zh", "zh-Hans"]),
    acts=subsets(Act),
    medium=st.none() | st.sampled_from(list(Medium)),
    territory=st.sampled_from(["*", "KH", "TH"]),
    edits=subsets(Edit),
)
lists = st.lists(grants, max_size=5)


class TestInvariants:
    @given(uses, lists, grants, moments)
    def test_adding_a_denial_never_allows(self, use, held, grant, at):
        denial = a_grant(**{**vars(grant), "is_denial": True})
        if decide(use, [*held, denial], at=at).allowed:
            assert decide(use, held, at=at).allowed

    @given(uses, lists, grants, moments)
    def test_removing_a_permission_never_allows(self, use, held, grant, at):
        permission = a_grant(**{**vars(grant), "is_denial": False})
        if decide(use, held, at=at).allowed:
            assert decide(use, [*held, permission], at=at).allowed

    @given(uses, st.lists(grants, min_size=2, max_size=5), moments, st.randoms())
    def test_order_never_matters(self, use, held, at, chance):
        shuffled = list(held)
        chance.shuffle(shuffled)
        assert decide(use, shuffled, at=at) == decide(use, held, at=at)

    @given(uses, lists, moments)
    def test_a_no_has_reasons_and_a_yes_a_permission(self, use, held, at):
        decision = decide(use, held, at=at)
        assert decision.allowed == (not decision.reasons)
        assert decision.allowed == (decision.grant_id is not None)
        assert all(REASONS[each.code] == each.text for each in decision.reasons)

    @given(uses, lists, moments)
    def test_asking_for_less_is_never_refused_for_an_act(self, use, held, at):
        if len(use.acts) > 1 and decide(use, held, at=at).allowed:
            for act in use.acts:
                less = a_use(**{**vars(use), "acts": frozenset({act})})
                assert decide(less, held, at=at).allowed


class TestMalformedTerms:
    @pytest.mark.parametrize(
        "terms",
        [
            {"starts_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - the point
            {"ends_at": START},
            {"languages": frozenset({"EN"})},
            {"languages": frozenset({"e"})},
            {"media": frozenset({"carrier pigeon"})},
            {"territories": frozenset({"Cambodia"})},
        ],
        ids=["naive", "empty period", "letter case", "no tag", "medium", "territory"],
    )
    def test_are_refused_in_a_grant(self, terms):
        with pytest.raises(TermsError):
            a_grant(**terms)

    @pytest.mark.parametrize("facts", [{"language": ""}, {"territory": "kh"}])
    def test_are_refused_in_a_use(self, facts):
        with pytest.raises(TermsError):
            a_use(**facts)

    def test_are_refused_in_a_moment(self):
        with pytest.raises(TermsError, match="time zone"):
            decide(a_use(), [], at=NOW.replace(tzinfo=None))


class TestReasons:
    @pytest.mark.parametrize("code", REASONS)
    def test_are_said_in_khmer(self, code):
        with translation.override("km"):
            assert gettext(REASONS[code]) != REASONS[code]
