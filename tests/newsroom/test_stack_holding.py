from pathlib import Path

import pytest

from newsroom.stack import holding


class TestLock:
    def test_is_taken_by_one_at_a_time(self, tmp_path: Path) -> None:
        with holding.servers_lock(tmp_path) as first:
            assert first.take()
            with holding.servers_lock(tmp_path) as second:
                assert not second.take()
                first.give_back()
                assert second.take()

    def test_is_shared_by_many_but_not_with_one_who_has_it_alone(
        self, tmp_path: Path
    ) -> None:
        with holding.users_lock(tmp_path) as first, holding.users_lock(tmp_path) as two:
            assert first.share()
            assert two.share()
            assert not first.take()
            two.give_back()
            assert first.take()
            assert not two.share()

    def test_carries_the_last_note(self, tmp_path: Path) -> None:
        with holding.servers_lock(tmp_path) as lock:
            lock.take(note={"doing": "a long description of what is done"})
            lock.write({"doing": "up"})
            with holding.servers_lock(tmp_path) as other:
                assert other.note() == {"doing": "up"}

    @pytest.mark.parametrize("text", ["", "{", "[1]", '"up"'])
    def test_reads_a_broken_note_as_none(self, tmp_path: Path, text: str) -> None:
        (tmp_path / "servers.lock").write_text(text)
        with holding.servers_lock(tmp_path) as lock:
            assert lock.note() == {}

    def test_does_not_follow_a_link_that_somebody_planted(self, tmp_path: Path) -> None:
        target = tmp_path / "precious"
        target.write_text("kept")
        (tmp_path / "servers.lock").symlink_to(target)
        with pytest.raises(OSError, match="symbolic"):
            holding.servers_lock(tmp_path)
        assert target.read_text() == "kept"
