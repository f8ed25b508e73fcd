"""The first story: written in Khmer, then translated and edited into English."""

from datetime import datetime
from zoneinfo import ZoneInfo

from newsroom.demo.shapes import DemoStory, DemoVersion, paragraphs

_PHNOM_PENH = ZoneInfo("Asia/Phnom_Penh")

_KHMER = DemoVersion(
    language="km",
    headline="អ្នកនេសាទទុកអន្លង់មួយឱ្យត្រី បីឆ្នាំក្រោយមក ត្រីវិលមកវិញ",
    standfirst=(
        "សហគមន៍នេសាទមួយក្នុងខេត្តកំពង់ឆ្នាំង បានឈប់នេសាទក្នុងអន្លង់ជ្រៅទំហំ ១៨ ហិកតា។ "
        "សៀវភៅកត់ត្រារបស់អ្នកភូមិបង្ហាញថា ត្រីដែលចាប់បាននៅក្រៅអន្លង់នោះ កើនឡើងជិតពីរដង។"
    ),
    dateline="កំពង់ឆ្នាំង",
    body_html=paragraphs(
        "រៀងរាល់ព្រលឹម លោក ង៉ែត សុវណ្ណឡុង ចុះទូកចេញពីផ្ទះបណ្ដែតរបស់លោក "
        "ទៅកាន់បង្គោលពណ៌ក្រហម ៤ ដើម ដែលឈរក្នុងទឹកទន្លេសាប។ "
        "បង្គោលទាំងនោះប្រាប់អ្នកនេសាទថា នៅខាងក្នុង គ្មាននរណាម្នាក់អាចទម្លាក់មង ឬដាក់លបបានឡើយ។",
        "អន្លង់ជ្រៅទំហំ ១៨ ហិកតានេះ ស្ថិតក្នុងឃុំអន្លង់ផ្កាឈូក ខេត្តកំពង់ឆ្នាំង "
        "ហើយត្រូវបានសហគមន៍នេសាទកំណត់ជាតំបន់ហាមនេសាទ តាំងពីថ្ងៃទី១៥ ខែមករា ឆ្នាំ២០២៣។ "
        "បីឆ្នាំក្រោយមក គ្រួសារចំនួន ២១៤ ដែលជាសមាជិកសហគមន៍ និយាយថា ពួកគេចាប់ត្រីបានច្រើនជាងមុន "
        "ទោះបីជាផ្ទៃទឹកដែលពួកគេអាចនេសាទបានរួមតូចជាងមុនក៏ដោយ។",
        "សៀវភៅកត់ត្រាទាំងប្រាំក្បាលរបស់សហគមន៍ ដែលអ្នកយកព័ត៌មាននៃច្រាំងទន្លេបានអាន បង្ហាញថា "
        "ក្នុងរដូវប្រាំង ឆ្នាំ២០២២ គ្រួសារមួយចាប់ត្រីបានជាមធ្យម ២,៤ គីឡូក្រាមក្នុងមួយថ្ងៃ។ "
        "ក្នុងរដូវប្រាំង ឆ្នាំ២០២៥ ចំនួននេះកើនដល់ ៤,៦ គីឡូក្រាម។",
        "«ឆ្នាំដំបូង គេខឹងនឹងខ្ញុំណាស់ ព្រោះអន្លង់នោះជាកន្លែងដែលឪពុកពួកយើងធ្លាប់រកស៊ី»។ "
        "នេះជាការរៀបរាប់របស់លោក សុវណ្ណឡុង វ័យ ៥៧ ឆ្នាំ ដែលជាប្រធានសហគមន៍។ "
        "លោកបន្តថា «ប៉ុន្តែ បើយើងចាប់មេវាអស់ តើកូនវាមកពីណា?»។",
        "អ្នកស្រី ឈឹម ស្រីនាង វ័យ ៤១ ឆ្នាំ ជាអ្នកលក់ត្រីនៅផ្សារមាត់ទឹក។ "
        "អ្នកស្រីប្រាប់ថា ត្រីដែលបាត់មុខអស់ជាច្រើនឆ្នាំ ដូចជាត្រីប្រា និងត្រីឆ្ពិន "
        "បានវិលមកដល់ជញ្ជីងរបស់អ្នកស្រីវិញក្នុងរដូវនេះ។ "
        "អ្នកស្រីថា «ពីមុន ខ្ញុំមានតែត្រីតូចៗសម្រាប់ធ្វើប្រហុក។ ឥឡូវ មានត្រីធំដែលខ្ញុំត្រូវកាត់ជាកង់លក់»។",
        "មិនមែនគ្រប់គ្នាសុទ្ធតែសប្បាយចិត្តទេ។ អ្នកនេសាទដែលមានទូកតូច "
        "ត្រូវអុំទូកឆ្ងាយជាងមុនជិត ៣ គីឡូម៉ែត្រ ដើម្បីទៅដល់កន្លែងដែលអាចដាក់មងបាន "
        "ហើយអ្នកខ្លះថា ការយាមពេលយប់នៅតែខ្វះមនុស្ស។ "
        "ក្នុងឆ្នាំ២០២៥ ក្រុមល្បាតបានដកឧបករណ៍នេសាទខុសច្បាប់ចេញពីអន្លង់នេះ ២៧ លើក។",
        "ក្រុមល្បាតមានសមាជិក ១២ នាក់ ក្នុងនោះមានស្ត្រី ៥ នាក់ ដែលប្ដូរវេនគ្នារៀងរាល់យប់។ "
        "ថ្លៃសាំងរបស់ពួកគេ បានមកពីការលក់សំបុត្រឱ្យភ្ញៀវចូលទស្សនាព្រៃលិចទឹក។",
        "លោក ទេព វិចិត្រ អ្នកស្រាវជ្រាវត្រីទឹកសាប ដែលបានមកមើលអន្លង់នេះក្នុងខែធ្នូ ឆ្នាំ២០២៥ "
        "លើកឡើងថា លទ្ធផលនេះគួរឱ្យលើកទឹកចិត្ត ប៉ុន្តែនៅឆាប់ពេកក្នុងការសន្និដ្ឋាន។ "
        "លោកពន្យល់ថា «ឆ្នាំ២០២៥ ទឹកឡើងខ្ពស់ ហើយទឹកខ្ពស់ក៏នាំត្រីមកដែរ។ "
        "យើងត្រូវការលេខពីឆ្នាំទឹកទាប ទើបដឹងថា អន្លង់នេះជួយបានប៉ុណ្ណា»។",
        "សហគមន៍គ្រោងប្រជុំនៅថ្ងៃទី១៥ ខែមីនា ឆ្នាំ២០២៦ "
        "ដើម្បីសម្រេចថា តើគួរពង្រីកតំបន់ហាមនេសាទដល់ ២៥ ហិកតាឬយ៉ាងណា។ "
        "លោក សុវណ្ណឡុង ថា លោកនឹងមិនបោះឆ្នោតមុនគេទេ ដោយលោកនិយាយថា "
        "«ខ្ញុំចង់ស្ដាប់អ្នកដែលអុំទូកឆ្ងាយជាងគេសិន»។",
    ),
    caption="ទូកនេសាទ និងបង្គោលក្រហមនៃតំបន់ហាមនេសាទ នៅលើទន្លេសាប ពេលថ្ងៃលិច។",
    slug="អ្នកនេសាទទុកអន្លង់មួយឱ្យត្រី",
    credits=(
        ("reporter", "keo-mealea"),
        ("editor", "khmer-desk"),
        ("photographer", "yim-vannda"),
    ),
    translated_from=None,
    published_at=datetime(2026, 2, 16, 7, 30, tzinfo=_PHNOM_PENH),
)

_ENGLISH = DemoVersion(
    language="en",
    headline="They Left One Deep Pool to the Fish. Three Years On, the Fish Are Back",
    standfirst=(
        "Notebooks kept by hand in a Kampong Chhnang fishing community show that "
        "catches outside an 18-hectare no-fishing zone have nearly doubled."
    ),
    dateline="Kampong Chhnang",
    body_html=paragraphs(
        "Before sunrise each day, Nget Sovanlong takes his boat from his floating "
        "house to four red posts that stand in the Tonle Sap river. Inside the "
        "posts, nobody may drop a net or set a trap.",
        "They mark an 18-hectare stretch of deep water in Anlong Phka Chhuk commune, "
        "Kampong Chhnang province, which the local fishing community closed to all "
        "fishing on January 15, 2023.",
        "Three years on, the community’s 214 member families say they are catching "
        "more, even though they have less water to fish in. Five notebooks kept by "
        "hand and read by The Riverbank give the figures: in the dry season of 2022 "
        "a family caught 2.4 kilograms of fish a day on average, and in the dry "
        "season of 2025 it caught 4.6.",
        "The Tonle Sap is one of the most productive inland fisheries in the world. "
        "In the rainy season the swollen Mekong pushes its water back up the river "
        "and floods the forests around the lake, where fish spawn. When the water "
        "falls, many of them wait for the next flood in deep pools like this one.",
        "“The first year, people were furious with me, because that pool fed our "
        "fathers,” said Sovanlong, 57, who heads the community. “But if we catch "
        "all the mothers, where will the young come from?”",
        "Chhim Sreyneang, 41, sells fish at the waterside market. Kinds that had "
        "been missing for years, such as river catfish and silver barb, came back "
        "to her scales this season, she said.",
        "“Before, I only had small ones for prahok,” she said of the fermented "
        "paste found in most Cambodian kitchens. “Now there are big fish that I "
        "have to sell by the slice.”",
        "Not everyone is pleased. Owners of small boats now row nearly 3 kilometers "
        "farther to set their nets, and some say too few people keep watch at "
        "night. A patrol of 12 members, five of them women, takes turns on the "
        "water; tickets sold to visitors to the flooded forest pay for its fuel. "
        "In 2025 it removed illegal gear from the pool 27 times.",
        "Tep Vichet, a freshwater fish researcher who visited the pool in December "
        "2025, called the results encouraging but said it was too early to draw "
        "conclusions.",
        "“The water was high in 2025, and high water brings fish too,” he said. "
        "“We need numbers from a low-water year before we know how much the pool "
        "helps.”",
        "The community plans to meet on March 15, 2026, to decide whether to extend "
        "the closed area to 25 hectares. Sovanlong said he would not be the first "
        "to vote. “I want to hear from those who row the farthest,” he said.",
    ),
    caption="Fishing boats and the red posts of the no-fishing zone at dusk.",
    slug="one-deep-pool-left-to-the-fish",
    credits=(
        ("reporter", "keo-mealea"),
        ("translator", "sun-davy"),
        ("editor", "ellen-marsh"),
        ("photographer", "yim-vannda"),
    ),
    translated_from="km",
    published_at=datetime(2026, 2, 17, 9, 0, tzinfo=_PHNOM_PENH),
)

RIVER_STORY = DemoStory(
    key="river",
    kind="news",
    section="environment",
    tags=("fisheries", "tonle-sap"),
    photo="river-at-dusk",
    versions=(_KHMER, _ENGLISH),
)
