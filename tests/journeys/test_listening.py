"""A story is read aloud: stored at the desk, heard on a telephone; a name is sealed."""

import pytest
from django.urls import reverse

from articles.addresses import version_url
from articles.models import CreditRole, Recording, Version
from people.models import SealedIdentity
from tests import factories as make

pytestmark = pytest.mark.journey


def a_story(language):
    return (
        Version.objects.public()
        .filter(language=language)
        .select_related("article__section")
        .order_by("pk")
        .first()
    )


def stored(one, version, tmp_path):
    """Credit the desk as voice, and store a recording through the page."""
    credited = [(c.contributor, CreditRole(c.role)) for c in version.credits.all()]
    make.credit(version, *credited, (make.a_desk(), CreditRole.VOICE))
    file = tmp_path / "record 2026-03-01 home.wav"
    file.write_bytes(make.a_sound(65))
    one.goes_to(reverse("admin:articles_version_recording", args=[version.pk]))
    assert one.findings() == []
    one.page.set_input_files("#id_file", file)
    one.page.click("form.step-form button")
    one.page.wait_for_selector("audio")


class TestListening:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_is_stored_at_the_desk_and_heard_by_readers(
        self, at_the_desk, reader, tmp_path, language
    ):
        version = a_story(language)
        desk = at_the_desk(language, width=390)
        stored(desk, version, tmp_path)
        assert desk.findings() == []
        assert not desk.scrolls_sideways()
        assert Recording.objects.filter(version=version).exists()
        for width, scheme in ((390, "dark"), (1280, "light")):
            one = reader(width, scheme).goes_to(version_url(version))
            sound = one.page.locator("audio")
            sound.scroll_into_view_if_needed()
            # Nothing of it is loaded before somebody presses.
            assert sound.evaluate("it => it.networkState !== 2 && it.readyState === 0")
            length = sound.evaluate(
                "it => { it.muted = true; return it.play().then(() => it.duration); }"
            )
            assert abs(length - 65) < 1
            # In the middle, which is not there yet: a part of the file is asked for.
            sound.evaluate(
                "it => new Promise(done => {"
                " it.addEventListener('seeked', done, {once: true});"
                " it.currentTime = 40; })"
            )
            assert sound.evaluate("it => it.currentTime") >= 40
            # axe itself breaks the rules of a strict page.
            assert one.troubles == []
            assert one.findings() == []
            assert not one.scrolls_sideways()


class TestSealing:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_asks_for_the_words_again_and_never_shows_them(
        self, at_the_desk, settings, language
    ):
        settings.IDENTITY_KEYS = (make.a_key_pair()[1],)
        account = make.an_account()
        one = at_the_desk(language, width=390)
        one.goes_to(reverse("admin:people_sealedidentity_add"))
        one.page.fill("#id_sealed_words", "Zyxwort")
        one.page.click("[name=_save]")
        one.page.wait_for_selector(".errornote")
        assert one.page.input_value("#id_sealed_words") == ""
        assert "Zyxwort" not in one.page.content()
        one.page.select_option("#id_account", str(account.pk))
        one.page.fill("#id_sealed_words", "Zyxwort")
        one.page.click("[name=_continue]")
        one.page.wait_for_selector("#openings")
        assert "Zyxwort" not in one.page.content()
        assert SealedIdentity.objects.get().account == account
        one.page.select_option("#opening-reason", "danger")
        one.page.click("#opening-reason >> xpath=ancestor::form//button")
        one.page.wait_for_selector(".step")
        assert SealedIdentity.objects.get().openings.count() == 1
        assert one.troubles == []
        for path in ("add", "changelist"):
            assert one.findings() == []
            assert not one.scrolls_sideways()
            one.goes_to(reverse(f"admin:people_sealedidentity_{path}"))
