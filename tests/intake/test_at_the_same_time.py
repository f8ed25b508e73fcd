"""Two who take the same file in at the same moment end with one story."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection, connections

from articles.models import Article, Outlet, Version
from intake.actions import taking_in
from intake.actions.taking_in import Place, Taken, take_in
from intake.models import Finding, IntakeRun
from intake.sources.opening import open_story
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 30


@pytest.fixture
def saved(fixtures):
    return fixtures / "ferry-story.txt"


class Starts:
    """Two threads, each with a connection of its own, that start together."""

    def __init__(self, path: Path, outlets: tuple[Outlet, Outlet]) -> None:
        self.path, self.outlets = path, outlets
        self.section, self.by = make.a_section(), make.a_chief()
        self.line = threading.Barrier(2, timeout=PATIENCE)

    def both(self) -> list[Taken]:
        with ThreadPoolExecutor(max_workers=2) as pool:
            running = [pool.submit(self.one, outlet) for outlet in self.outlets]
            return [each.result(timeout=PATIENCE) for each in running]

    def one(self, outlet: Outlet) -> Taken:
        try:
            incoming = open_story(self.path, language="en")
            self.line.wait()
            return take_in(
                incoming=incoming,
                place=Place(outlet=outlet, section=self.section),
                by=self.by,
                at=make.NOW,
            )
        finally:
            connections.close_all()


class TestTheSameFileAtOnce:
    @pytest.mark.parametrize("attempt", range(3))
    def test_makes_one_story_and_tells_the_second_one(self, saved, attempt):
        outlet = make.an_outlet()
        taken = Starts(saved, (outlet, outlet)).both()
        assert sorted(each.is_new for each in taken) == [False, True]
        assert taken[0].run == taken[1].run
        assert Article.objects.count() == 1
        assert Version.objects.get().revisions.count() == 1
        run = IntakeRun.objects.get()
        assert run.findings.count() == Finding.objects.count() > 0

    def test_makes_a_story_with_its_own_address_for_each_of_two_outlets(self, saved):
        taken = Starts(saved, (make.an_outlet(), make.an_outlet())).both()
        assert [each.is_new for each in taken] == [True, True]
        slugs = sorted(each.run.version.slug for each in taken)
        assert slugs[1] == f"{slugs[0]}-2"

    def test_lets_others_write_for_the_outlet_meanwhile(self, saved, monkeypatch):
        outlet = make.an_outlet()
        told = taking_in.note_findings
        written = []

        def meanwhile(**findings):
            with ThreadPoolExecutor(max_workers=1) as pool:
                written.append(pool.submit(write).result(timeout=PATIENCE))
            told(**findings)

        def write():
            try:
                connection.cursor().execute("SET lock_timeout = '5s'")
                return make.a_story(outlet=outlet).pk
            finally:
                connections.close_all()

        monkeypatch.setattr(taking_in, "note_findings", meanwhile)
        starts = Starts(saved, (outlet, outlet))
        starts.line = threading.Barrier(1)
        assert starts.one(outlet).is_new
        assert written
