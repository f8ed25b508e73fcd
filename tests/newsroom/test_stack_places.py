import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import dj_database_url
import pytest

from newsroom.stack import places
from newsroom.stack.errors import StackError


class TestDataHome:
    def test_is_in_the_project_for_an_ordinary_user(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SPEAN_HOME", raising=False)
        monkeypatch.setattr("os.geteuid", lambda: 1000)
        assert places.data_home("dev") == places.PROJECT / "var" / "dev"

    def test_is_outside_the_project_for_root(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("SPEAN_HOME", raising=False)
        monkeypatch.setattr("os.geteuid", lambda: 0)
        homes = {places.data_home("dev"), places.data_home("test")}
        assert len(homes) == 2
        assert {str(home.parent) for home in homes} == {"/var/lib"}

    def test_can_be_moved(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("SPEAN_HOME", str(tmp_path))
        assert places.data_home("test") == tmp_path / "test"


class TestProfiles:
    def test_are_both_and_those_of_processes_that_shared_a_run(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("SPEAN_HOME", str(tmp_path))
        assert places.profiles() == ("dev", "test")
        for number in range(2):
            places.data_home(places.shared_profile(number)).mkdir()
        assert places.profiles() == ("dev", "test", "test-0", "test-1")

    @pytest.mark.parametrize(
        ("profile", "is_it"),
        [("test", True), ("test-1", True), ("dev", False), ("testing", False)],
    )
    def test_of_tests_need_not_outlive_a_run(self, profile: str, is_it: bool) -> None:  # noqa: FBT001
        assert places.is_of_tests(profile) is is_it


class TestRunDir:
    def test_is_the_same_at_every_call(self) -> None:
        assert places.run_dir("dev") == places.run_dir("dev")

    def test_differs_between_profiles_users_and_homes(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        seen = {places.run_dir("dev"), places.run_dir("test")}
        monkeypatch.setattr("os.geteuid", lambda: 4711)
        seen.add(places.run_dir("dev"))
        monkeypatch.setenv("SPEAN_HOME", str(tmp_path))
        seen.add(places.run_dir("dev"))
        assert len(seen) == 4

    def test_refuses_a_path_too_long_for_a_socket(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", "/" + "x" * 80)
        with pytest.raises(StackError, match="set TMPDIR"):
            places.run_dir("dev")


class TestDatabaseUrl:
    @pytest.mark.parametrize("role", ["app", "owner"])
    def test_names_role_database_and_socket(self, role: str) -> None:
        owner = places.database_url("test", role="owner")
        url = urlsplit(owner if role == "owner" else places.database_url("test"))
        assert (url.username, url.path) == (f"spean_{role}", "/spean")
        assert parse_qs(url.query)["host"] == [str(places.run_dir("test"))]

    def test_is_read_by_the_settings_reader_wherever_the_folder_is(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tempfile, "tempdir", "/a place/ស្ពាន")
        read = dj_database_url.parse(places.database_url("dev"))
        assert read["OPTIONS"] == {"host": str(places.run_dir("dev"))}
        assert (read["PORT"], read["NAME"]) == (places.POSTGRES_PORT, "spean")


class TestRedisUrl:
    def test_names_the_socket_and_no_database(self) -> None:
        socket = places.valkey_socket(places.run_dir("dev"))
        assert places.redis_url("dev") == f"unix://{socket}"
