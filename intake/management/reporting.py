"""Says in lines what was taken in, for whoever runs the command."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from articles.actions.writing import working_copy
from articles.models import RightsBasis, Source, Version
from articles.text.blocks import block_text, body_blocks
from intake.actions.taking_in import Taken
from intake.models import Finding, FindingKind, IntakeRun

_SHOWN = 160


def written_run(taken: Taken) -> Iterator[str]:
    """Write what was found, and where the article is.

    Yields:
        Lines without line ends, the admin address of the article last.
    """
    run = taken.run
    if not taken.is_new:
        day = timezone.localdate(run.at)
        yield f"taken in before: {run.file_name} on {day}, nothing changed"
        yield f"article: {_address(run.version)}"
        return
    yield from _version(run)
    source = run.version.sources.select_related("source_version").first()
    held = source.source_version if source else None
    original = (
        IntakeRun.objects.filter(version=held, at=run.at).first() if held else None
    )
    if original is not None:
        yield f"original: {original.file_name}"
        yield from (f"  {line}" for line in _version(original))
    yield f"article: {_address(run.version)}"


def _version(run: IntakeRun) -> Iterator[str]:
    version = run.version
    blocks = working_copy(version)
    for block in blocks:
        if block.kind.is_reserved:
            yield f"{block.kind.value}: {block_text(block)}"
    yield f"body: {len(body_blocks(blocks))} paragraphs"
    for finding in run.findings.order_by("position"):
        yield _finding(finding)
    for source in version.sources.select_related("source_version"):
        yield f"translated from: {_source(source)}"
    if version.origin == "translation" and not version.sources.exists():
        yield "translated from: unknown; link the original in the admin"
    credited = ", ".join(
        f"{credit.role} {credit.contributor}"
        for credit in version.credits.select_related("contributor")
    )
    yield f"credits: {credited}"
    yield f"rights basis: {RightsBasis(version.rights_basis).label}{_wording(run)}"


def _finding(finding: Finding) -> str:
    words = " ".join(finding.words.split())
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    review = f" · {finding.severity}, to review" if finding.is_to_review else ""
    return f"{finding.get_kind_display()} (line {finding.line}{review}): {shown}"


def _source(source: Source) -> str:
    held = source.source_version
    if held is not None:
        return f"the {held.language} version of this article"
    titled = f"“{source.title}”, " if source.title else ""
    return f"an original not held: {titled}{source.outlet_name}, {source.language}"


def _wording(run: IntakeRun) -> str:
    """Say which wording of the notice applies because the file carried it."""
    if not run.findings.filter(kind=FindingKind.OWN_NOTICE).exists():
        return ""
    edition = run.outlet.notice_editions.order_by("-number").first()
    if edition is None:
        return f"; {run.outlet} has no wording of its notice yet, issue one"
    return f"; wording no. {edition.number} of {run.outlet} applies"


def _address(version: Version) -> str:
    path = reverse("admin:articles_article_change", args=[version.article_id])
    return f"{settings.SITE_URL}{path}"
