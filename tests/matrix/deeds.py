"""Who may do what: every action and every verb of the desk, written by hand.

A cell a visitor: n staff without a role, R Reporter, T Translator, E Editor,
P Publisher, D Rights desk, A Administrator, S whoever runs the server. A letter
means may, a dot means refused.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from articles.actions.crediting import CreditEntry
from articles.models import (
    CreditRole,
    NotificationKind,
    Origin,
    RightsBasis,
    Status,
    Way,
)
from people.actions.own_account import Facts, Plan
from people.models import Account, RoleGrant
from rights.commons import Commons
from tests import factories as make
from tests.matrix import given, on_partners
from tests.matrix.given import TEXT, WHY
from tests.matrix.scene import LANGUAGE, Scene, a_link
from translations.models import Decision, Priority, UnitState


class Bound(StrEnum):
    """Of what a role must be held for a deed."""

    VERSION = "the version's language"
    LANGUAGE = "the language of a story that is not there yet"
    STORY = "one of the story's languages"
    NEWSROOM = "any language"
    CLEARED = "any language, where the story may be known of"


@dataclass(frozen=True)
class Deed:
    """One action.

    Attributes:
        name: Room, module and function: "articles.reviewing.submit".
        cells: Who may, in a language they hold a role for.
        bound: For which language the role must be held, and whether the story's
            secrecy counts.
        given: Makes its arguments, but for `by` and `at`.
        is_secret: Whether the story is restricted, to nobody.
    """

    name: str
    cells: str
    bound: Bound
    given: Callable[[Scene], dict[str, Any]]
    is_secret: bool = False


WRITERS = ".RTEP..S"
EDITORS = "...EP..S"
PUBLISHERS = "....P..S"
RIGHTS = ".....D.S"
POSTERS = "....PD.S"
ADMINISTRATORS = "......AS"
NOBODY = "........"

VERSION, STORY = Bound.VERSION, Bound.STORY
NEWSROOM, CLEARED = Bound.NEWSROOM, Bound.CLEARED

DEEDS: tuple[Deed, ...] = (
    # Steps of the workflow: each starts from a state in which it may be taken.
    Deed("articles.reviewing.submit", WRITERS, VERSION, given.on(Status.DRAFT)),
    Deed("articles.reviewing.take_back", WRITERS, VERSION, given.on(Status.SUBMITTED)),
    Deed("articles.reviewing.take", EDITORS, VERSION, given.on(Status.SUBMITTED)),
    Deed(
        "articles.reviewing.return_text", EDITORS, VERSION, given.on("in_edit", **WHY)
    ),
    Deed("articles.reviewing.approve", EDITORS, VERSION, given.on(Status.IN_EDIT)),
    Deed("articles.reviewing.reopen", EDITORS, VERSION, given.on(Status.APPROVED)),
    Deed("articles.reviewing.confirm", EDITORS, VERSION, given.on("unconfirmed")),
    Deed("articles.reviewing.spike", EDITORS, VERSION, given.on(Status.DRAFT, **WHY)),
    Deed("articles.reviewing.revive", EDITORS, VERSION, given.on(Status.WITHDRAWN)),
    Deed(
        "articles.reviewing.hand_over",
        EDITORS,
        VERSION,
        given.on(Status.IN_EDIT, to=None),
    ),
    Deed("articles.publishing.publish", PUBLISHERS, VERSION, given.on(Status.APPROVED)),
    Deed(
        "articles.publishing.publish_at_once",
        PUBLISHERS,
        VERSION,
        given.on(Status.DRAFT, **WHY),
    ),
    Deed("articles.publishing.unschedule", PUBLISHERS, VERSION, given.on("scheduled")),
    Deed("articles.publishing.take_down", PUBLISHERS, STORY, given.story("hidden")),
    # Background paragraphs.
    Deed(
        "articles.backgrounding.keep_background", EDITORS, NEWSROOM, given.a_background
    ),
    Deed(
        "articles.backgrounding.change_background",
        EDITORS,
        NEWSROOM,
        lambda scene: {
            **given.a_background(scene),
            "background": make.a_background(),
        },
    ),
    Deed(
        "articles.backgrounding.check_background",
        EDITORS,
        NEWSROOM,
        lambda _scene: {"background": make.a_background()},
    ),
    Deed(
        "articles.backgrounding.retire_background",
        EDITORS,
        NEWSROOM,
        lambda _scene: {"background": make.a_background()},
    ),
    Deed(
        "articles.backgrounding.insert_background",
        WRITERS,
        VERSION,
        lambda scene: {
            "version": scene[Status.DRAFT],
            "background": make.a_background(),
            "after": "",
        },
    ),
    # The text.
    Deed(
        "articles.writing.write_working_copy",
        WRITERS,
        VERSION,
        given.on(Status.DRAFT, blocks=TEXT),
    ),
    Deed("articles.writing.save_revision", WRITERS, VERSION, given.on(Status.DRAFT)),
    Deed(
        "articles.writing.restore_revision",
        WRITERS,
        VERSION,
        lambda scene: {
            "version": scene[Status.DRAFT],
            "revision": scene[Status.DRAFT].revisions.first(),
        },
    ),
    Deed("articles.opening.open_article", WRITERS, NEWSROOM, given.new_article),
    Deed(
        "articles.opening.describe_article",
        WRITERS,
        STORY,
        given.described(Status.DRAFT),
    ),
    Deed(
        "articles.opening.start_version",
        WRITERS,
        VERSION,
        lambda scene: {
            "article": scene.untold,
            "language": LANGUAGE,
            "origin": Origin.ORIGINAL,
        },
    ),
    Deed(
        "articles.opening.describe_version",
        WRITERS,
        VERSION,
        given.on(Status.DRAFT, slug="river", rights_basis=RightsBasis.STAFF),
    ),
    Deed(
        "articles.basing.set_block_bases",
        WRITERS,
        VERSION,
        given.on(Status.DRAFT, bases={}),
    ),
    Deed(
        "articles.crediting.set_credits",
        WRITERS,
        VERSION,
        lambda scene: {
            "version": scene[Status.DRAFT],
            "entries": [CreditEntry(make.a_desk(), CreditRole.REPORTER)],
        },
    ),
    Deed("articles.linking.link_source", WRITERS, VERSION, given.translated),
    Deed(
        "articles.linking.link_original_not_held",
        WRITERS,
        VERSION,
        given.on(Status.DRAFT, outlet_name="Elsewhere", language="fr"),
    ),
    Deed("articles.linking.unlink", WRITERS, VERSION, given.a_source),
    Deed("articles.picturing.store_photo", ".RTEPD.S", NEWSROOM, given.a_photo),
    Deed(
        "articles.picturing.describe_photo",
        ".RTEPD.S",
        CLEARED,
        given.a_photo_of(Status.DRAFT),
    ),
    Deed(
        "articles.picturing.describe_photo",
        "...EPD.S",
        CLEARED,
        given.a_photo_of(Status.PUBLISHED),
    ),
    Deed(
        "articles.picturing.replace_photo",
        ".RTEPD.S",
        CLEARED,
        given.a_photo_of(Status.DRAFT, content=b""),
    ),
    Deed(
        "articles.picturing.replace_photo",
        "...EPD.S",
        CLEARED,
        given.a_photo_of(Status.PUBLISHED, content=b""),
    ),
    Deed(
        "articles.picturing.blur_photo",
        ".RTEPD.S",
        CLEARED,
        given.a_photo_of(Status.DRAFT, areas=()),
    ),
    Deed(
        "articles.picturing.blur_photo",
        "...EPD.S",
        CLEARED,
        given.a_photo_of(Status.PUBLISHED, areas=()),
    ),
    # Previews.
    Deed("articles.previewing.make_link", WRITERS, STORY, given.story(Status.DRAFT)),
    Deed(
        "articles.previewing.revoke_link",
        WRITERS,
        STORY,
        lambda scene: {"link": a_link(scene)},
    ),
    # Corrections, hiding.
    Deed("articles.correcting.propose_correction", EDITORS, STORY, given.wording),
    Deed("articles.correcting.reword_correction", EDITORS, STORY, given.rewording),
    Deed("articles.correcting.drop_correction", EDITORS, STORY, given.proposal),
    Deed("articles.correcting.publish_correction", PUBLISHERS, STORY, given.proposal),
    Deed("articles.correcting.retract", PUBLISHERS, STORY, given.proposal),
    Deed("articles.hiding.hide", PUBLISHERS, STORY, given.story()),
    Deed("articles.hiding.hold_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("articles.hiding.lift_hiding", PUBLISHERS, STORY, given.story("hidden")),
    # People.
    Deed(
        "people.accounts.open_account",
        ADMINISTRATORS,
        NEWSROOM,
        lambda _scene: {
            "account": Account(username="new", password=make_password(None))
        },
    ),
    Deed(
        "people.accounts.change_account",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.granting.grant_role",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "group": Group.objects.get(name="Reporter"),
            "language": LANGUAGE,
        },
    ),
    Deed(
        "people.granting.take_back_role",
        ADMINISTRATORS,
        NEWSROOM,
        lambda _scene: {
            "grant": RoleGrant.objects.filter(
                account=make.an_account(("Reporter", LANGUAGE))
            ).latest("pk")
        },
    ),
    Deed(
        "people.renewing.give_temporary_password",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.enrolling.reset_factor",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed(
        "people.freezing.freeze",
        "...EP.AS",
        NEWSROOM,
        lambda scene: {"account": scene.other},
    ),
    Deed("people.freezing.unfreeze", ADMINISTRATORS, NEWSROOM, given.a_frozen_account),
    Deed("people.consenting.record_consent", PUBLISHERS, NEWSROOM, given.a_person),
    Deed("people.consenting.withdraw_consent", PUBLISHERS, NEWSROOM, given.a_person),
    # What everybody sets for themselves, and nobody for somebody else.
    Deed(
        "people.own_account.set_own_facts",
        NOBODY,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "facts": Facts(
                interface_language="en", time_zone="Asia/Phnom_Penh", email=""
            ),
        },
    ),
    Deed(
        "people.own_account.speak",
        NOBODY,
        NEWSROOM,
        lambda scene: {"account": scene.other, "language": "en"},
    ),
    Deed(
        "people.own_account.plan_digest",
        NOBODY,
        NEWSROOM,
        lambda scene: {"account": scene.other, "plan": Plan()},
    ),
    Deed(
        "articles.choosing.choose_ways",
        NOBODY,
        NEWSROOM,
        lambda scene: {
            "account": scene.other,
            "ways": {NotificationKind.COMMENTED: Way.NOWHERE},
        },
    ),
    # Recordings, sealed identities.
    Deed("articles.voicing.store_recording", WRITERS, VERSION, given.a_voice),
    Deed("articles.voicing.remove_recording", WRITERS, VERSION, given.a_recording),
    Deed(
        "people.identities.seal_identity", ADMINISTRATORS, NEWSROOM, given.an_identity
    ),
    Deed(
        "people.identities.replace_identity",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {**given.a_sealed_identity(scene), "words": "Sok"},
    ),
    Deed(
        "people.identities.erase_identity",
        ADMINISTRATORS,
        NEWSROOM,
        given.a_sealed_identity,
    ),
    Deed(
        "people.identities.ask_to_open",
        ADMINISTRATORS,
        NEWSROOM,
        lambda scene: {**given.a_sealed_identity(scene), "reason": "law"},
    ),
    Deed("people.identities.agree_to_open", ADMINISTRATORS, NEWSROOM, given.an_opening),
    Deed("people.identities.drop_opening", ADMINISTRATORS, NEWSROOM, given.an_opening),
    # Of these only the two who agreed.
    Deed("people.identities.hand_out", ADMINISTRATORS, NEWSROOM, given.an_agreement),
    # Rights, copies, intake.
    Deed("rights.granting.give_grant", RIGHTS, CLEARED, given.a_grant),
    Deed("rights.granting.renew_grant", RIGHTS, CLEARED, given.a_renewal),
    Deed("rights.granting.revoke_grant", RIGHTS, CLEARED, given.a_permission),
    Deed("rights.requesting.enter_request", RIGHTS, CLEARED, given.a_wish),
    Deed("rights.requesting.prepare_terms", RIGHTS, CLEARED, given.terms_wanted),
    Deed("rights.requesting.accept_offer", RIGHTS, CLEARED, given.a_counter_offer),
    Deed("rights.requesting.grant_request", RIGHTS, CLEARED, given.a_prepared_request),
    Deed("rights.requesting.refuse_request", RIGHTS, CLEARED, given.a_refused_request),
    Deed("rights.filing.file_signed", RIGHTS, CLEARED, given.a_signed_document),
    Deed("exports.corresponding.issue_letter", RIGHTS, CLEARED, given.a_permission),
    Deed(
        "exports.telling_partners.draft_replacement", RIGHTS, CLEARED, given.two_copies
    ),
    Deed("exports.telling_partners.send_recall", RIGHTS, CLEARED, given.a_recall),
    Deed("exports.telling_partners.drop_recall", RIGHTS, CLEARED, given.a_recall),
    Deed("exports.telling_partners.note_done", RIGHTS, CLEARED, given.a_notice_sent),
    Deed("exports.telling_partners.record_post", POSTERS, CLEARED, given.a_post),
    Deed("exports.telling_partners.change_post", POSTERS, CLEARED, given.a_post_task),
    Deed("rights.drafting.start_draft", RIGHTS, NEWSROOM, given.a_beginning),
    Deed("rights.drafting.save_draft", RIGHTS, NEWSROOM, given.a_notice_draft),
    Deed("rights.drafting.drop_draft", RIGHTS, NEWSROOM, given.a_notice_draft),
    Deed("rights.issuing.issue_draft", RIGHTS, NEWSROOM, given.a_notice_draft_read),
    Deed(
        "rights.licensing.set_terms",
        RIGHTS,
        CLEARED,
        lambda scene: {"article": scene.story(), "terms": Commons.BY},
    ),
    Deed("rights.keeping.file_permission", RIGHTS, CLEARED, on_partners.a_holders_word),
    Deed(
        "rights.keeping.withdraw_permission",
        RIGHTS,
        CLEARED,
        on_partners.a_permission_on_file,
    ),
    Deed("rights.succeeding.propose_succession", RIGHTS, NEWSROOM, given.a_heir),
    Deed("rights.succeeding.confirm_succession", RIGHTS, NEWSROOM, given.a_succession),
    Deed("rights.succeeding.withdraw_succession", RIGHTS, NEWSROOM, given.a_succession),
    Deed("exports.reordering.order_again", RIGHTS, NEWSROOM, given.no_copies),
    Deed("exports.pursuing.note_case", RIGHTS, CLEARED, given.a_sighting),
    Deed("exports.pursuing.add_capture", RIGHTS, CLEARED, given.a_capture),
    Deed(
        "exports.pursuing.find_source",
        RIGHTS,
        CLEARED,
        lambda scene: {**given.a_case(scene), "code": "0" * 32},
    ),
    Deed("exports.pursuing.say_source", RIGHTS, CLEARED, given.a_copy_named),
    Deed("exports.pursuing.take_step", RIGHTS, CLEARED, given.a_step),
    Deed("exports.complaining.issue_complaint", RIGHTS, CLEARED, given.a_case),
    Deed("exports.ordering.order_kit", POSTERS, CLEARED, given.a_story_to_post),
    Deed("exports.ordering.order_export", RIGHTS, CLEARED, given.an_order),
    Deed("exports.steering.cancel_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.steering.resume_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.steering.order_again", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.channels.open_channel", RIGHTS, NEWSROOM, on_partners.a_new_channel),
    Deed("exports.channels.renew_secret", RIGHTS, NEWSROOM, on_partners.a_channel),
    Deed("exports.channels.close_channel", RIGHTS, NEWSROOM, on_partners.a_channel),
    Deed("exports.standing.begin_standing", RIGHTS, NEWSROOM, on_partners.a_new_order),
    Deed("exports.standing.resume_standing", RIGHTS, NEWSROOM, on_partners.a_standing),
    Deed("exports.standing.end_standing", RIGHTS, NEWSROOM, on_partners.a_standing),
    Deed("intake.reviewing.review_findings", "...EPD.S", VERSION, given.findings),
    Deed("intake.taking_in.take_in", WRITERS, Bound.LANGUAGE, given.a_file),
    # Credits from work, forgetting.
    Deed("articles.proposing.answer_proposal", NOBODY, NEWSROOM, given.an_answer),
    Deed("people.consenting.withdraw_consents", PUBLISHERS, NEWSROOM, given.somebody),
    Deed("articles.redacting.request_redaction", PUBLISHERS, NEWSROOM, given.a_removal),
    Deed("articles.redacting.drop_redaction", PUBLISHERS, NEWSROOM, given.a_redaction),
    Deed("forgetting.withdraw_byline", PUBLISHERS, NEWSROOM, given.a_name),
    Deed("forgetting.redact_name", PUBLISHERS, NEWSROOM, given.a_redaction),
    # Holds, replies, the original.
    Deed("articles.holding.set_hold", PUBLISHERS, STORY, given.story()),
    Deed("articles.holding.lift_hold", PUBLISHERS, STORY, given.a_hold),
    Deed("articles.replying.receive_reply", EDITORS, STORY, given.a_reply),
    Deed("articles.replying.decide_reply", PUBLISHERS, STORY, given.a_refusal),
    Deed("articles.switching.switch_original", PUBLISHERS, VERSION, given.a_switch),
    Deed("desk.set_legal_hold", PUBLISHERS, STORY, given.story()),
    Deed("desk.lift_legal_hold", PUBLISHERS, STORY, given.a_hold),
    Deed("desk.switch_original", PUBLISHERS, VERSION, given.a_switch),
    # Between the desks.
    Deed(
        "translations.deciding.decide_language",
        EDITORS,
        VERSION,
        lambda scene: {
            "article": scene.english,
            "language": LANGUAGE,
            "decision": Decision.FULL,
        },
    ),
    Deed("translations.asking.ask", WRITERS, VERSION, given.a_question),
    Deed("translations.asking.withdraw_question", WRITERS, VERSION, given.asked),
    Deed(
        "translations.answering.paste_answers",
        WRITERS,
        STORY,
        lambda scene: {"article": scene.story(), "text": "1. នៅទីនេះ។"},
    ),
    Deed("translations.answering.assign_stray", WRITERS, STORY, given.an_assignment),
    Deed(
        "translations.answering.loosen_answer",
        WRITERS,
        STORY,
        given.an_answered_question,
    ),
    Deed("translations.answering.drop_stray", WRITERS, STORY, given.a_stray),
    # Units of a translation.
    Deed("translations.sending.send_to_translation", WRITERS, VERSION, given.a_sending),
    Deed("desk.send_to_translation", WRITERS, VERSION, given.a_sending),
    Deed("translations.commenting.comment", WRITERS, VERSION, given.a_comment),
    Deed("translations.commenting.resolve", WRITERS, VERSION, given.a_settlement),
    Deed("translations.dismissing.dismiss", WRITERS, VERSION, given.a_finding),
    Deed("translations.dismissing.take_back", WRITERS, VERSION, given.a_dismissal),
    # The glossary: in no language of its own.
    Deed("translations.keeping_terms.add_term", WRITERS, NEWSROOM, given.a_new_term),
    Deed(
        "translations.keeping_terms.change_term", EDITORS, NEWSROOM, given.a_term_anew
    ),
    Deed("translations.keeping_terms.withdraw_term", EDITORS, NEWSROOM, given.a_term),
    Deed("translations.keeping_terms.use_again", EDITORS, NEWSROOM, given.a_term),
    Deed("translations.keeping_terms.remove_term", PUBLISHERS, NEWSROOM, given.a_term),
    Deed(
        "translations.importing_terms.import_terms",
        EDITORS,
        NEWSROOM,
        given.a_table_of_terms,
    ),
    Deed(
        "translations.proposing_terms.refuse_proposal",
        EDITORS,
        NEWSROOM,
        given.a_proposed_term,
    ),
    Deed("translations.quoting.note_wording", WRITERS, VERSION, given.a_wording),
    Deed("translations.quoting.drop_wording", WRITERS, VERSION, given.a_wording_noted),
    Deed("translations.pasting.paste_translation", WRITERS, VERSION, given.a_paste),
    Deed(
        "translations.pasting.paste_new_translation",
        WRITERS,
        VERSION,
        given.a_new_paste,
    ),
    Deed("translations.pasting.paste_pair", WRITERS, VERSION, given.a_pair),
    Deed("translations.translating.write_unit", WRITERS, VERSION, given.a_writing),
    Deed("translations.translating.write_head", WRITERS, VERSION, given.a_head),
    Deed(
        "translations.translating.mark",
        WRITERS,
        VERSION,
        given.a_mark(UnitState.TRANSLATED),
    ),
    Deed(
        "translations.translating.mark",
        EDITORS,
        VERSION,
        given.a_mark(UnitState.APPROVED),
    ),
    Deed(
        "translations.translating.still_right",
        WRITERS,
        VERSION,
        given.an_answer_to_change,
    ),
    Deed("translations.translating.drop", WRITERS, VERSION, given.an_empty_unit),
    Deed("translations.translating.take_up", WRITERS, VERSION, given.a_dropped_unit),
    Deed("translations.arranging.merge", WRITERS, VERSION, given.two_units),
    Deed("translations.arranging.split", WRITERS, VERSION, given.a_split),
    Deed("translations.arranging.relink", WRITERS, VERSION, given.a_link_of_paragraphs),
    Deed("translations.arranging.confirm", WRITERS, VERSION, given.units_of()),
    Deed("translations.arranging.move", WRITERS, VERSION, given.a_moved_unit),
    Deed(
        "translations.arranging.translate_heads",
        WRITERS,
        VERSION,
        given.units_of(is_wanted=True),
    ),
    Deed("translations.aligning.align_anew", WRITERS, VERSION, given.two_linked_texts),
    # Files for translators, and the memory as a file.
    Deed("translations.handing_out.hand_out", WRITERS, VERSION, given.a_hand_out),
    Deed("translations.handing_out.call_off", WRITERS, VERSION, given.a_handed_file),
    Deed("translations.taking_back_in.bring_back", WRITERS, VERSION, given.a_return),
    Deed("translations.taking_back_in.take_in", WRITERS, VERSION, given.a_decision),
    Deed("translations.taking_back_in.drop_file", WRITERS, VERSION, given.a_back),
    Deed(
        "translations.writing_units.write_units",
        WRITERS,
        VERSION,
        given.a_desk,
    ),
    Deed(
        "translations.exchanging_memory.take_memory_in",
        EDITORS,
        NEWSROOM,
        given.a_memory,
    ),
    Deed(
        "translations.exchanging_memory.hand_memory_out",
        EDITORS,
        Bound.LANGUAGE,
        lambda _scene: {"languages": given.LANGUAGES, "notices": ()},
    ),
    # Assignments, and what staff were told.
    Deed("translations.assigning.offer", EDITORS, VERSION, given.an_offer),
    Deed("translations.assigning.accept", NOBODY, VERSION, given.an_assigned_text),
    Deed(
        "translations.assigning.decline",
        NOBODY,
        VERSION,
        lambda scene: {**given.an_assigned_text(scene), **WHY},
    ),
    Deed(
        "translations.assigning.give_back",
        NOBODY,
        VERSION,
        lambda scene: {**given.an_assigned_text(scene), **WHY},
    ),
    Deed("translations.assigning.withdraw", EDITORS, VERSION, given.an_assigned_text),
    Deed(
        "translations.assigning.hand_on",
        EDITORS,
        VERSION,
        lambda scene: {
            **given.an_assigned_text(scene),
            "to": make.an_account(("Translator", LANGUAGE)),
            "is_given": True,
        },
    ),
    Deed(
        "translations.assigning.set_deadline",
        EDITORS,
        VERSION,
        given.on(Status.DRAFT, due_at=make.NOW),
    ),
    Deed(
        "translations.assigning.set_priority",
        EDITORS,
        VERSION,
        lambda scene: {
            **given.an_assigned_text(scene),
            "priority": Priority.HIGH,
        },
    ),
    Deed("translations.drafting.draft_unit", WRITERS, VERSION, given.a_draft),
    # The memory.
    Deed("translations.filling.fill_from_memory", WRITERS, VERSION, given.a_filling),
    Deed("translations.borrowing.take_in", EDITORS, NEWSROOM, given.a_memory_file),
    Deed("translations.borrowing.remove", EDITORS, NEWSROOM, given.a_taken_file),
    Deed("translations.running.draft_story", WRITERS, VERSION, given.a_run),
    Deed("translations.running.cancel_run", WRITERS, VERSION, given.a_running_one),
    Deed("translations.running.resume_run", WRITERS, VERSION, given.a_running_one),
    # The desk's verbs.
    Deed("desk.publish_story", PUBLISHERS, VERSION, given.on("approved")),
    Deed("desk.publish_at_once", PUBLISHERS, VERSION, given.on("draft", **WHY)),
    Deed("desk.unschedule_version", PUBLISHERS, VERSION, given.on("scheduled")),
    Deed("desk.describe_story", WRITERS, STORY, given.described(Status.DRAFT)),
    Deed("desk.propose_correction", EDITORS, STORY, given.wording),
    Deed("desk.reword_correction", EDITORS, STORY, given.rewording),
    Deed("desk.drop_correction", EDITORS, STORY, given.proposal),
    Deed("desk.correct_story", PUBLISHERS, STORY, given.proposal),
    Deed("desk.retract_story", PUBLISHERS, STORY, given.proposal),
    Deed("desk.hide_story", PUBLISHERS, STORY, given.story()),
    Deed("desk.hold_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("desk.lift_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("desk.take_down_story", PUBLISHERS, STORY, given.story("hidden")),
    Deed(
        "notice_desk.issue_notice_edition", RIGHTS, NEWSROOM, given.a_notice_draft_read
    ),
    Deed("notice_desk.order_copies_again", RIGHTS, NEWSROOM, given.no_copies),
    Deed("partner_desk.revoke_grant", RIGHTS, CLEARED, given.a_permission),
    Deed("partner_desk.replace_copy", RIGHTS, CLEARED, given.two_copies),
    Deed("partner_desk.send_recall", RIGHTS, CLEARED, given.a_recall_to_all),
    Deed("export_desk.order_kit", POSTERS, CLEARED, given.a_story_to_post),
    Deed("export_desk.place_order", RIGHTS, CLEARED, given.an_order),
    Deed("export_desk.resume_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("export_desk.order_again", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("work_desk.try_again", ".....DAS", NEWSROOM, given.stopped),
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
