"""Who offers a translation to whom, and what they are told, for tests."""

from datetime import timedelta

import pytest

from articles.models import Notification
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms
from translations.assignments import stage, standing_assignment

HOUR = timedelta(hours=1)
DUE = make.NOW + 48 * HOUR


@pytest.fixture(name="version")
def version_fixture():
    original = make.a_version(language="km")
    return make.a_version(article=original.article, language="en")


@pytest.fixture(name="editor")
def editor_fixture():
    return make.an_account(("Editor", "en"))


@pytest.fixture(name="translator")
def translator_fixture():
    return make.an_account(("Translator", "en"))


@pytest.fixture(name="another")
def another_fixture():
    return make.an_account(("Translator", "en"))


def offer(version, to, editor, at=make.NOW, **terms):
    return assigning.offer(
        version=version, to=to, terms=Terms(**terms), by=editor, at=at
    )


def accepted(version, to, editor, **terms):
    offered = offer(version, to, editor, **terms)
    return assigning.accept(assignment=offered, by=to, at=make.NOW)


def told(account):
    kinds = Notification.objects.filter(account=account).order_by("pk")
    return [each.kind for each in kinds]


def how_far(version):
    current = standing_assignment(version)
    return current and stage(current)
