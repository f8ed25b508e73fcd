"""A translation goes from its offer to its approval, and everybody is told."""

import pytest
from django.urls import reverse

from articles.models import NotificationKind, Status, Version
from tests import factories as make
from translations.actions import assigning
from translations.actions.assigning import Terms

pytestmark = pytest.mark.journey


def a_draft(slugline="the kite"):
    original = make.a_version(article=make.a_story(slugline=slugline), language="km")
    return make.a_version(article=original.article, language="en")


def page_of(version):
    return reverse("admin:articles_version_change", args=[version.pk])


def count(one):
    """Read the number in the header of a page of the desk."""
    one.goes_to("/admin/my-credits/")
    shown = one.page.locator("#user-tools .unseen")
    return int(shown.inner_text().split()[0]) if shown.count() else 0


def press(one, name):
    with one.page.expect_navigation():
        one.page.get_by_role("button", name=name, exact=True).click()


def follow(one, name):
    with one.page.expect_navigation():
        one.page.get_by_role("link", name=name, exact=True).click()


def opens_the_newest(one):
    one.goes_to("/admin/notifications/")
    with one.page.expect_navigation():
        one.page.get_by_role("button", name="Open", exact=True).first.click()


def offers_in_the_workload(editor, version, to):
    page = editor.goes_to("/admin/").page
    follow(editor, "Workload")
    row = page.locator("li", has=page.locator(f"#text-{version.pk}"))
    row.locator("summary").click()
    row.get_by_label("To whom").select_option(label=str(to))
    row.get_by_label("Deadline").fill("2099-03-05T18:00")
    row.get_by_label("Priority").select_option("high")
    row.get_by_label("Note").fill("Mind the names.")
    with page.expect_navigation():
        row.get_by_role("button", name="Offer", exact=True).click()
    assert not row.locator("summary").is_visible()


def said(one, place="#assignment"):
    return one.page.locator(place).inner_text()


class TestATranslation:
    def test_goes_from_the_offer_to_the_approval(self, at_the_desk):
        version = a_draft()
        names = make.an_account(("Editor", "en")), make.an_account(("Translator", "en"))
        editor, translator = (at_the_desk("en", account) for account in names)
        offers_in_the_workload(editor, version, to=names[1])
        assert count(translator) == 1
        opens_the_newest(translator)
        assert "Mind the names." in said(translator)
        press(translator, "Accept")
        assert (count(translator), count(editor)) == (0, 1)
        opens_the_newest(editor)
        assert "accepted" in said(editor)
        make.write(version, make.blocks("A kite", ["It flies."]), by=names[1])
        press(translator.goes_to(page_of(version)), "Submit")
        self.comes_back_with_a_reason(version, editor, translator)
        press(editor.goes_to(page_of(version)), "Approve")
        assert Version.objects.get(pk=version.pk).status == Status.APPROVED
        assert count(translator) == 1
        press(translator.goes_to("/admin/notifications/"), "Mark all as seen")
        assert (count(translator), count(editor)) == (0, 0)
        assert editor.troubles == translator.troubles == []

    def comes_back_with_a_reason(self, version, editor, translator):
        editor.goes_to(page_of(version))
        assert "submitted" in said(editor)
        follow(editor, "Return…")
        editor.page.get_by_label("Reason").fill("Who flies it?")
        press(editor, "Return")
        assert count(translator) == 1
        opens_the_newest(translator)
        assert "Who flies it?" in said(translator, ".steps-taken")
        assert "returned" in said(translator)
        press(translator, "Submit")


class TestThePages:
    @pytest.mark.parametrize("language", ["km", "en"])
    @pytest.mark.parametrize("width", [390, 1280])
    def test_let_everybody_in(self, at_the_desk, language, width):
        chief = make.a_chief()
        translator = make.an_account(("Translator", "en"))
        assigned = a_draft("the flood")
        terms = Terms(due_at=make.NOW, note="ប្រយ័ត្នឈ្មោះ។")
        given = {"terms": terms, "by": make.a_chief(), "at": make.NOW}
        assigning.offer(version=assigned, to=translator, **given)
        mine = a_draft("the ferry")
        assigning.offer(version=mine, to=chief, **given)
        a_draft("the library")
        make.told(mine, chief, NotificationKind.SOURCE_CHANGED, number=3)
        one = at_the_desk(language, chief, width=width)
        for path in (
            "/admin/notifications/",
            "/admin/workload/",
            page_of(mine),
            reverse("admin:articles_version_assignment", args=[mine.pk, "hand-on"]),
            reverse("admin:articles_version_assignment", args=[mine.pk, "decline"]),
        ):
            one.goes_to(path).page.wait_for_load_state("networkidle")
            for box in one.page.locator(".load details").all():
                box.evaluate("box => box.open = true")
            assert one.troubles == [], path
            assert one.faults() == [], path
            # The policy refuses styles that axe tries on the page of a text.
            one.troubles.clear()
