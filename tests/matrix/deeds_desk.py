"""Who may use which verb of the desks."""

from articles.models import (
    Status,
)
from tests.matrix import given, on_copies, on_partners, on_rights, on_texts
from tests.matrix.deed import (
    CLEARED,
    EDITORS,
    NEWSROOM,
    POSTERS,
    PUBLISHERS,
    RIGHTS,
    STORY,
    VERSION,
    WRITERS,
    Deed,
)
from tests.matrix.given import WHY

OF_DESKS: tuple[Deed, ...] = (
    # The desk's verbs.
    Deed("desk.publish_story", PUBLISHERS, VERSION, given.on("approved")),
    Deed("desk.publish_at_once", PUBLISHERS, VERSION, given.on("draft", **WHY)),
    Deed("desk.unschedule_version", PUBLISHERS, VERSION, given.on("scheduled")),
    Deed("desk.describe_story", WRITERS, STORY, on_texts.described(Status.DRAFT)),
    Deed("desk.propose_correction", EDITORS, STORY, on_texts.wording),
    Deed("desk.reword_correction", EDITORS, STORY, on_texts.rewording),
    Deed("desk.drop_correction", EDITORS, STORY, on_texts.proposal),
    Deed("desk.correct_story", PUBLISHERS, STORY, on_texts.proposal),
    Deed("desk.retract_story", PUBLISHERS, STORY, on_texts.proposal),
    Deed("desk.hide_story", PUBLISHERS, STORY, given.story()),
    Deed("desk.hold_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("desk.lift_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("desk.take_down_story", PUBLISHERS, STORY, given.story("hidden")),
    Deed(
        "notice_desk.issue_notice_edition",
        RIGHTS,
        NEWSROOM,
        on_rights.a_notice_draft_read,
    ),
    Deed("notice_desk.order_copies_again", RIGHTS, NEWSROOM, on_rights.no_copies),
    Deed("partner_desk.revoke_grant", RIGHTS, CLEARED, on_rights.a_permission),
    Deed("partner_desk.replace_copy", RIGHTS, CLEARED, on_copies.two_copies),
    Deed("partner_desk.send_recall", RIGHTS, CLEARED, on_copies.a_recall_to_all),
    Deed("export_desk.order_kit", POSTERS, CLEARED, on_copies.a_story_to_post),
    Deed("export_desk.place_order", RIGHTS, CLEARED, on_copies.an_order),
    Deed("export_desk.resume_order", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("export_desk.order_again", RIGHTS, NEWSROOM, on_partners.an_order_begun),
    Deed("work_desk.try_again", ".....DAS", NEWSROOM, on_copies.stopped),
)
