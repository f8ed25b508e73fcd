"""A short story of the desks: nobody is credited by name in either language."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_KHMER = DemoVersion(
    language="km",
    headline="សាឡាងឆ្លងទន្លេក្នុងខេត្តក្រចេះ ដំណើរការឡើងវិញ ក្រោយផ្អាក ១១ ថ្ងៃ",
    standfirst=("អ្នកដំណើរ និងរថយន្តដឹកទំនិញ អាចឆ្លងបានឡើងវិញហើយ។ សេវាពេលយប់នៅតែផ្អាក។"),
    dateline="ក្រចេះ",
    body_html=paragraphs(
        "សាឡាងដែលឆ្លងទន្លេមេគង្គ រវាងឃុំកំពង់ដំរីស និងឃុំព្រែកអណ្ដូងទេព ក្នុងខេត្តក្រចេះ "
        "បានដំណើរការឡើងវិញនៅព្រឹកថ្ងៃអង្គារ ទី៦ ខែមករា ឆ្នាំ២០២៦ បន្ទាប់ពីផ្អាក ១១ ថ្ងៃ "
        "ដើម្បីជួសជុលម៉ាស៊ីន។",
        "អ្នកទទួលបន្ទុកសាឡាងឱ្យដឹងថា សាឡាងចេញដំណើរ ៤០ នាទីម្ដង ចាប់ពីម៉ោង ៥ និង ៣០ នាទីព្រឹក "
        "ដល់ម៉ោង ៦ ល្ងាច។ សេវាពេលយប់នៅផ្អាក រហូតដល់គេប្ដូរភ្លើងបំភ្លឺនៅកំពង់ចតរួច។",
        "ថ្លៃឆ្លងមិនប្រែប្រួលទេ៖ អ្នកដើរ ៥០០ រៀល ម៉ូតូ ១.៥០០ រៀល និងរថយន្តធុនតូច ១២.០០០ រៀល។ "
        "សិស្សដែលស្លៀកពាក់ឯកសណ្ឋាន មិនបាច់បង់ប្រាក់ទេ។",
        "ក្នុងពេលផ្អាក អ្នកដំណើរត្រូវជិះទូកតូចៗ ឬធ្វើដំណើរវាងប្រមាណ ៨៥ គីឡូម៉ែត្រ "
        "ដើម្បីទៅឆ្លងស្ពានដែលនៅជិតជាងគេ។ អ្នកលក់បន្លែនៅផ្សារព្រែកអណ្ដូងទេពប្រាប់ថា "
        "ត្រកួនឡើងថ្លៃពី ២.០០០ ដល់ ៣.០០០ រៀលក្នុងមួយគីឡូក្រាម។",
        "ឃុំទាំងពីរសុំឱ្យអ្នកដំណើរពាក់អាវពោង ហើយកុំឈរលើផ្លូវឡើងចុះ នៅពេលយានយន្តកំពុងឡើង។ "
        "សាឡាងនេះដឹកមនុស្សបាន ៦០ នាក់ និងរថយន្តធុនតូច ៨ គ្រឿង។",
        "ការជួសជុលលើកក្រោយ គ្រោងធ្វើក្នុងខែឧសភា មុនពេលទឹកឡើង។ "
        "អ្នកទទួលបន្ទុកសន្យាថា នឹងជូនដំណឹងជាមុនយ៉ាងតិច ១៤ ថ្ងៃ។",
    ),
    caption="",
    slug="សាឡាងឆ្លងទន្លេក្នុងខេត្តក្រចេះដំណើរការឡើងវិញ",
    credits=(("reporter", "khmer-desk"), ("editor", "khmer-desk")),
    translated_from=None,
    published_at=datetime(2026, 1, 6, 10, 0, tzinfo=_PHNOM_PENH),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="Mekong Ferry in Kratie Runs Again After 11 Days",
    standfirst=(
        "Passengers and trucks can cross once more. The night service stays suspended."
    ),
    dateline="Kratie",
    body_html=paragraphs(
        "The ferry that crosses the Mekong between Kampong Damrei Sa and Prek Andoung "
        "Tep communes in Kratie province resumed service on Tuesday morning, January "
        "6, 2026, after 11 days of engine repairs.",
        "It leaves every 40 minutes from 5:30 a.m. to 6 p.m., according to those who "
        "run it. The night service stays suspended until the lights at the landing "
        "have been replaced.",
        "Fares are unchanged: 500 riel on foot, 1,500 riel for a motorbike and 12,000 "
        "riel for a car. Pupils in uniform pay nothing.",
        "While the ferry stood still, travelers took small boats or made a detour of "
        "about 85 kilometers to the nearest bridge. Vegetable sellers at Prek Andoung "
        "Tep market said the price of morning glory rose from 2,000 to 3,000 riel a "
        "kilogram.",
        "Both communes asked passengers to wear life jackets and to keep off the ramp "
        "while vehicles are boarding. The ferry carries 60 people and eight cars. The "
        "next repairs are planned for May, before the water rises; those who run it "
        "promised to give notice at least 14 days ahead.",
    ),
    caption="",
    slug="mekong-ferry-in-kratie-runs-again",
    credits=(
        ("reporter", "khmer-desk"),
        ("translator", "english-desk"),
        ("editor", "english-desk"),
    ),
    translated_from="km",
    published_at=datetime(2026, 1, 6, 17, 30, tzinfo=_PHNOM_PENH),
)

FERRY_STORY = DemoStory(
    key="ferry",
    kind="news",
    section="society",
    tags=("transport",),
    photo=None,
    versions=(_KHMER, _ENGLISH),
)
