"""`manage.py export_article`: proven copies of one story, into a folder."""

import hashlib
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from articles.models import Version
from exports.actions.bundling import bundle_copies
from exports.actions.ordering import order_export
from exports.actions.releasing import artifact_path, perform
from exports.formats import (
    BILINGUAL_FORMATS,
    EVERY_FORMAT,
    FORMATS,
    format_named,
)
from exports.formats.bundle import BUNDLE
from exports.licensing import BEHIND, ExportRefused, Wanted
from exports.licensing_pairs import why_no_pair
from exports.models import ExportItem, ExportJob
from rights.models import Licensee
from rights.terms import Act
from worklist.actions.working import work
from worklist.models import WorkState

ALL = "all"
# As long as five attempts with their pauses take.
LONGEST_WAIT = 60.0
LOOKS_EVERY = 0.2


class Command(BaseCommand):
    """Write a published version in one format or in all, or say why not."""

    help = "Write proven copies of a published version into a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the version, formats, folder, partner and uses."""
        codes = [each.code for each in EVERY_FORMAT]
        parser.add_argument("slug", help="Of the version in its language.")
        parser.add_argument("--language", required=True, help="BCP 47, such as en.")
        parser.add_argument("--format", choices=[*codes, ALL], required=True)
        parser.add_argument("--to", type=Path, required=True, metavar="DIR")
        parser.add_argument(
            "--licensee", help="Slug of the partner; the outlet itself by default."
        )
        parser.add_argument(
            "--act",
            action="append",
            choices=[act.value for act in Act],
            help="What will be done with it, again for each; electronic by default.",
        )
        parser.add_argument(
            "--bundle",
            action="store_true",
            help="One ZIP file with all copies, the notice and a list.",
        )
        parser.add_argument(
            "--even-if-behind",
            action="store_true",
            help="Though the original was changed after this translation was made; "
            "the copy says so.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Order the copies, make them one after another, put them into the folder.

        Raises:
            CommandError: No such version or partner, or a copy was refused; lists
                every reason.
        """
        version = _version(options["slug"], options["language"])
        codes = [options["format"]]
        if options["format"] == ALL:
            codes = list(self._every_code(version))
        wanted = Wanted(
            licensee=_licensee(options["licensee"], version),
            acts=frozenset(
                act for act in Act if act.value in (options["act"] or ["electronic"])
            ),
            may_be_behind=options["even_if_behind"],
        )
        try:
            job = order_export(
                versions=[version],
                formats=codes,
                wanted=wanted,
                by=None,
                at=timezone.now(),
            )
        except ExportRefused as refused:
            raise CommandError(str(refused)) from refused
        options["to"].mkdir(parents=True, exist_ok=True)
        give = self._bundled if options["bundle"] else self._made
        refusals = list(give(job, options["to"]))
        if any(gettext(BEHIND) in each for each in refusals):
            refusals.append("To order it even so, add --even-if-behind.")
        if refusals:
            raise CommandError("\n".join(refusals))

    def _every_code(self, version: Version) -> Iterable[str]:
        """Yield the formats that a version can have; say of others why not."""
        yield from (each.code for each in FORMATS)
        why_not = why_no_pair(version)
        for form in BILINGUAL_FORMATS:
            for reason in why_not:
                self.stdout.write(f"{form.code}: {reason.message}")
            if not why_not:
                yield form.code

    def _bundled(self, job: ExportJob, folder: Path) -> Iterable[str]:
        """Make every copy, then one file of all; yield why a copy is not in it."""
        for key in job.items.order_by("pk").values_list("pk", flat=True):
            _see_done(key)
        items = job.items.select_related(
            "version", "job__licensee", "delivery__artifact"
        ).order_by("pk")
        for item in items:
            yield from _refusals(item)
        try:
            content = bundle_copies(items=items)
        except ExportRefused as refused:
            yield from (reason.message for reason in refused.reasons)
            return
        version = items[0].version
        path = folder / f"{version.slug}.{version.language}{BUNDLE.file_extension}"
        path.write_bytes(content)
        self.stdout.write(f"{path}  sha256 {hashlib.sha256(content).hexdigest()}")

    def _made(self, job: ExportJob, folder: Path) -> Iterable[str]:
        for key in job.items.order_by("pk").values_list("pk", flat=True):
            _see_done(key)
            item = ExportItem.objects.select_related("version").get(pk=key)
            yield from _refusals(item)
            if item.state != WorkState.DONE:
                continue
            artifact = item.delivery.artifact
            extension = format_named(artifact.format).file_extension
            name = f"{item.version.slug}.{item.version.language}{extension}"
            shutil.copyfile(artifact_path(artifact), folder / name)
            self.stdout.write(f"{folder / name}  sha256 {artifact.sha256}")


def _refusals(item: ExportItem) -> Iterable[str]:
    if item.state != WorkState.DONE:
        reasons = item.reasons or (item.last_error or item.get_state_display(),)
        yield from (f"{item.format}: {reason}" for reason in reasons)


def _see_done(key: int) -> None:
    """Make a copy, or wait for the worker that was quicker to take it."""
    deadline = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < deadline:
        work(model=ExportItem, item_id=key, perform=perform)
        if not ExportItem.objects.filter(pk=key, state=WorkState.WAITING).exists():
            return
        time.sleep(LOOKS_EVERY)


def _version(slug: str, language: str) -> Version:
    found = Version.objects.filter(slug=slug, language=language).first()
    if found is None:
        msg = f"There is no version {slug!r} in {language!r}. The admin lists them."
        raise CommandError(msg)
    return found


def _licensee(slug: str | None, version: Version) -> Licensee:
    if slug is None:
        found = Licensee.objects.filter(outlet=version.article.outlet).first()
        hint = "The outlet has no permission for its own stories: issue its notice."
    else:
        found = Licensee.objects.filter(slug=slug).first()
        known = ", ".join(Licensee.objects.values_list("slug", flat=True))
        hint = f"There is no partner {slug!r}. There are: {known or 'none'}."
    if found is None:
        raise CommandError(hint)
    return found
