"""Who may do what to texts, photos and stories."""

from articles.actions.crediting import CreditEntry
from articles.models import (
    CreditRole,
    Origin,
    RightsBasis,
    Status,
)
from tests import factories as make
from tests.matrix import given, on_texts
from tests.matrix.deed import (
    CLEARED,
    EDITORS,
    NEWSROOM,
    PUBLISHERS,
    STORY,
    VERSION,
    WRITERS,
    Deed,
)
from tests.matrix.given import TEXT, WHY
from tests.matrix.scene import LANGUAGE, a_link

ON_TEXTS: tuple[Deed, ...] = (
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
        "articles.backgrounding.keep_background",
        EDITORS,
        NEWSROOM,
        on_texts.a_background,
    ),
    Deed(
        "articles.backgrounding.change_background",
        EDITORS,
        NEWSROOM,
        lambda scene: {
            **on_texts.a_background(scene),
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
    Deed("articles.opening.open_article", WRITERS, NEWSROOM, on_texts.new_article),
    Deed(
        "articles.opening.describe_article",
        WRITERS,
        STORY,
        on_texts.described(Status.DRAFT),
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
    Deed("articles.linking.link_source", WRITERS, VERSION, on_texts.translated),
    Deed(
        "articles.linking.link_original_not_held",
        WRITERS,
        VERSION,
        given.on(Status.DRAFT, outlet_name="Elsewhere", language="fr"),
    ),
    Deed("articles.linking.unlink", WRITERS, VERSION, on_texts.a_source),
    Deed("articles.picturing.store_photo", ".RTEPD.S", NEWSROOM, on_texts.a_photo),
    Deed(
        "articles.picturing.describe_photo",
        ".RTEPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.DRAFT),
    ),
    Deed(
        "articles.picturing.describe_photo",
        "...EPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.PUBLISHED),
    ),
    Deed(
        "articles.picturing.replace_photo",
        ".RTEPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.DRAFT, content=b""),
    ),
    Deed(
        "articles.picturing.replace_photo",
        "...EPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.PUBLISHED, content=b""),
    ),
    Deed(
        "articles.picturing.blur_photo",
        ".RTEPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.DRAFT, areas=()),
    ),
    Deed(
        "articles.picturing.blur_photo",
        "...EPD.S",
        CLEARED,
        on_texts.a_photo_of(Status.PUBLISHED, areas=()),
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
    Deed("articles.correcting.propose_correction", EDITORS, STORY, on_texts.wording),
    Deed("articles.correcting.reword_correction", EDITORS, STORY, on_texts.rewording),
    Deed("articles.correcting.drop_correction", EDITORS, STORY, on_texts.proposal),
    Deed(
        "articles.correcting.publish_correction", PUBLISHERS, STORY, on_texts.proposal
    ),
    Deed("articles.correcting.retract", PUBLISHERS, STORY, on_texts.proposal),
    Deed("articles.hiding.hide", PUBLISHERS, STORY, given.story()),
    Deed("articles.hiding.hold_hiding", PUBLISHERS, STORY, given.story("hidden")),
    Deed("articles.hiding.lift_hiding", PUBLISHERS, STORY, given.story("hidden")),
)
