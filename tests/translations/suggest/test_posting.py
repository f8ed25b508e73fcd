import threading

import pytest

from tests.translations.suggest.servers import Reply, a_server
from translations.suggest.base import ServiceError, Trouble
from translations.suggest.posting import LARGEST_ANSWER, Patience, post_json

AT_ONCE = Patience(seconds=5.0, tries=3, pause=0.0, longest_pause=0.0)
KEY = "sk-never-shown"


def asked(server, *, patience=AT_ONCE, waits=None):
    slept = [] if waits is None else waits
    return post_json(
        f"{server.address}/translate",
        {"q": ["ទឹកឡើង"]},
        headers={"Authorization": f"Bearer {KEY}"},
        patience=patience,
        sleep=slept.append,
    )


def trouble_of(replies, *, patience=AT_ONCE, waits=None):
    with a_server(replies) as server:
        with pytest.raises(ServiceError) as refused:
            asked(server, patience=patience, waits=waits)
        return refused.value, server.heard


class TestPostJson:
    def test_sends_and_returns_json(self):
        with a_server([Reply({"translatedText": ["Rain"]})]) as server:
            assert asked(server) == {"translatedText": ["Rain"]}
        (heard,) = server.heard
        assert (heard.path, heard.body) == ("/translate", {"q": ["ទឹកឡើង"]})
        assert heard.headers["Authorization"] == f"Bearer {KEY}"

    @pytest.mark.parametrize(
        ("status", "trouble"),
        [
            (429, Trouble.BUSY),
            (500, Trouble.BROKEN),
            (502, Trouble.BROKEN),
            (503, Trouble.BUSY),
            (504, Trouble.TOO_SLOW),
        ],
    )
    def test_tries_again_what_may_pass_and_then_gives_up(self, status, trouble):
        error, heard = trouble_of([Reply(b"no", status)])
        assert (error.trouble, len(heard)) == (trouble, 3)

    @pytest.mark.parametrize(
        ("status", "trouble"),
        [
            (400, Trouble.REFUSED),
            (401, Trouble.DENIED),
            (403, Trouble.DENIED),
            (404, Trouble.REFUSED),
            (413, Trouble.SENT_TOO_LONG),
        ],
    )
    def test_asks_once_where_it_would_not_help(self, status, trouble):
        error, heard = trouble_of([Reply(b"no", status)])
        assert (error.trouble, len(heard)) == (trouble, 1)

    def test_takes_what_comes_at_a_later_try(self):
        with a_server([Reply(b"", 503), Reply({"ok": 1})]) as server:
            assert asked(server) == {"ok": 1}
        assert len(server.heard) == 2

    def test_waits_as_long_as_it_is_asked_to_but_never_for_ever(self):
        patience = Patience(seconds=5.0, tries=3, pause=1.0, longest_pause=4.0)
        waits = []
        replies = [
            Reply(b"", 429, {"Retry-After": "2"}),
            Reply(b"", 429, {"Retry-After": "86400"}),
        ]
        trouble_of(replies, patience=patience, waits=waits)
        assert waits == [2.0, 4.0]

    @pytest.mark.parametrize("said", ["soon", "-1", "Wed, 21 Oct 2026 07:28:00 GMT"])
    def test_waits_as_usual_where_the_service_says_no_number(self, said):
        patience = Patience(seconds=5.0, tries=2, pause=1.0)
        waits = []
        reply = Reply(b"", 429, {"Retry-After": said})
        trouble_of([reply], patience=patience, waits=waits)
        assert waits == [1.0]

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_follows_no_redirect(self, status):
        with a_server([Reply({"stolen": 1})]) as other:
            there = {"Location": f"{other.address}/translate"}
            error, heard = trouble_of([Reply(b"", status, there)])
        assert error.trouble is Trouble.REDIRECTED
        assert (len(heard), other.heard) == (1, [])

    @pytest.mark.parametrize(
        "body", [b"", b"<html>", b"{", b"\xff\xfe", b"[" * 100_000]
    )
    def test_takes_nothing_that_is_no_json(self, body):
        assert trouble_of([Reply(body)])[0].trouble is Trouble.GARBAGE

    def test_reads_no_endless_answer(self):
        body = b'"' + b"a" * LARGEST_ANSWER + b'"'
        assert trouble_of([Reply(body)])[0].trouble is Trouble.TOO_LONG

    def test_waits_for_no_silent_service(self):
        answers = threading.Event()
        patience = Patience(seconds=0.2, tries=1)
        reply = Reply({"late": 1}, before=lambda: answers.wait(5))
        try:
            error, _heard = trouble_of([reply], patience=patience)
        finally:
            answers.set()
        assert error.trouble is Trouble.TOO_SLOW

    def test_waits_for_no_service_that_answers_drop_by_drop(self):
        answers = threading.Event()
        patience = Patience(seconds=0.4, tries=1)
        reply = Reply(b'"' + b"a" * 400 + b'"', trickle=lambda: answers.wait(0.05))
        try:
            error, _heard = trouble_of([reply], patience=patience)
        finally:
            answers.set()
        assert error.trouble is Trouble.TOO_SLOW

    def test_says_that_nobody_is_there(self):
        with a_server([Reply({})]) as server:
            address = server.address
        with pytest.raises(ServiceError) as refused:
            post_json(address, {}, patience=AT_ONCE, sleep=lambda _seconds: None)
        assert refused.value.trouble is Trouble.UNREACHABLE

    @pytest.mark.parametrize("status", [302, 401, 500])
    def test_says_neither_the_key_nor_the_text(self, status, capsys, caplog):
        reply = Reply(
            f"your key {KEY} for ទឹកឡើង".encode(), status, {"Location": f"/?k={KEY}"}
        )
        error, _heard = trouble_of([reply])
        told = "".join(
            (
                str(error),
                repr(error),
                str(error.__cause__),
                caplog.text,
                *capsys.readouterr(),
            )
        )
        assert KEY not in told
        assert "ទឹក" not in told
