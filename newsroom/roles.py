"""Which roles there are and what each may do: the one table of permissions."""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction

_LABELS = ("articles.section", "articles.tag", "articles.series", "people.contributor")
_STORY = ("articles.article", "articles.version")


def _all(*models: str, acts: str = "view add change") -> frozenset[str]:
    return frozenset(
        f"{model.replace('.', f'.{act}_')}" for model in models for act in acts.split()
    )


_READS = _all(
    "intake.intakerun",
    "intake.finding",
    *_LABELS,
    *_STORY,
    "articles.photo",
    "articles.outlet",
    "articles.correction",
    "translations.term",
    "articles.background",
    acts="view",
)
_WRITES = (
    _READS
    | _all(*_STORY, "articles.photo")
    | _all("articles.previewlink", acts="view add")
    | {"articles.write_version", "translations.add_term"}
)

_EDITS = (
    _WRITES
    | _all("articles.tag", "articles.series", "people.contributor")
    | _all("articles.background", "articles.correction", acts="add change")
    | _all("articles.replyrequest", acts="view add")
    | _all("translations.memoryorigin", acts="view add delete")
    | {
        "articles.edit_version",
        "articles.approve_version",
        "articles.change_shown_photo",
        "intake.review_finding",
        "people.freeze_account",
        "translations.change_term",
    }
)

# Names are msgids of the catalogue; a role is granted per language (people.RoleGrant).
ROLES: Mapping[str, frozenset[str]] = {
    "Reporter": _WRITES,
    "Translator": _WRITES,
    "Editor": _EDITS,
    "Publisher": _EDITS
    | _all(*_LABELS, acts="add change")
    | _all("articles.redaction", "exports.ownpost", acts="view add")
    | {
        "articles.publish_version",
        "articles.hide_version",
        "articles.correct_version",
        "articles.take_down_version",
        "articles.switch_original",
        "articles.redact_version",
        "articles.hold_version",
        "translations.delete_term",
        "people.add_consent",
        "people.change_consent",
        "people.view_consent",
    },
    "Rights desk": _READS
    | {"intake.review_finding", "articles.change_shown_photo"}
    | _all("rights.noticeedition", acts="view add")
    | _all("rights.noticedraft", "rights.succession")
    | _all("exports.exportjob", "exports.letter", "exports.caseletter", acts="view add")
    | _all("exports.case")
    | _all("rights.permissionrequest", acts="view add change")
    | _all("rights.signeddocument", acts="view add")
    | _all("rights.filedpermission")
    | _all("rights.articleterms", acts="view add")
    | _all("exports.artifact", "exports.delivery", "ledger.entry", acts="view")
    | _all("exports.exportitem", "exports.recallnotice", acts="view change")
    | _all("exports.recall", acts="view change")
    | _all("exports.ownpost", acts="view add")
    | _all("exports.channel", "exports.standingorder", acts="view add change")
    | _all("exports.dispatch", acts="view change")
    | _all("rights.organisation", "rights.licensee", "rights.grant", "articles.photo"),
    "Administrator": _READS
    | _all("people.account", "articles.outlet")
    | _all("people.sealedidentity", acts="view add change delete open")
    | _all(
        "exports.exportitem",
        "exports.dispatch",
        "translations.machineitem",
        "translations.memorypart",
        acts="view change",
    )
    | _all("ledger.entry", acts="view")
    | _all("people.rolegrant", acts="view add delete")
    | {"people.freeze_account", "people.unfreeze_account"},
}


@transaction.atomic
def sync_roles() -> list[str]:
    """Make the groups of the database say what ROLES says.

    Returns:
        The names of the roles that were new or changed, in order.

    Raises:
        LookupError: ROLES names permissions that no room declares; lists them.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    unknown = sorted(frozenset().union(*ROLES.values()) - known.keys())
    if unknown:
        msg = f"Roles name permissions that do not exist: {', '.join(unknown)}."
        raise LookupError(msg)
    changed = []
    for name, permissions in ROLES.items():
        group, made = Group.objects.get_or_create(name=name)
        wanted = {known[permission] for permission in permissions}
        if made or set(group.permissions.select_related("content_type")) != wanted:
            group.permissions.set(wanted)
            changed.append(name)
    return changed
