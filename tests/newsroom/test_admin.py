"""Every form of the admin calls an action; refusals bring back what was typed."""

import os

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import (
    Article,
    Photo,
)
from people.models import Account, Consent, RoleGrant
from tests import factories as make

pytestmark = pytest.mark.django_db


# Rows that come from elsewhere: orders from the list of versions, imports from files,
# work and evidence from actions.
READ_ONLY = {
    "exports.Dispatch",
    "exports.ExportItem",
    "exports.ExportJob",
    "exports.Recall",
    "exports.RecallNotice",
    "intake.Finding",
    "intake.IntakeRun",
    "ledger.Entry",
    "rights.NoticeEdition",
    "translations.MachineItem",
    "translations.MemoryPart",
}


class TestEveryPage:
    @pytest.mark.parametrize(
        "model", site._registry, ids=lambda model: model._meta.label
    )
    def test_opens_in_both_languages(self, client, sign_in, model):
        make.a_published_pair()
        account = sign_in(is_superuser=True)
        for language in ("en", "km"):
            Account.objects.filter(pk=account.pk).update(interface_language=language)
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
            listed = client.get(reverse(f"{name}_changelist"))
            assert listed.status_code == 200
            assert f'<html lang="{language}"' in listed.content.decode()
            added = client.get(reverse(f"{name}_add")).status_code
            assert added == (403 if model._meta.label in READ_ONLY else 200)
            for row in model.objects.all()[:1]:
                assert (
                    client.get(reverse(f"{name}_change", args=[row.pk])).status_code
                    == 200
                )

    def test_is_kept_in_no_cache_and_under_a_strict_policy(self, client, sign_in):
        sign_in(is_superuser=True)
        response = client.get("/admin/")
        assert "no-store" in response["Cache-Control"]
        assert "unsafe" not in response["Content-Security-Policy"]

    def test_asks_strangers_to_sign_in(self, client):
        assert client.get("/admin/").url.startswith("/admin/login/")


class TestLabels:
    @pytest.mark.parametrize("model", ["section", "tag", "outlet"])
    def test_stand_side_by_side(self, client, sign_in, model):
        sign_in(is_superuser=True)
        page = client.get(reverse(f"admin:articles_{model}_add")).content.decode()
        row = page[page.index("field-name_km") :][:2500]
        assert row.startswith("field-name_km field-name_en")

    def test_refuse_a_section_at_an_address_of_another_page(self, client, sign_in):
        sign_in(is_superuser=True)
        page = client.post(
            reverse("admin:articles_section_add"),
            {"slug": "feeds", "position": 1, "name_km": "ក", "name_en": "Feeds"},
        )
        assert "address of another page" in page.content.decode()


class TestArticle:
    def test_is_opened_by_a_reporter(self, client, sign_in):
        sign_in(("Reporter", "km"))
        outlet, section = make.an_outlet(), make.a_section()
        client.post(
            reverse("admin:articles_article_add"),
            {"kind": "news", "outlet": outlet.pk, "section": section.pk},
        )
        assert Article.objects.get().section == section

    def test_is_hidden_while_it_is_restricted(self, client, sign_in):
        article = make.a_story(is_restricted=True)
        sign_in(("Editor", "km"))
        assert (
            "0 articles"
            in client.get(reverse("admin:articles_article_changelist")).content.decode()
        )
        url = reverse("admin:articles_article_change", args=[article.pk])
        assert client.get(url).status_code == 302


class TestPhoto:
    def test_is_stored_without_what_the_camera_wrote(self, client, sign_in):
        sign_in(("Reporter", "km"))
        upload = make.a_jpeg(comment=b"SecretComment")
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

        form = {
            "upload": SimpleUploadedFile("secret-name.jpg", upload),
            "ownership": "own",
            "credit_km": "ក",
            "credit_en": "A",
            "description_km": "ខ",
            "description_en": "B",
        }
        client.post(reverse("admin:articles_photo_add"), form)
        photo = Photo.objects.get()
        assert b"SecretComment" not in photo.image.read()
        assert "secret-name" not in photo.image.name
        photo.image.close()

    def test_comes_back_with_a_reason_when_the_file_is_no_picture(
        self, client, sign_in
    ):
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

        sign_in(("Reporter", "km"))
        form = {
            "upload": SimpleUploadedFile("x.jpg", b"not a picture"),
            "ownership": "own",
            "credit_km": "ក",
            "credit_en": "Kept credit",
            "description_km": "ខ",
            "description_en": "B",
        }
        page = client.post(reverse("admin:articles_photo_add"), form).content.decode()
        assert "JPEG, PNG or WebP" in page
        assert "Kept credit" in page
        assert not Photo.objects.exists()

    def test_comes_back_as_it_was_typed_when_the_disk_is_full(
        self, client, sign_in, monkeypatch
    ):
        from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: PLC0415

        def full(_descriptor):
            raise OSError(28, "No space left on device")

        sign_in(("Reporter", "km"), language="km")
        form = {
            "upload": SimpleUploadedFile("x.jpg", make.a_jpeg()),
            "ownership": "own",
            "credit_km": "ក",
            "credit_en": "Kept credit",
            "description_km": "ខ",
            "description_en": "B",
        }
        monkeypatch.setattr(os, "fsync", full)
        answer = client.post(reverse("admin:articles_photo_add"), form)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "ថាសរបស់ម៉ាស៊ីនមេពេញហើយ" in page
        assert "Kept credit" in page
        assert not Photo.objects.exists()


class TestPeople:
    def test_an_administrator_grants_and_takes_back_a_role(self, client, sign_in):
        sign_in(("Administrator", ""))
        account = make.an_account()
        group = Group.objects.get(name="Editor")
        client.post(
            reverse("admin:people_rolegrant_add"),
            {"account": account.pk, "group": group.pk, "language": "en"},
        )
        grant = account.role_grants.get()
        url = reverse("admin:people_rolegrant_delete", args=[grant.pk])
        client.post(url, {"post": "yes"})
        assert not RoleGrant.objects.filter(pk=grant.pk).exists()

    def test_nobody_grants_themselves_a_role(self, client, sign_in):
        account = sign_in(("Administrator", ""))
        group = Group.objects.get(name="Publisher")
        page = client.post(
            reverse("admin:people_rolegrant_add"),
            {"account": account.pk, "group": group.pk, "language": ""},
        ).content.decode()
        assert "their own roles" in page
        assert account.role_grants.count() == 1

    def test_an_administrator_opens_an_account(self, client, sign_in):
        sign_in(("Administrator", ""))
        form = {
            "username": "quiet-heron",
            "usable_password": "true",
            "password1": "a long enough phrase",
            "password2": "a long enough phrase",
        }
        client.post(reverse("admin:people_account_add"), form)
        assert Account.objects.get(username="quiet-heron").check_password(
            "a long enough phrase"
        )

    def test_an_administrator_makes_nobody_run_the_server(self, client, sign_in):
        sign_in(("Administrator", ""))
        chief = make.a_chief()
        url = reverse("admin:people_account_change", args=[chief.pk])
        assert client.post(url, {}).status_code == 403
        password = reverse("admin:people_account_password", args=[chief.pk])
        assert client.get(password).status_code == 403

    def test_consent_is_recorded_and_ended(self, client, sign_in):
        sign_in(("Publisher", ""))
        person = make.a_person()
        client.post(
            reverse("admin:people_consent_add"),
            {"contributor": person.pk, "language": "en"},
        )
        consent = Consent.objects.get()
        ended = {"withdrawn_at_0": "2026-03-01", "withdrawn_at_1": "10:00"}
        client.post(reverse("admin:people_consent_change", args=[consent.pk]), ended)
        consent.refresh_from_db()
        assert consent.withdrawn_at is not None
