"""Who may do what: every action and every verb of the desk, written by hand."""

from tests.matrix.deed import Deed
from tests.matrix.deeds_claims import ON_CLAIMS
from tests.matrix.deeds_desk import OF_DESKS
from tests.matrix.deeds_people import ON_PEOPLE
from tests.matrix.deeds_rights import ON_RIGHTS
from tests.matrix.deeds_texts import ON_TEXTS
from tests.matrix.deeds_translations import ON_TRANSLATIONS

DEEDS: tuple[Deed, ...] = (
    *ON_TEXTS,
    *ON_PEOPLE,
    *ON_RIGHTS,
    *ON_CLAIMS,
    *ON_TRANSLATIONS,
    *OF_DESKS,
)

# Parts of actions: whoever calls them has asked for permission already, or they
# only tell what stands in the way.
PARTS = frozenset(
    {
        "articles.backgrounding.note_use",
        "articles.correcting.objections_to_publishing",
        "articles.holding.objections_to_lifting",
        # Whatever happened was allowed; one looks at one's own alone.
        "articles.notifying.notify",
        "articles.notifying.notify_each",
        "articles.notifying.see",
        "articles.opening.require_describing",
        "articles.picturing.may_change_photo",
        "articles.picturing.require_over_photo",
        "articles.redacting.close_redaction",
        "articles.redacting.objections_to_carrying_out",
        "articles.redacting.second_person_for",
        "articles.replying.objections_to_deciding",
        "articles.stepping.step_plainly",
        "articles.writing.keep_text",
        "forgetting.require_in",
        "people.accounts.refuse_server_keys",
        "people.consenting.require_over_name",
        "people.identities.objections_to_agreeing",
        "people.identities.objections_to_handing_out",
        "people.freezing.objections_to_freezing",
        # Who drafts was allowed to before.
        "translations.drafting.note_terms",
        "articles.hiding.end_hiding",
        "articles.hiding.objections_to_judging",
        "articles.stepping.attempt",
        "articles.writing.keep_revision",
        "articles.writing.note_sitting",
        "articles.writing.open_to",
        "articles.writing.require_open",
        "articles.writing.write_into",
        "translations.aligning.store_links",
        "translations.following.follow_release",
        "translations.anchoring.anchor_now",
        "translations.drafting.note_sending",
        "translations.drafting.refuse_machine",
        "translations.drafting.take_over",
        # `by` is a word for the record there, not an account.
        "worklist.deciding.cancel",
        "worklist.deciding.cancel_unbegun",
        "worklist.deciding.park",
        "worklist.deciding.resume_stopped",
        "worklist.deciding.retry_parked",
    }
)
