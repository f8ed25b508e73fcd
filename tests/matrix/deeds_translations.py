"""Who may do what to translations, terms and memories."""

from articles.models import (
    Status,
)
from tests import factories as make
from tests.matrix import given, on_translations, on_units
from tests.matrix.deed import (
    EDITORS,
    NEWSROOM,
    NOBODY,
    PUBLISHERS,
    STORY,
    VERSION,
    WRITERS,
    Bound,
    Deed,
)
from tests.matrix.given import WHY
from tests.matrix.scene import LANGUAGE
from translations.models import Decision, Priority, UnitState

ON_TRANSLATIONS: tuple[Deed, ...] = (
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
    Deed("translations.asking.ask", WRITERS, VERSION, on_translations.a_question),
    Deed(
        "translations.asking.withdraw_question", WRITERS, VERSION, on_translations.asked
    ),
    Deed(
        "translations.answering.paste_answers",
        WRITERS,
        STORY,
        lambda scene: {"article": scene.story(), "text": "1. នៅទីនេះ។"},
    ),
    Deed(
        "translations.answering.assign_stray",
        WRITERS,
        STORY,
        on_translations.an_assignment,
    ),
    Deed(
        "translations.answering.loosen_answer",
        WRITERS,
        STORY,
        on_translations.an_answered_question,
    ),
    Deed("translations.answering.drop_stray", WRITERS, STORY, on_translations.a_stray),
    # Units of a translation.
    Deed(
        "translations.sending.send_to_translation", WRITERS, VERSION, on_units.a_sending
    ),
    Deed("desk.send_to_translation", WRITERS, VERSION, on_units.a_sending),
    Deed("translations.commenting.comment", WRITERS, VERSION, on_units.a_comment),
    Deed("translations.commenting.resolve", WRITERS, VERSION, on_units.a_settlement),
    Deed("translations.dismissing.dismiss", WRITERS, VERSION, on_units.a_finding),
    Deed("translations.dismissing.take_back", WRITERS, VERSION, on_units.a_dismissal),
    # The glossary: in no language of its own.
    Deed(
        "translations.keeping_terms.add_term",
        WRITERS,
        NEWSROOM,
        on_translations.a_new_term,
    ),
    Deed(
        "translations.keeping_terms.change_term",
        EDITORS,
        NEWSROOM,
        on_translations.a_term_anew,
    ),
    Deed(
        "translations.keeping_terms.withdraw_term",
        EDITORS,
        NEWSROOM,
        on_translations.a_term,
    ),
    Deed(
        "translations.keeping_terms.use_again",
        EDITORS,
        NEWSROOM,
        on_translations.a_term,
    ),
    Deed(
        "translations.keeping_terms.remove_term",
        PUBLISHERS,
        NEWSROOM,
        on_translations.a_term,
    ),
    Deed(
        "translations.importing_terms.import_terms",
        EDITORS,
        NEWSROOM,
        on_translations.a_table_of_terms,
    ),
    Deed(
        "translations.proposing_terms.refuse_proposal",
        EDITORS,
        NEWSROOM,
        on_translations.a_proposed_term,
    ),
    Deed("translations.quoting.note_wording", WRITERS, VERSION, on_units.a_wording),
    Deed(
        "translations.quoting.drop_wording", WRITERS, VERSION, on_units.a_wording_noted
    ),
    Deed("translations.pasting.paste_translation", WRITERS, VERSION, on_units.a_paste),
    Deed(
        "translations.pasting.paste_new_translation",
        WRITERS,
        VERSION,
        on_units.a_new_paste,
    ),
    Deed("translations.pasting.paste_pair", WRITERS, VERSION, on_units.a_pair),
    Deed("translations.translating.write_unit", WRITERS, VERSION, on_units.a_writing),
    Deed("translations.translating.write_head", WRITERS, VERSION, on_units.a_head),
    Deed(
        "translations.translating.mark",
        WRITERS,
        VERSION,
        on_units.a_mark(UnitState.TRANSLATED),
    ),
    Deed(
        "translations.translating.mark",
        EDITORS,
        VERSION,
        on_units.a_mark(UnitState.APPROVED),
    ),
    Deed(
        "translations.translating.still_right",
        WRITERS,
        VERSION,
        on_units.an_answer_to_change,
    ),
    Deed("translations.translating.drop", WRITERS, VERSION, on_units.an_empty_unit),
    Deed("translations.translating.take_up", WRITERS, VERSION, on_units.a_dropped_unit),
    Deed("translations.arranging.merge", WRITERS, VERSION, on_units.two_units),
    Deed("translations.arranging.split", WRITERS, VERSION, on_units.a_split),
    Deed(
        "translations.arranging.relink", WRITERS, VERSION, on_units.a_link_of_paragraphs
    ),
    Deed("translations.arranging.confirm", WRITERS, VERSION, on_units.units_of()),
    Deed("translations.arranging.move", WRITERS, VERSION, on_units.a_moved_unit),
    Deed(
        "translations.arranging.translate_heads",
        WRITERS,
        VERSION,
        on_units.units_of(is_wanted=True),
    ),
    Deed(
        "translations.aligning.align_anew", WRITERS, VERSION, on_units.two_linked_texts
    ),
    # Files for translators, and the memory as a file.
    Deed("translations.handing_out.hand_out", WRITERS, VERSION, on_units.a_hand_out),
    Deed("translations.handing_out.call_off", WRITERS, VERSION, on_units.a_handed_file),
    Deed("translations.taking_back_in.bring_back", WRITERS, VERSION, on_units.a_return),
    Deed("translations.taking_back_in.take_in", WRITERS, VERSION, on_units.a_decision),
    Deed("translations.taking_back_in.drop_file", WRITERS, VERSION, on_units.a_back),
    Deed(
        "translations.writing_units.write_units",
        WRITERS,
        VERSION,
        on_units.a_desk,
    ),
    Deed(
        "translations.exchanging_memory.take_memory_in",
        EDITORS,
        NEWSROOM,
        on_translations.a_memory,
    ),
    Deed(
        "translations.exchanging_memory.hand_memory_out",
        EDITORS,
        Bound.LANGUAGE,
        lambda _scene: {"languages": on_translations.LANGUAGES, "notices": ()},
    ),
    # Assignments, and what staff were told.
    Deed("translations.assigning.offer", EDITORS, VERSION, on_translations.an_offer),
    Deed(
        "translations.assigning.accept",
        NOBODY,
        VERSION,
        on_translations.an_assigned_text,
    ),
    Deed(
        "translations.assigning.decline",
        NOBODY,
        VERSION,
        lambda scene: {**on_translations.an_assigned_text(scene), **WHY},
    ),
    Deed(
        "translations.assigning.give_back",
        NOBODY,
        VERSION,
        lambda scene: {**on_translations.an_assigned_text(scene), **WHY},
    ),
    Deed(
        "translations.assigning.withdraw",
        EDITORS,
        VERSION,
        on_translations.an_assigned_text,
    ),
    Deed(
        "translations.assigning.hand_on",
        EDITORS,
        VERSION,
        lambda scene: {
            **on_translations.an_assigned_text(scene),
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
            **on_translations.an_assigned_text(scene),
            "priority": Priority.HIGH,
        },
    ),
    Deed("translations.drafting.draft_unit", WRITERS, VERSION, on_units.a_draft),
    # The memory.
    Deed("translations.filling.fill_from_memory", WRITERS, VERSION, on_units.a_filling),
    Deed(
        "translations.borrowing.take_in",
        EDITORS,
        NEWSROOM,
        on_translations.a_memory_file,
    ),
    Deed(
        "translations.borrowing.remove", EDITORS, NEWSROOM, on_translations.a_taken_file
    ),
    Deed("translations.running.draft_story", WRITERS, VERSION, on_units.a_run),
    Deed("translations.running.cancel_run", WRITERS, VERSION, on_units.a_running_one),
    Deed("translations.running.resume_run", WRITERS, VERSION, on_units.a_running_one),
)
