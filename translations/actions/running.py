"""Have a machine draft what nobody has translated of a story, as durable work."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles.actions.writing import WritingRefused, open_to
from articles.models import Version
from articles.permissions import require_hand
from articles.text.blocks import RESERVED
from people.models import Account
from people.permissions import PermissionRefused
from translations.actions.anchoring import UnitRefused
from translations.actions.drafting import (
    Asked,
    MachineRefused,
    answered,
    asked_of,
    note_sending,
    note_terms,
    refuse_machine,
    take_over,
)
from translations.models import MachineItem, MachineRun, Unit, UnitState
from translations.suggest import Backend, ServiceError, backend_for
from worklist.actions.deciding import cancel, retry_parked
from worklist.actions.failing import WorkRefused, WorkStateError
from worklist.models import WorkState

# Entries of the interface catalogue.
MOVED = "The source changed since this was asked for. Ask again: it was not sent."
OFF = "This newsroom has no machine translation any more."
CANCELLED = "Somebody took it back."


@transaction.atomic
def draft_story(
    *, version: Version, service: Backend | None, by: Account, at: datetime
) -> MachineRun:
    """Order a draft of every paragraph that nobody has translated; each is work.

    What will be sent is in the ledger from now on. The caller rings afterwards.

    Args:
        version: The translation.
        service: Who is asked; None where the outlet wants no machine.
        by: Must be allowed to write the translation in the state it is in.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        MachineRefused: As `drafting.draft_unit` says; also where nothing waits, or
            the machine is at it already; every reason.
    """
    stored = open_to(version=version, by=by)
    refuse_machine(stored, service, by)
    asked = tuple(_asked(stored))
    if MachineItem.objects.filter(run__version=stored, state=WorkState.WAITING):
        raise MachineRefused(_("The machine is at this story already."))
    if not asked or service is None:
        raise MachineRefused(_("No paragraph waits to be translated."))
    note_sending(stored, service, asked, by)
    run = MachineRun.objects.create(
        version=stored,
        service=service.code,
        model=service.model,
        ordered_by=by,
        ordered_at=at,
    )
    MachineItem.objects.bulk_create(
        MachineItem(
            run=run,
            source_version=each.source,
            source_ids=each.unit.source_ids,
            source_key=each.unit.source_now,
        )
        for each in asked
    )
    return run


@transaction.atomic
def cancel_run(*, run: MachineRun, by: Account, at: datetime) -> int:
    """Take back what the machine has not drafted yet; what it drafted stays.

    Args:
        run: The order.
        by: Must be allowed to write or edit in the language.
        at: Timezone-aware.

    Returns:
        How many paragraphs were taken back; one that is with the machine at this
        moment is not among them.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    require_hand(by, run.version)
    return _decided(
        run.items.filter(state__in=(WorkState.WAITING, WorkState.PARKED)),
        lambda item: cancel(
            item=item, reasons=(CANCELLED,), by=f"account:{by.pk}", at=at
        ),
    )


@transaction.atomic
def resume_run(*, run: MachineRun, by: Account, at: datetime) -> int:
    """Have paragraphs tried again at which the machine failed. The caller rings.

    Args:
        run: The order.
        by: Must be allowed to write or edit in the language.
        at: Timezone-aware.

    Returns:
        How many.

    Raises:
        PermissionRefused: `by` may neither write nor edit, or is not cleared.
    """
    require_hand(by, run.version)
    return _decided(
        run.items.filter(state=WorkState.PARKED),
        lambda item: retry_parked(item=item, by=f"account:{by.pk}", at=at),
    )


def perform(item: MachineItem) -> None:
    """Do what the work list asks of a paragraph.

    Reasons are kept as entries of the catalogue, for readers of either language.
    """
    with translation.override("en"):
        draft_item(item=item, service=backend_for(settings.MACHINE_SERVICE))


def draft_item(*, item: MachineItem, service: Backend | None) -> None:
    """Have a machine draft a paragraph of an order; one that has a text is left alone.

    Args:
        item: Held by the work list while this runs.
        service: Who is asked; None where the outlet wants no machine any more.

    Raises:
        WorkRefused: The source is another one by now, or the asker may not write any
            more, or nobody may; every reason.
        ServiceError: The service gave no translation, and may another time.
    """
    run = item.run
    if service is None:
        raise WorkRefused((OFF,))
    unit = (
        Unit.objects.select_related("version__article", "source_version__article")
        .filter(
            version=run.version,
            source_version=item.source_version,
            source_ids=item.source_ids,
            state=UnitState.UNTRANSLATED,
        )
        .first()
    )
    if unit is None:
        # Somebody was quicker, or joined it with another one.
        return
    if unit.source_now != item.source_key:
        raise WorkRefused((MOVED,))
    try:
        refuse_machine(unit.version, service, run.ordered_by)
        asked = asked_of(unit)
        terms = note_terms(service, asked, run.ordered_by)
        take_over(
            asked=asked,
            given=answered(asked, service, terms),
            service=service,
            by=run.ordered_by,
            at=timezone.now(),
        )
    except (PermissionRefused, UnitRefused, WritingRefused) as refusal:
        raise WorkRefused(str(refusal).splitlines()) from refusal
    except ServiceError as error:
        if error.trouble.may_pass:
            raise
        raise WorkRefused((str(error),)) from error


def _asked(version: Version) -> Iterable[Asked]:
    waiting = (
        Unit.objects.filter(
            version=version,
            state=UnitState.UNTRANSLATED,
            source_version__isnull=False,
        )
        .exclude(source_ids__overlap=list(RESERVED))
        .exclude(source_now="")
        .select_related("source_version__article")
        .order_by("pk")
    )
    for unit in waiting:
        unit.version = version
        yield asked_of(unit)


def _decided(
    items: Iterable[MachineItem], decide: Callable[[MachineItem], object]
) -> int:
    """Decide about each item that no worker has at this moment."""
    number = 0
    for item in items:
        try:
            decide(item)
        except WorkStateError:
            continue
        number += 1
    return number
