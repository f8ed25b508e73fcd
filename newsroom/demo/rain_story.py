"""The second story: written in English, then translated into Khmer."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_ENGLISH = DemoVersion(
    language="en",
    headline="A Blackboard by the Market Tells Takeo Farmers Where It Rained",
    standfirst=(
        "Pupils read 12 homemade rain gauges before class. Farmers nearby have "
        "begun to wait for their numbers before they sow."
    ),
    dateline="Takeo",
    body_html=paragraphs(
        "The most widely read notice in Tuol Ampil Pi commune is written in chalk. "
        "Every morning at 6:30, a pupil of the lower secondary school copies 12 "
        "numbers onto a blackboard beside the market road: how many millimeters of "
        "rain fell since yesterday, and on which field.",
        "The numbers come from rain gauges that pupils cut from plastic bottles in "
        "science class in May 2025. Each bottle hangs on a fence post in one "
        "family’s field, and each of those families has a child at the school who "
        "reads it before walking to class.",
        "“I thought my daughter was playing,” said Chea Phalkun, 46, who grows rice "
        "on 1.2 hectares. “Then I saw that my field got 8 millimeters of rain and "
        "the one behind the pagoda got 31. It is the same village. I had always "
        "sown on the same day as my neighbor.”",
        "In June 2025 Phalkun waited nine days longer than usual, until the board "
        "showed 60 millimeters in one week. He lost none of his seedlings, he said; "
        "the year before, he had to sow twice.",
        "Science teacher Meas Chanthy, 33, said the idea came from a lesson on "
        "averages that nobody enjoyed. “Now they argue about decimals on the way "
        "home,” she said. “One boy went back in the dark because he was not sure "
        "that he had read the bottle at eye level.”",
        "The gauges have their limits. Wind knocks them down, ducks drink from "
        "them, and a bottle read an hour late on a hot day has already lost some of "
        "its water. Every Friday Chanthy checks the pupils’ notebooks and crosses "
        "out readings that look wrong: 43 of 1,480 so far.",
        "She does not tell farmers when to sow. “We write what fell,” she said. "
        "“We do not write what will fall.”",
        "Two neighboring schools have asked for the instructions, which fit on one "
        "page. The first line says to rinse the bottle. The last says to write down "
        "the zeros as well, because a day without rain is also a measurement.",
    ),
    caption="A bottle rain gauge on a fence post above the paddies in Takeo.",
    slug="blackboard-tells-farmers-where-it-rained",
    credits=(
        ("reporter", "ros-chanmony"),
        ("editor", "ellen-marsh"),
        ("photographer", "yim-vannda"),
    ),
    translated_from=None,
    published_at=datetime(2025, 10, 20, 8, 0, tzinfo=_PHNOM_PENH),
)

_KHMER = DemoVersion(
    language="km",
    headline="ក្ដារខៀនក្បែរផ្សារ ប្រាប់កសិករខេត្តតាកែវថា ភ្លៀងធ្លាក់លើស្រែណា",
    standfirst=(
        "សិស្សានុសិស្សអានឧបករណ៍វាស់ទឹកភ្លៀង ១២ ដែលពួកគេធ្វើដោយដៃ មុនពេលចូលរៀន។ "
        "កសិករនៅជិតខាងចាប់ផ្ដើមរង់ចាំមើលលេខទាំងនោះ មុននឹងសាបព្រោះ។"
    ),
    dateline="តាកែវ",
    body_html=paragraphs(
        "សេចក្ដីជូនដំណឹងដែលមានគេអានច្រើនជាងគេក្នុងឃុំទួលអំពិលពីរ សរសេរដោយដីស។ "
        "រៀងរាល់ព្រឹក នៅម៉ោង ៦ និង ៣០ នាទី សិស្សម្នាក់នៃអនុវិទ្យាល័យ ចម្លងលេខ ១២ "
        "ទៅលើក្ដារខៀនក្បែរផ្លូវទៅផ្សារ ដើម្បីប្រាប់ថា ចាប់ពីម្សិលមិញមក "
        "ភ្លៀងធ្លាក់បានប៉ុន្មានមីលីម៉ែត្រ ហើយធ្លាក់លើស្រែណា។",
        "លេខទាំងនោះបានមកពីឧបករណ៍វាស់ទឹកភ្លៀង ដែលសិស្សកាត់ធ្វើពីដបប្លាស្ទិក "
        "ក្នុងម៉ោងរៀនវិទ្យាសាស្ត្រ កាលពីខែឧសភា ឆ្នាំ២០២៥។ "
        "ដបនីមួយៗព្យួរលើបង្គោលរបងក្នុងស្រែរបស់គ្រួសារមួយ ហើយគ្រួសារនីមួយៗមានកូនម្នាក់រៀននៅសាលានេះ "
        "ដែលជាអ្នកអានដប មុនដើរទៅរៀន។",
        "លោក ជា ផលគុណ វ័យ ៤៦ ឆ្នាំ ដែលធ្វើស្រែលើផ្ទៃដី ១,២ ហិកតា និយាយថា "
        "«ខ្ញុំស្មានថា កូនស្រីខ្ញុំលេងទេ។ ក្រោយមក ខ្ញុំឃើញថា ស្រែខ្ញុំបានទឹកភ្លៀង ៨ មីលីម៉ែត្រ "
        "តែស្រែក្រោយវត្តបានដល់ ៣១ មីលីម៉ែត្រ។ ភូមិតែមួយសោះ។ "
        "កន្លងមក ខ្ញុំតែងតែសាបព្រោះនៅថ្ងៃតែមួយជាមួយអ្នកជិតខាង»។",
        "ក្នុងខែមិថុនា ឆ្នាំ២០២៥ លោក ផលគុណ បានរង់ចាំយូរជាងធម្មតា ៩ ថ្ងៃ "
        "រហូតដល់ក្ដារខៀនបង្ហាញថា ភ្លៀងធ្លាក់បាន ៦០ មីលីម៉ែត្រក្នុងមួយសប្ដាហ៍។ "
        "លោកថា សំណាបរបស់លោកមិនខូចសោះ ខណៈដែលឆ្នាំមុន លោកត្រូវសាបព្រោះដល់ទៅពីរដង។",
        "អ្នកគ្រូ មាស ចាន់ធី វ័យ ៣៣ ឆ្នាំ ដែលបង្រៀនមុខវិជ្ជាវិទ្យាសាស្ត្រ ប្រាប់ថា "
        "គំនិតនេះកើតចេញពីមេរៀនស្ដីពីមធ្យមភាគ ដែលគ្មាននរណាចូលចិត្ត។ "
        "អ្នកគ្រូថា «ឥឡូវ ពួកគេជជែកប្រកែកគ្នាអំពីលេខក្រោយក្បៀស តាមផ្លូវទៅផ្ទះ។ "
        "មានសិស្សប្រុសម្នាក់ត្រឡប់ទៅវិញទាំងងងឹត ព្រោះមិនប្រាកដថា ខ្លួនបានអានដបត្រង់កម្រិតភ្នែកឬអត់»។",
        "ឧបករណ៍ទាំងនេះក៏មានដែនកំណត់ដែរ។ ខ្យល់បក់ផ្ដួលវា ទាមកផឹកទឹកពីវា "
        "ហើយដបដែលគេអានយឺតមួយម៉ោងក្នុងថ្ងៃក្ដៅ បានបាត់ទឹកខ្លះទៅហើយ។ "
        "រៀងរាល់ថ្ងៃសុក្រ អ្នកគ្រូ ចាន់ធី ពិនិត្យសៀវភៅកត់ត្រារបស់សិស្ស ហើយគូសចោលលេខដែលមើលទៅមិនត្រឹមត្រូវ។ "
        "មកទល់ពេលនេះ មាន ៤៣ លេខត្រូវបានគូសចោល ក្នុងចំណោម ១.៤៨០ លេខ។",
        "អ្នកគ្រូមិនប្រាប់កសិករថាត្រូវសាបព្រោះនៅពេលណាទេ។ "
        "អ្នកគ្រូថា «យើងសរសេរអំពីភ្លៀងដែលបានធ្លាក់។ យើងមិនសរសេរអំពីភ្លៀងដែលនឹងធ្លាក់ទេ»។",
        "សាលាជិតខាងពីរបានសុំសេចក្ដីណែនាំ ដែលមានត្រឹមតែមួយទំព័រ។ បន្ទាត់ទីមួយប្រាប់ឱ្យលាងដប។ "
        "បន្ទាត់ចុងក្រោយប្រាប់ឱ្យកត់លេខសូន្យដែរ ព្រោះថ្ងៃដែលគ្មានភ្លៀង ក៏ជាការវាស់វែងមួយដែរ។",
    ),
    caption="ដបវាស់ទឹកភ្លៀងនៅលើបង្គោលរបង ក្បែរវាលស្រែក្នុងខេត្តតាកែវ។",
    slug="ក្ដារខៀនប្រាប់កសិករថាភ្លៀងធ្លាក់លើស្រែណា",
    credits=(
        ("reporter", "ros-chanmony"),
        ("translator", "sun-davy"),
        ("editor", "khmer-desk"),
        ("photographer", "yim-vannda"),
    ),
    translated_from="en",
    published_at=datetime(2025, 10, 22, 7, 0, tzinfo=_PHNOM_PENH),
)

RAIN_STORY = DemoStory(
    key="rain",
    kind="feature",
    section="society",
    tags=("farming", "schools"),
    photo="rain-over-paddies",
    versions=(_ENGLISH, _KHMER),
)
