"""Who may do what about permissions, copies and what comes in."""

from rights.commons import Commons
from tests.matrix import on_copies, on_partners, on_rights, on_texts
from tests.matrix.deed import (
    CLEARED,
    NEWSROOM,
    POSTERS,
    RIGHTS,
    VERSION,
    WRITERS,
    Bound,
    Deed,
)

ON_RIGHTS: tuple[Deed, ...] = (
    # Rights, copies, intake.
    Deed("rights.granting.give_grant", RIGHTS, CLEARED, on_rights.a_grant),
    Deed("rights.granting.renew_grant", RIGHTS, CLEARED, on_rights.a_renewal),
    Deed("rights.granting.revoke_grant", RIGHTS, CLEARED, on_rights.a_permission),
    Deed("rights.requesting.enter_request", RIGHTS, CLEARED, on_rights.a_wish),
    Deed("rights.requesting.prepare_terms", RIGHTS, CLEARED, on_rights.terms_wanted),
    Deed("rights.requesting.accept_offer", RIGHTS, CLEARED, on_rights.a_counter_offer),
    Deed(
        "rights.requesting.grant_request", RIGHTS, CLEARED, on_rights.a_prepared_request
    ),
    Deed(
        "rights.requesting.refuse_request", RIGHTS, CLEARED, on_rights.a_refused_request
    ),
    Deed("rights.filing.file_signed", RIGHTS, CLEARED, on_rights.a_signed_document),
    Deed("exports.corresponding.issue_letter", RIGHTS, CLEARED, on_rights.a_permission),
    Deed(
        "exports.telling_partners.draft_replacement",
        RIGHTS,
        CLEARED,
        on_copies.two_copies,
    ),
    Deed("exports.telling_partners.send_recall", RIGHTS, CLEARED, on_copies.a_recall),
    Deed("exports.telling_partners.drop_recall", RIGHTS, CLEARED, on_copies.a_recall),
    Deed(
        "exports.telling_partners.note_done", RIGHTS, CLEARED, on_copies.a_notice_sent
    ),
    Deed("exports.telling_partners.record_post", POSTERS, CLEARED, on_copies.a_post),
    Deed(
        "exports.telling_partners.change_post", POSTERS, CLEARED, on_copies.a_post_task
    ),
    Deed("rights.drafting.start_draft", RIGHTS, NEWSROOM, on_rights.a_beginning),
    Deed("rights.drafting.save_draft", RIGHTS, NEWSROOM, on_rights.a_notice_draft),
    Deed("rights.drafting.drop_draft", RIGHTS, NEWSROOM, on_rights.a_notice_draft),
    Deed("rights.issuing.issue_draft", RIGHTS, NEWSROOM, on_rights.a_notice_draft_read),
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
    Deed("rights.succeeding.propose_succession", RIGHTS, NEWSROOM, on_rights.a_heir),
    Deed(
        "rights.succeeding.confirm_succession", RIGHTS, NEWSROOM, on_rights.a_succession
    ),
    Deed(
        "rights.succeeding.withdraw_succession",
        RIGHTS,
        NEWSROOM,
        on_rights.a_succession,
    ),
    Deed("exports.reordering.order_again", RIGHTS, NEWSROOM, on_rights.no_copies),
    Deed("exports.pursuing.note_case", RIGHTS, CLEARED, on_copies.a_sighting),
    Deed("exports.pursuing.add_capture", RIGHTS, CLEARED, on_copies.a_capture),
    Deed(
        "exports.pursuing.find_source",
        RIGHTS,
        CLEARED,
        lambda scene: {**on_copies.a_case(scene), "code": "0" * 32},
    ),
    Deed("exports.pursuing.say_source", RIGHTS, CLEARED, on_copies.a_copy_named),
    Deed("exports.pursuing.take_step", RIGHTS, CLEARED, on_copies.a_step),
    Deed("exports.complaining.issue_complaint", RIGHTS, CLEARED, on_copies.a_case),
    Deed("exports.ordering.order_kit", POSTERS, CLEARED, on_copies.a_story_to_post),
    Deed("exports.ordering.order_export", RIGHTS, CLEARED, on_copies.an_order),
    Deed("exports.steering.cancel_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.steering.resume_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.steering.order_again", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("exports.channels.open_channel", RIGHTS, NEWSROOM, on_partners.a_new_channel),
    Deed("exports.channels.renew_secret", RIGHTS, NEWSROOM, on_partners.a_channel),
    Deed("exports.channels.close_channel", RIGHTS, NEWSROOM, on_partners.a_channel),
    Deed("exports.standing.begin_standing", RIGHTS, NEWSROOM, on_partners.a_new_order),
    Deed("exports.standing.resume_standing", RIGHTS, NEWSROOM, on_partners.a_standing),
    Deed("exports.standing.end_standing", RIGHTS, NEWSROOM, on_partners.a_standing),
    Deed("intake.reviewing.review_findings", "...EPD.S", VERSION, on_texts.findings),
    Deed("intake.taking_in.take_in", WRITERS, Bound.LANGUAGE, on_texts.a_file),
)
