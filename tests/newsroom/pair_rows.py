"""Who sits before which pair, for tests."""

import pytest

from tests.translations.pairs import a_source, a_translation
from translations.models import Unit


@pytest.fixture(name="translator")
def translator_fixture(sign_in):
    return sign_in(("Translator", "en"))


@pytest.fixture(name="version")
def version_fixture():
    return a_translation(a_source())


def units(version):
    return {
        tuple(unit.source_ids): unit for unit in Unit.objects.filter(version=version)
    }
