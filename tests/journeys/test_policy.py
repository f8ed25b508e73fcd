"""No page of the desk tries what the strict policy forbids, in a real browser."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Account
from tests import factories as make
from tests.matrix.places import furnish, names
from tests.matrix.test_addresses import path_of

pytestmark = pytest.mark.journey
# They answer with files, signs and data; the browser shows no page.
NO_PAGES = (
    "_copy",
    "_progress",
    "photo",
    "autocomplete",
    "jsi18n",
    "_preview",
    "logout",
)


class TestEveryPageOfTheDesk:
    def test_breaks_no_rule_of_the_policy(
        self, reader, at_the_desk, settings, tmp_path
    ):
        settings.ARTIFACT_DIR = tmp_path / "artifacts"
        places = furnish()
        one = at_the_desk("en")
        shown = Client()
        shown.force_login(Account.objects.get(pk=make.a_chief().pk))
        one.goes_to(reverse("admin:index"))
        looked, broken = 0, {}
        for name in dict.fromkeys(names()):
            path = path_of(name, places)
            if not path.startswith("/admin/") or name.endswith(NO_PAGES):
                continue
            answer = shown.get(path)
            # Or a file that it would send stays open.
            answer.close()
            is_file = answer.streaming or "Content-Disposition" in answer.headers
            if answer.status_code != 200 or is_file:
                continue
            one.troubles.clear()
            one.goes_to(path)
            one.page.wait_for_load_state("networkidle")
            looked += 1
            forbidden = [
                text[:300]
                for text in one.troubles
                if "Content Security Policy" in text or "Content-Security" in text
            ]
            if forbidden:
                broken[name] = forbidden
        assert broken == {}
        assert looked > 60
