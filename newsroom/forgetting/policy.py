"""What becomes of a name in each column of each table: the one table of the rules.

A column is named by its model and field; the columns of an event table follow those of
the model whose history it is. A text column that is missing here fails a test, and is
treated as words until somebody decides.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rule(StrEnum):
    """What is done to a value that holds the name."""

    WORDS = "words"
    """Other words stand where the name stood."""
    HTML = "html"
    """The same in markup."""
    FOUND = "found"
    """Other words, folded as the board finds them."""
    JSON = "json"
    """The same in every text of a document."""
    SLUG = "slug"
    """An address without the name; the former one leads nowhere."""
    OPAQUE = "opaque"
    """A sign that says nothing, different for each row."""
    EMPTY = "empty"
    """Nothing is left of the value."""
    FILE = "file"
    """The file gets a name that says nothing."""
    ROW = "row"
    """The whole row goes."""
    IF_ASKED = "if_asked"
    """As WORDS, where the removal takes in the contributors."""
    OPAQUE_IF_ASKED = "opaque_if_asked"
    """As OPAQUE, where the removal takes in the contributors."""
    CODE = "code"
    """Never words: a code, a tag, a digest."""
    KEPT = "kept"
    """Words that nobody may change here; REASONS says why."""


_W, _H, _J, _C = Rule.WORDS, Rule.HTML, Rule.JSON, Rule.CODE
_O, _E, _K, _S = Rule.OPAQUE, Rule.EMPTY, Rule.KEPT, Rule.SLUG


def _named(rule: Rule, *names: str) -> dict[str, Rule]:
    """Give a translated field and its columns of the languages one rule."""
    return {
        column: rule for name in names for column in (name, f"{name}_km", f"{name}_en")
    }


_COUNTED: Mapping[str, Rule] = dict.fromkeys(
    ("username", "user_agent", "http_accept", "path_info"),
    _C,
)

POLICY: Mapping[str, Mapping[str, Rule]] = {
    "articles.Approval": {"reason": _W},
    "articles.Article": {"slugline": _W},
    "articles.Background": {"subject": _W},
    "articles.BackgroundEdition": {"language": _C, "text": _W},
    "articles.BackgroundUse": {"block_id": _C},
    "articles.BlockBasis": {"block_id": _C},
    "articles.BoardLine": {"language": _C, "words": Rule.FOUND},
    "articles.CorrectionWording": {"language": _C, "text": _W},
    "articles.Discarded": {"path": _C},
    "articles.FormerSlug": {"language": _C, "slug": _O},
    "articles.Outlet": {"slug": _C, **_named(_K, "name"), **_named(_W, "motto")},
    "articles.Photo": {
        "image": Rule.FILE,
        "pixels": _C,
        "edition": _C,
        "capture": Rule.FILE,
        **_named(_W, "credit", "description"),
        "post_url": _E,
        "post_owner": _W,
        "asked_whom": _W,
        "answer": _W,
    },
    "articles.Recording": {
        "sound": Rule.FILE,
        "sha256": _C,
        "master": Rule.FILE,
        "master_sha256": _C,
    },
    "articles.Redaction": {"spellings": _C, "replacements": _C, "counts": _C},
    "articles.ReplyRequest": {"claimant": _W, "demand": _W, "answer": _W},
    "articles.Revision": {"blocks": _J},
    "articles.Section": {"slug": _O, **_named(_W, "name")},
    "articles.Series": {"slug": _O, **_named(_W, "title", "description")},
    "articles.Sitting": {"touched": _C},
    "articles.Source": {"outlet_name": _W, "language": _C, "title": _W, "url": _E},
    "articles.Tag": {"slug": _O, **_named(_W, "name")},
    "articles.Transition": {"reason": _W},
    "articles.Version": {"language": _C, "slug": _S, "headline": _W},
    "articles.WorkingBlock": {"block_id": _C, "html": _H},
    "exports.Artifact": {"format": _C, "sha256": _C, "found": _C, "verified_by": _C},
    "exports.Capture": {"sha256": _C, "media_type": _C},
    "exports.Case": {"url": _E, "publisher": _W, "contact": _E, "lacks": _C},
    "exports.CaseLetter": {"number": _C, "sha256": _C, "found": _C},
    "exports.CaseStep": {"words": _W},
    "exports.Channel": {"address": _K},
    "exports.Delivery": {"sent_sha256": _C},
    "exports.Dispatch": {"last_error": _W, "reason": _W, "decided_by": _C},
    "exports.OwnPost": {"url": _E},
    "exports.RecallNotice": {"last_error": _W, "reason": _W, "decided_by": _C},
    "exports.Letter": {"number": _C, "sha256": _C, "found": _C},
    "exports.ExportItem": {
        "last_error": _W,
        "reason": _W,
        "decided_by": _C,
        "format": _C,
    },
    "exports.ExportJob": {"acts": _C, "medium": _C, "territory": _C},
    "exports.StandingOrder": {
        "languages": _C,
        "formats": _C,
        "acts": _C,
        "medium": _C,
        "territory": _C,
        "pause_codes": _C,
    },
    "intake.Finding": {"words": _W, "review_note": _W},
    "intake.IntakeRun": {"file_name": _O, "sha256": _C, "language": _C},
    "ledger.Entry": {"kind": _C, "subject": _C, "facts": _C},
    "people.Account": {
        "password": _C,
        "username": _O,
        "email": _E,
        "time_zone": _C,
    },
    "people.Authenticator": {"sealed_secret": _C},
    "people.Consent": {"language": _C},
    "people.Contributor": {
        "slug": Rule.OPAQUE_IF_ASKED,
        **_named(Rule.IF_ASKED, "name", "biography"),
    },
    "people.KnownClient": {"client": _C, "place": _C},
    "people.RecoveryCode": {"digest": _C},
    # Numbers of days.
    "people.DigestPlan": {"days": _C},
    "people.RoleGrant": {"language": _C},
    # What is sealed cannot be read here, by a search as little as by anybody.
    "people.SealedIdentity": {"keys": _C},
    "people.Session": {"session_key": _C, "session_data": Rule.ROW, "device": _C},
    "rights.ArticleTerms": {
        "address": _K,
        **_named(
            _K, "holder", "full_text", "short_text", "licensed_line", "plain_words"
        ),
    },
    "rights.FiledPermission": {
        "block_id": _C,
        "holder": _W,
        "acts": _C,
        "sha256": _C,
        "media_type": _C,
    },
    "rights.Grant": {
        "acts": _C,
        "languages": _C,
        "media": _C,
        "territories": _C,
        "edits": _C,
        "signed_sha256": _C,
    },
    "rights.PermissionRequest": {
        "organisation": _W,
        "contact_name": _W,
        "contact": _E,
        "acts": _C,
        "media": _C,
        "territories": _C,
        "edits": _C,
        "message": _W,
        "prepared_terms": _C,
        "refusal": _W,
    },
    "rights.SignedDocument": {"sha256": _C, "media_type": _C},
    "rights.Licensee": {"slug": _K, **_named(_K, "name"), "contact": _K},
    "rights.NoticeDraft": {
        "address": _K,
        "year": _C,
        "lawyer_name": _K,
        "lawyer_document_sha256": _C,
        **_named(
            _K,
            "law_clause",
            "full_text",
            "short_text",
            "licensed_line",
            "plain_words",
        ),
    },
    "rights.NoticeEdition": {
        "address": _K,
        "lawyer_name": _K,
        "lawyer_document_sha256": _C,
        **_named(
            _K,
            "law_clause",
            "full_text",
            "short_text",
            "licensed_line",
            "plain_words",
        ),
    },
    "rights.Succession": {"document_sha256": _C},
    "rights.Organisation": {"slug": _K, **_named(_K, "name"), "address": _K},
    "translations.Assignment": {"note": _W, "reason": _W},
    # The bytes of a file are thrown away whole before a name is removed.
    "translations.BroughtBack": {"sha256": _C, "segments": _J},
    "translations.Comment": {"text": _W},
    "translations.Dismissal": {"code": _C, "place": _C, "finding": _C, "reason": _W},
    "translations.HandedOut": {"reference": _C, "rows": _J, "sha256": _C},
    "translations.LanguageDecision": {"language": _C},
    "translations.MemoryPart": {
        "last_error": _W,
        "reason": _W,
        "decided_by": _C,
        "languages": _C,
        "pairs": _J,
    },
    "translations.MachineDraft": {
        "block_id": _C,
        "key": _C,
        "source_key": _C,
        "service": _C,
        "model": _C,
    },
    "translations.MachineItem": {
        "last_error": _W,
        "reason": _W,
        "decided_by": _C,
        "source_ids": _C,
        "source_key": _C,
    },
    "translations.MachineRun": {"service": _C, "model": _C},
    # What holds the name is forgotten before a name is removed; its rows have none.
    "translations.MemoryEntry": {
        "source_ids": _C,
        "target_ids": _C,
        "source_language": _C,
        "target_language": _C,
        "source_text": _W,
        "target_text": _W,
        "source_key": Rule.FOUND,
        "target_key": Rule.FOUND,
        "source_grams": _C,
        "target_grams": _C,
        "before": _C,
        "after": _C,
    },
    "translations.MemoryOrigin": {"name": _W},
    "translations.OriginalWording": {"text": _W, "origin": _W},
    "translations.Question": {
        "language": _C,
        "block_id": _C,
        "text": _W,
        "answer": _W,
    },
    # Single words of what readers have; dropped whole before a name is removed.
    "translations.StoredLexicon": {"languages": _C, "entries": _J},
    "translations.StrayAnswer": {"text": _W},
    # What holds the name is removed whole before (keeping_terms.forget_terms).
    "translations.Term": {"code": _O},
    "translations.TermNote": {"language": _C, "text": _W},
    "translations.TermProposal": {
        "source_language": _C,
        "target_language": _C,
        "source_text": _W,
        "target_text": _W,
        "folded": Rule.FOUND,
        "entries": _C,
    },
    "translations.Unit": {
        "source_ids": _C,
        "target_ids": _C,
        "made_from": _C,
        "made_from_blocks": _J,
        "shown_from": _C,
        "drafted_key": _C,
        "source_now": _C,
    },
    "translations.Wording": {"language": _C, "text": _W, "folded": Rule.FOUND},
    "website.SearchLine": {"language": _C},
    "website.ShelfLine": {"language": _C},
    "admin.LogEntry": {"object_id": _C, "object_repr": _W, "change_message": _J},
    "auth.Group": {"name": _C},
    "auth.Permission": {"name": _C, "codename": _C},
    "contenttypes.ContentType": {"app_label": _C, "model": _C},
    "pghistory.Context": {"metadata": _J},
    # Digests and stand-ins; nothing that somebody typed (newsroom/lockout.py).
    "axes.AccessAttempt": {**_COUNTED, "get_data": _C, "post_data": _C},
    "axes.AccessFailureLog": _COUNTED,
    "axes.AccessLog": {**_COUNTED, "session_hash": _C},
}
# Of a column that is written with another one.
ALSO: Mapping[tuple[str, str], str] = {
    # An open editor must not write the old paragraph back unnoticed.
    ("articles.WorkingBlock", "html"): "number = number + 1",
    ("articles.FormerSlug", "slug"): "is_unsafe = true",
}
REASONS: Mapping[str, str | Promise] = {
    "articles.Outlet": _("The public name of a newsroom is on every notice."),
    "exports.Channel": _("A partner is a party to a contract."),
    "rights.ArticleTerms": _("The terms of a story never change: set new ones."),
    "rights.Licensee": _("A partner is a party to a contract."),
    "rights.NoticeDraft": _(
        "The draft of a wording is read together with the wording it became."
    ),
    "rights.NoticeEdition": _(
        "A wording of the notice never changes: issue a new one."
    ),
    "rights.Organisation": _("A rights holder is a legal person on every notice."),
}


def rule_of(label: str, field: str) -> Rule | None:
    """Return what is done in a column; None where nobody has decided.

    Args:
        label: Of the model, or of the one whose history a table is.
        field: Of that model.

    >>> rule_of("articles.Version", "headline").value, rule_of("articles.Version", "x")
    ('words', None)
    """
    if field == "pgh_label":
        return Rule.CODE
    return POLICY.get(label, {}).get(field)
