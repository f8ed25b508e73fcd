"""The permission of a ninjs copy as ODRL, with the notice in every language."""

import json
from typing import Any, Final

from exports.formats.phrases import one_line
from exports.package import LicensedPackage
from rights.odrl import ACTIONS
from rights.terms import Act

ODRL: Final = "http://www.w3.org/ns/odrl/2/"


def rights_expression(package: LicensedPackage) -> str:
    """Write the permission as JSON-LD in one line.

    References:
        ODRL Information Model 2.2 §2.2 agreement, §2.6 duty; ODRL Vocabulary 2.2 §4
        actions; the notice is `dct:rights`, one string per language.
    """
    return json.dumps(_agreement(package), ensure_ascii=False, separators=(",", ":"))


def _agreement(package: LicensedPackage) -> dict[str, Any]:
    story, notice = package.story, package.notice
    holder = notice.rights_holder[package.notice_language]
    asked = [act for act in Act if act in package.decision.use.acts]
    actions = [action for act in asked for action in ACTIONS[act]]
    return {
        "@context": "http://www.w3.org/ns/odrl.jsonld",
        "@type": "Agreement",
        "uid": f"{story.urn}#permission-{package.trace_code}",
        "conflict": "prohibit",
        "dct:rights": [
            {"@language": tag, "@value": one_line(text.full)}
            for tag, text in notice.texts.items()
        ],
        "permission": [
            {
                "target": story.urn,
                "assigner": _party(package.rights_url, holder),
                "assignee": _party(
                    f"{story.urn}#licensee-{package.trace_code}", package.licensee
                ),
                "action": actions,
                "duty": [{"action": ["attribute", "cc:Notice"]}],
            }
        ],
    }


def _party(uid: str, name: str) -> dict[str, str]:
    return {"@type": "Party", "uid": uid, "vcard:fn": one_line(name)}
