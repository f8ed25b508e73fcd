import os
from pathlib import Path

import pytest

from newsroom.stack import joining

URLS = {"DATABASE_URL": "postgresql://db/spean", "REDIS_URL": "redis://cache"}


def needs(line: str, **environ: str) -> bool:
    return joining.needs_servers(["manage.py", *line.split()], environ)


class TestNeedsServers:
    @pytest.mark.parametrize(
        "line",
        [
            "",
            "--version",
            "--help",
            "help migrate",
            "check",
            "check --deploy",
            "makemigrations --check",
            "makemessages -l km",
            "compilemessages",
            "collectstatic --noinput",
            "findstatic a.css",
            "diffsettings",
            "startapp stories",
            "migrate --help",
            "up --port 8001",
        ],
    )
    def test_is_false_for(self, line: str) -> None:
        assert not needs(line)

    @pytest.mark.parametrize(
        "line",
        ["migrate", "shell", "dbshell", "seed_demo", "runserver", "check --database x"],
    )
    def test_is_true_for(self, line: str) -> None:
        assert needs(line)

    def test_is_false_only_when_both_are_replaced(self) -> None:
        assert not needs("migrate", **URLS)
        assert needs("migrate", DATABASE_URL="postgresql://db/spean")
        assert needs("migrate", REDIS_URL="redis://cache")
        assert needs("migrate", DATABASE_URL=" ", REDIS_URL="redis://cache")

    def test_is_false_inside_a_program_that_has_them(self) -> None:
        assert not needs("migrate", SPEAN_LAUNCHED="1")


class TestServersFor:
    def test_touches_nothing_when_both_are_replaced(self, tmp_path: Path) -> None:
        environ = {**URLS, "SPEAN_HOME": str(tmp_path)}
        with joining.servers_for(["manage.py", "migrate"], environ=environ):
            assert "SPEAN_LAUNCHED" not in os.environ
        assert not list(tmp_path.iterdir())

    def test_refuses_embedded_servers_in_production(self, stack_home: Path) -> None:
        environ = {"DEBUG": "0", "REDIS_URL": "redis://cache"}
        refused = pytest.raises(SystemExit, match="not set: DATABASE_URL")
        with refused, joining.servers_for(["manage.py", "migrate"], environ=environ):
            pass
        assert not list(stack_home.glob("*/pg*"))

    def test_names_a_setting_that_cannot_be_read(self, stack_home: Path) -> None:
        refused = pytest.raises(SystemExit, match="DEBUG is 'maybe'")
        environ = {"DEBUG": "maybe"}
        with refused, joining.servers_for(["manage.py", "migrate"], environ=environ):
            pass
        assert not list(stack_home.glob("*/pg*"))
