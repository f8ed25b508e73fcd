"""A first sign-in, a telephone, recovery codes, two browsers, and a frozen account."""

from base64 import b32decode

import pytest
from django.utils import timezone
from django_otp.oath import TOTP

from people.models import Account
from tests.signing import PASSWORD, Somebody

pytestmark = pytest.mark.journey


@pytest.fixture(autouse=True)
def second_factor(settings):
    settings.SECOND_FACTOR = True


def signs_in(one, somebody, code: str) -> None:
    one.goes_to("/admin/login/?next=/admin/sign-in/")
    one.page.get_by_label("User name").fill(somebody.account.username)
    one.page.get_by_label("Password").fill(PASSWORD)
    one.page.get_by_label("Code").fill(code)
    one.page.get_by_role("button", name="Log in").click()


def is_at_the_door(one) -> bool:
    return "/admin/login/" in one.page.url


def code_of(secret: bytes, later: int = 0) -> str:
    app = TOTP(secret)
    app.time = timezone.now().timestamp() + 30 * later
    return f"{app.token():06}"


def sets_up(one, somebody) -> tuple[bytes, list[str]]:
    """Sign in the first time; return the secret of the app, and the recovery codes."""
    signs_in(one, somebody, "")
    assert one.page.url.endswith("/admin/sign-in/second-factor/")
    assert one.findings() == []
    typed = one.page.locator(".secret").inner_text()
    secret = b32decode(typed.replace(" ", ""))
    one.page.get_by_label("Code that the app shows now").fill(code_of(secret, -1))
    one.page.get_by_role("button", name="Use this app").click()
    codes = one.page.locator(".codes code").all_inner_texts()
    assert one.findings() == []
    one.page.get_by_role("link", name="I have kept them").click()
    return secret, codes


class TestSignIn:
    def test_from_the_first_time_to_two_browsers(self, reader):
        somebody = Somebody(("Editor", "km"), has_app=False)
        one = reader(1280)
        secret, codes = sets_up(one, somebody)
        assert len(codes) == 10
        one.page.get_by_role("button", name="Log out").click()
        used = code_of(secret)
        signs_in(one, somebody, used)
        assert one.page.url.endswith("/admin/sign-in/")

        other = reader(390)
        signs_in(other, somebody, used)
        assert is_at_the_door(other)
        assert "do not fit together" in other.page.locator(".errornote").inner_text()
        signs_in(other, somebody, codes[0])
        assert other.page.url.endswith("/admin/sign-in/")
        assert not other.scrolls_sideways()

        one.page.reload()
        assert "9 recovery codes" in one.page.locator("#content").inner_text()
        assert one.page.locator(".sessions li").count() == 2
        assert one.findings() == []
        one.page.get_by_role("button", name="Sign out there").click()
        assert one.page.locator(".sessions li").count() == 1
        other.goes_to("/admin/")
        assert is_at_the_door(other)
        assert one.troubles == []
        assert other.troubles == []

    def test_a_colleague_is_frozen_at_the_next_click(self, reader, at_the_desk):
        held = Somebody(("Reporter", "km"))
        phone = reader(390)
        signs_in(phone, held, held.code())
        editor = Somebody(("Editor", "km"))
        desk = reader(1280)
        signs_in(desk, editor, editor.code())

        desk.page.get_by_role("link", name="Freeze an account").click()
        row = desk.page.locator(".sessions li", has_text=held.account.username)
        row.get_by_role("link", name="Freeze").click()
        assert desk.findings() == []
        desk.page.get_by_role("button", name="Freeze now").click()
        assert "is frozen" in desk.page.locator(".messagelist").inner_text()
        assert desk.findings() == []

        phone.page.get_by_role("link", name="My credits").click()
        assert is_at_the_door(phone)
        signs_in(phone, held, held.codes[0])
        assert "do not fit together" in phone.page.locator(".errornote").inner_text()
        assert not Account.objects.get(pk=held.account.pk).is_active
        assert desk.troubles == []
        assert phone.troubles == []
