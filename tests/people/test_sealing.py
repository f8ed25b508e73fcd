"""Words are sealed for who holds a private key, and say nothing by their length."""

import pyrage
import pytest

from people.sealing import (
    SEALED_BYTES,
    IdentityKeyError,
    SealError,
    checked_key,
    fingerprint,
    seal,
)
from tests import factories as make

WORDS = "ច័ន្ទ រិទ្ធ · Chan Rith · +855 12 345 678"


class TestSeal:
    def test_is_opened_by_the_holder_of_any_one_key_and_by_nobody_else(self):
        pairs = [make.a_key_pair() for _each in range(3)]
        sealed = seal(WORDS, [public for _private, public in pairs[:2]])
        for private, _public in pairs[:2]:
            assert pyrage.decrypt(sealed, [private]).decode().strip() == WORDS
        with pytest.raises(pyrage.DecryptError):
            pyrage.decrypt(sealed, [pairs[2][0]])

    def test_is_a_file_that_age_knows(self):
        _private, public = make.a_key_pair()
        assert seal(WORDS, [public]).startswith(b"age-encryption.org/v1\n-> X25519 ")

    def test_is_as_long_for_one_letter_as_for_thousands(self):
        _private, public = make.a_key_pair()
        # The head has a random part that stands for nothing (age: grease).
        bodies = {
            len(seal(text, [public]).partition(b"\n--- ")[2])
            for text in ("ក", WORDS, "x" * 8000)
        }
        assert len(bodies) == 1

    def test_is_another_one_each_time(self):
        _private, public = make.a_key_pair()
        assert seal(WORDS, [public]) != seal(WORDS, [public])

    def test_refuses_what_is_too_long_without_repeating_it(self):
        _private, public = make.a_key_pair()
        with pytest.raises(SealError) as refused:
            seal("Quenchfield " * SEALED_BYTES, [public])
        assert "Quenchfield" not in str(refused.value)


class TestCheckedKey:
    def test_takes_what_age_keygen_calls_public(self):
        _private, public = make.a_key_pair()
        assert checked_key(public) == public

    def test_refuses_a_private_key_and_never_repeats_it(self):
        private = str(make.a_key_pair()[0])
        assert private.startswith("AGE-SECRET-KEY-1")
        for key in (private, private.lower(), f"# created\n{private}"):
            with pytest.raises(IdentityKeyError, match="private key") as refused:
                checked_key(key)
            assert private[20:].lower() not in str(refused.value).lower()
            assert refused.value.__cause__ is None

    @pytest.mark.parametrize("key", ["", "age1", "ssh-ed25519 AAAA", "x" * 62])
    def test_refuses_what_is_no_key(self, key):
        with pytest.raises(IdentityKeyError, match="begins with age1"):
            checked_key(key)

    def test_refuses_a_key_with_one_wrong_letter(self):
        _private, public = make.a_key_pair()
        wrong = public[:-1] + ("q" if public[-1] != "q" else "p")
        with pytest.raises(IdentityKeyError):
            checked_key(wrong)

    def test_has_a_sign_of_its_own(self):
        signs = {fingerprint(make.a_key_pair()[1]) for _each in range(20)}
        assert len(signs) == 20
        assert all(len(sign) == 16 for sign in signs)
