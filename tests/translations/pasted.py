"""A Khmer story of our own and its English: one merge, drop, addition and split."""

from collections.abc import Iterable, Sequence

from translations.units import Belongs

KHMER = (
    "លោក សុខ ដារ៉ា វ័យ ៤៧ ឆ្នាំ បានសាងសង់ស្ពានឈើនៅភូមិត្រពាំងក្នុងរយៈពេល ៩ ថ្ងៃ។",
    "ស្ពាននោះមានប្រវែង ៣២ ម៉ែត្រ និងបានចំណាយប្រាក់ ១.២៥០ ដុល្លារ។",
    "អ្នកភូមិ ១៦ គ្រួសារបានចូលរួមជួយកម្លាំង។",
    "រដូវវស្សាឆ្នាំ២០២៥ បានធ្វើឱ្យស្ពានចាស់បាក់ ហើយសិស្ស ៨៥ នាក់មិនអាចទៅសាលាបាន។ "
    "អ្នកស្រី ចាន់ ស្រីនាង នាយិកាសាលា និយាយថា សិស្សត្រូវឈប់រៀន ១២ ថ្ងៃ។",
    "ក្រុមចម្រៀងភូមិបានច្រៀងនៅថ្ងៃបើកស្ពាន ហើយមានអាហារសម្រាប់មនុស្ស ២០០ នាក់។",
    "ឃុំសន្យាថា នឹងសង់ស្ពានបេតុងនៅឆ្នាំ២០២៧ ក្នុងតម្លៃ ៤០.០០០ ដុល្លារ។",
)
ENGLISH = (
    "Sok Dara, 47, built a wooden bridge in Trapeang village in 9 days.",
    "Most villages in the province are reached by earth roads only.",
    "The bridge is 32 metres long and cost $1,250, and 16 families of the village "
    "lent a hand.",
    "The rainy season of 2025 broke the old bridge, and 85 pupils could not get to "
    "school.",
    "Chan Sreyneang, who heads the school, says the pupils stayed away for 12 days.",
    "The commune promises a concrete bridge in 2027, at a price of $40,000.",
)
# By place: what belongs together, left out and added ones alone.
TRUTH = (
    ((0,), (0,)),
    ((1, 2), (2,)),
    ((3,), (3, 4)),
    ((4,), ()),
    ((5,), (5,)),
    ((), (1,)),
)


def answer_to(
    name: str, belongs: Iterable[Belongs], here: Sequence[str], there: Sequence[str]
) -> tuple[str, str]:
    """Answer a question as the truth has it.

    Args:
        name: Of the question.
        belongs: The links as they stand.
        here: Ids of the paragraphs of the source, in order.
        there: The same of the translation.

    Returns:
        The reply, and the number of another paragraph; empty for none.
    """
    gap, _dash, block_id = name.partition("-")
    if gap == "missing":
        targets = next(t for s, t in TRUTH if here.index(block_id) in s)
        return ("elsewhere", f"{targets[0] + 1}") if targets else ("dropped", "")
    sources = next(s for s, t in TRUTH if there.index(block_id) in t)
    if gap == "surplus":
        return ("elsewhere", f"{sources[0] + 1}") if sources else ("added", "")
    link = next(each for each in belongs if block_id in each.target_ids[:1])
    is_right = tuple(map(here.index, link.source_ids)) == sources
    return ("right" if is_right else "apart"), ""
