"""Send a text to translation: a version, its link and its units in one stroke."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from articles.actions import boarding
from articles.languages import canonical_tag
from articles.models import Origin, Source, Version
from articles.permissions import require_cleared, require_on
from articles.provenance import annotated
from articles.text.blocks import body_blocks, from_json
from articles.workflow import EDIT, WRITE
from people.models import Account
from translations.freshness import SourceText
from translations.models import Unit


class SendingRefused(Exception):  # noqa: N818 - refusals are not errors
    """A text cannot be sent to translation; says why and what to do."""


@transaction.atomic
def send_to_translation(
    *,
    source: Version,
    language: str,
    by: Account,
    at: datetime,
    translator: Account | None = None,
    due_at: datetime | None = None,
) -> Version:
    """Begin a translation: each paragraph of the source waits in a unit.

    It is made from what readers have of the source, else from its newest kept text.

    Args:
        source: What is translated.
        language: BCP 47 tag; stored in its canonical form.
        by: Who sends it.
        at: Timezone-aware.
        translator: In whose hands it is; None for nobody's.
        due_at: Timezone-aware; None for no deadline.

    Returns:
        The translation, a draft without any text.

    Raises:
        PermissionRefused: `by` may not write in that language, nor `translator`, or
            one of them may not know of the story.
        LanguageTagError: The tag is malformed.
        SendingRefused: The source has no saved text, or the story has that language.
    """
    stored = _locked(source, canonical_tag(language))
    revision = stored.released_revision or stored.current_revision
    version = Version(
        article=stored.article,
        language=canonical_tag(language),
        origin=Origin.TRANSLATION,
        owner=translator,
        due_at=due_at,
        rights_basis=stored.rights_basis,
    )
    _require(by, translator, version)
    if revision is None or revision.erased_at is not None:
        raise SendingRefused(_("The source has no saved text yet. Save it first."))
    if annotated(stored, "is_there"):
        raise SendingRefused(
            _("The story has a version in this language already. Open that one.")
        )
    version.save(force_insert=True)
    Source.objects.create(
        version=version, source_version=stored, source_revision=revision
    )
    blocks = from_json(revision.blocks)
    text = SourceText(blocks)
    Unit.objects.bulk_create(
        Unit(
            version=version,
            source_version=stored,
            source_ids=[block.id],
            source_now=text.print_of([block.id]),
        )
        for block in body_blocks(blocks)
    )
    boarding.note_begun(version=version, at=at)
    return version


def _locked(source: Version, language: str) -> Version:
    # A release of the source waits until the new units are there for it to be seen, and
    # so does whoever else begins a language of the story.
    there = Version.objects.filter(article=OuterRef("article"), language=language)
    return (
        Version.objects.select_for_update(of=("self", "article"), no_key=True)
        .annotate(is_there=Exists(there))
        .select_related("article", "released_revision", "current_revision")
        .get(pk=source.pk)
    )


def _require(by: Account, translator: Account | None, version: Version) -> None:
    require_cleared(by, version.article)
    if translator is None or translator == by:
        require_on(by, WRITE, version)
        return
    require_on(by, EDIT, version)
    require_on(translator, WRITE, version)
