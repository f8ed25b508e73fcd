"""Where background paragraphs stand, and which stories still carry an old wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import (
    Background,
    BackgroundEdition,
    BackgroundUse,
    Status,
    Version,
    WorkingBlock,
)
from articles.text.blocks import block_text, fingerprint, from_json
from people.models import Account


@dataclass(frozen=True)
class Used:
    """A place where a background paragraph stands.

    Attributes:
        use: With its version, article and edition.
        newest: Number of the newest wording in that language.
        is_there: The paragraph is still in the text, as it is being written or as
            readers have it.
        is_edited: It says something else than was put in.
    """

    use: BackgroundUse
    newest: int
    is_there: bool
    is_edited: bool

    @property
    def is_old(self) -> bool:
        """Whether the story carries an older wording than there is."""
        return self.is_there and self.use.edition.number < self.newest


def current_editions(background: Background) -> QuerySet[BackgroundEdition]:
    """Fetch the newest wording of each language, by language."""
    return (
        BackgroundEdition.objects.filter(background=background)
        .order_by("language", "-number")
        .distinct("language")
    )


def edition_for(
    version: Version, ids: Iterable[str], language: str
) -> BackgroundEdition | None:
    """Find the words of a background paragraph in another language.

    Args:
        version: A text in which it stands, perhaps.
        ids: Paragraphs of that text.
        language: BCP 47 tag of the words that are wanted.

    Returns:
        The newest wording; None where the paragraphs are made of none, or it has no
        words in that language, or is offered no more.
    """
    use = (
        BackgroundUse.objects.filter(version=version, block_id__in=list(ids))
        .select_related("edition__background")
        .first()
    )
    if use is None or use.edition.background.retired_at is not None:
        return None
    return current_editions(use.edition.background).filter(language=language).first()


def uses_of(background: Background, account: Account) -> tuple[Used, ...]:
    """List where a background paragraph stands, the newest use first.

    Args:
        background: Which.
        account: Who looks; what they may not know of is left out.
    """
    uses = _uses(account).filter(edition__background=background)
    return _used(list(uses))


def counting_old(
    backgrounds: QuerySet[Background], account: Account
) -> QuerySet[Background]:
    """Annotate `old`: how many stories carry an older wording than there is.

    Args:
        backgrounds: Which.
        account: Who looks; what they may not know of is left out.
    """
    block = WorkingBlock.objects.filter(version=OuterRef("version"))
    is_there = Exists(block.filter(block_id=OuterRef("block_id"))) | ~Exists(block)
    older = (
        _uses(account)
        .filter(
            is_there,
            edition__number__lt=F("newest"),
            edition__background=OuterRef("pk"),
        )
        .order_by()
        .values("edition__background")
        .annotate(number=Count("version__article", distinct=True))
        .values("number")
    )
    return backgrounds.annotate(old=Coalesce(Subquery(older), 0))


def _uses(account: Account) -> QuerySet[BackgroundUse]:
    newest = (
        BackgroundEdition.objects.filter(
            background=OuterRef("edition__background"),
            language=OuterRef("edition__language"),
        )
        .order_by()
        .values("background")
        .annotate(newest=Max("number"))
        .values("newest")
    )
    return (
        BackgroundUse.objects.filter(version__in=Version.objects.visible_to(account))
        .exclude(version__status=Status.WITHDRAWN)
        .annotate(newest=Subquery(newest))
        .select_related("version__article", "version__released_revision", "edition")
        .order_by("-inserted_at", "-pk")
    )


def _used(uses: Sequence[BackgroundUse]) -> tuple[Used, ...]:
    """Compare what was put in with what stands there now, in one query."""
    texts: dict[int, dict[str, str]] = {}
    rows = WorkingBlock.objects.filter(version__in=[use.version_id for use in uses])
    for row in rows:
        texts.setdefault(row.version_id, {})[row.block_id] = block_text(row.block)
    found = []
    for use in uses:
        read = (
            from_json(use.version.released_revision.blocks)
            if (use.version.released_revision)
            else ()
        )
        shown = {block.id: block_text(block) for block in read}
        written = texts.get(use.version_id, shown)
        text = written.get(use.block_id, shown.get(use.block_id))
        found.append(
            Used(
                use,
                vars(use)["newest"],
                is_there=text is not None,
                is_edited=text is not None
                and fingerprint(text) != fingerprint(use.edition.text),
            )
        )
    return tuple(found)
