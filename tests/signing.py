"""Somebody with a password, a telephone and a browser, for tests of sign-in."""

from base64 import b32decode
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from django_otp.oath import TOTP

from people.actions.enrolling import confirm_app, offer_app, secret_words
from tests import factories as make

PASSWORD = "mango river kite 7"  # noqa: S105 - of nobody
LOGIN = "/admin/login/"


class Somebody:
    """One account, its app and its recovery codes.

    Args:
        roles: As `make.an_account` takes them.
        has_app: Whether a second factor is set up.
        more: As `make.an_account` takes it.
    """

    def __init__(
        self, *roles: tuple[str, str], has_app: bool = True, **more: Any
    ) -> None:
        self.account = make.an_account(*roles, **more)
        self.account.set_password(PASSWORD)
        self.account.interface_language = "en"
        self.account.save()
        self.codes: list[str] = []
        # Its first code is used up a while ago, so that the one of now is fresh.
        self.set_up_at = timezone.now() - timedelta(hours=1)
        if has_app:
            self.sets_up()

    def sets_up(self) -> None:
        """Set the app up, as the page does."""
        offered = offer_app(account=self.account, at=self.set_up_at)
        self.secret = b32decode(secret_words(offered).replace(" ", ""))
        self.codes = confirm_app(
            account=self.account,
            code=self.code(at=self.set_up_at),
            is_proved=False,
            keep=None,
            at=self.set_up_at,
        )

    def code(self, *, at: Any = None, later: int = 0) -> str:
        """Read the code off the app.

        Args:
            at: When; now by default.
            later: Of so many steps later.
        """
        app = TOTP(self.secret)
        app.time = (at or timezone.now()).timestamp() + 30 * later
        return f"{app.token():06}"

    def signs_in(self, client: Client | None = None, **changes: Any) -> Any:
        """Send the form at the door; returns the answer, whose client is signed in."""
        client = client or Client()
        typed = {"username": self.account.username, "password": PASSWORD, **changes}
        if "code" not in typed:
            typed["code"] = self.code() if self.codes else ""
        address = typed.pop("address", "192.0.2.1")
        agent = typed.pop("agent", "Mozilla/5.0 (X11; Linux) Firefox/140.0")
        return client.post(
            LOGIN,
            {"next": "/admin/", **typed},
            REMOTE_ADDR=address,
            HTTP_USER_AGENT=agent,
            HTTP_ACCEPT_LANGUAGE="en",
        )


def is_in(client: Client) -> bool:
    """Say whether a browser reaches the desk."""
    return client.get("/admin/").status_code == 200
