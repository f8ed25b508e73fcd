"""No way of losing either notice gets past a format of two languages."""

from functools import cache

import pytest

from exports.formats import BILINGUAL_FORMATS
from exports.formats.base import seal, verify
from exports.formats.faults import NoticeMissingError, SealRefused
from tests.exports.killers.base import ATTACKS
from tests.exports.killers.pairs import PAIR_KILLERS
from tests.exports.packages import a_notice
from tests.exports.pair_packages import PAIRS, a_bilingual_package

OTHER = a_notice(edition=4, year=2025)
EVERY_FORMAT = pytest.mark.parametrize(
    "fmt", BILINGUAL_FORMATS, ids=lambda fmt: fmt.code
)
# Each notice that people see: of which pair, and of which side of it.
NOTICES = [
    (pair, at)
    for pair in PAIRS
    for at in range(len(a_bilingual_package(*pair).notices))
]
EVERY_NOTICE = pytest.mark.parametrize(("pair", "at"), NOTICES)


@cache
def sealed(fmt, pair):
    return seal(a_bilingual_package(*pair), fmt)


@cache
def of_other_edition(fmt, pair):
    return fmt.write(a_bilingual_package(*pair, notice=OTHER))


def bad_copies(fmt, pair, at, attack):
    side = a_bilingual_package(*pair).notices[at]
    killers = PAIR_KILLERS[fmt.code](side, sealed(fmt, pair))
    return list(killers.bad(attack, of_other_edition(fmt, pair)))


class TestEveryFormat:
    @EVERY_FORMAT
    def test_has_killers(self, fmt):
        assert fmt.code in PAIR_KILLERS

    @EVERY_FORMAT
    @EVERY_NOTICE
    @pytest.mark.parametrize("attack", ATTACKS)
    def test_refuses(self, fmt, pair, at, attack):
        package = a_bilingual_package(*pair)
        good = sealed(fmt, pair)
        copies = bad_copies(fmt, pair, at, attack)
        assert copies
        for copy in copies:
            assert copy != good
            with pytest.raises(SealRefused):
                verify(package, fmt, copy)

    @EVERY_FORMAT
    @pytest.mark.parametrize("at", [0, 1])
    @pytest.mark.parametrize("attack", ["truncated", "homoglyph", "one language only"])
    def test_says_that_it_is_the_notice(self, fmt, attack, at):
        package = a_bilingual_package()
        for copy in bad_copies(fmt, ("km", "en"), at, attack):
            with pytest.raises(SealRefused) as refused:
                verify(package, fmt, copy)
            kinds = {type(fault) for fault in refused.value.faults}
            assert NoticeMissingError in kinds

    @EVERY_FORMAT
    def test_refuses_a_file_that_was_cut(self, fmt):
        package = a_bilingual_package("en", "vi")
        good = fmt.write(package)
        for length in range(0, len(good) - 1, 97):
            with pytest.raises(SealRefused):
                verify(package, fmt, good[:length])

    @EVERY_FORMAT
    @pytest.mark.parametrize("at", [0, 1])
    def test_refuses_a_change_of_any_character_of_the_notice(self, fmt, at):
        package = a_bilingual_package()
        side = package.notices[at]
        killers = PAIR_KILLERS[fmt.code](side, fmt.write(package))
        for place in range(0, len(side.notice_text), 7):
            bad = killers.seen(
                lambda text, place=place: f"{text[:place]}#{text[place + 1 :]}"
            )
            with pytest.raises(SealRefused):
                verify(package, fmt, bad)

    @EVERY_FORMAT
    @EVERY_NOTICE
    def test_reads_the_good_copy_that_killers_leave_alone(self, fmt, pair, at):
        package = a_bilingual_package(*pair)
        side = package.notices[at]
        killers = PAIR_KILLERS[fmt.code](side, fmt.write(package))
        unchanged = killers.all_told(lambda text: text)
        again = PAIR_KILLERS[fmt.code](side, unchanged).seen(lambda text: text)
        assert verify(package, fmt, again).source.notice_visible
