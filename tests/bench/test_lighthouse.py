"""A Chromium that fails on one page costs its figures and no other page's."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from bench.lighthouse import (
    CATEGORIES,
    NotMeasuredError,
    Page,
    measured,
    report,
)

PAGES = [Page(name, f"/{name}/", 180, 12, 2.0) for name in ("one", "two", "three")]


def _report(score: float | None = 1) -> dict[str, Any]:
    return {
        "categories": {it: {"score": score, "auditRefs": []} for it in CATEGORIES},
        "audits": {
            "network-requests": {
                "details": {"items": [{"url": "/", "transferSize": 2048}]}
            },
            "largest-contentful-paint": {"numericValue": 900},
            "cumulative-layout-shift": {"numericValue": 0},
        },
    }


def _failing(path: str, times: int) -> Callable[[str], Mapping[str, Any]]:
    """Fail on a page, the first few times."""
    left = [times]

    def told_of(asked: str) -> Mapping[str, Any]:
        if asked == path and left[0]:
            left[0] -= 1
            msg = "the browser is gone"
            raise NotMeasuredError(msg)
        return _report()

    return told_of


class TestMeasured:
    @pytest.mark.parametrize("times", [0, 1, 2])
    def test_asks_again_where_chromium_failed(self, times: int) -> None:
        lines = list(measured(PAGES, _failing("/two/", times)))
        assert [line.split()[0] for line in lines] == ["one", "two", "three"]
        assert all("2.0 KB" in line for line in lines)

    def test_goes_on_with_the_next_page_and_names_at_the_end_what_is_missing(
        self,
    ) -> None:
        lines: list[str] = []
        with pytest.raises(SystemExit) as ended:
            lines.extend(measured(PAGES, _failing("/two/", 3)))
        assert lines[1].split(maxsplit=1) == [
            "two",
            "not measured: the browser is gone",
        ]
        assert ("2.0 KB" in lines[0], "2.0 KB" in lines[2]) == (True, True)
        # Words instead of a number: said on the standard error, and the code is 1.
        assert ended.value.code == "Not measured: two. Measure again."


class TestReport:
    @pytest.mark.parametrize(
        ("said", "status", "reason"),
        [
            ("", 1, r"no Chromium to be found \(1\)"),
            (
                json.dumps(
                    {"runtimeError": {"code": "NO_FCP", "message": "Nothing painted."}}
                ),
                1,
                r"Nothing painted. \(NO_FCP\)",
            ),
            (json.dumps(_report(score=None)), 0, "no score for performance"),
        ],
    )
    def test_says_why_there_are_no_figures(
        self, tmp_path: Path, said: str, status: int, reason: str
    ) -> None:
        program = self._program(tmp_path, said, status)
        with pytest.raises(NotMeasuredError, match=reason):
            report(program, "/usr/bin/false", "/en/")

    def test_is_what_lighthouse_printed(self, tmp_path: Path) -> None:
        program = self._program(tmp_path, json.dumps(_report()), 0)
        assert report(program, "/usr/bin/false", "/en/") == _report()

    @staticmethod
    def _program(folder: Path, said: str, status: int) -> Path:
        (folder / "said").write_text(said)
        program = folder / "lighthouse"
        program.write_text(
            f"#!/bin/sh\ncat {folder}/said\n"
            f"printf 'no Chromium to be found\\n    at launch (run.js:2)\\n' >&2\n"
            f"exit {status}\n"
        )
        program.chmod(0o700)
        return program
