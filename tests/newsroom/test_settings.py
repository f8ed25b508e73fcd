"""Settings are hard where others can reach the server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
GIVEN = {
    "DEBUG": "0",
    "SECRET_KEY": "k" * 50 + "0123456789",
    "LEDGER_KEY": "l" * 50 + "0123456789",
    "SIGN_IN_KEY": "s" * 50 + "0123456789",
    "ALLOWED_HOSTS": "news.example",
    "SITE_URL": "https://news.example",
    "DATABASE_URL": "postgresql://app@/spean",
    "DATABASE_OWNER_URL": "postgresql://owner@/spean",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SPEAN_NO_VENV": "1",
}


def check(**changes: str | None) -> subprocess.CompletedProcess[str]:
    given = {
        name: value for name, value in {**GIVEN, **changes}.items() if value is not None
    }
    # Our own command, with nothing of ours in its environment.
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **given},
        capture_output=True,
        text=True,
        check=False,
    )


class TestDeployCheck:
    def test_finds_nothing_with_everything_given(self):
        done = check()
        assert done.returncode == 0, done.stderr

    @pytest.mark.parametrize(
        "name", ["SECRET_KEY", "SIGN_IN_KEY", "SITE_URL", "DATABASE_URL", "REDIS_URL"]
    )
    def test_names_what_is_missing(self, name):
        done = check(**{name: None})
        assert done.returncode != 0
        assert f"{name} is not set" in done.stderr

    def test_warns_when_owner_and_app_are_one_role(self):
        done = check(DATABASE_OWNER_URL=None)
        assert done.returncode != 0
        assert "spean.W001" in done.stderr

    def test_refuses_a_password_alone(self):
        done = check(SECOND_FACTOR="0")
        assert done.returncode != 0
        assert "spean.E003" in done.stderr

    def test_warns_of_a_proxy_that_nobody_counts(self):
        done = check(BEHIND_TLS="1")
        assert done.returncode != 0
        assert "spean.W002" in done.stderr
        assert check(BEHIND_TLS="1", TRUSTED_PROXIES="1").returncode == 0
