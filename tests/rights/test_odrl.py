"""A permission for machines says what the sentence says, in the official words."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest

from newsroom.stack.places import PROJECT
from rights.commons import Commons
from rights.odrl import ACTIONS, Parties, grant_policy, story_policy
from rights.terms import Act, Edit, Medium, Terms
from tests.exports.packages import NOW, a_notice

ODRL = PROJECT.parent / "shared" / "schemas" / "odrl"
DEPRECATED = {
    "copy",
    "share",
    "attachPolicy",
    "commercialize",
    "license",
    "lend",
    "write",
    "export",
}
STORY = Parties(
    uid="https://market.example/rights/policy/1.jsonld",
    target="urn:uuid:0190a0e0-0000-7000-8000-000000000001",
    is_collection=False,
    assigner="mailto:rights@market.example",
)
PARTNER = replace(STORY, assignee="urn:spean:licensee:2")
TERMS = Terms(
    acts=frozenset(Act),
    languages=frozenset({"en", "km"}),
    media=frozenset({Medium.WEBSITE, Medium.RADIO}),
    territories=frozenset({"KH"}),
    starts_at=NOW,
    ends_at=NOW + timedelta(days=30),
    edits=frozenset(Edit),
    may_mirror=True,
    is_exclusive=True,
)
COMMONS = {"cc:Notice", "cc:ShareAlike"}
# Dublin Core's, for what ODRL has no word of its own.
NAMED = {"dct:rights", "dct:license"}
with_vocabulary = pytest.mark.skipif(
    not ODRL.is_dir(), reason="the official vocabulary is not beside the project"
)


def given(**terms):
    return grant_policy(PARTNER, replace(TERMS, **terms), a_notice())


POLICIES = {
    "story": story_policy(STORY, a_notice()),
    **{
        each.value: story_policy(STORY, replace(a_notice(), licence=each))
        for each in Commons
    },
    "grant": given(),
    "denial": given(is_denial=True, is_exclusive=False),
}


def rules(policy):
    kinds = ("permission", "prohibition", "obligation")
    return [rule for kind in kinds for rule in policy.get(kind, ())]


def name(action):
    if isinstance(action, str):
        return action
    return action["rdf:value"]["@id"].removeprefix("odrl:")


def actions(policy):
    of_rules = [name(rule["action"]) for rule in rules(policy)]
    duties = [duty for rule in rules(policy) for duty in rule.get("duty", ())]
    return of_rules + [name(duty["action"]) for duty in duties]


def constraints(policy):
    for rule in rules(policy):
        yield from rule.get("constraint", ())
        if isinstance(rule["action"], dict):
            yield from rule["action"]["refinement"]


@cache
def vocabulary():
    """Read the official terms by class, without those that are deprecated."""
    text = (ODRL / "ODRL22.ttl").read_text() + (ODRL / "rightsml.ttl").read_text()
    found = {}
    for block in re.split(r"\n(?=:)", text):
        opened = re.match(r":(\w+)\s+a\s+(.+?);", block, re.DOTALL)
        if opened and "owl:deprecated true" not in block:
            for kind in re.findall(r":(\w+)", opened[2]):
                found.setdefault(kind, set()).add(opened[1])
    return found


@with_vocabulary
class TestVocabulary:
    @pytest.mark.parametrize("which", POLICIES)
    def test_has_every_action(self, which):
        used = {each.removeprefix("rightsml:") for each in actions(POLICIES[which])}
        assert used
        # Creative Commons’ own words, named in the vocabulary.
        assert used - vocabulary()["Action"] == (COMMONS & used)

    @pytest.mark.parametrize("which", POLICIES)
    def test_has_every_operand_and_operator(self, which):
        for each in constraints(POLICIES[which]):
            assert each["leftOperand"] in vocabulary()["LeftOperand"]
            assert each["operator"] in vocabulary()["Operator"]

    @pytest.mark.parametrize("which", POLICIES)
    def test_knows_every_property(self, which):
        context = json.loads((ODRL / "ODRL22.jsonld").read_text())["@context"]
        policy = POLICIES[which]
        keys = set(policy).union(*rules(policy)) - {"@context", "@type", *NAMED}
        assert keys <= context.keys()
        assert policy["@type"] in context
        assert policy["conflict"] in context

    def test_names_the_words_of_creative_commons(self):
        text = (ODRL / "ODRL22.ttl").read_text()
        assert all(word in text for word in COMMONS)

    def test_still_calls_them_deprecated(self):
        assert DEPRECATED.isdisjoint(vocabulary()["Action"])


class TestEveryPolicy:
    @pytest.mark.parametrize("which", POLICIES)
    def test_emits_nothing_deprecated(self, which):
        assert DEPRECATED.isdisjoint(actions(POLICIES[which]))

    @pytest.mark.parametrize("which", POLICIES)
    def test_is_json_with_a_target_and_an_assigner_in_each_rule(self, which):
        policy = POLICIES[which]
        assert json.loads(json.dumps(policy)) == policy
        assert all(
            {"target", "assigner", "action"} <= rule.keys() for rule in rules(policy)
        )

    @pytest.mark.parametrize("which", POLICIES)
    def test_lets_a_no_win_and_carries_the_notice_in_both_languages(self, which):
        policy = POLICIES[which]
        assert policy["conflict"] == "prohibit"
        assert {each["@language"] for each in policy["dct:rights"]} == {"km", "en"}


class TestStoryPolicy:
    def test_forbids_what_the_notice_names_and_allows_nothing(self):
        policy = POLICIES["story"]
        assert policy["@type"] == "Offer"
        assert "permission" not in policy
        forbidden = {name(rule["action"]) for rule in policy["prohibition"]}
        assert forbidden == {each for act in Act for each in ACTIONS[act]} | {"print"}

    def test_names_nobody(self):
        assert all("assignee" not in rule for rule in rules(POLICIES["story"]))


class TestGrantPolicy:
    def test_allows_every_act_that_was_given(self):
        allowed = {name(rule["action"]) for rule in POLICIES["grant"]["permission"]}
        assert allowed >= {each for act in Act for each in ACTIONS[act]}

    @pytest.mark.parametrize("act", Act)
    def test_allows_no_act_more(self, act):
        policy = given(acts=frozenset({act}), edits=frozenset(), may_mirror=False)
        allowed = {name(rule["action"]) for rule in policy["permission"]}
        assert allowed - set(ACTIONS[act]) <= {"reproduce"}

    def test_tells_reproduction_in_print_from_online(self):
        for act, word in ((Act.PRINT, "print"), (Act.ELECTRONIC, "online")):
            policy = given(acts=frozenset({act}), edits=frozenset(), may_mirror=False)
            narrowed = [
                rule["action"]["refinement"][0]["rightOperand"]
                for rule in policy["permission"]
                if name(rule["action"]) == "reproduce"
            ]
            assert narrowed == [word]

    def test_says_when_where_in_which_language_and_channel(self):
        found = {
            (each["leftOperand"], each["operator"])
            for each in POLICIES["grant"]["permission"][0]["constraint"]
        }
        assert found == {
            ("dateTime", "gteq"),
            ("dateTime", "lt"),
            ("language", "isAnyOf"),
            ("spatial", "isAnyOf"),
            ("deliveryChannel", "isAnyOf"),
        }

    def test_leaves_out_what_is_for_every_one(self):
        every = frozenset("*")
        policy = given(languages=every, media=every, territories=every, ends_at=None)
        found = [each["leftOperand"] for each in policy["permission"][0]["constraint"]]
        assert found == ["dateTime"]

    @pytest.mark.parametrize("lacking", ["acts", "languages", "media", "territories"])
    def test_allows_nothing_where_something_is_empty(self, lacking):
        assert rules(given(**{lacking: frozenset()})) == []

    def test_asks_for_credit_notice_word_and_removal(self):
        duties = [d["action"] for d in POLICIES["grant"]["permission"][0]["duty"]]
        assert duties == [
            "attribute",
            "cc:Notice",
            "inform",
            "rightsml:removeFromService",
        ]

    def test_binds_the_newsroom_where_it_is_exclusive(self):
        (bound,) = POLICIES["grant"]["obligation"]
        assert (bound["action"], bound["assignee"]) == (
            "ensureExclusivity",
            STORY.assigner,
        )
        assert "obligation" not in given(is_exclusive=False)

    def test_is_a_prohibition_where_it_denies(self):
        policy = POLICIES["denial"]
        assert policy["prohibition"]
        assert "permission" not in policy
