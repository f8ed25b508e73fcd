"""What lists of the desk call a text by, drafts among them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.languages import name_of
from articles.models import Status, Version, WorkingBlock
from articles.text.blocks import BlockKind, plain_text


@dataclass(frozen=True)
class Named:
    """A text as a list names it.

    Attributes:
        title: Headline, else the working title of the story.
        lang: Of the title, for the page around it; empty where it is nobody's headline.
        language: The version's, in the interface language.
    """

    title: str
    lang: str
    language: str


def named(versions: Iterable[Version]) -> Mapping[int, Named]:
    """Name some texts, in one query.

    Args:
        versions: Each with its story fetched; whoever looks may know of all of them.
    """
    found = {version.pk: version for version in versions}
    written = dict(
        WorkingBlock.objects.filter(
            version__in=list(found), kind=BlockKind.HEADLINE
        ).values_list("version", "html")
    )
    return {pk: named_by(version, written.get(pk, "")) for pk, version in found.items()}


def named_by(version: Version, html: str) -> Named:
    """Name a text without a query.

    Args:
        version: With its story fetched.
        html: The headline of its working copy; empty for none.
    """
    written = plain_text(html).strip()
    is_out = version.status == Status.PUBLISHED
    headline = (version.headline if is_out else written) or version.headline or written
    speaking = get_language() or settings.LANGUAGE_CODE
    return Named(
        title=headline or version.article.slugline or _("(no headline yet)"),
        lang=version.language if headline else "",
        language=name_of(version.language, in_language=speaking),
    )
