"""Paragraphs that the invented newsroom says again and again, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class DemoUse:
    """A paragraph of a story that was made of a background paragraph.

    Attributes:
        story: Key of the story.
        language: BCP 47.
        paragraph: Of the body, from 1.
    """

    story: str
    language: str
    paragraph: int


@dataclass(frozen=True)
class DemoBackground:
    """A background paragraph.

    Attributes:
        subject: For the desk.
        texts: By language tag; one may be missing.
        review_days: So long it may go unchecked.
        days_ago: When somebody looked last.
        by: User name of who keeps it.
        uses: Where it stands; the words there may have been edited since.
        newer: Words of a later wording, by language tag.
    """

    subject: str
    texts: Mapping[str, str]
    review_days: int
    days_ago: int
    by: str
    uses: tuple[DemoUse, ...] = ()
    newer: Mapping[str, str] | None = None


DEMO_BACKGROUNDS = (
    DemoBackground(
        subject="The clinic boat of Anlong Phka Chhuk",
        texts={
            "km": (
                "ទូកពេទ្យនេះចាប់ផ្ដើមដំណើរការក្នុងខែកញ្ញា ឆ្នាំ២០២៥ នៅឃុំអន្លង់ផ្កាឈូក "
                "ខេត្តកំពង់ឆ្នាំង។ វាឈប់នៅ ៦ កន្លែងក្នុងមួយសប្ដាហ៍ "
                "ហើយបម្រើគ្រួសារដែលរស់នៅលើទឹកប្រមាណ ៣២០ គ្រួសារ។"
            ),
            "en": (
                "The clinic boat began its rounds in Anlong Phka Chhuk commune, "
                "Kampong Chhnang province, in September 2025. It makes six stops a "
                "week and serves about 320 families who live on the water."
            ),
        },
        review_days=180,
        days_ago=20,
        by="editor-en",
        uses=(DemoUse("clinic", "km", 2), DemoUse("clinic", "en", 2)),
    ),
    DemoBackground(
        subject="The no-fishing zone in the Tonle Sap",
        texts={
            "km": (
                "អន្លង់ជ្រៅទំហំ ១៨ ហិកតានេះ ស្ថិតក្នុងឃុំអន្លង់ផ្កាឈូក ខេត្តកំពង់ឆ្នាំង។ "
                "សហគមន៍នេសាទបានហាមនេសាទនៅទីនេះ តាំងពីថ្ងៃទី១៥ ខែមករា ឆ្នាំ២០២៣។"
            ),
            "en": (
                "The 18-hectare pool lies in Anlong Phka Chhuk commune, Kampong "
                "Chhnang province. The fishing community closed it to all fishing on "
                "January 15, 2023."
            ),
        },
        review_days=90,
        days_ago=45,
        by="editor-en",
        uses=(DemoUse("river", "km", 2), DemoUse("river", "en", 2)),
        newer={
            "en": (
                "The 18-hectare pool lies in Anlong Phka Chhuk commune, Kampong "
                "Chhnang province. Its fishing community, 214 families, closed it to "
                "all fishing on January 15, 2023."
            ),
        },
    ),
    DemoBackground(
        subject="How the Tonle Sap turns round",
        texts={
            "km": (
                "រៀងរាល់រដូវវស្សា ទឹកទន្លេមេគង្គឡើងខ្ពស់ រហូតដល់រុញទឹកទន្លេសាបឱ្យហូរបញ្ច្រាស "
                "ចូលទៅក្នុងបឹងវិញ។ ពេលទឹកស្រក ទន្លេសាបហូរទៅរកសមុទ្រសាជាថ្មី។"
            ),
        },
        review_days=365,
        days_ago=400,
        by="editor-en",
    ),
)
"""The last one has no English yet, and is due."""
