"""The pages of whose a text or a photo is, and by which terms a story goes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.actions.basing import paragraphs_of
from articles.models import PhotoOwnership
from rights.models import ArticleTerms, FiledPermission
from tests import factories as make

pytestmark = pytest.mark.django_db
PAPER = b"%PDF-1.7 what the agency allows"


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


def a_paper():
    return SimpleUploadedFile("allowed.pdf", PAPER)


def text_of(answer):
    return answer.content.decode()


def test_a_text_and_its_paragraphs(client, sign_in):
    version = make.a_published_pair()[1]
    second = paragraphs_of(version)[1]
    sign_in(is_superuser=True)
    page = reverse("admin:articles_version_rights", args=[version.pk])
    change = reverse("admin:articles_version_change", args=[version.pk])
    assert page in text_of(client.get(change))

    client.post(page, {f"basis-{second.id}": "agency"})
    assert [row.basis for row in version.block_bases.all()] == ["agency"]
    assert '<option value="agency" selected>' in text_of(client.get(page))

    typed = {"holder": "The Agency", "block_id": second.id, "acts": ["print"]}
    wrong = {"from_date": "2026-03-02", "until_date": "2026-03-01"}
    refused = text_of(client.post(page, {**typed, **wrong, "document": a_paper()}))
    assert "ends after it begins" in refused
    assert 'value="The Agency"' in refused
    assert not FiledPermission.objects.exists()

    right = {**typed, "from_date": "2026-03-01", "document": a_paper()}
    assert client.post(page, right).status_code == 302
    word = FiledPermission.objects.get()
    assert (word.block_id, word.acts, word.ends_at) == (second.id, ["print"], None)
    shown = text_of(client.get(page))
    assert "The Agency" in shown
    paper = reverse("admin:articles_version_rights_paper", args=[version.pk, word.pk])
    assert paper in shown
    assert b"".join(client.get(paper).streaming_content) == PAPER
    client.post(f"{paper}withdraw/")
    word.refresh_from_db()
    assert word.withdrawn_at
    assert f"{paper}withdraw/" not in text_of(client.get(page))

    client.post(page, {f"basis-{second.id}": ""})
    assert not version.block_bases.exists()


def test_a_photo(client, sign_in):
    photo = make.a_photo(ownership=PhotoOwnership.THIRD_PARTY, post_owner="Somebody")
    sign_in(is_superuser=True)
    page = reverse("admin:articles_photo_rights", args=[photo.pk])
    change = reverse("admin:articles_photo_change", args=[photo.pk])
    assert page in text_of(client.get(change))
    assert "until a permission on file" in text_of(client.get(page))
    right = {"holder": "Somebody", "from_date": "2026-03-01", "document": a_paper()}
    assert client.post(page, right).status_code == 302
    assert FiledPermission.objects.get().photo == photo
    assert "not to be passed on" in text_of(client.get(page))


def test_the_terms_of_a_story(client, sign_in):
    version = make.a_published_pair()[1]
    sign_in(is_superuser=True)
    page = reverse("admin:articles_article_terms", args=[version.article_id])
    change = reverse("admin:articles_article_change", args=[version.article_id])
    assert page in text_of(client.get(change))
    typed = {"terms": "foreign", "holder_en": "The River Daily", "year": "2025"}
    refused = text_of(client.post(page, typed))
    assert "Write where to ask" in refused
    assert 'value="The River Daily"' in refused
    assert client.post(page, {"terms": "by-nd"}).status_code == 302
    assert ArticleTerms.objects.get().licence == "by-nd"
    shown = text_of(client.get(page))
    assert "https://creativecommons.org/licenses/by-nd/4.0/" in shown
    again = text_of(client.post(page, {"terms": "by-nd"}))
    assert "goes by these terms already" in again
    assert client.post(page, {"terms": "house"}).status_code == 302
    assert ArticleTerms.objects.count() == 2
