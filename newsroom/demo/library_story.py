"""An opinion, signed by its author: written in Khmer, translated into English."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_KHMER = DemoVersion(
    language="km",
    headline="កុំចាក់សោបណ្ណាល័យ នៅពេលក្មេងៗមានពេលអាន",
    standfirst=("វិស្សមកាលធំមានរយៈពេលពីរខែ។ សៀវភៅនៅសាលារៀនក៏គួរតែធ្វើការក្នុងពេលនោះដែរ។"),
    dateline="",
    body_html=paragraphs(
        "ខ្ញុំបានបង្រៀនថ្នាក់ទីបួនអស់ ២៦ ឆ្នាំ ហើយរៀងរាល់ឆ្នាំ ខ្ញុំបានធ្វើរឿងមួយដែលខ្ញុំអៀនខ្លួន៖ "
        "នៅថ្ងៃចុងក្រោយមុនវិស្សមកាល ខ្ញុំចាក់សោទូសៀវភៅ។",
        "ហេតុផលតែងតែដដែល។ សៀវភៅអាចបាត់ អាចរហែក ហើយគ្មាននរណាត្រូវបានចាត់តាំងឱ្យយាម។ "
        "ហេតុផលទាំងនេះមិនខុសទេ ប៉ុន្តែវាការពារសៀវភៅ ជាជាងការពារអ្នកអាន។",
        "នៅឆ្នាំ២០២៤ មុនពេលចូលនិវត្តន៍ ខ្ញុំបានសាកល្បងទុកទូឱ្យនៅបើក។ រៀងរាល់ថ្ងៃសៅរ៍ "
        "ខ្ញុំដាក់សៀវភៅ ៨៥ ក្បាលលើរទេះមួយ ហើយរុញទៅក្រោមដើមអំពិលក្បែរផ្សារ។ "
        "ក្មេងៗខ្ចីសៀវភៅ ដោយសរសេរឈ្មោះខ្លួនឯងក្នុងបញ្ជី។",
        "៩ សប្ដាហ៍ក្រោយមក សៀវភៅ ៧៩ ក្បាលបានត្រឡប់មកវិញដោយល្អ បីក្បាលរហែក និងបីក្បាលបាត់។ "
        "មួយឆ្នាំក្រោយមក គេយកសៀវភៅមួយក្បាលដែលបាត់នោះមកឱ្យខ្ញុំវិញ ដោយរុំក្នុងក្រដាសកាសែត។",
        "អ្នកខ្លះនឹងថា ក្មេងៗត្រូវការលេង មិនមែនអានទេ។ ខ្ញុំយល់ស្រប។ "
        "ប៉ុន្តែក្មេងដែលអានដោយគ្មាននរណាបង្ខំ ក៏កំពុងលេងដែរ។",
        "ខ្ញុំមិនសុំថវិកាច្រើនទេ។ ខ្ញុំសុំតែបីយ៉ាង៖ ឱ្យសាលានីមួយៗមានអ្នកស្ម័គ្រចិត្តម្នាក់កាន់កូនសោ "
        "ឱ្យបណ្ណាល័យបើកពីរព្រឹកក្នុងមួយសប្ដាហ៍ ហើយឱ្យគេរាប់សៀវភៅដែលរហែក ថាជាសៀវភៅដែលមានគេអាន។",
        "ទូដែលចាក់សោ រក្សាសៀវភៅឱ្យនៅថ្មី។ តែសៀវភៅថ្មីដែលគ្មាននរណាបើក គ្រាន់តែជាក្រដាសមានក្រប។",
    ),
    caption="",
    slug="កុំចាក់សោបណ្ណាល័យ",
    credits=(("author", "chuon-rachana"), ("editor", "khmer-desk")),
    translated_from=None,
    published_at=datetime(2025, 11, 10, 7, 0, tzinfo=_PHNOM_PENH),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="Do Not Lock the Library When Children Have Time to Read",
    standfirst=(
        "The long vacation lasts two months. The books in our schools should work "
        "through it, too."
    ),
    dateline="",
    body_html=paragraphs(
        "I taught fourth grade for 26 years, and every year I did something I am "
        "ashamed of: on the last day before the vacation, I locked the bookcase.",
        "The reasons were always the same. Books get lost, books get torn, and "
        "nobody has been told to keep watch. None of that is wrong. But it protects "
        "the books rather than the readers.",
        "In 2024, before I retired, I tried leaving it open. Every Saturday I put 85 "
        "books on a cart and pushed it under the tamarind tree by the market. "
        "Children borrowed them by writing their own names on a list. Nine weeks "
        "later, 79 had come back in good order; three were torn and three were "
        "missing. A year after that, one of the missing three was returned to me, "
        "wrapped in newspaper.",
        "Some will say that children need to play, not to read. I agree. But a child "
        "who reads when nobody makes them is playing, too.",
        "I am not asking for a large budget. I am asking for just three things: a "
        "volunteer at each school who keeps the key, a library that opens two "
        "mornings a week, and torn books that are counted as books somebody read.",
        "A locked bookcase keeps books new. But a new book that nobody opens is only "
        "paper with a cover.",
    ),
    caption="",
    slug="do-not-lock-the-library",
    credits=(
        ("author", "chuon-rachana"),
        ("translator", "sun-davy"),
        ("editor", "ellen-marsh"),
    ),
    translated_from="km",
    published_at=datetime(2025, 11, 12, 9, 0, tzinfo=_PHNOM_PENH),
)

LIBRARY_STORY = DemoStory(
    key="library",
    kind="opinion",
    section="society",
    tags=("schools",),
    photo=None,
    versions=(_KHMER, _ENGLISH),
)
