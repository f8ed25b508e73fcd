"""The kinds of letters, each with its standing words in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Words = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class LetterKind:
    """What letters of a kind say besides what their package says.

    Attributes:
        code: For machines.
        title: By language tag, as are the next two.
        standing: The paragraph after what the letter is about.
        foot: Before the address at the foot.
        addressee: How machines call whom it is written to.
        address: How machines call the address at the foot.
        is_signed_by_both: The other side signs it, too.
    """

    code: str
    title: Words
    standing: Words
    foot: Words
    addressee: str
    address: str
    is_signed_by_both: bool


PERMISSION: Final = LetterKind(
    code="permission letter",
    title={"km": "លិខិតអនុញ្ញាត", "en": "Letter of permission"},
    standing={
        "km": "គ្រប់ច្បាប់ចម្លងត្រូវមានឈ្មោះអ្នកនិពន្ធ អ្នកបកប្រែ និងសេចក្ដីជូនដំណឹងអំពីសិទ្ធិខាងក្រោម ទាំងស្រុង។ "
        "រូបថតរបស់អ្នកដទៃមិនរួមបញ្ចូលទេ។ បើយើងស្នើសុំឱ្យដកចេញ ឬកែតម្រូវ សូមធ្វើជាប្រញាប់ ហើយប្រាប់យើងវិញ។",
        "en": "Every copy carries the names of its makers and the rights notice below "
        "in full. Photographs that belong to others are not included. If we ask for "
        "removal or correction, please act at once and tell us.",
    },
    foot={"km": "លក្ខខណ្ឌសម្រាប់ម៉ាស៊ីន", "en": "For machines"},
    addressee="licensee",
    address="policy",
    is_signed_by_both=True,
)
COMPLAINT: Final = LetterKind(
    code="letter about a copy without permission",
    title={
        "km": "លិខិតអំពីការផ្សាយឡើងវិញដោយគ្មានការអនុញ្ញាត",
        "en": "About a copy without permission",
    },
    standing={
        "km": "អ្នកណាក៏អាចផ្ញើតំណទៅអត្ថបទដើម អានឱ្យគេស្ដាប់ ឬដកស្រង់ផ្នែកខ្លីដោយដាក់ឈ្មោះយើងបាន។ "
        "បើផ្សាយច្រើនជាងនេះ ត្រូវមានការអនុញ្ញាតជាលាយលក្ខណ៍អក្សរ ដូចសេចក្ដីជូនដំណឹងខាងក្រោមបានចែង។ "
        "លិខិតនេះមិនមែនជាការលះបង់សិទ្ធិណាមួយរបស់យើងទេ។",
        "en": "Everybody may share the link to the original, read it aloud or quote a "
        "short part with our name. What goes beyond that needs a written permission, "
        "as the notice below says. With this letter we give up none of our rights.",
    },
    foot={"km": "សុំការអនុញ្ញាតនៅទីនេះ", "en": "Ask for permission here"},
    addressee="addressee",
    address="ask",
    is_signed_by_both=False,
)
