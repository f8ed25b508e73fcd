"""A story whose Khmer text was changed after it was translated into English."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoChange, DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_COUNTED = (
    "គិតត្រឹមដំណាច់ខែវិច្ឆិកា គ្រូពេទ្យបានពិនិត្យអ្នកជំងឺ ៨៦៤ នាក់ "
    "ក្នុងនោះមានស្ត្រីមានផ្ទៃពោះ ៤៧ នាក់ ហើយបានចាក់ថ្នាំបង្ការដល់កុមារ ១៤៣ នាក់។"
)
_COUNTED_AGAIN = (
    "គិតត្រឹមដំណាច់ខែវិច្ឆិកា គ្រូពេទ្យបានពិនិត្យអ្នកជំងឺ ៨៤៦ នាក់ "
    "ក្នុងនោះមានស្ត្រីមានផ្ទៃពោះ ៤៧ នាក់ ហើយបានចាក់ថ្នាំបង្ការដល់កុមារ ១៥៦ នាក់ "
    "បើតាមបញ្ជីដែលគ្រូពេទ្យបានរាប់ឡើងវិញ។"
)
_NOBODY_PAYS = (
    "ប្រាក់សម្រាប់សាំង និងថ្នាំ មានគ្រប់តែដល់ខែមីនា ឆ្នាំ២០២៦។ "
    "លោក គង់ វាសនា ដែលមើលខុសត្រូវទូកនេះ និយាយថា "
    "«យើងមិនទាន់ដឹងថា ក្រោយពីនោះ នរណានឹងបង់ថ្លៃសាំងទេ»។"
)
_ALL_PAY = (
    "ប្រាក់សម្រាប់សាំង និងថ្នាំ មានគ្រប់ដល់ខែកញ្ញា ឆ្នាំ២០២៦។ "
    "លោក គង់ វាសនា ដែលមើលខុសត្រូវទូកនេះ និយាយថា "
    "«គ្រួសារនីមួយៗព្រមជួយថ្លៃសាំងបន្តិចបន្តួច ហើយឃុំបង់ផ្នែកដែលនៅសល់»។"
)


def _told(counted: str, paid: str) -> tuple[str, ...]:
    return paragraphs(
        "នៅម៉ោង ៧ និង ៣០ នាទីព្រឹកថ្ងៃពុធ ទូកពណ៌សមួយចតក្បែរផ្ទះបណ្ដែតរបស់អ្នកស្រី អ៊ិន ធារី។ "
        "នៅខាងក្នុងមានជញ្ជីងថ្លឹងទារក ទូទឹកកកសម្រាប់ដាក់ថ្នាំ និងគ្រូពេទ្យពីរនាក់។",
        "ទូកពេទ្យនេះចាប់ផ្ដើមដំណើរការក្នុងខែកញ្ញា ឆ្នាំ២០២៥ នៅឃុំអន្លង់ផ្កាឈូក ខេត្តកំពង់ឆ្នាំង។ "
        "វាឈប់នៅ ៦ កន្លែងក្នុងមួយសប្ដាហ៍ ហើយបម្រើគ្រួសារដែលរស់នៅលើទឹកប្រមាណ ៣២០ គ្រួសារ។",
        counted,
        "អ្នកស្រី ធារី វ័យ ២៩ ឆ្នាំ និយាយថា «ពីមុន ខ្ញុំត្រូវជិះទូកអស់ពីរម៉ោង ហើយរង់ចាំទៀត។ "
        "បើកូនក្ដៅខ្លួនពេលយប់ ខ្ញុំត្រូវចាំដល់ភ្លឺ»។",
        "គ្រូពេទ្យម្នាក់ គឺអ្នកស្រី នូ កល្យាណ វ័យ ៣៤ ឆ្នាំ ប្រាប់ថា ជំងឺដែលជួបញឹកញាប់ជាងគេ "
        "គឺរាករូស និងជំងឺស្បែក ដែលភាគច្រើនបណ្ដាលមកពីទឹកប្រើប្រាស់។ "
        "អ្នកស្រីថា «យើងឱ្យថ្នាំតែម្ដង តែយើងនិយាយអំពីទឹកស្អាតដប់ដង»។",
        paid,
        "អ្នកស្រី ធារី សង្ឃឹមថា ទូកនេះនឹងមកទៀត។ កូនស្រីពៅរបស់អ្នកស្រី ដែលមានអាយុ ៤ ខែ "
        "ទើបថ្លឹងបាន ៦ គីឡូក្រាម ហើយក្រដាសកត់ទម្ងន់នោះ បិទនៅក្បែររូបថតអាពាហ៍ពិពាហ៍។",
    )


_KHMER = DemoVersion(
    language="km",
    headline="ទូកពេទ្យមកដល់ភូមិបណ្ដែតរៀងរាល់ថ្ងៃពុធ",
    standfirst=(
        "គ្រួសារដែលរស់នៅលើទឹកក្នុងខេត្តកំពង់ឆ្នាំង លែងខាតពេលកន្លះថ្ងៃដើម្បីជួបគ្រូពេទ្យទៀតហើយ។ "
        "គ្រូពេទ្យពីរនាក់មកដល់មាត់ទ្វារ។"
    ),
    dateline="កំពង់ឆ្នាំង",
    body_html=_told(_COUNTED, _NOBODY_PAYS),
    caption="ទូកពេទ្យចតក្បែរផ្ទះបណ្ដែតមួយ ក្នុងឃុំអន្លង់ផ្កាឈូក ពេលព្រឹក។",
    slug="ទូកពេទ្យមកដល់ភូមិបណ្ដែត",
    credits=(
        ("reporter", "keo-mealea"),
        ("editor", "khmer-desk"),
        ("photographer", "yim-vannda"),
    ),
    translated_from=None,
    published_at=datetime(2025, 12, 8, 7, 0, tzinfo=_PHNOM_PENH),
    change=DemoChange(
        body_html=_told(_COUNTED_AGAIN, _ALL_PAY),
        published_at=datetime(2025, 12, 15, 11, 0, tzinfo=_PHNOM_PENH),
    ),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="The Clinic That Comes by Boat Every Wednesday",
    standfirst=(
        "Families who live on the water in Kampong Chhnang no longer lose half a day "
        "to see a medic: two now come to their door."
    ),
    dateline="Kampong Chhnang",
    body_html=paragraphs(
        "At 7:30 on a Wednesday morning, a white boat ties up beside In Theary’s "
        "floating house. Inside are baby scales, a refrigerator for medicine, and "
        "two medics.",
        "The clinic boat began its rounds in Anlong Phka Chhuk commune, Kampong "
        "Chhnang province, in September 2025. It makes six stops a week and serves "
        "about 320 families who live on the water. By the end of November the medics "
        "had seen 864 patients, 47 of them pregnant women, and vaccinated 143 "
        "children.",
        "“Before, I sat in a boat for two hours, and then I waited,” said Theary, "
        "29. “If a child had a fever at night, I had to wait until it was light.”",
        "Nou Kalyan, 34, one of the medics, said the complaints she sees most often "
        "are diarrhea and skin disease, most of them caused by the water people use. "
        "“We give the medicine once,” she said. “We talk about clean water ten "
        "times.”",
        "The money for fuel and medicine lasts only until March 2026. “We do not "
        "know yet who will pay for the fuel after that,” said Kong Veasna, who is in "
        "charge of the boat.",
        "Theary hopes it will keep coming. Her youngest daughter, four months old, "
        "has just weighed in at 6 kilograms, and the slip of paper that says so "
        "hangs beside the wedding photo.",
    ),
    caption="The clinic boat beside a floating house in Anlong Phka Chhuk commune.",
    slug="clinic-that-comes-by-boat",
    credits=(
        ("reporter", "keo-mealea"),
        ("translator", "sun-davy"),
        ("editor", "ellen-marsh"),
        ("photographer", "yim-vannda"),
    ),
    translated_from="km",
    published_at=datetime(2025, 12, 10, 9, 0, tzinfo=_PHNOM_PENH),
)

CLINIC_STORY = DemoStory(
    key="clinic",
    kind="news",
    section="society",
    tags=("health", "tonle-sap"),
    photo="clinic-boat",
    versions=(_KHMER, _ENGLISH),
)
