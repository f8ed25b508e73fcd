"""No page of the desk tries what the strict policy forbids, in a real browser."""

import pytest
from django.test import Client
from django.urls import reverse

from people.models import Account
from tests import factories as make
from tests.journeys.conftest import Reader
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


# Each waits for its page to be quiet: so many wait at the same time.
WINDOWS = 6


def pages(places):
    """Yield the name and the path of what the browser shows as a page."""
    shown = Client()
    shown.force_login(Account.objects.get(pk=make.a_chief().pk))
    for name in dict.fromkeys(names()):
        path = path_of(name, places)
        if not path.startswith("/admin/") or name.endswith(NO_PAGES):
            continue
        answer = shown.get(path)
        # Or a file that it would send stays open.
        answer.close()
        is_file = answer.streaming or "Content-Disposition" in answer.headers
        if answer.status_code == 200 and not is_file:
            yield name, path


class TestEveryPageOfTheDesk:
    def test_breaks_no_rule_of_the_policy(self, at_the_desk, settings, tmp_path):
        settings.ARTIFACT_DIR = tmp_path / "artifacts"
        to_look_at = list(pages(furnish()))
        one = at_the_desk("en").goes_to(reverse("admin:index"))
        windows = [
            Reader(one.page.context.new_page(), one.base) for _each in range(WINDOWS)
        ]
        broken = {}
        for at in range(0, len(to_look_at), WINDOWS):
            looks = list(zip(windows, to_look_at[at : at + WINDOWS], strict=False))
            for window, (_name, path) in looks:
                window.troubles.clear()
                window.page.goto(f"{one.base}{path}", wait_until="commit")
            for window, (name, _path) in looks:
                window.page.wait_for_load_state("networkidle")
                if forbidden := [
                    text[:300]
                    for text in window.troubles
                    if "Content Security Policy" in text or "Content-Security" in text
                ]:
                    broken[name] = forbidden
        assert broken == {}
        assert len(to_look_at) > 60
