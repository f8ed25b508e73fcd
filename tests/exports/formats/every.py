"""Every format and every language, for tests."""

import pytest

from exports.formats import FORMATS
from tests.exports.packages import LANGUAGES

EVERY_FORMAT = pytest.mark.parametrize("fmt", FORMATS, ids=lambda fmt: fmt.code)
EVERY_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
