"""A full disk costs no copy: it is made when there is room, and never half made."""

import os
from pathlib import Path

import pytest
from django.db.models.functions import Now

from exports.actions.releasing import artifact_path, perform
from exports.models import Artifact, Delivery, ExportItem
from ledger.models import Entry
from tests import factories as make
from worklist.actions.working import Outcome, work
from worklist.models import MOST_ATTEMPTS, WorkState


def work_now(item: ExportItem) -> Outcome:
    ExportItem.objects.filter(pk=item.pk).update(due_at=Now())
    outcome = work(model=ExportItem, item_id=item.pk, perform=perform)
    item.refresh_from_db()
    return outcome


@pytest.mark.django_db
class TestFullDisk:
    @pytest.mark.parametrize("call", ["open", "fsync", "replace"])
    def test_delays_a_copy_and_loses_nothing(self, order, settings, monkeypatch, call):
        item = order(make.a_published_pair()[1], formats=["text"]).items.get()
        entries = Entry.objects.count()

        def full(*_arguments, **_options):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(os, call, full)
            outcomes = {work_now(item) for _ in range(2 * MOST_ATTEMPTS)}
        assert outcomes == {Outcome.PUT_OFF}
        assert (item.state, item.attempts) == (WorkState.WAITING, 0)
        assert item.last_error == "OSError: [Errno 28] No space left on device"
        files = [it for it in Path(settings.ARTIFACT_DIR).rglob("*") if it.is_file()]
        assert files == []
        assert not Artifact.objects.exists()
        assert not Delivery.objects.exists()
        assert Entry.objects.count() == entries
        assert work_now(item) == Outcome.DONE
        assert artifact_path(item.delivery.artifact).is_file()
