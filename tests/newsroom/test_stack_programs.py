import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.stack import children, programs
from newsroom.stack.errors import StackError

LONG_AGO = 10.0


class Lines:
    """Collects what is told."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.outputs = programs.Outputs(self.tell)

    def tell(self, name: str, text: str) -> None:
        self.told.append((name, text))

    def run(self, code: str) -> programs.Running:
        program = programs.Program(name="it", words=("-I", "-S", "-c", code))
        environ = {"PATH": os.environ["PATH"]}
        running = programs.Running(program, environ=environ, outputs=self.outputs)
        running.start()
        return running

    def until(self, is_so: Callable[[], bool]) -> None:
        deadline = time.monotonic() + LONG_AGO
        while not is_so():
            assert time.monotonic() < deadline, self.told
            self.outputs.pump(wait=0.05)


class Fragile:
    """Something that has ended and may refuse to start."""

    name = "fragile"

    def __init__(self, refusals: int) -> None:
        self.refusals, self.starts, self.ended = refusals, 0, True

    def start(self) -> None:
        self.starts += 1
        if self.starts <= self.refusals:
            raise StackError("It does not start.")
        self.ended = False

    def has_ended(self) -> bool:
        return self.ended


class TestPrograms:
    def test_are_web_worker_clock_and_sweeper_in_this_order(self) -> None:
        names = [it.name for it in programs.programs(port=8000, home=Path("/home"))]
        assert names == ["web", "worker", "beat", "sweep"]

    def test_listen_on_this_machine_alone(self) -> None:
        web, *_ = programs.programs(port=8123, home=Path("/home"))
        assert "127.0.0.1:8123" in web.words

    def test_send_nothing_from_a_worker_that_may_have_no_broker_left(self) -> None:
        _, worker, *_ = programs.programs(port=8123, home=Path("/home"))
        for habit in ("heartbeat", "gossip", "mingle"):
            assert f"--without-{habit}" in worker.words

    def test_give_a_pool_of_connections_to_the_web_alone(self) -> None:
        environs = [dict(it.environ) for it in programs.programs(port=1, home=Path())]
        assert [it.get("WEB_POOL") for it in environs] == ["1", None, None, None]


class TestCommonEnvironment:
    def test_tells_our_programs_that_they_need_not_look_for_servers(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SITE_URL", raising=False)
        environ = programs.common_environment(profile="dev", port=8123)
        assert environ["SPEAN_LAUNCHED"] == "1"
        assert environ["SITE_URL"] == "http://127.0.0.1:8123"

    def test_keeps_an_address_that_was_chosen(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("SITE_URL", "https://news.example")
        environ = programs.common_environment(profile="dev", port=8123)
        assert environ["SITE_URL"] == "https://news.example"


class TestRunning:
    def test_passes_on_whole_lines_and_the_rest_at_the_end(self) -> None:
        lines = Lines()
        first, last = "ស្ពាន\n\nbridge\nre".encode(), b"st"
        code = f"import os; os.write(1, {first!r}); os.write(2, {last!r})"
        running = lines.run(code)
        lines.until(lambda: len(lines.told) == 3)
        running.end(within=1)
        lines.outputs.close()
        assert [text for _, text in lines.told] == ["ស្ពាន", "bridge", "rest"]

    def test_tells_how_it_ended(self) -> None:
        lines = Lines()
        running = lines.run("raise SystemExit(3)")
        lines.until(running.has_ended)
        assert running.code == 3
        running.end(within=0)
        lines.outputs.close()

    def test_is_ended_by_force_when_it_does_not_listen(self) -> None:
        lines = Lines()
        code = (
            "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); "
            "print('deaf', flush=True); time.sleep(60)"
        )
        running = lines.run(code)
        lines.until(lambda: bool(lines.told))
        pid = running.pid or 0
        running.ask_to_end()
        running.end(within=0.1)
        lines.outputs.close()
        with pytest.raises(ProcessLookupError):
            os.kill(pid, signal.SIG_DFL)

    def test_takes_its_own_children_with_it(
        self, living: Callable[[set[int]], set[int]]
    ) -> None:
        lines = Lines()
        code = (
            "import os, time; child = os.fork(); "
            "child and print(child, flush=True); time.sleep(0 if child else 60)"
        )
        running = lines.run(code)
        lines.until(running.has_ended)
        lines.until(lambda: bool(lines.told))
        grandchild = int(lines.told[0][1])
        assert living({grandchild}) == {grandchild}
        running.end(within=0)
        lines.outputs.close()
        deadline = time.monotonic() + LONG_AGO
        while living({grandchild}):
            assert time.monotonic() < deadline
            time.sleep(0.02)


class TestKept:
    def test_starts_again_what_has_ended_until_it_runs(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(children.BackOff, "FIRST", 0.01)
        lines, fragile = Lines(), Fragile(refusals=2)
        kept = programs.Kept(fragile, tell=lines.tell)
        deadline = time.monotonic() + LONG_AGO
        while fragile.ended and time.monotonic() < deadline:
            kept.look()
        lines.outputs.close()
        assert [text for _, text in lines.told] == [
            "ended; starting it again in 0.01 s",
            "It does not start.; starting it again in 0.02 s",
            "It does not start.; starting it again in 0.04 s",
            "started again",
        ]

    def test_leaves_alone_what_runs(self) -> None:
        lines, fragile = Lines(), Fragile(refusals=0)
        fragile.ended = False
        programs.Kept(fragile, tell=lines.tell).look()
        lines.outputs.close()
        assert (fragile.starts, lines.told) == (0, [])
