"""Files are there in full or not at all."""

import os
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from newsroom.stack.places import PROJECT
from worklist.files import sweep_leftovers, write_all_durably, write_durably

HOUR = timedelta(hours=1)


class TestWriteDurably:
    def test_writes_all_and_leaves_no_draft(self, tmp_path):
        path = tmp_path / "a" / "b" / "copy.txt"
        assert write_durably(path, "ស្ពាន".encode())
        assert path.read_text() == "ស្ពាន"
        assert list(path.parent.iterdir()) == [path]

    def test_leaves_the_very_same_content_alone(self, tmp_path):
        path = tmp_path / "copy.txt"
        write_durably(path, b"same")
        before = path.stat().st_ino
        assert not write_durably(path, b"same")
        assert path.stat().st_ino == before

    def test_replaces_other_content_of_the_same_length(self, tmp_path):
        path = tmp_path / "copy.txt"
        path.write_bytes(b"left")
        assert write_durably(path, b"done")
        assert path.read_bytes() == b"done"

    def test_writes_an_empty_file(self, tmp_path):
        assert write_durably(tmp_path / "empty", b"")
        assert (tmp_path / "empty").read_bytes() == b""

    def test_lets_nobody_else_read_it(self, tmp_path):
        write_durably(tmp_path / "copy.txt", b"x")
        assert (tmp_path / "copy.txt").stat().st_mode & 0o777 == 0o600

    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def test_leaves_the_former_content_on_a_full_disk(
        self, tmp_path, monkeypatch, call
    ):
        path = tmp_path / "copy.txt"
        path.write_bytes(b"former")

        def fail(*_args):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, call, fail)
        with pytest.raises(OSError, match="No space left"):
            write_durably(path, b"new content")
        monkeypatch.undo()
        assert path.read_bytes() == b"former"
        assert list(tmp_path.iterdir()) == [path]

    def test_leaves_nothing_of_what_the_disk_took_before_it_was_full(self, tmp_path):
        # A limit on the size of files lets a write end in its midst, as a full disk
        # does; in a process of its own, because it holds for all that is written.
        program = """
import pathlib, resource, sys
from worklist.files import write_durably
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
write_durably(pathlib.Path(sys.argv[1]), b"x" * 100_000)
"""
        path = tmp_path / "copy.txt"
        path.write_bytes(b"former")
        words = [sys.executable, "-c", program, str(path)]
        ended = subprocess.run(  # noqa: S603 - our own words
            words, cwd=PROJECT, capture_output=True, text=True, check=False
        )
        assert "OSError: [Errno 27] File too large" in ended.stderr
        assert path.read_bytes() == b"former"
        assert list(tmp_path.iterdir()) == [path]


class TestWriteAllDurably:
    def test_writes_all(self, tmp_path):
        files = {tmp_path / "a" / "1": b"one", tmp_path / "b" / "2": b"two"}
        write_all_durably(files)
        assert {path: path.read_bytes() for path in files} == files
        assert sorted(it for it in tmp_path.rglob("*") if it.is_file()) == [*files]

    def test_writes_none_when_there_is_no_room_for_the_last(
        self, tmp_path, monkeypatch
    ):
        first, last = tmp_path / "1", tmp_path / "2"
        first.write_bytes(b"former")
        calls = []

        def fsync(descriptor):
            calls.append(descriptor)
            if len(calls) == 2:
                raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "fsync", fsync)
        with pytest.raises(OSError, match="No space left"):
            write_all_durably({first: b"new", last: b"new"})
        assert first.read_bytes() == b"former"
        assert list(tmp_path.iterdir()) == [first]


class TestSweepLeftovers:
    def test_removes_old_drafts_in_every_folder_and_nothing_else(self, tmp_path):
        (tmp_path / "deep").mkdir()
        old, deep, young, other = (
            tmp_path / name for name in (".a.tmp", "deep/.b.tmp", ".c.tmp", "copy.txt")
        )
        for path in (old, deep, young, other):
            path.write_bytes(b"x")
        past = time.time() - 3700
        for path in (old, deep, other):
            os.utime(path, (past, past))
        assert sweep_leftovers(tmp_path, HOUR) == 2
        assert sorted(tmp_path.rglob("*.t*")) == [young, other]

    def test_finds_nothing_where_there_is_no_folder(self, tmp_path):
        assert sweep_leftovers(tmp_path / "none", HOUR) == 0
