"""`manage.py intake`: take a saved story in."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone, translation

from articles.actions.linking import LinkRefused
from articles.actions.writing import WritingRefused
from articles.text.tags import MarkupError
from intake.actions.taking_in import Place, Taken, take_in
from intake.lookup import account_named, credits_named, outlet_named, section_named
from intake.management.reporting import written_run
from intake.sources.opening import open_story
from intake.sources.refusals import IntakeRefused
from people.permissions import PermissionRefused

REFUSALS = (
    IntakeRefused,
    LinkRefused,
    MarkupError,
    PermissionRefused,
    WritingRefused,
)


class Command(BaseCommand):
    """Take a story in from a text file or a saved page, as a draft."""

    help = "Take a saved story in as a draft; taken in before, it stays as it is."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, its language, and where it goes."""
        parser.add_argument("file", type=Path, help="Plain text, or a page as HTML.")
        parser.add_argument("--language", required=True, help="BCP 47: km, en, …")
        parser.add_argument("--outlet", metavar="SLUG", help="Default: the only one.")
        parser.add_argument(
            "--section", metavar="SLUG", help="Default: the first of the paper."
        )
        parser.add_argument(
            "--credit",
            metavar="ROLE=NAME",
            action="append",
            default=[],
            help="A contributor by slug or exact name; may be given again.",
        )
        parser.add_argument(
            "--original", type=Path, metavar="FILE", help="What it was translated from."
        )
        parser.add_argument("--original-language", help="BCP 47 tag of the original.")
        parser.add_argument(
            "--by",
            metavar="USERNAME",
            help="Who takes it in. Default: the only one who runs the server.",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Take the story in and say what was found, a line each.

        Raises:
            CommandError: the story is refused; says why and what to do in one line.
        """
        with translation.override("en"):
            try:
                taken = _taken(options)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            except REFUSALS as error:
                raise CommandError(" ".join(str(error).split())) from error
            for line in written_run(taken):
                self.stdout.write(line)


def _taken(options: dict[str, Any]) -> Taken:
    has_original = options["original"] is not None
    if has_original != (options["original_language"] is not None):
        message = "--original and --original-language go together. Give both."
        raise IntakeRefused(message)
    incoming = open_story(options["file"], language=options["language"])
    original = (
        open_story(options["original"], language=options["original_language"])
        if has_original
        else None
    )
    return take_in(
        incoming=incoming,
        original=original,
        place=Place(
            outlet=outlet_named(options["outlet"]),
            section=section_named(options["section"]),
        ),
        credits_asked=credits_named(options["credit"]),
        by=account_named(options["by"]),
        at=timezone.now(),
    )
