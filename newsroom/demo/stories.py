"""The demonstration as a whole: outlet, people, labels, pictures, stories, logins.

Everything here is invented. The outlet, the persons, the communes and the events do
not exist; only the provinces do.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from newsroom.demo.bridge_story import BRIDGE_STORY
from newsroom.demo.clinic_story import CLINIC_STORY
from newsroom.demo.ferry_story import FERRY_STORY
from newsroom.demo.gauge_story import GAUGE_STORY
from newsroom.demo.kite_story import KITE_STORY
from newsroom.demo.library_story import LIBRARY_STORY
from newsroom.demo.rain_story import RAIN_STORY
from newsroom.demo.river_story import RIVER_STORY
from newsroom.demo.shapes import (
    DemoAccount,
    DemoContributor,
    DemoLabel,
    DemoPhoto,
    DemoSeries,
    DemoStory,
)
from rights.wording import NoticeParameters

DEMO_OUTLET: Final[Mapping[str, str]] = MappingProxyType(
    {"km": "ច្រាំងទន្លេ", "en": "The Riverbank"}
)
DEMO_RIGHTS_HOLDER: Final[Mapping[str, str]] = MappingProxyType(
    {"km": "សមាគមសារព័ត៌មានច្រាំងទន្លេ", "en": "Riverbank Media Association"}
)
DEMO_REMARK: Final[Mapping[str, str]] = MappingProxyType(
    {
        "km": "នេះជាការបង្ហាញសាកល្បង។ អង្គភាពព័ត៌មាន មនុស្ស និងព្រឹត្តិការណ៍ទាំងអស់នៅទីនេះ "
        "សុទ្ធតែប្រឌិតឡើង។",
        "en": "This is a demonstration. The outlet, the people and the events "
        "are all invented.",
    }
)
DEMO_NOTICE: Final = NoticeParameters(
    rights_holder=DEMO_RIGHTS_HOLDER,
    outlet=DEMO_OUTLET,
    address="rights@riverbank.example",
    year=2026,
)

_BOTH: Final = ("km", "en")

DEMO_CONTRIBUTORS: Final = (
    DemoContributor(
        key="khmer-desk",
        kind="desk",
        names={"km": "ការិយាល័យព័ត៌មានភាសាខ្មែរ", "en": "Khmer Desk"},
        biography={},
        consents=(),
    ),
    DemoContributor(
        key="english-desk",
        kind="desk",
        names={"km": "ការិយាល័យព័ត៌មានភាសាអង់គ្លេស", "en": "English Desk"},
        biography={},
        consents=(),
    ),
    DemoContributor(
        key="keo-mealea",
        kind="person",
        names={"km": "កែវ មាលា", "en": "Keo Mealea"},
        biography={
            "km": "កែវ មាលា ជាអ្នកយកព័ត៌មានប្រឌិត ដែលរាយការណ៍អំពីទន្លេ និងការនេសាទ។",
            "en": "Keo Mealea is an invented reporter who covers rivers and fishing.",
        },
        consents=_BOTH,
    ),
    DemoContributor(
        key="ros-chanmony",
        kind="person",
        names={"km": "រស់ ចាន់មុនី", "en": "Ros Chanmony"},
        biography={
            "km": "រស់ ចាន់មុនី ជាអ្នកយកព័ត៌មានប្រឌិត ដែលរាយការណ៍អំពីជនបទ និងសាលារៀន។",
            "en": "Ros Chanmony is an invented reporter who covers the countryside "
            "and its schools.",
        },
        consents=_BOTH,
    ),
    DemoContributor(
        key="sun-davy",
        kind="person",
        names={"km": "ស៊ុន ដាវី", "en": "Sun Davy"},
        biography={
            "km": "ស៊ុន ដាវី ជាអ្នកបកប្រែប្រឌិត ដែលធ្វើការរវាងភាសាខ្មែរ និងភាសាអង់គ្លេស។",
            "en": "Sun Davy is an invented translator who works between Khmer "
            "and English.",
        },
        consents=_BOTH,
    ),
    DemoContributor(
        key="ellen-marsh",
        kind="person",
        names={"km": "អេលែន ម៉ាស", "en": "Ellen Marsh"},
        biography={
            "km": "អេលែន ម៉ាស ជាអ្នកកែសម្រួលប្រឌិត នៃការិយាល័យព័ត៌មានភាសាអង់គ្លេស។",
            "en": "Ellen Marsh is an invented editor on the English desk.",
        },
        consents=_BOTH,
    ),
    DemoContributor(
        key="yim-vannda",
        kind="person",
        names={"km": "យឹម វណ្ណដា", "en": "Yim Vannda"},
        biography={
            "km": "យឹម វណ្ណដា ជាអ្នកថតរូប និងអ្នកគូររូបប្រឌិត។",
            "en": "Yim Vannda is an invented photographer and illustrator.",
        },
        consents=_BOTH,
    ),
    DemoContributor(
        key="chuon-rachana",
        kind="person",
        names={"km": "ជួន រចនា", "en": "Chuon Rachana"},
        biography={
            "km": "ជួន រចនា ជាគ្រូបង្រៀនចូលនិវត្តន៍ប្រឌិត ដែលសរសេរអំពីសាលារៀន និងសៀវភៅ។",
            "en": "Chuon Rachana is an invented retired teacher who writes about "
            "schools and books.",
        },
        consents=_BOTH,
    ),
)

DEMO_SECTIONS: Final = (
    DemoLabel("environment", {"km": "បរិស្ថាន", "en": "Environment"}),
    DemoLabel("society", {"km": "សង្គម", "en": "Society"}),
    DemoLabel("culture", {"km": "វប្បធម៌", "en": "Culture"}),
)
DEMO_TAGS: Final = (
    DemoLabel("fisheries", {"km": "ជលផល", "en": "Fisheries"}),
    DemoLabel("tonle-sap", {"km": "ទន្លេសាប", "en": "Tonle Sap"}),
    DemoLabel("farming", {"km": "កសិកម្ម", "en": "Farming"}),
    DemoLabel("schools", {"km": "សាលារៀន", "en": "Schools"}),
    DemoLabel("crafts", {"km": "សិប្បកម្ម", "en": "Crafts"}),
    DemoLabel("health", {"km": "សុខភាព", "en": "Health"}),
    DemoLabel("transport", {"km": "ការធ្វើដំណើរ", "en": "Getting around"}),
)

DEMO_SERIES: Final = (
    DemoSeries(
        slug="living-with-the-water",
        titles={"km": "រស់នៅជាមួយទឹក", "en": "Living with the Water"},
        descriptions={
            "km": "អ្នកភូមិតាមដងទន្លេ និងជុំវិញបឹងទន្លេសាប ប្រាប់ពីរបៀបដែលពួកគេរស់នៅជាមួយទឹកជំនន់ "
            "និងទឹកស្រក។",
            "en": "People along the river and around the lake on how they live with "
            "high water and low.",
        },
        stories=("river", "clinic", "ferry", "gauge"),
    ),
)

DEMO_PHOTOS: Final = (
    DemoPhoto(
        key="river-at-dusk",
        file_name="river-at-dusk.jpg",
        credit="yim-vannda",
        is_illustration=True,
        description={
            "km": "រូបគំនូរទន្លេមួយពេលថ្ងៃលិច មានទូកនេសាទពីរ ផ្ទះបណ្ដែតមួយ និងបង្គោលក្រហមបួនដើម។",
            "en": "Drawing of a river at sunset with two fishing boats, a floating "
            "house and four red posts.",
        },
    ),
    DemoPhoto(
        key="rain-over-paddies",
        file_name="rain-over-paddies.jpg",
        credit="yim-vannda",
        is_illustration=True,
        description={
            "km": "រូបគំនូរវាលស្រែមានទឹកភ្លៀងធ្លាក់ពីចម្ងាយ ដើមត្នោត និងដបវាស់ទឹកភ្លៀងនៅលើបង្គោលរបងមួយ។",
            "en": "Drawing of flooded paddies with rain in the distance, sugar palms, "
            "and a bottle rain gauge on a fence post.",
        },
    ),
    DemoPhoto(
        key="bamboo-bridge",
        file_name="bamboo-bridge.jpg",
        credit="yim-vannda",
        is_illustration=True,
        description={
            "km": "រូបគំនូរស្ពានឫស្សីវែងមួយឆ្លងទន្លេនៅពេលព្រឹក មានមនុស្សពីរនាក់ដើរលើស្ពាន "
            "និងដើមត្នោតនៅលើកោះម្ខាង។",
            "en": "Drawing of a long bamboo bridge across a river in the morning, with "
            "two people walking on it and sugar palms on the island beyond.",
        },
    ),
    DemoPhoto(
        key="clinic-boat",
        file_name="clinic-boat.jpg",
        credit="yim-vannda",
        is_illustration=True,
        description={
            "km": "រូបគំនូរទូកពណ៌សមួយចតក្បែរផ្ទះបណ្ដែតពេលព្រឹក មានគ្រូពេទ្យពីរនាក់នៅលើទូក "
            "និងស្ត្រីម្នាក់ពរកូននៅមាត់ទ្វារ។",
            "en": "Drawing of a white boat beside a floating house in the morning, "
            "with two medics aboard and a woman at her door with a child in her arms.",
        },
    ),
)

DEMO_STORIES: Final[tuple[DemoStory, ...]] = (
    RIVER_STORY,
    RAIN_STORY,
    BRIDGE_STORY,
    KITE_STORY,
    GAUGE_STORY,
    CLINIC_STORY,
    LIBRARY_STORY,
    FERRY_STORY,
)


def _account(
    username: str, group: str, languages: tuple[str, ...], interface_language: str
) -> DemoAccount:
    return DemoAccount(
        username=username,
        password=f"{username}-riverbank",
        group=group,
        languages=languages,
        interface_language=interface_language,
        is_superuser=not group,
    )


DEMO_ACCOUNTS: Final = (
    _account("admin", "", _BOTH, "en"),
    _account("reporter-km", "Reporter", ("km",), "km"),
    _account("translator", "Translator", _BOTH, "km"),
    _account("editor-en", "Editor", ("en",), "en"),
    _account("publisher", "Publisher", _BOTH, "km"),
)
