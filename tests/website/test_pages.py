"""Public pages: what they show, to whom, and what they never do."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from articles.actions import correcting
from articles.addresses import version_url
from articles.models import Correction, CorrectionKind, CreditRole, Tag
from people.actions import consenting
from rights.lookup import current_notice
from tests import factories as make
from website.pages.article import NoNoticeError

pytestmark = pytest.mark.django_db
LANGUAGES = ("km", "en")


def text_of(response) -> str:
    body = re.sub(
        r"<(script|style)\b.*?</\1>", "", response.content.decode(), flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", strip_tags(body)).replace("&#x27;", "'")


def jsonld_of(response) -> dict:
    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>',
        response.content.decode(),
        re.DOTALL,
    )
    return json.loads(found[1])


@pytest.fixture
def pair():
    original, translation = make.a_published_pair()
    return {"km": original, "en": translation}


class TestArticlePage:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_is_in_its_language_and_sets_no_cookie(self, client, pair, language):
        response = client.get(version_url(pair[language]))
        assert response.status_code == 200
        assert f'<html lang="{language}">' in response.content.decode()
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_shows_the_notice_in_its_language(self, client, pair, language):
        response = client.get(version_url(pair[language]))
        notice = current_notice(pair[language].article.outlet)
        assert notice.appears_in(text_of(response), language)
        box = re.search(
            r'<section class="rights".*?</section>',
            response.content.decode(),
            re.DOTALL,
        )
        assert notice.appears_in(strip_tags(box[0]), language)
        assert response.content.decode().index("</article>") > box.end()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_carries_the_notice_in_every_language_in_its_jsonld(
        self, client, pair, language
    ):
        described = jsonld_of(client.get(version_url(pair[language])))
        found = {t["@language"]: t["@value"] for t in described["copyrightNotice"]}
        assert current_notice(pair[language].article.outlet).appears_everywhere_in(
            found
        )

    def test_links_each_language_to_the_other(self, client, pair):
        for here, there in (("km", "en"), ("en", "km")):
            page = client.get(version_url(pair[here])).content.decode()
            url = version_url(pair[there])
            assert f'hreflang="{there}" rel="alternate"' in page
            assert (
                f'<link rel="alternate" hreflang="{there}" href="http://127.0.0.1:8000{url}">'
                in page
            )
            assert page.count('hreflang="x-default"') == 1

    def test_says_in_words_what_is_missing(self, client):
        version = make.published(make.a_version(language="km"))
        page = client.get(version_url(version))
        assert "មិនទាន់ចុះផ្សាយជាភាសាអង់គ្លេស" in text_of(page)
        assert 'hreflang="en"' not in page.content.decode()

    def test_links_the_translation_note_to_the_original(self, client, pair):
        page = client.get(version_url(pair["en"]))
        assert "(Translated from the original article on The Market Khmer)" in text_of(
            page
        )
        original = f' href="{version_url(pair["km"])}" hreflang="km">'
        assert f"{original}the original article</a>" in page.content.decode()

    def test_describes_both_directions_of_the_translation(self, client, pair):
        english = jsonld_of(client.get(version_url(pair["en"])))
        khmer = jsonld_of(client.get(version_url(pair["km"])))
        assert english["translationOfWork"] == [{"@id": khmer["@id"]}]
        assert khmer["workTranslation"] == [{"@id": english["@id"], "inLanguage": "en"}]

    def test_leads_to_its_topics_in_the_words_of_its_language(self, client, pair):
        assert 'rel="tag"' not in client.get(version_url(pair["en"])).content.decode()
        tag = Tag.objects.create(slug="fisheries", name_km="នេសាទ", name_en="Fisheries")
        pair["km"].article.tags.add(tag)
        for language, name in (("km", "នេសាទ"), ("en", "Fisheries")):
            page = client.get(version_url(pair[language]))
            path = f"/{language}/tag/fisheries/"
            assert f'<a href="{path}" rel="tag">{name}</a>' in page.content.decode()
            assert jsonld_of(page)["keywords"] == [name]
            assert client.get(path).status_code == 200

    def test_names_an_original_that_is_not_public_without_linking_it(
        self, client, pair
    ):
        type(pair["km"]).objects.filter(pk=pair["km"].pk).update(
            status="withdrawn", withdrawn_at=make.NOW
        )
        page = client.get(version_url(pair["en"]))
        assert "the original article on The Market Khmer" in text_of(page)
        assert pair["km"].headline not in page.content.decode()
        assert version_url(pair["km"]) not in page.content.decode()

    def test_says_when_the_original_changed_and_shows_no_old_text(self, client, pair):
        sentence = "The original was changed after this translation was made."
        assert sentence not in text_of(client.get(version_url(pair["en"])))
        make.write(
            pair["km"], make.blocks("ទឹកទន្លេឡើងខ្ពស់", ["ទឹកបានស្រក។", "អ្នកភូមិបានរើទៅទីទួល។"])
        )
        assert sentence not in text_of(client.get(version_url(pair["en"])))
        make.published(pair["km"])
        page = text_of(client.get(version_url(pair["en"])))
        assert sentence in page
        assert "ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ" not in page

    @pytest.mark.parametrize("notes", [0, 3])
    def test_asks_at_most_six_queries_whatever_the_story_holds(
        self, client, pair, notes, django_assert_num_queries
    ):
        for _note in range(notes):
            make.corrected(
                pair["km"].article, CorrectionKind.UPDATE, km="ថ្មី", en="New."
            )
            make.credit(
                pair["en"],
                *(
                    (make.a_person(f"P{n}", consents=["en"]), CreditRole.TRANSLATOR)
                    for n in range(notes)
                ),
            )
        url = version_url(pair["en"])
        # Corrections are asked for where there are any.
        with django_assert_num_queries(6 if notes else 5):
            client.get(url)

    def test_is_not_shown_without_a_notice(self, client, pair):
        outlet = make.an_outlet(with_notice=False)
        type(pair["km"].article).objects.update(outlet=outlet)
        with pytest.raises(NoNoticeError):
            client.get(version_url(pair["km"]))

    def test_escapes_what_looks_like_markup(self, client):
        version = make.a_version(language="en")
        make.write(
            version,
            make.blocks("1 &lt; 2 </script><b>x", ["<script>alert(1)</script>Fine."]),
        )
        page = client.get(version_url(make.published(version)))
        assert "<script>alert" not in page.content.decode()
        assert "<b>x" not in page.content.decode()
        assert jsonld_of(page)["headline"].startswith("1 < 2")

    def test_serves_a_language_that_the_interface_does_not_speak(self, client, pair):
        chinese = make.published(
            make.a_version(article=pair["km"].article, language="zh-Hans")
        )
        page = client.get(version_url(chinese))
        assert '<html lang="zh-Hans">' in page.content.decode()
        assert current_notice(chinese.article.outlet).appears_in(
            text_of(page), "zh-Hans"
        )
        assert "简体中文" in client.get(version_url(pair["en"])).content.decode()


class TestWhoIsNamed:
    def test_a_person_only_in_the_languages_they_agreed_to(self, client, pair):
        person = make.a_person("Sok Dara", consents=["en"])
        for version, role in (
            (pair["km"], CreditRole.REPORTER),
            (pair["en"], CreditRole.TRANSLATOR),
        ):
            make.credit(version, (person, role))
        assert "Sok Dara" in client.get(version_url(pair["en"])).content.decode()
        khmer = client.get(version_url(pair["km"])).content.decode()
        assert "Sok Dara" not in khmer
        assert person.slug not in khmer

    def test_nobody_once_consent_is_withdrawn(self, client, pair):
        person = make.a_person("Sok Dara", consents=["en"])
        make.credit(pair["en"], (person, CreditRole.TRANSLATOR))
        consenting.withdraw_consent(
            contributor=person, language="en", by=make.a_chief(), at=make.NOW
        )
        page = client.get(version_url(pair["en"]))
        assert "Sok Dara" not in page.content.decode()
        assert "Translated by The Market desk" in text_of(page)

    def test_each_as_what_they_are(self, client, pair):
        person = make.a_person("Keo Vann", consents=["en"])
        # A desk has a page, too, and is nobody.
        desk = make.a_desk("Night desk")
        make.credit(
            pair["en"], (desk, CreditRole.REPORTER), (person, CreditRole.TRANSLATOR)
        )
        response = client.get(version_url(pair["en"]))
        told = jsonld_of(response)
        assert told["author"][0]["@type"] == "Organization"
        assert told["author"][0]["url"].endswith(f"/en/people/{desk.slug}/")
        assert told["translator"][0]["@type"] == "Person"
        page = response.content.decode()
        assert '<meta name="author" content="Night desk">' in page
        assert '<meta property="og:locale" content="en_US">' in page


class TestCorrections:
    def test_stand_on_the_page_of_each_language(self, client, pair):
        make.corrected(
            pair["km"].article, km="លេខត្រូវបានកែ។", en="A figure was corrected."
        )
        assert Correction.objects.count() == 1
        english, khmer = (
            text_of(client.get(version_url(pair[tag]))) for tag in ("en", "km")
        )
        assert "A figure was corrected." in english
        assert "លេខត្រូវបានកែ។" in khmer
        assert "A figure was corrected." not in khmer

    def test_are_not_shown_while_they_are_only_proposed(self, client, pair):
        make.proposed(pair["km"].article, km="លេខត្រូវបានកែ។", en="Only proposed.")
        page = client.get(version_url(pair["en"]))
        assert "Only proposed." not in page.content.decode()
        assert "correction" not in jsonld_of(page)

    def test_stand_in_the_order_in_which_they_were_published(self, client, pair):
        article = pair["km"].article
        waiting = make.proposed(article, km="ក", en="Proposed first.")
        make.corrected(article, km="ខ", en="Published first.")
        correcting.publish_correction(
            correction=waiting, by=make.a_chief(), at=make.NOW + timedelta(hours=1)
        )
        notes = jsonld_of(client.get(version_url(pair["en"])))["correction"]
        assert [note["text"] for note in notes] == [
            "Proposed first.",
            "Published first.",
        ]


class TestWhatIsNotPublic:
    @pytest.mark.parametrize("what", ["draft", "embargoed", "restricted", "hidden"])
    def test_answers_404_that_says_nothing(self, client, what):
        unseen = "Nobody may read this"
        version = make.a_version(
            language="en", text=make.blocks(unseen, [unseen]), article=make.a_story()
        )
        if what != "draft":
            version = make.published(version)
        if what == "embargoed":
            version.article.embargoed_until = timezone.now() + timedelta(hours=1)
            version.article.save()
        if what == "restricted":
            version.article.is_restricted = True
            version.article.save()
        if what == "hidden":
            make.hidden(version.article)
        for path in (version_url(version), "/en/", "/km/"):
            assert unseen not in client.get(path).content.decode()
        assert client.get(version_url(version)).status_code == 404

    def test_speaks_the_language_of_its_address(self, client):
        assert "រកមិនឃើញ" in client.get("/km/society/nothing/").content.decode()
        assert "Page not found" in client.get("/en/society/nothing/").content.decode()


class TestHome:
    def test_leads_by_what_the_browser_asks_for(self, client):
        assert client.get("/", HTTP_ACCEPT_LANGUAGE="en-US,en").url == "/en/"
        assert client.get("/", HTTP_ACCEPT_LANGUAGE="km").url == "/km/"
        assert client.get("/", HTTP_ACCEPT_LANGUAGE="fr").url == "/km/"
        assert "Accept-Language" in client.get("/")["Vary"]

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_links_to_its_stories(self, client, pair, language):
        response = client.get(f"/{language}/")
        assert f'href="{version_url(pair[language])}"' in response.content.decode()
        assert f'<html lang="{language}">' in response.content.decode()
        assert not response.cookies

    def test_says_where_the_other_language_stands(self, client):
        version = make.published(make.a_version(language="km"))
        assert "មានតែភាសាខ្មែរ" in text_of(client.get("/km/"))
        make.a_version(article=version.article, language="en")
        assert "កំពុងរៀបចំអត្ថបទជាភាសាអង់គ្លេស" in text_of(client.get("/km/"))
        assert 'href="/en/section' not in client.get("/km/").content.decode()

    def test_asks_as_many_queries_for_many_stories_as_for_one(
        self, client, pair, django_assert_max_num_queries
    ):
        for _story in range(5):
            make.a_published_pair()
        with django_assert_max_num_queries(6):
            client.get("/en/")

    def test_is_there_for_an_interface_language_without_stories(self, client):
        assert client.get("/km/").status_code == 200

    def test_is_not_there_for_a_language_without_stories(self, client):
        assert client.get("/vi/").status_code == 404


class TestPhoto:
    def test_is_served_while_a_public_story_shows_it(self, client):
        photo = make.a_photo()
        version = make.a_version(article=make.a_story(lead_photo=photo))
        url = f"/photos/{photo.pk}/480.jpg"
        assert client.get(url).status_code == 404
        make.published(version)
        response = client.get(url)
        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(response.streaming_content)[:2] == b"\xff\xd8"
        make.taken_down(version.article)
        assert client.get(url).status_code == 404

    def test_has_no_other_file_to_give(self, client):
        photo = make.a_photo()
        make.published(make.a_version(article=make.a_story(lead_photo=photo)))
        assert client.get(f"/photos/{photo.pk}/stored.jpg").status_code == 404
        assert client.get(f"/photos/{photo.pk}/..%2f..%2fsecret").status_code == 404


class TestHeaders:
    @pytest.mark.parametrize(
        "path", ["/en/", "/km/nothing/here/", "/healthz", "/admin/login/"]
    )
    def test_are_strict(self, client, path):
        response = client.get(path)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Referrer-Policy"] == "same-origin"

    def test_name_no_other_host_and_load_nothing_from_one(self, client, pair):
        for path in ("/en/", "/km/", version_url(pair["en"]), version_url(pair["km"])):
            page = client.get(path).content.decode()
            loaded = re.findall(
                r'(?:src|srcset|<link rel="(?:stylesheet|icon)" href)="([^"]+)"', page
            )
            assert loaded
            assert [url for url in loaded if not url.startswith(("/", "data:"))] == []
            assert page.count("<script") == page.count(
                '<script type="application/ld+json">'
            )


class TestUnstorableText:
    @pytest.mark.parametrize("bad", ["%00", "%ED%A0%80", "%ED%BF%BF"])
    def test_is_answered_with_400_wherever_it_stands(self, client, bad):
        for place in ("/en/?q={}", "/en/?{}=1", "/en/a{}b/c/", "/en/search/?q=a{}"):
            assert client.get(place.format(bad)).status_code == 400
        # Khmer and what is beyond the first plane are text; so is a broken letter.
        for text in ("ទន្លេ", "𝄞", "\ud7ff\ue000", "%FF"):
            assert client.get(f"/en/?q={text}").status_code == 200
