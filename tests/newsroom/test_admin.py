"""Every form of the admin calls an action; refusals bring back what was typed."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import (
    Article,
    Correction,
    CreditRole,
    Origin,
    Photo,
    RightsBasis,
    Source,
    Status,
    Version,
)
from people.models import Account, Consent, RoleGrant
from rights.models import NoticeEdition, Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db


# Rows that come from elsewhere: orders from the list of versions, imports from files.
READ_ONLY = {"exports.ExportJob", "intake.IntakeRun", "intake.Finding"}


@pytest.fixture
def sign_in(client):
    def as_account(*roles, is_superuser=False):
        account = make.an_account(*roles, is_superuser=is_superuser)
        Account.objects.filter(pk=account.pk).update(interface_language="en")
        client.force_login(account)
        return account

    return as_account


def text_form(version, **changed):
    """Fill in the form of a version, with empty inlines."""
    management = {
        f"{prefix}-{name}": value
        for prefix in ("credits", "sources")
        for name, value in (("TOTAL_FORMS", "0"), ("INITIAL_FORMS", "0"))
    }
    return {
        "headline_text": "The river has risen",
        "standfirst": "",
        "dateline": "",
        "body": "<p>The river rose today.</p>",
        "caption": "",
        "slug": version.slug,
        "rights_basis": RightsBasis.STAFF,
        **management,
        **changed,
    }


def change_url(version):
    return reverse("admin:articles_version_change", args=[version.pk])


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

    def test_is_taken_down_after_a_question(self, client, sign_in):
        original, _translation = make.a_published_pair()
        sign_in(("Publisher", ""))
        url = reverse("admin:articles_article_take_down", args=[original.article_id])
        assert original.headline in client.get(url).content.decode()
        assert Version.objects.public(at=make.NOW).count() == 2
        client.post(url)
        assert not Version.objects.public(at=make.NOW).exists()


class TestVersion:
    def test_goes_from_nothing_to_readers(self, client, sign_in):
        account = sign_in(("Publisher", "en"))
        article, desk = make.a_story(), make.a_desk()
        client.post(
            reverse("admin:articles_version_add"),
            {
                "article": article.pk,
                "language": "EN",
                "origin": Origin.ORIGINAL,
                "rights_basis": RightsBasis.STAFF,
            },
        )
        version = Version.objects.get()
        assert (version.language, version.owner) == ("en", account)
        row = {
            "position": 0,
            "contributor": desk.pk,
            "role": CreditRole.REPORTER,
            "is_displayed": "on",
        }
        credit = {f"credits-0-{name}": value for name, value in row.items()}
        client.post(
            change_url(version),
            text_form(version, **credit, **{"credits-TOTAL_FORMS": "1"}),
        )
        version.refresh_from_db()
        assert version.slug == "the-river-has-risen"
        assert version.credits.get().contributor == desk
        client.post(reverse("admin:articles_version_publish", args=[version.pk]))
        version.refresh_from_db()
        assert version.status == Status.PUBLISHED
        assert (
            client.get(f"/en/{article.section.slug}/the-river-has-risen/").status_code
            == 200
        )

    def test_lists_all_objections_together(self, client, sign_in):
        sign_in(("Publisher", "en"))
        version = Version.objects.create(
            article=make.a_story(outlet=make.an_outlet(with_notice=False)),
            language="en",
            origin=Origin.TRANSLATION,
        )
        page = client.post(
            reverse("admin:articles_version_publish", args=[version.pk]), follow=True
        ).content.decode()
        for part in (
            "headline",
            "body",
            "address",
            "source",
            "credit",
            "notice",
            "rights basis",
        ):
            assert part in page
        assert page.count('<li class="error">') == 7

    def test_gives_back_what_was_typed_when_it_is_refused(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Reporter", "km"))
        page = client.post(
            change_url(version), text_form(version, body="<p>Typed for an hour.</p>")
        ).content.decode()
        assert "Typed for an hour." in page
        assert "may not do this" in page
        version.refresh_from_db()
        assert "Typed for an hour." not in str(version.current_revision.blocks)

    def test_gives_back_what_was_typed_when_the_address_is_taken(self, client, sign_in):
        other, version = make.a_version(language="en"), make.a_version(language="en")
        sign_in(("Reporter", "en"))
        page = client.post(
            change_url(version),
            text_form(version, slug=other.slug, body="<p>Kept.</p>"),
        ).content.decode()
        assert "Kept." in page
        assert "errornote" in page

    def test_links_an_original_that_is_not_held(self, client, sign_in):
        version = make.a_version(language="en", origin=Origin.TRANSLATION)
        sign_in(("Translator", "en"))
        row = {
            "source_version": "",
            "outlet_name": "Wat Phnom Weekly",
            "language": "km",
        }
        source = {
            f"sources-0-{name}": value
            for name, value in {**row, "title": "", "url": ""}.items()
        }
        client.post(
            change_url(version),
            text_form(version, **source, **{"sources-TOTAL_FORMS": "1"}),
        )
        assert Source.objects.get().outlet_name == "Wat Phnom Weekly"

    def test_has_no_publish_button_for_a_reporter(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Reporter", "en"))
        assert "desk-verb" not in client.get(change_url(version)).content.decode()
        client.post(reverse("admin:articles_version_publish", args=[version.pk]))
        version.refresh_from_db()
        assert version.status == Status.DRAFT

    def test_is_published_by_post_alone(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Publisher", "en"))
        url = reverse("admin:articles_version_publish", args=[version.pk])
        assert client.get(url).status_code == 405

    def test_cleans_the_markup_that_an_editor_sends(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(("Reporter", "en"))
        client.post(
            change_url(version),
            text_form(
                version, body='<p onclick="x()">Fine<script>alert(1)</script></p>'
            ),
        )
        version.refresh_from_db()
        assert "alert" not in str(version.current_revision.blocks)
        assert "onclick" not in str(version.current_revision.blocks)

    def test_is_nowhere_deleted(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(is_superuser=True)
        url = reverse("admin:articles_version_delete", args=[version.pk])
        assert client.post(url, {"post": "yes"}).status_code == 403
        listed = reverse("admin:articles_version_changelist")
        client.post(
            listed,
            {
                "action": "delete_selected",
                "_selected_action": version.pk,
                "post": "yes",
            },
        )
        assert Version.objects.filter(pk=version.pk).exists()


class TestCorrection:
    def test_appears_in_both_languages_or_comes_back(self, client, sign_in):
        original, _translation = make.a_published_pair()
        sign_in(("Publisher", ""))
        form = {
            "article": original.article_id,
            "kind": "correction",
            "wording_en": "Corrected.",
        }
        page = client.post(
            reverse("admin:articles_correction_add"), form
        ).content.decode()
        assert "Khmer" in page
        assert "Corrected." in page
        client.post(
            reverse("admin:articles_correction_add"), {**form, "wording_km": "បានកែ។"}
        )
        assert Correction.objects.get().wordings.count() == 2


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


class TestNotice:
    def test_is_issued_by_the_rights_desk(self, client, sign_in):
        outlet = make.an_outlet()
        sign_in(("Rights desk", ""))
        holder = Organisation.objects.get(slug=outlet.slug)
        form = {
            "outlet": outlet.pk,
            "rights_holder": holder.pk,
            "law_clause_km": "",
            "law_clause_en": "",
        }
        client.post(reverse("admin:rights_noticeedition_add"), form)
        edition = NoticeEdition.objects.current_of(outlet)
        assert edition.number == 2
        assert "legal action" not in edition.full_text_en

    def test_comes_back_with_every_reason(self, client, sign_in):
        outlet = make.an_outlet()
        sign_in(("Rights desk", ""))
        holder = Organisation.objects.get(slug=outlet.slug)
        form = {
            "outlet": outlet.pk,
            "rights_holder": holder.pk,
            "law_clause_en": "Only English.",
        }
        page = client.post(
            reverse("admin:rights_noticeedition_add"), form
        ).content.decode()
        assert "law clause (km)" in page
        assert NoticeEdition.objects.count() == 1

    def test_is_never_changed(self, client, sign_in):
        edition = NoticeEdition.objects.current_of(make.an_outlet())
        sign_in(is_superuser=True)
        url = reverse("admin:rights_noticeedition_change", args=[edition.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {}).status_code == 403


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
        password = reverse("admin:auth_user_password_change", args=[chief.pk])
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
