import importlib.util
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.stack import bootstrap

# Plays the interpreter of a virtual environment: answers what it is asked, notes what
# pip is told, and fails when a file says so.
FAKE_PYTHON = """#!/bin/sh
case "$*" in
  *"import pip"*) echo yes ;;
  *version_info*) echo 3.11 ;;
  *"-m pip install"*) echo "$*" >> "{log}"
      if [ -e "{broken}" ]; then echo "No matching distribution"; exit 1; fi ;;
esac
"""


class Project:
    """A folder with a lock file and an environment that notes what pip is told."""

    def __init__(self, folder: Path) -> None:
        self.venv = folder / ".venv"
        self.log, self.broken = folder / "pip.log", folder / "broken"
        self.lock = folder / "requirements.txt"
        self.lock.write_text("django==5.2.19 --hash=sha256:00\n")
        (self.venv / "lib" / "python3.11").mkdir(parents=True)
        (self.venv / "bin").mkdir()
        python = bootstrap.venv_python(self.venv)
        python.write_text(FAKE_PYTHON.format(log=self.log, broken=self.broken))
        python.chmod(0o755)

    def install(self) -> str:
        stream = io.StringIO()
        bootstrap.install((self.lock,), venv=self.venv, stream=stream)
        return stream.getvalue()

    def is_installed(self) -> bool:
        return bootstrap.is_installed((self.lock,), venv=self.venv)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path)


class TestInstall:
    def test_installs_only_what_the_lock_names_by_hash(self, project: Project) -> None:
        said = project.install()
        told = project.log.read_text()
        assert "--require-hashes" in told
        assert "--no-deps" in told
        assert f"-r {project.lock}" in told
        assert "requirements.txt, exactly as locked" in said

    def test_does_nothing_the_second_time(self, project: Project) -> None:
        project.install()
        assert project.install() == ""
        assert project.log.read_text().count("-m pip install") == 1

    def test_installs_again_when_the_lock_has_changed(self, project: Project) -> None:
        project.install()
        project.lock.write_text("django==5.2.20 --hash=sha256:11\n")
        assert not project.is_installed()
        project.install()
        assert project.log.read_text().count("-m pip install") == 2

    def test_shows_what_pip_said_and_counts_nothing_as_installed(
        self, project: Project
    ) -> None:
        project.broken.touch()
        with pytest.raises(bootstrap.BootstrapError, match="No matching distribution"):
            project.install()
        assert not project.is_installed()

    def test_forgets_the_old_state_before_it_touches_anything(
        self, project: Project
    ) -> None:
        project.install()
        old = project.lock.read_text()
        project.lock.write_text("django==5.2.20 --hash=sha256:11\n")
        project.broken.touch()
        with pytest.raises(bootstrap.BootstrapError):
            project.install()
        project.lock.write_text(old)
        assert not project.is_installed()

    def test_says_which_package_of_the_system_is_missing(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        bootstrap.venv_python(project.venv).unlink()
        monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
        with pytest.raises(bootstrap.BootstrapError, match="apt install python3-venv"):
            project.install()


class TestIsInstalled:
    def test_is_false_when_the_interpreter_is_gone(self, project: Project) -> None:
        project.install()
        bootstrap.venv_python(project.venv).unlink()
        assert not project.is_installed()

    def test_is_false_under_another_python_than_the_one_of_then(
        self, project: Project, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        project.install()
        stamp = project.venv / "spean-installed.json"
        state = json.loads(stamp.read_text())
        stamp.write_text(json.dumps({**state, "python": "3.9"}))
        assert project.is_installed()
        monkeypatch.setattr(sys, "prefix", str(project.venv))
        assert not project.is_installed()

    @pytest.mark.parametrize("text", ["", "{", "[]", "null"])
    def test_is_false_when_the_stamp_was_cut_off(
        self, project: Project, text: str
    ) -> None:
        project.install()
        (project.venv / "spean-installed.json").write_text(text)
        assert not project.is_installed()


class TestWantedRequirements:
    def test_adds_those_of_the_tests_for_test_alone(self) -> None:
        names = {
            command: [it.name for it in bootstrap.wanted_requirements(command)]
            for command in ("up", "migrate", "", "test")
        }
        assert names.pop("test") == ["requirements.txt", "requirements-test.txt"]
        assert set(map(tuple, names.values())) == {("requirements.txt",)}


class TestProcesses:
    @pytest.mark.parametrize(
        ("line", "cores", "number"),
        [
            ("", 2, "2"),
            ("-x --durations=10", 2, "2"),
            ("", 1, "0"),
            ("", 64, "4"),
            ("tests/people", 2, "0"),
            ("tests/people/test_permissions.py::TestMay -q", 2, "0"),
            ("-k reader", 2, "0"),
            ("--pdb", 2, "0"),
            ("--lf", 2, "0"),
        ],
    )
    def test_are_as_many_as_help(self, line: str, cores: int, number: str) -> None:
        assert bootstrap.processes(line.split(), cores=cores)[:2] == ("-n", number)

    @pytest.mark.parametrize("line", ["-p no:xdist", "-pno:xdist"])
    def test_say_nothing_to_a_pytest_that_knows_of_none(self, line: str) -> None:
        assert bootstrap.processes(line.split()) == ()


class TestBytecode:
    def test_is_kept_apart_where_none_may_lie_beside_the_sources(self) -> None:
        elsewhere = {"PYTHONPYCACHEPREFIX": "/elsewhere"}
        apart = {"PYTHONPYCACHEPREFIX": str(bootstrap.PROJECT / "var" / "bytecode")}
        for before, after in (
            ({}, {}),
            (elsewhere, elsewhere),
            ({"PYTHONDONTWRITEBYTECODE": ""}, {}),
            ({"PYTHONDONTWRITEBYTECODE": "1"}, apart),
            ({"PYTHONDONTWRITEBYTECODE": "1", **elsewhere}, elsewhere),
        ):
            environ = dict(before)
            bootstrap.keep_bytecode(environ)
            assert environ == after


class TestTheHead:
    def test_needs_nothing_but_the_standard_library(self) -> None:
        path = Path(bootstrap.__file__)
        code = (
            "import runpy, sys; "
            f"runpy.run_path({str(path)!r}); "
            "tops = {name.split('.')[0] for name in sys.modules}; "
            "print(sorted(tops - sys.stdlib_module_names - {'__main__'}))"
        )
        seen = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-I", "-S", "-c", code],
            capture_output=True,
            text=True,
            check=True,
        )
        assert seen.stdout.strip() == "[]"

    def test_says_the_seconds_and_survives_a_closed_terminal(self) -> None:
        stream = io.StringIO()
        bootstrap.say("web", "ready", stream=stream)
        assert stream.getvalue().endswith("s] web      ready\n")
        stream.close()
        bootstrap.say("web", "gone", stream=stream)
        assert stream.closed
