"""A Creative Commons licence: what it lets everybody do, judged and told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from rights.commons import Commons, commons_wording
from rights.odrl import ACTIONS, story_policy
from rights.policy import decide
from rights.terms import Act, Edit
from rights.wording import SHORT_LIMIT, NoticeParameters
from tests.exports.packages import NOW, a_grant, a_notice, a_use
from tests.rights.test_odrl import STORY

PRINT, TRANSLATE = frozenset({Act.PRINT}), frozenset({Act.TRANSLATE})
SHORTER = frozenset({Edit.LENGTH})
NO, YES = ["licence", "no_permission"], []
# The licence, then: print, print shortened, translate, every act that there is.
TABLE = {
    Commons.BY: (YES, YES, YES, YES),
    Commons.BY_SA: (YES, YES, YES, YES),
    Commons.BY_ND: (YES, NO, NO, NO),
    Commons.BY_NC: (NO, NO, NO, NO),
    Commons.BY_NC_SA: (NO, NO, NO, NO),
    Commons.BY_NC_ND: (NO, NO, NO, NO),
    None: (["no_permission"],) * 4,
}
USES = (
    a_use(acts=PRINT),
    a_use(acts=PRINT, edits=SHORTER),
    a_use(acts=TRANSLATE),
    a_use(acts=frozenset(Act)),
)


def codes(decision):
    return [reason.code for reason in decision.reasons]


@pytest.mark.parametrize("licence", TABLE)
def test_a_licence_covers_what_it_says_and_nothing_else(licence):
    for use, expected in zip(USES, TABLE[licence], strict=True):
        decision = decide(use, (), at=NOW, licence=licence)
        assert codes(decision) == expected
        assert decision.allowed == (not expected)
        assert decision.licence == (licence if decision.allowed else None)


@pytest.mark.parametrize("licence", Commons)
def test_a_permission_comes_before_the_licence_and_a_no_before_both(licence):
    whole = {"acts": frozenset(Act), "edits": frozenset(Edit)}
    permitted = a_grant(**whole)
    decision = decide(USES[0], [permitted], at=NOW, licence=licence)
    assert (decision.allowed, decision.grant_id) == (True, permitted.id)
    assert decision.licence is None
    denial = replace(permitted, id="no", is_denial=True)
    for grants in ([denial], [denial, permitted]):
        refused = decide(USES[0], grants, at=NOW, licence=licence)
        assert codes(refused)[0] == "denied"
    nothing = decide(a_use(acts=frozenset()), (), at=NOW, licence=licence)
    assert codes(nothing)[0] == "nothing_asked"
    ended = a_grant(ends_at=NOW - timedelta(days=1), **whole)
    decision = decide(USES[0], [ended], at=NOW, licence=licence)
    assert decision.allowed is licence.is_commercial


@pytest.mark.parametrize("licence", Commons)
def test_a_licence_is_told_in_words_and_for_machines(licence):
    names = {"km": "សមាគមផ្សារ", "en": "Market Association"}
    texts = commons_wording(
        licence, NoticeParameters(names, names, "rights@market.example", 2026)
    )
    for text in texts.values():
        assert licence.deed in text.full
        assert licence.deed in text.short
        assert len(text.short) <= SHORT_LIMIT
        assert "{" not in "".join(vars(text).values())
    policy = story_policy(STORY, replace(a_notice(), licence=licence))
    assert policy["dct:license"] == {"@id": licence.deed}
    free = {act for act in Act if act in licence.acts}
    forbidden = {rule["action"] for rule in policy.get("prohibition", ()) if rule}
    assert ("derive" in forbidden) is (Act.REWRITING not in free)
    assert ("translate" in forbidden) is (Act.TRANSLATE not in free)
    for rule in policy["permission"]:
        actions = [duty["action"] for duty in rule["duty"]]
        assert actions[:2] == ["attribute", "cc:Notice"]
        assert ("cc:ShareAlike" in actions) is licence.shares_alike
        assert ("constraint" in rule) is not licence.is_commercial
    named = [r["action"] for r in policy["permission"] if isinstance(r["action"], str)]
    assert set(named) <= {name for act in free for name in ACTIONS[act]}
