"""Who is at a version is asked of Valkey, and never waited for."""

import os
import signal
import socket
import time
from contextlib import contextmanager

import pytest

from newsroom import presence as module
from newsroom.presence import RESTS_SECONDS, Presence

VERSION, ME, OTHER = 2_000_000_001, 11, 12


@pytest.fixture
def presence(settings):
    url = settings.CACHES["default"]["LOCATION"]
    present = Presence(url)
    present._valkey.delete(f"spean:at:{VERSION}")
    return present


@pytest.fixture
def clock(monkeypatch):
    """A clock that only the test moves."""

    class Clock:
        now = 1_000_000.0

        def time(self):
            return self.now

        monotonic = time

    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@contextmanager
def hung_server(tmp_path):
    """Listen where nobody ever answers."""
    path = tmp_path / "s"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(8)
        yield f"unix://{path}"


class TestOthersAt:
    def test_names_everybody_but_who_asks(self, presence):
        assert presence.others_at(VERSION, ME) == ()
        assert presence.others_at(VERSION, OTHER) == (ME,)
        assert presence.others_at(VERSION, ME) == (OTHER,)

    def test_forgets_who_went(self, presence, clock):
        presence.others_at(VERSION, ME)
        clock.now += 44
        assert presence.others_at(VERSION, OTHER) == (ME,)
        clock.now += 2
        assert presence.others_at(VERSION, OTHER) == ()

    def test_knows_nobody_where_valkey_is_dead(self, tmp_path):
        assert Presence(f"unix://{tmp_path}/none").others_at(VERSION, ME) == ()

    def test_waits_once_and_shortly_for_a_valkey_that_hangs(self, tmp_path):
        with hung_server(tmp_path) as url:
            presence = Presence(url)
            begin = time.monotonic()
            assert presence.others_at(VERSION, ME) == ()
            first = time.monotonic() - begin
            for _each in range(100):
                assert presence.others_at(VERSION, ME) == ()
            rest = time.monotonic() - begin - first
        assert first < 0.3
        assert rest < 0.1

    def test_waits_shortly_when_it_hangs_amid_a_conversation(self, presence):
        presence.others_at(VERSION, ME)
        pid = presence._valkey.info("server")["process_id"]
        os.kill(pid, signal.SIGSTOP)
        try:
            begin = time.monotonic()
            assert presence.others_at(VERSION, ME) == ()
            assert time.monotonic() - begin < 0.3
        finally:
            os.kill(pid, signal.SIGCONT)

    def test_asks_again_after_a_while(self, presence, clock, monkeypatch):
        presence.others_at(VERSION, OTHER)
        with monkeypatch.context() as patch:
            patch.setattr(presence, "_ask", _fails)
            assert presence.others_at(VERSION, ME) == ()
        assert presence.others_at(VERSION, ME) == ()
        clock.now += RESTS_SECONDS
        assert presence.others_at(VERSION, ME) == (OTHER,)


def _fails(*_args):
    raise ConnectionResetError
