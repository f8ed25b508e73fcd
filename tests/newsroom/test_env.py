"""Environment readers name the variable that is wrong."""

import pytest

from newsroom.env import Environment, SettingError


class TestEnvironment:
    def test_names_a_missing_variable(self):
        with pytest.raises(SettingError, match="SITE_URL is not set"):
            Environment({}).text("SITE_URL")

    @pytest.mark.parametrize(
        ("word", "value"), [("1", True), ("No", False), ("", True)]
    )
    def test_reads_yes_and_no(self, word, value):
        assert Environment({"X": word}).flag("X", default=True) is value

    @pytest.mark.parametrize(
        ("reader", "word"), [("flag", "maybe"), ("number", "many")]
    )
    def test_names_a_variable_that_cannot_be_read(self, reader, word):
        with pytest.raises(SettingError, match="X is"):
            getattr(Environment({"X": word}), reader)("X", default=1)

    def test_splits_lists_and_drops_what_is_empty(self):
        assert Environment({"X": " a, ,b "}).words("X") == ["a", "b"]

    def test_makes_a_secret_once_and_keeps_it_private(self, tmp_path):
        env = Environment({})
        secret = env.secret("KEY", kept_in=tmp_path / "keys")
        assert env.secret("KEY", kept_in=tmp_path / "keys") == secret
        assert len(secret) > 50
        assert (tmp_path / "keys" / "key").stat().st_mode & 0o077 == 0

    def test_makes_no_secret_where_it_must_be_given(self):
        with pytest.raises(SettingError, match="KEY is not set"):
            Environment({}).secret("KEY", kept_in=None)

    @pytest.mark.parametrize("number", ["-1", "24"])
    def test_names_the_limits_of_a_number(self, number):
        with pytest.raises(SettingError, match="X is"):
            Environment({"X": number}).number("X", default=7, least=0, most=23)


class TestMailServer:
    @pytest.mark.parametrize(
        ("url", "port", "is_encrypted", "is_upgraded"),
        [
            ("smtp://a:b@mail.example", 587, False, True),
            ("smtps://a:b@mail.example", 465, True, False),
            ("smtp://a:b@mail.example:2525", 2525, False, True),
        ],
    )
    def test_is_never_reached_in_the_clear(self, url, port, is_encrypted, is_upgraded):
        found = Environment({"X": url}).mail_server("X")
        assert (found.host, found.port) == ("mail.example", port)
        assert (found.is_encrypted, found.is_upgraded) == (is_encrypted, is_upgraded)
        assert (found.user, found.password) == ("a", "b")

    def test_may_be_the_console_or_none(self):
        assert "console" in Environment({"X": "console"}).mail_server("X").backend
        assert Environment({}).mail_server("X") is None

    @pytest.mark.parametrize(
        "url", ["mail.example", "http://a:geheim@b", "smtp://a:geheim@b:x", "smtp://"]
    )
    def test_keeps_a_password_out_of_the_message(self, url):
        with pytest.raises(SettingError, match="X cannot be read") as refused:
            Environment({"X": url}).mail_server("X")
        assert "geheim" not in str(refused.value)
