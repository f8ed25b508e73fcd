from pathlib import Path

import pytest

from newsroom.stack import forgetting, places
from newsroom.stack.embedded import EmbeddedServers
from newsroom.stack.errors import StackError


@pytest.fixture
def home(stack_home: Path) -> Path:
    for profile in ("dev", "test"):
        (stack_home / profile / "pg18").mkdir(parents=True, exist_ok=True)
    places.run_dir("dev").mkdir(exist_ok=True)
    return stack_home


class TestForget:
    def test_removes_data_and_sockets(self, home: Path) -> None:
        removed = forgetting.forget(("dev", "test"))
        assert removed == (home / "dev", places.run_dir("dev"), home / "test")
        assert not any(folder.exists() for folder in removed)
        assert forgetting.forget(("dev", "test")) == ()

    def test_touches_nothing_while_any_of_them_runs(self, home: Path) -> None:
        servers = EmbeddedServers("test", doing="a test run", environ={})
        assert servers.claim()
        try:
            with pytest.raises(StackError, match="a test run already runs here"):
                forgetting.forget(("dev", "test"))
            assert (home / "dev" / "pg18").is_dir()
            assert forgetting.run() == 1
        finally:
            servers.stop()

    def test_leaves_what_is_not_of_the_moved_home(
        self, home: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert forgetting.run() == 0
        assert str(places.PROJECT / "var") not in capsys.readouterr().out
        assert home.is_dir()
