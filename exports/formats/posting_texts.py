"""The texts of a posting kit: as much of a story as a platform takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from articles.text.sentences import sentences
from exports.formats.phrases import credit_line, lines, one_line
from exports.package import LicensedPackage

_GAP: Final = "\n\n"
_MORE: Final = " …"


@dataclass(frozen=True)
class PostKind:
    """A kind of post.

    Attributes:
        name: Of its file in a kit.
        limit: The longest that the platform takes, in UTF-16 units.
        labels: What people call it, in each language of the interface.
    """

    name: str
    limit: int
    labels: Mapping[str, str]


POST_KINDS: Final = (
    PostKind(
        "telegram-caption.txt",
        1_024,
        {"km": "Telegram ក្រោមរូបភាព", "en": "Telegram, below a picture"},
    ),
    PostKind(
        "telegram-message.txt",
        4_096,
        {"km": "Telegram ជាសារ", "en": "Telegram, as a message"},
    ),
    PostKind("facebook.txt", 63_206, {"km": "Facebook", "en": "Facebook"}),
)
"""
References:
    Telegram Bot API, sendPhoto and sendMessage; MessageEntity counts UTF-16 code units.
    Facebook takes 63,206 characters in a post.
"""


def units(text: str) -> int:
    """Count a text as the platforms do: an emoji is two.

    >>> units("ទឹក"), units("🌊")
    (3, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def post_text(package: LicensedPackage, limit: int) -> str:
    """Write a post: headline, story, what must be said of it, address, short notice.

    The story stops at the end of a sentence when there is no room for more; all else
    stands whole, and so makes a text longer than its limit if it must.

    Args:
        package: What is told.
        limit: In UTF-16 units.
    """
    story = package.story
    said = ("\n".join(lines(each)) for each in (story.note, story.stale, story.machine))
    after = (
        *filter(None, said),
        "\n".join(credit_line(line) for line in story.credits),
        package.traced_url,
        short_notice(package),
    )
    head = one_line(story.headline)
    room = limit - units(_GAP.join((head, *after)))
    return _GAP.join((head, *_told(package, room), *after))


def short_notice(package: LicensedPackage) -> str:
    """Return the notice for small places, in the language of the copy."""
    return one_line(package.notice.texts[package.notice_language].short)


def _told(package: LicensedPackage, room: int) -> Iterator[str]:
    story = package.story
    for text in (story.standfirst, *(block.text for block in story.body)):
        shown = "\n".join(lines(text))
        cost = len(_GAP) + units(shown)
        if cost > room:
            cut = _cut(shown, story.language, room - len(_GAP) - len(_MORE))
            if cut:
                yield f"{cut}{_MORE}"
            return
        if shown:
            yield shown
            room -= cost


def _cut(text: str, language: str, room: int) -> str:
    """Keep the sentences that there is room for."""
    kept = end = 0
    for sentence in sentences(text, language):
        end = text.index(sentence, end) + len(sentence)
        if units(text[:end]) > room:
            break
        kept = end
    return text[:kept]
