"""Questions that readers may ask, and which stories of the demonstration answer them.

Written down by reading the stories, not by looking at what is found. The story of the
gauges is embargoed: nothing may find it.
"""

from typing import Final

RELEVANT: Final[tuple[tuple[str, frozenset[str]], ...]] = tuple(
    (question, frozenset(stories.split()))
    for question, stories in (
        # Khmer words and phrases, as they stand.
        ("ត្រី", "river"),
        ("ទន្លេសាប", "river"),
        ("ទន្លេមេគង្គ", "ferry river"),
        ("ស្ពានឫស្សី", "bridge"),
        ("ឫស្សី", "bridge kite"),
        ("ខ្លែងឯក", "kite"),
        ("បណ្ណាល័យ", "library"),
        ("សាឡាង", "ferry"),
        ("ទូកពេទ្យ", "clinic"),
        ("គ្រូពេទ្យ", "clinic"),
        ("កសិករ", "rain"),
        ("ទឹកភ្លៀង", "rain"),
        ("អនុវិទ្យាល័យ", "rain bridge"),
        ("តំបន់ហាមនេសាទ", "river"),
        ("អ្នកនេសាទ", "river"),
        ("ផ្ទះបណ្ដែត", "river clinic"),
        ("អន្លង់ផ្កាឈូក", "river clinic"),
        ("ទួលអំពិលពីរ", "rain"),
        ("រដូវប្រាំង", "river bridge"),
        ("វិស្សមកាល", "library"),
        ("ថ្លៃសាំង", "river clinic"),
        ("ស្ពានបេតុង", "bridge"),
        ("អាវពោង", "ferry"),
        ("ជំងឺស្បែក", "clinic"),
        ("ខ្សែភ្លើង", "kite"),
        # Several words, in any order.
        ("ត្រី អន្លង់", "river"),
        ("សិស្ស ក្ដារខៀន", "rain"),
        ("ទូក កុមារ", "clinic"),
        ("សៀវភៅ ដើមអំពិល", "library"),
        # Zero-width spaces, spaces, digits and spellings as they happen to be typed.
        ("ទន្លេ\u200bសាប", "river"),
        ("ទន្លេ សាប", "river"),
        ("ស្ពាន\u200bឫស្សី", "bridge"),
        ("កំពង់ ឆ្នាំង", "river clinic"),
        ("៤០ នាទី", "ferry"),
        ("40 នាទី", "ferry"),
        ("ឆ្នាំ2023", "river"),
        ("បណ្តែត", "river clinic"),
        ("ក្តារខៀន", "rain"),
        ("កំពង់ស្ពឺ", "kite"),
        # People, by all and by parts of their names.
        ("ង៉ែត សុវណ្ណឡុង", "river"),
        ("សុវណ្ណឡុង", "river"),
        ("ប៉ែនសារឿន", "kite"),
        ("ម៉ៅ សុខវ៉ែន", "bridge"),
        ("មាស ចាន់ធី", "rain"),
        ("អ៊ិន ធារី", "clinic"),
        # Latin spellings; the stories of the kite and the bridge are public in Khmer
        # alone.
        ("nget sovanlong", "river"),
        ("Tep Vichet", "river"),
        ("pen saroeun", "kite"),
        ("mao sokhven", "bridge"),
        ("huot chanrasmey", "bridge"),
        ("duk sotheavy", "bridge"),
        ("prey veng", "bridge"),
        ("kampong speu", "kite"),
        ("takeo", "rain"),
        ("kratie", "ferry"),
        # English, in other forms of the words.
        ("ferry", "ferry"),
        ("ferries", "ferry"),
        ("farmer", "rain"),
        ("fishing communities", "river"),
        ("floating houses", "river clinic"),
        ("vaccination", "clinic"),
        ("pregnant woman", "clinic"),
        ("torn book", "library"),
        ("bottles", "rain"),
        ("Mekong", "ferry river"),
        ("life jacket", "ferry"),
        # Nothing: an embargoed story, and what nobody wrote.
        ("ស្ថានីយស្វ័យប្រវត្តិ", ""),
        ("weather stations", ""),
        ("hel pitou", ""),
        ("ក្រុងប៉ារីស", ""),
    )
)
