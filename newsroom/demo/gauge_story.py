"""A story under embargo: a study, told in Khmer and English before its day."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_KHMER = DemoVersion(
    language="km",
    headline="ការសិក្សា៖ ដបវាស់ទឹកភ្លៀងរបស់សិស្ស ខុសពីស្ថានីយតែ ៦ ភាគរយ",
    standfirst=(
        "អ្នកស្រាវជ្រាវបានផ្ទៀងផ្ទាត់លេខ ១.៩២០ ដែលសិស្សក្នុងខេត្តតាកែវកត់ទុក "
        "ជាមួយស្ថានីយវាស់ទឹកភ្លៀងបីកន្លែង ហើយស្នើឱ្យសាលាផ្សេងទៀតសាកល្បងធ្វើតាម។"
    ),
    dateline="តាកែវ",
    body_html=paragraphs(
        "ដបប្លាស្ទិកដែលសិស្សកាត់ធ្វើជាឧបករណ៍វាស់ទឹកភ្លៀង ក្នុងឃុំទួលអំពិលពីរ ខេត្តតាកែវ "
        "បង្ហាញលេខខុសពីស្ថានីយវាស់ទឹកភ្លៀង ជាមធ្យមតែ ៦ ភាគរយប៉ុណ្ណោះ។ "
        "នេះបើតាមរបាយការណ៍របស់ក្រុមស្រាវជ្រាវដំណក់មួយ។",
        "ក្រុមនេះបានយកលេខ ១.៩២០ ដែលសិស្សកត់ពីខែឧសភា ឆ្នាំ២០២៥ ដល់ខែមករា ឆ្នាំ២០២៦ "
        "មកប្រៀបធៀបជាមួយលេខរបស់ស្ថានីយបីកន្លែង ដែលស្ថិតនៅឆ្ងាយពីសាលាមិនដល់ ១២ គីឡូម៉ែត្រ។",
        "លោក ហែល ពិទូរ ដែលដឹកនាំការសិក្សានេះ និយាយថា «យើងស្មានថានឹងឃើញកំហុសធំៗ។ "
        "យើងឃើញតែកំហុសតូចៗ ហើយក្មេងៗបានគូសចោលកំហុសភាគច្រើនមុនយើងទៅទៀត»។",
        "កំហុសដែលនៅសល់ កើតឡើងភាគច្រើននៅថ្ងៃភ្លៀងខ្លាំង។ ពេលភ្លៀងធ្លាក់លើសពី ៧០ មីលីម៉ែត្រ"
        "ក្នុងមួយថ្ងៃ ដបខ្លះហៀរ ហើយលេខដែលអានបានទាបជាងការពិតដល់ទៅ ១៨ ភាគរយ។",
        "អ្នកគ្រូ មាស ចាន់ធី ដែលបង្រៀនមុខវិជ្ជាវិទ្យាសាស្ត្រ និងមើលខុសត្រូវសៀវភៅកត់ត្រា ប្រាប់ថា "
        "សិស្សនឹងប្ដូរទៅប្រើដបធំជាងមុន មុនរដូវវស្សាខាងមុខ។ អ្នកគ្រូថា "
        "«ពួកគេសប្បាយចិត្តនឹងលេខ ៦ ប៉ុន្តែពួកគេនិយាយតែពីលេខ ១៨»។",
        "អ្នកនិពន្ធរបាយការណ៍ក៏ប្រុងប្រយ័ត្នដែរ។ ពួកគេសរសេរថា ស្ថានីយបីកន្លែងគ្របដណ្ដប់តែតំបន់តូចមួយ "
        "ហើយលទ្ធផលនៅតំបន់ភ្នំអាចខុសពីនេះ។ ពួកគេស្នើឱ្យសាលា ២០ ក្នុងខេត្តបីផ្សេងទៀត "
        "សាកល្បងវិធីដដែល មុននឹងធ្វើសេចក្ដីសន្និដ្ឋានរួម។",
        "ការធ្វើឧបករណ៍មួយ អស់ប្រាក់ប្រហែល ១.៥០០ រៀល ដែលភាគច្រើនជាថ្លៃលួស។ "
        "ចំណែកស្ថានីយស្វ័យប្រវត្តិមួយ ថ្លៃជាងនេះរាប់ពាន់ដង។",
    ),
    caption="ដបវាស់ទឹកភ្លៀងមួយរបស់សិស្ស ក្បែរវាលស្រែក្នុងខេត្តតាកែវ។",
    slug="ដបវាស់ទឹកភ្លៀងរបស់សិស្សប្រៀបនឹងស្ថានីយ",
    credits=(
        ("reporter", "ros-chanmony"),
        ("editor", "khmer-desk"),
        ("photographer", "yim-vannda"),
    ),
    translated_from=None,
    published_at=datetime(2026, 2, 9, 8, 0, tzinfo=_PHNOM_PENH),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="Study: Pupils’ Bottle Rain Gauges Within 6 Percent of Weather Stations",
    standfirst=(
        "Researchers checked 1,920 readings by pupils in Takeo against three "
        "stations, and say other schools should try the same."
    ),
    dateline="Takeo",
    body_html=paragraphs(
        "Plastic bottles that pupils cut into rain gauges in Tuol Ampil Pi commune, "
        "Takeo province, differ from weather stations by just 6 percent on average, "
        "according to a report by the One Drop Research Group.",
        "The group compared 1,920 readings that pupils wrote down between May 2025 "
        "and January 2026 with those of three stations, each less than 12 "
        "kilometers from the school.",
        "“We expected to find big mistakes,” said Hel Pitou, who led the study. “We "
        "found only small ones, and the children had crossed out most of them "
        "before we did.”",
        "What error remains comes mostly from days of heavy rain. When more than 70 "
        "millimeters fall in a day, some bottles overflow, and readings are as much "
        "as 18 percent too low. Science teacher Meas Chanthy, who looks after the "
        "notebooks, said pupils will switch to larger bottles before the next rainy "
        "season.",
        "“They are pleased with the 6,” she said. “But they only talk about the 18.”",
        "The authors are careful, too. Three stations cover only a small area, they "
        "write, and results in the hills may differ; they propose that 20 schools "
        "in three other provinces try the method before anyone draws general "
        "conclusions. A gauge costs about 1,500 riel to make, most of it for wire. "
        "An automatic station costs thousands of times as much.",
    ),
    caption="One of the pupils’ bottle gauges beside the paddies in Takeo.",
    slug="bottle-rain-gauges-close-to-weather-stations",
    credits=(
        ("reporter", "ros-chanmony"),
        ("translator", "sun-davy"),
        ("editor", "ellen-marsh"),
        ("photographer", "yim-vannda"),
    ),
    translated_from="km",
    published_at=datetime(2026, 2, 10, 8, 0, tzinfo=_PHNOM_PENH),
)

GAUGE_STORY = DemoStory(
    key="gauges",
    kind="news",
    section="environment",
    tags=("farming", "schools"),
    photo="rain-over-paddies",
    versions=(_KHMER, _ENGLISH),
    embargo=timedelta(days=30),
)
