"""The terms of a story and of a permission as ODRL, in JSON-LD.

Only terms of the official vocabulary that are not deprecated, and one of RightsML.
What a permission does not name is not written, and an empty permission has no rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from rights.commons import Commons
from rights.notices import Notice
from rights.terms import EVERY, Act, Edit, Medium, Terms

CONTEXT: Final = (
    "http://www.w3.org/ns/odrl.jsonld",
    {"rightsml": "http://iptc.org/std/RightsML/"},
)

ACTIONS: Final[Mapping[Act, tuple[str, ...]]] = {
    Act.PRINT: ("print",),
    Act.ELECTRONIC: ("reproduce", "digitize", "archive", "transform"),
    Act.BROADCAST: ("present", "play", "stream"),
    Act.REWRITING: ("derive", "modify"),
    Act.REDISTRIBUTION: ("distribute", "grantUse", "aggregate"),
    Act.TRANSLATE: ("translate",),
}
"""What each act is called in ODRL, where nothing narrows the word."""

# Reproduction is one word in ODRL; the medium of the notice tells the two apart.
_NARROWED: Final[Mapping[Act, tuple[tuple[str, str], ...]]] = {
    Act.PRINT: (("reproduce", "print"),),
    Act.ELECTRONIC: (("reproduce", "online"),),
}
_EDITS: Final[Mapping[Edit, tuple[str, str]]] = {
    Edit.HEADLINE: ("modify", "headline"),
    Edit.LENGTH: ("extract", "length"),
    Edit.STYLE: ("modify", "style"),
}
_XSD: Final = "http://www.w3.org/2001/XMLSchema#"


@dataclass(frozen=True, kw_only=True)
class Parties:
    """Whom and what a policy names.

    Attributes:
        uid: Address of the policy.
        target: URN or address of the story, or of all that is meant.
        is_collection: Whether the target is more than one story.
        assigner: Address at which the rights holder is asked.
        assignee: URN that says nothing of who the partner is; empty for everybody.
    """

    uid: str
    target: str
    is_collection: bool
    assigner: str
    assignee: str = ""


def story_policy(parties: Parties, notice: Notice) -> dict[str, Any]:
    """Say what nobody may do with a story without asking, and what a licence allows.

    Args:
        parties: Without an assignee.
        notice: In every language; its own words are `dct:rights`.

    References:
        ODRL Information Model 2.2 §2.1 policy, §2.6 rule; ODRL Vocabulary 2.2 §4.
    """
    licence = notice.licence
    free = frozenset() if licence is None else licence.acts
    policy = {
        **_head("Offer", parties, notice),
        "prohibition": [
            {**_rule(parties), "action": action}
            for act in Act
            if act not in free
            for action in _actions(act)
        ],
    }
    if licence is None:
        return policy
    rule = _rule(parties)
    if not licence.is_commercial:
        rule["constraint"] = [_constraint("purpose", "neq", "commercial")]
    policy["dct:license"] = {"@id": licence.deed}
    policy["permission"] = [
        {**rule, "action": action, "duty": list(_licence_duties(licence, parties))}
        for act in Act
        if act in free
        for action in _actions(act)
        # To hand on rights of one's own is nothing that a licence gives.
        if action != "grantUse"
    ]
    if not policy["prohibition"]:
        del policy["prohibition"]
    return policy


def _licence_duties(licence: Commons, parties: Parties) -> Iterator[dict[str, Any]]:
    yield {"action": "attribute", "attributedParty": parties.assigner}
    yield {"action": "cc:Notice"}
    if licence.shares_alike:
        yield {"action": "cc:ShareAlike"}


def grant_policy(parties: Parties, terms: Terms, notice: Notice) -> dict[str, Any]:
    """Say what one partner may do, or with a denial may not.

    Args:
        parties: With an assignee.
        terms: Empty acts, languages, media or territories make no rule at all.
        notice: In every language.

    References:
        ODRL Information Model 2.2 §2.2.3 agreement, §2.5 constraint, §2.6.3 duty;
        RightsML 2.0 for `removeFromService`.
    """
    policy = _head("Agreement", parties, notice)
    if not (terms.acts and terms.languages and terms.media and terms.territories):
        return policy
    common = {**_rule(parties), "constraint": list(_constraints(terms))}
    if not common["constraint"]:
        del common["constraint"]
    acts = [act for act in Act if act in terms.acts]
    actions = [action for act in acts for action in _actions(act)]
    if terms.is_denial:
        policy["prohibition"] = [{**common, "action": action} for action in actions]
        return policy
    actions += [
        _narrowed(action, "purpose", part)
        for edit, (action, part) in _EDITS.items()
        if edit in terms.edits
    ]
    if terms.may_mirror:
        actions.append(_narrowed("distribute", "deliveryChannel", "mirror"))
    if terms.is_exclusive:
        policy["obligation"] = [
            {
                "action": "ensureExclusivity",
                "target": parties.target,
                "assigner": parties.assignee,
                "assignee": parties.assigner,
            }
        ]
    policy["permission"] = [
        {**common, "action": action, "duty": _duties(parties)} for action in actions
    ]
    return policy


def _head(kind: str, parties: Parties, notice: Notice) -> dict[str, Any]:
    return {
        "@context": list(CONTEXT),
        "@type": kind,
        "uid": parties.uid,
        "conflict": "prohibit",
        "dct:rights": [
            {"@language": tag, "@value": text.full}
            for tag, text in notice.texts.items()
        ],
    }


def _rule(parties: Parties) -> dict[str, Any]:
    target: Any = parties.target
    if parties.is_collection:
        target = {"@type": "AssetCollection", "uid": parties.target}
    rule: dict[str, Any] = {"target": target, "assigner": parties.assigner}
    if parties.assignee:
        rule["assignee"] = parties.assignee
    return rule


def _actions(act: Act) -> Iterator[Any]:
    narrowed = dict(_NARROWED.get(act, ()))
    yield from (action for action in ACTIONS[act] if action not in narrowed)
    yield from (_narrowed(name, "media", word) for name, word in narrowed.items())


def _narrowed(action: str, operand: str, word: str) -> dict[str, Any]:
    # JSON-LD of ODRL Information Model 2.2 §2.5.3, refinement of an action.
    return {
        "rdf:value": {"@id": f"odrl:{action}"},
        "refinement": [_constraint(operand, "eq", word)],
    }


def _constraints(terms: Terms) -> Iterator[dict[str, Any]]:
    yield _constraint("dateTime", "gteq", _moment(terms.starts_at))
    if terms.ends_at is not None:
        yield _constraint("dateTime", "lt", _moment(terms.ends_at))
    words = {
        "language": sorted(terms.languages),
        "spatial": sorted(terms.territories),
        "deliveryChannel": [each.value for each in Medium if each in terms.media],
    }
    given = (terms.languages, terms.territories, terms.media)
    for (operand, listed), named in zip(words.items(), given, strict=True):
        if EVERY not in named:
            yield _constraint(operand, "isAnyOf", listed)


def _constraint(operand: str, operator: str, right: Any) -> dict[str, Any]:
    return {"leftOperand": operand, "operator": operator, "rightOperand": right}


def _moment(moment: datetime) -> dict[str, str]:
    return {"@type": f"{_XSD}dateTime", "@value": moment.isoformat()}


def _duties(parties: Parties) -> list[dict[str, Any]]:
    return [
        {"action": "attribute", "attributedParty": parties.assigner},
        {"action": "cc:Notice"},
        {"action": "inform", "informedParty": parties.assigner},
        {"action": "rightsml:removeFromService"},
    ]
