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
