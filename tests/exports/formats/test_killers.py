"""No way of losing the notice gets past any format."""

from functools import cache
from typing import Any

import pytest

from exports.formats.base import Format, seal, verify
from exports.formats.faults import NoticeMissingError, SealRefused
from exports.package import LicensedPackage
from tests.exports.formats.every import EVERY_FORMAT
from tests.exports.killers.base import ATTACKS
from tests.exports.killers.registry import KILLERS
from tests.exports.packages import a_notice, a_package

OTHER = a_notice(edition=4, year=2025)


def attacked(fmt: Format, language: str = "en", **facts: Any) -> LicensedPackage:
    return a_package(language, **facts, **KILLERS[fmt.code].story)


@cache
def sealed(fmt: Format, language: str) -> bytes:
    return seal(attacked(fmt, language), fmt)


@cache
def of_other_edition(fmt: Format, language: str) -> bytes:
    return fmt.write(attacked(fmt, language, notice=OTHER))


def bad_copies(fmt: Format, language: str, attack: str) -> list[bytes]:
    killers = KILLERS[fmt.code](attacked(fmt, language), sealed(fmt, language))
    return list(killers.bad(attack, of_other_edition(fmt, language)))


class TestEveryFormat:
    @EVERY_FORMAT
    def test_has_killers(self, fmt):
        assert fmt.code in KILLERS

    @EVERY_FORMAT
    @pytest.mark.parametrize("language", ["km", "en", "zh-Hans", "vi"])
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_refuses(self, fmt, language, attack):
        package = attacked(fmt, language)
        good = sealed(fmt, language)
        copies = bad_copies(fmt, language, attack)
        assert copies
        for copy in copies:
            assert copy != good
            with pytest.raises(SealRefused):
                verify(package, fmt, copy)

    @EVERY_FORMAT
    @pytest.mark.parametrize(
        "attack", ["dropped", "truncated", "blank", "homoglyph", "one language only"]
    )
    def test_says_that_it_is_the_notice(self, fmt, attack):
        package = attacked(fmt, "km")
        for copy in bad_copies(fmt, "km", attack):
            with pytest.raises(SealRefused) as refused:
                verify(package, fmt, copy)
            kinds = {type(fault) for fault in refused.value.faults}
            assert NoticeMissingError in kinds or "empty" in str(refused.value)

    @EVERY_FORMAT
    def test_refuses_a_file_that_was_cut(self, fmt):
        package = attacked(fmt)
        good = fmt.write(package)
        for length in range(0, len(good) - 1, 97):
            with pytest.raises(SealRefused):
                verify(package, fmt, good[:length])

    @EVERY_FORMAT
    def test_refuses_a_change_of_any_character_of_the_notice(self, fmt):
        package = attacked(fmt)
        killers = KILLERS[fmt.code](package, fmt.write(package))
        for at in range(0, len(package.notice_text), 7):
            bad = killers.seen(lambda text, at=at: f"{text[:at]}#{text[at + 1 :]}")
            with pytest.raises(SealRefused):
                verify(package, fmt, bad)


class TestKillers:
    @EVERY_FORMAT
    def test_leave_the_good_copy_alone_when_they_change_nothing(self, fmt):
        package = attacked(fmt, "km")
        killers = KILLERS[fmt.code](package, fmt.write(package))
        unchanged = killers.all_told(lambda text: text)
        again = KILLERS[fmt.code](package, unchanged).seen(lambda text: text)
        assert verify(package, fmt, again).notice_visible
