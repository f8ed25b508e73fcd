"""A version in the admin: from nothing to readers, and every way it is refused."""

import pytest
from django.urls import reverse

from articles.models import CreditRole, Origin, RightsBasis, Source, Version
from tests import factories as make

pytestmark = pytest.mark.django_db


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


class TestVersion:
    def test_is_started_and_written(self, client, sign_in):
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
