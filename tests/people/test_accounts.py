"""User names say nothing about a person, and passwords are long and not known."""

import unicodedata

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from people.models import Account
from tests import factories as make
from tests.signing import PASSWORD

pytestmark = pytest.mark.django_db


class TestUserName:
    @pytest.mark.parametrize(
        ("username", "more"),
        [
            ("dara@news.example", {}),
            ("editor-dara", {"email": "dara@news.example"}),
            ("heron.k", {"email": "heron@news.example"}),
        ],
    )
    def test_gives_nobody_away(self, username, more):
        with pytest.raises(ValidationError, match="Choose another one"):
            Account.objects.create_user(username, PASSWORD, **more)

    @pytest.mark.parametrize(
        ("username", "more"),
        [
            ("heron", {"email": "sok@news.example"}),
            ("lake-12", {"email": "a.k@news.example"}),
        ],
    )
    def test_may_be_any_other_word(self, username, more):
        assert Account.objects.create_user(username, PASSWORD, **more).pk


class TestPassword:
    @pytest.mark.parametrize(
        "password",
        [
            "short-pass1",
            "1q2w3e4r5t6y",
            "\u200b" * 12,
            "កខគឃង\u200b\u200b\u200b\u200b\u200b\u200b\u200b",
            "river-heron-2",
        ],
        ids=["short", "known", "unseen", "unseen and Khmer", "like the name"],
    )
    def test_that_is_easy_is_refused(self, password):
        account = make.an_account()
        account.username = "river-heron"
        with pytest.raises(ValidationError):
            validate_password(password, account)

    @pytest.mark.parametrize(
        "password", ["mango kite stone", "ទឹកទន្លេឡើងខ្ពស់", "aaaa bbbb cccc"]
    )
    def test_needs_no_kind_of_character(self, password):
        account = make.an_account()
        validate_password(password, account)
        account.set_password(password)
        assert account.check_password(password)

    def test_is_the_same_from_every_keyboard(self):
        account = make.an_account()
        account.set_password("ទឹក\u200bទន្លេ café ខ្ពស់")
        spelt = unicodedata.normalize("NFD", "ទឹកទន្លេ café ខ្ពស់")
        assert account.check_password(spelt)
        assert not account.check_password("ទឹកទន្លេ cafe ខ្ពស់")

    def test_is_stored_by_a_function_that_needs_memory(self):
        account = make.an_account()
        account.set_password(PASSWORD)
        assert account.password.startswith("argon2")
