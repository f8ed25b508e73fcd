"""Who may do what when somebody claims a credit, a removal, a hold or a reply."""

from tests.matrix import given, on_people, on_texts
from tests.matrix.deed import (
    EDITORS,
    NEWSROOM,
    NOBODY,
    PUBLISHERS,
    STORY,
    VERSION,
    Deed,
)

ON_CLAIMS: tuple[Deed, ...] = (
    # Credits from work, forgetting.
    Deed("articles.proposing.answer_proposal", NOBODY, NEWSROOM, on_texts.an_answer),
    Deed(
        "people.consenting.withdraw_consents", PUBLISHERS, NEWSROOM, on_people.somebody
    ),
    Deed(
        "articles.redacting.request_redaction", PUBLISHERS, NEWSROOM, on_texts.a_removal
    ),
    Deed(
        "articles.redacting.drop_redaction", PUBLISHERS, NEWSROOM, on_texts.a_redaction
    ),
    Deed("forgetting.withdraw_byline", PUBLISHERS, NEWSROOM, on_people.a_name),
    Deed("forgetting.redact_name", PUBLISHERS, NEWSROOM, on_texts.a_redaction),
    # Holds, replies, the original.
    Deed("articles.holding.set_hold", PUBLISHERS, STORY, given.story()),
    Deed("articles.holding.lift_hold", PUBLISHERS, STORY, on_texts.a_hold),
    Deed("articles.replying.receive_reply", EDITORS, STORY, on_texts.a_reply),
    Deed("articles.replying.decide_reply", PUBLISHERS, STORY, on_texts.a_refusal),
    Deed("articles.switching.switch_original", PUBLISHERS, VERSION, on_texts.a_switch),
    Deed("desk.set_legal_hold", PUBLISHERS, STORY, given.story()),
    Deed("desk.lift_legal_hold", PUBLISHERS, STORY, on_texts.a_hold),
    Deed("desk.switch_original", PUBLISHERS, VERSION, on_texts.a_switch),
)
