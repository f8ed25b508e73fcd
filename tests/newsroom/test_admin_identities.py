"""The pages of sealed identities, and who may open them."""

import io

import pyrage
import pytest
from django.core.management import call_command
from django.urls import reverse

from newsroom.env import Environment, SettingError
from newsroom.system_checks import no_private_key_is_here
from people.models import SealedIdentity
from people.sealing import fingerprint
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(settings):
    private, public = make.a_key_pair()
    settings.IDENTITY_KEYS = (public,)
    return private, public


def page(identity, name="change", *more):
    return reverse(f"admin:people_sealedidentity_{name}", args=[identity.pk, *more])


class TestPages:
    def test_seal_ask_agree_and_fetch(self, client, sign_in, pair):
        private, public = pair
        account = make.an_account()
        sign_in(("Administrator", ""))
        add = reverse("admin:people_sealedidentity_add")
        assert public in client.get(add).content.decode()
        client.post(add, {"account": account.pk, "sealed_words": "Chan Rith"})
        identity = SealedIdentity.objects.get(account=account)
        client.post(page(identity, "ask"), {"reason": "danger"})
        opening = identity.openings.get()
        shown = client.get(page(identity)).content.decode()
        assert "A second person has not agreed yet." in shown
        assert page(identity, "opening", opening.pk, "agree") not in shown
        refused = client.post(
            page(identity, "opening", opening.pk, "fetch"), follow=True
        )
        assert "has not agreed yet" in refused.content.decode()
        sign_in(("Administrator", ""))
        shown = client.get(page(identity)).content.decode()
        assert page(identity, "opening", opening.pk, "fetch") not in shown
        client.post(page(identity, "opening", opening.pk, "agree"))
        shown = client.get(page(identity)).content.decode()
        assert page(identity, "opening", opening.pk, "fetch") in shown
        file = client.post(page(identity, "opening", opening.pk, "fetch"))
        assert file["Content-Disposition"].endswith('.age"')
        assert "no-store" in file["Cache-Control"]
        assert pyrage.decrypt(file.content, [private]).strip() == b"Chan Rith"

    def test_refuse_a_request_without_a_reason(self, client, sign_in, pair):
        identity = make.a_sealed_identity()
        sign_in(("Administrator", ""))
        for reason in ("", "curiosity"):
            answer = client.post(page(identity, "ask"), {"reason": reason}, follow=True)
            assert "Choose a reason." in answer.content.decode()
        assert not identity.openings.exists()

    def test_hand_out_nothing_by_a_link(self, client, sign_in, pair):
        identity = make.a_sealed_identity()
        sign_in(("Administrator", ""))
        client.post(page(identity, "ask"), {"reason": "law"})
        opening = identity.openings.get()
        for verb in ("fetch", "agree", "drop"):
            address = page(identity, "opening", opening.pk, verb)
            assert client.get(address).status_code == 405
        assert (
            client.post(page(identity, "opening", opening.pk, "open")).status_code
            == 404
        )

    @pytest.mark.parametrize("role", ["Reporter", "Editor", "Publisher", "Rights desk"])
    def test_are_for_administrators_alone(self, client, sign_in, pair, role):
        identity = make.a_sealed_identity()
        sign_in((role, ""))
        for address in (
            page(identity),
            page(identity, "erase"),
            reverse("admin:people_sealedidentity_changelist"),
            reverse("admin:people_sealedidentity_add"),
        ):
            assert client.get(address).status_code == 403
        assert client.post(page(identity, "ask"), {"reason": "law"}).status_code == 403

    def test_never_show_the_sealed_bytes(self, client, sign_in, pair):
        identity = make.a_sealed_identity()
        sign_in(("Administrator", ""))
        shown = client.get(page(identity)).content
        assert b"age-encryption.org" not in shown
        assert bytes(identity.ciphertext)[-40:] not in shown

    def test_tell_what_is_sealed_to_former_keys(self, client, sign_in, pair):
        identity = make.a_sealed_identity()
        sign_in(("Administrator", ""))
        for address in (
            page(identity),
            reverse("admin:people_sealedidentity_changelist"),
        ):
            shown = client.get(address).content.decode()
            assert "This server cannot seal" in shown
            assert "a former key" in shown
            assert identity.keys[0] in shown

    def test_say_where_no_key_is_set(self, client, sign_in, settings):
        settings.IDENTITY_KEYS = ()
        sign_in(("Administrator", ""))
        shown = client.get(reverse("admin:people_sealedidentity_add")).content.decode()
        assert "docs/identities.md" in shown

    def test_erase_after_asking_once(self, client, sign_in, pair):
        identity = make.a_sealed_identity()
        sign_in(("Administrator", ""))
        assert "go for good" in client.get(page(identity, "erase")).content.decode()
        assert client.get(page(identity, "delete")).status_code == 403
        client.post(page(identity, "erase"))
        assert not SealedIdentity.objects.exists()


class TestKeys:
    def test_are_read_from_the_environment(self):
        keys = [make.a_key_pair()[1] for _each in range(2)]
        read = Environment({"K": f" {keys[0]} , {keys[1]},"}).identity_keys("K")
        assert read == tuple(keys)
        assert Environment({}).identity_keys("K") == ()

    def test_refuse_a_private_one_and_say_what_to_do(self):
        private = str(make.a_key_pair()[0])
        with pytest.raises(SettingError, match="K holds a private key") as refused:
            Environment({"K": private}).identity_keys("K")
        assert private[20:] not in str(refused.value)

    def test_refuse_a_mistyped_one(self):
        with pytest.raises(SettingError, match="K is no public key of age"):
            Environment({"K": "age1qqqq"}).identity_keys("K")

    def test_are_refused_in_whichever_variable_a_private_one_is(self, monkeypatch):
        assert no_private_key_is_here() == []
        private = str(make.a_key_pair()[0])
        monkeypatch.setenv("SOMETHING_ELSE", f"key={private.lower()}")
        (found,) = no_private_key_is_here()
        assert "SOMETHING_ELSE" in found.msg
        assert private[20:].lower() not in f"{found.msg}{found.hint}".lower()

    def test_are_listed_with_what_they_open(self, pair):
        _private, public = pair
        make.a_sealed_identity(key=public)
        former = make.a_sealed_identity()
        out = io.StringIO()
        call_command("identity_keys", stdout=out)
        told = out.getvalue()
        assert f"{fingerprint(public)}  {public}  opens 1" in told
        assert f"{former.keys[0]}  a former key  opens 1" in told
        assert f"To be sealed anew: {former.pk}" in told

    def test_are_missed_where_none_is_set(self, settings):
        settings.IDENTITY_KEYS = ()
        out = io.StringIO()
        call_command("identity_keys", stdout=out)
        assert "not set" in out.getvalue()
