"""A story that is being translated: Khmer is out, English is half done."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_KHMER = DemoVersion(
    language="km",
    headline="ជាងធ្វើខ្លែងឯកចំណាស់ជាងគេក្នុងឃុំ បង្រៀនក្មេងៗឱ្យចេះស្ដាប់ខ្យល់",
    standfirst=(
        "នៅខេត្តកំពង់ស្ពឺ លោកតា ប៉ែន សារឿន ធ្វើខ្លែងដែលចេះបន្លឺសំឡេង។ "
        "ក្មេង ១៧ នាក់មករៀនរៀងរាល់ថ្ងៃអាទិត្យ ក្រោយរដូវច្រូតកាត់។"
    ),
    dateline="កំពង់ស្ពឺ",
    body_html=paragraphs(
        "គេឮសំឡេងនោះ មុនពេលឃើញខ្លែង។ វាលាន់ឡើងចុះលើវាលស្រែដែលទើបច្រូតរួច "
        "ដូចជានរណាម្នាក់កំពុងច្រៀងដោយមិនបើកមាត់។",
        "លោកតា ប៉ែន សារឿន វ័យ ៧៣ ឆ្នាំ ឈរបិទភ្នែកនៅលើភ្លឺស្រែ ក្នុងឃុំវាលខ្លែងស "
        "ខេត្តកំពង់ស្ពឺ។ លោកតាថា «បើមើល ខ្ញុំឃើញតែក្រដាស។ "
        "បើស្ដាប់ ទើបខ្ញុំដឹងថា ខ្យល់នៅខាងលើខ្លាំងប៉ុនណា»។",
        "ខ្លែងឯកមានធ្នូមួយនៅលើក្បាល ដែលគេហៅថា ឯក។ ខ្សែធ្នូនោះធ្វើពីបន្ទះផ្ដៅ ឬស្លឹកត្នោតស្ដើង "
        "ហើយពេលខ្យល់បក់ប៉ះ វាញ័រចេញជាសំឡេង។",
        "លោកតាធ្វើខ្លែងតាំងពីអាយុ ១១ ឆ្នាំ។ ខ្លែងមួយត្រូវការពេល ៤ ទៅ ៥ ថ្ងៃ៖ "
        "ឫស្សីត្រូវចាំងឱ្យស្មើគ្នាទាំងសងខាង ព្រោះបើខាងណាធ្ងន់ជាង ទោះបន្តិចក៏ដោយ ខ្លែងនឹងផ្អៀង។",
        "ចាប់តាំងពីខែធ្នូ ឆ្នាំ២០២៥ មក ក្មេង ១៧ នាក់មករៀននៅក្រោមផ្ទះរបស់លោកតារៀងរាល់ថ្ងៃអាទិត្យ។ "
        "ពួកគេមិនបង់ថ្លៃសិក្សាទេ ប៉ុន្តែម្នាក់ៗត្រូវយកឫស្សីមកដោយខ្លួនឯង។",
        "ក្មេងស្រី ស៊ីម មុន្នីរ័ត្ន វ័យ ១៣ ឆ្នាំ ធ្វើខូចអស់បួន មុនពេលខ្លែងទីប្រាំរបស់នាងហោះបាន ២០ នាទី។ "
        "លោកតាពន្យល់ថា «ខ្លែងដែលខូច បង្រៀនបានច្រើនជាងខ្ញុំ»។",
        "អ្វីដែលកំពុងបាត់បង់ មិនមែនមានតែជាងទេ។ វាលស្រែជាច្រើនកន្លែងក្បែរភូមិ "
        "ត្រូវបានពុះជាដីឡូត៍ ហើយមានខ្សែភ្លើងឆ្លងកាត់ពីលើ។ កាលពីឆ្នាំមុន ខ្លែងបីបានទើរលើខ្សែភ្លើង។ "
        "តាំងពីពេលនោះមក អ្នកភូមិព្រមព្រៀងគ្នាបង្ហោះខ្លែងតែនៅវាលខាងលិចវត្ត ដែលគ្មានបង្គោលភ្លើង។",
        "លោកតា សារឿន បិទបញ្ជីឈ្មោះកូនសិស្សនៅលើជញ្ជាំង។ ក្រោយឈ្មោះនីមួយៗ លោកតាមិនដាក់ពិន្ទុទេ "
        "តែសរសេរថា សំឡេងខ្លែងរបស់គេស្រដៀងនឹងអ្វី៖ ឃ្មុំ ទូកម៉ាស៊ីន ឬយាយកំពុងដេកលក់។",
    ),
    caption="",
    slug="ជាងធ្វើខ្លែងឯកបង្រៀនក្មេង",
    credits=(("reporter", "keo-mealea"), ("editor", "khmer-desk")),
    translated_from=None,
    published_at=datetime(2026, 2, 12, 7, 0, tzinfo=_PHNOM_PENH),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="The Commune’s Oldest Kite Maker Teaches Children to Listen to the Wind",
    standfirst=(
        "In Kampong Speu, Pen Saroeun builds kites that sing. Every Sunday since "
        "the harvest, 17 children have come to learn how."
    ),
    dateline="Kampong Speu",
    body_html=paragraphs(
        "You hear it before you see it. The sound rises and falls over the newly "
        "cut rice, as if somebody were singing with their mouth closed.",
        "Pen Saroeun, 73, stands on a paddy dike in Veal Khleng Sa commune, Kampong "
        "Speu province, with his eyes shut. “When I look, I see only paper,” he "
        "said. “When I listen, I know how strong the wind is up there.”",
        "A khleng ek carries a bow on its head, called the ek. The string of the "
        "bow, a thin strip of rattan or palm leaf, trembles in the wind and sounds.",
        "He has made kites since he was 11. Each takes four or five days: the bamboo "
        "must be shaved evenly on both sides, for if one side is even a little "
        "heavier, the kite will lean.",
    ),
    caption="",
    slug="kite-maker-teaches-children-to-listen",
    credits=(("reporter", "keo-mealea"), ("translator", "sun-davy")),
    translated_from="km",
    published_at=datetime(2026, 2, 13, 16, 0, tzinfo=_PHNOM_PENH),
    is_published=False,
)

KITE_STORY = DemoStory(
    key="kite",
    kind="feature",
    section="culture",
    tags=("crafts",),
    photo=None,
    versions=(_KHMER, _ENGLISH),
)
