"""What the desks of the demonstration decided about languages and asked a reporter."""

from typing import Final

from newsroom.demo.shapes import DemoAnswers, DemoDecision, DemoQuestion

DEMO_DECISIONS: Final = (
    DemoDecision(story="bridge", language="en", decision="brief", by="editor-en"),
    DemoDecision(story="kite", language="en", decision="undecided", by="editor-en"),
    DemoDecision(story="library", language="vi", decision="not_wanted", by="admin"),
)

DEMO_QUESTIONS: Final = (
    DemoQuestion(
        story="kite",
        language="en",
        by="translator",
        paragraph=7,
        text="ពេលខ្លែងបីទើរលើខ្សែភ្លើងកាលពីឆ្នាំមុន តើមានដាច់ភ្លើងក្នុងភូមិដែរឬទេ?",
    ),
    DemoQuestion(
        story="kite",
        language="en",
        by="translator",
        paragraph=6,
        text="តើ ស៊ីម មុន្នីរ័ត្ន សរសេរឈ្មោះរបស់នាងជាអក្សរឡាតាំងដូចម្ដេច?",
    ),
)

DEMO_ANSWERS: Final = (
    DemoAnswers(
        story="kite",
        by="reporter-km",
        text="១. ទេ ភ្លើងមិនដាច់ទេ ហើយក៏គ្មានអ្នករងរបួសដែរ។ អ្នកភូមិបានហៅបុគ្គលិកអគ្គិសនីមកយកខ្លែងចុះ។",
    ),
)
