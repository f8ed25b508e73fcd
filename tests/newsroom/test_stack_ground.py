import os
import stat
from pathlib import Path

import pytest

from newsroom.stack import ground
from newsroom.stack.errors import StackError


class TestOwnFolder:
    def test_makes_it_private(self, tmp_path: Path) -> None:
        ground.own_folder(tmp_path / "run")
        assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700

    def test_closes_one_that_was_open(self, tmp_path: Path) -> None:
        (tmp_path / "run").mkdir()
        (tmp_path / "run").chmod(0o777)
        ground.own_folder(tmp_path / "run")
        assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700

    def test_refuses_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "elsewhere").mkdir()
        (tmp_path / "run").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(StackError, match="not a folder of ours"):
            ground.own_folder(tmp_path / "run")

    def test_refuses_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "run").touch()
        with pytest.raises(StackError, match="not a folder of ours"):
            ground.own_folder(tmp_path / "run")

    def test_refuses_what_belongs_to_somebody_else(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "run").mkdir()
        mine = os.geteuid()
        monkeypatch.setattr("os.geteuid", lambda: mine + 1)
        with pytest.raises(StackError, match=f"another user .uid {mine}"):
            ground.own_folder(tmp_path / "run")


class TestMakeHome:
    def test_says_when_it_cannot_be_made(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.setenv("SPEAN_HOME", str(tmp_path / "file"))
        with pytest.raises(StackError, match="file"):
            ground.make_home("dev")
