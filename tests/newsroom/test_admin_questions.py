"""Ask the reporter: questions in, one text out, one text back, nothing lost."""

import re
from html import unescape

import pytest
from django.urls import reverse

from articles.models import Article
from people.models import Account
from tests import factories as make
from translations.actions import answering, asking
from translations.models import Question, StrayAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def original():
    article = make.a_story(slugline="deep pool")
    return make.a_version(article=article, language="km")


@pytest.fixture
def version(original):
    return make.a_version(article=original.article, language="en")


def url_of(version, **query):
    return reverse("admin:articles_version_questions", args=[version.pk], query=query)


def page_of(client, version, **query):
    return client.get(url_of(version, **query)).content.decode()


def letters(page):
    return [
        unescape(text).strip()
        for text in re.findall(
            r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page, re.S
        )
    ]


def ask(version, text="តើនៅភូមិណា?", **facts):
    return asking.ask(
        article=version.article,
        language=version.language,
        text=text,
        by=make.a_chief(),
        at=make.NOW,
        **facts,
    )


def paste(version, text):
    return answering.paste_answers(
        article=version.article, text=text, by=make.a_chief(), at=make.NOW
    )


def press(client, version, row, name, **typed):
    url = reverse("admin:articles_version_question", args=[version.pk, row.pk, name])
    return client.post(url, typed, follow=True).content.decode()


class TestAsking:
    def test_keeps_a_question_about_a_paragraph_of_the_source(
        self, client, sign_in, version, original
    ):
        by = sign_in(("Translator", "en"))
        page = page_of(client, version)
        second = re.findall(r'<option value="([^"]+)"[^>]*>2\. អ្នកភូមិ', page)[0]
        form = {"ask": "1", "text": "តើនៅភូមិណា?", "block_id": second}
        page = client.post(url_of(version), form, follow=True).content.decode()
        question = Question.objects.get()
        assert (question.language, question.asked_by) == ("en", by)
        assert "question 1 of the story" in page
        assert "paragraph 2" in page
        assert "(កថាខណ្ឌទី២) តើនៅភូមិណា?" in letters(page)[0]

    @pytest.mark.parametrize("text", [" ", "x" * 501])
    def test_gives_back_what_was_typed(self, client, sign_in, version, text):
        sign_in(("Translator", "en"))
        page = client.post(url_of(version), {"ask": "1", "text": text}).content.decode()
        assert "errorlist" in page
        assert text.strip() in page
        assert not Question.objects.exists()

    def test_is_offered_only_to_who_works_on_that_language(
        self, client, sign_in, version, original
    ):
        sign_in(("Reporter", "km"))
        assert 'name="ask"' not in page_of(client, version)
        assert 'name="ask"' in page_of(client, original)
        form = {"ask": "1", "text": "Where?"}
        page = client.post(url_of(version), form).content.decode()
        assert "may not do this" in page
        assert not Question.objects.exists()

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_finds_no_restricted_story(self, client, sign_in, version, method):
        question = ask(version)
        Article.objects.update(is_restricted=True)
        by = sign_in(("Editor", "en"))
        form = {"ask": "1", "text": "Where?"}
        assert getattr(client, method)(url_of(version), form).status_code == 404
        args = [version.pk, question.pk, "withdraw"]
        url = reverse("admin:articles_version_question", args=args)
        assert client.post(url).status_code == 404
        version.article.cleared_people.add(by)
        assert client.get(url_of(version)).status_code == 200

    def test_is_forbidden_to_who_may_see_no_version(self, client, sign_in, version):
        sign_in()
        Account.objects.update(is_staff=True)
        assert client.get(url_of(version)).status_code in {302, 403}

    def test_speaks_khmer(self, client, sign_in, version):
        ask(version)
        paste(version, "សួស្ដី")
        sign_in(("Translator", "en"), language="km")
        page = page_of(client, version)
        content = page[page.index('id="content"') :]
        words = re.sub(r"<[^>]+>", " ", content)
        for word in ("សួរអ្នកយកព័ត៌មាន", "សំណួរលេខ ១", "សម្រាប់ចម្លង"):
            assert word in page
        for english in ("Question", "Copy", "Answers", "Assign", "working title"):
            assert english not in words


class TestLetter:
    def test_names_the_story_only_when_somebody_chooses_so(
        self, client, sign_in, version
    ):
        ask(version)
        sign_in(("Translator", "en"))
        [letter] = letters(page_of(client, version))
        assert letter == (
            "សូមជួយឆ្លើយសំណួរខាងក្រោម ដោយដាក់លេខសំណួរនៅមុខចម្លើយនីមួយៗ។ សូមអរគុណ។\n\n១. តើនៅភូមិណា?"
        )
        [letter] = letters(page_of(client, version, named="1"))
        assert "deep pool" in letter

    def test_holds_the_open_questions_of_its_own_language(
        self, client, sign_in, version, original
    ):
        other = make.a_version(article=original.article, language="vi")
        ask(version, "A?")
        ask(other, "B?")
        ask(version, "C?")
        paste(version, "1. Yes")
        sign_in(("Editor", ""))
        lines = [
            letters(page_of(client, v))[0].splitlines()[2:] for v in (version, other)
        ]
        assert lines == [["៣. C?"], ["២. B?"]]
        assert letters(page_of(client, original))[0].splitlines()[2:] == [
            "២. B?",
            "៣. C?",
        ]

    def test_speaks_the_language_of_the_source(self, client, sign_in):
        english = make.a_version(language="en")
        version = make.a_version(article=english.article, language="km")
        ask(version, "Where?")
        sign_in(("Translator", "km"), language="km")
        page = page_of(client, version)
        assert letters(page)[0].endswith("1. Where?")
        assert re.search(r'<textarea[^>]*readonly lang="en"', page)

    def test_is_absent_without_an_open_question(self, client, sign_in, version):
        ask(version)
        paste(version, "1. Yes")
        sign_in(("Translator", "en"))
        assert letters(page_of(client, version)) == []

    def test_can_be_copied_without_any_inline_script(self, client, sign_in, version):
        ask(version)
        sign_in(("Translator", "en"))
        page = page_of(client, version)
        assert 'hidden data-copies="letter-1"' in page
        assert "newsroom/copy.js" in page
        assert not re.search(r"<script(?![^>]*src=)[^>]*>", page)
        assert not re.search(r"\sstyle=", page)


class TestAnswers:
    def test_are_sorted_and_the_rest_is_asked_about(self, client, sign_in, version):
        ask(version)
        sign_in(("Translator", "en"))
        form = {"paste": "1", "answers": "Hello!\n១. ទួលក្រសាំង"}
        page = client.post(url_of(version), form, follow=True).content.decode()
        assert Question.objects.get().answer == "ទួលក្រសាំង"
        assert "1 question is answered. 1 piece fits no question" in page
        assert "What do these answer?" in page
        assert "Hello!" in page

    def test_may_be_entered_by_the_reporter(self, client, sign_in, version, original):
        ask(version)
        sign_in(("Reporter", "km"))
        client.post(url_of(original), {"paste": "1", "answers": "1. Yes"})
        assert Question.objects.get().answer == "Yes"

    def test_are_given_back_when_they_are_refused(self, client, sign_in, version):
        ask(version)
        sign_in(("Rights desk", ""))
        page = client.post(
            url_of(version), {"paste": "1", "answers": "1. Yes"}
        ).content.decode()
        assert "may not do this" in page
        assert Question.objects.get().answer == ""

    def test_are_assigned_and_taken_away_again(self, client, sign_in, version):
        ask(version, "A?")
        second = ask(version, "B?")
        paste(version, "Two metres")
        sign_in(("Translator", "en"))
        assert "Two metres" in page_of(client, version)
        page = press(client, version, StrayAnswer.objects.get(), "assign", number="2")
        assert "kept as an answer" in page
        second.refresh_from_db()
        assert second.answer == "Two metres"
        assert "taken away" in press(client, version, second, "loosen")
        assert StrayAnswer.objects.get().text == "Two metres"
        assert "dropped" in press(client, version, StrayAnswer.objects.get(), "drop")
        assert not StrayAnswer.objects.exists()

    @pytest.mark.parametrize("number", ["", "x", "99999", "-1", "១"])
    def test_are_assigned_to_nothing_without_a_number(
        self, client, sign_in, version, number
    ):
        ask(version)
        paste(version, "Two metres")
        sign_in(("Translator", "en"))
        page = press(
            client, version, StrayAnswer.objects.get(), "assign", number=number
        )
        assert "Choose the question" in page
        assert StrayAnswer.objects.exists()

    def test_are_seen_beside_the_text_in_every_language(
        self, client, sign_in, version, original
    ):
        ask(version)
        ask(version, "How deep?")
        paste(version, "1. <b>ទួលក្រសាំង</b>")
        sign_in(("Reporter", "km"))
        for each in (version, original):
            url = reverse("admin:articles_version_change", args=[each.pk])
            page = client.get(url).content.decode()
            assert "Ask the reporter (1 open)" in page
            assert "&lt;b&gt;ទួលក្រសាំង&lt;/b&gt;" in page
            assert url_of(each) in page


class TestButtons:
    def test_withdraw_a_question(self, client, sign_in, version):
        question = ask(version)
        sign_in(("Translator", "en"))
        page = press(client, version, question, "withdraw")
        assert "Its number stays taken" in page
        assert letters(page) == []
        question.refresh_from_db()
        assert question.withdrawn_at is not None

    def test_offer_nothing_to_who_may_only_look(self, client, sign_in, version):
        ask(version)
        ask(version)
        paste(version, "1. Yes\nHello\n9. What")
        sign_in(("Rights desk", ""))
        page = page_of(client, version)
        content = page[page.index("<main") :]
        assert "<button" not in re.sub(
            r"<button[^>]*data-copies.*?</button>", "", content
        )

    @pytest.mark.parametrize("name", ["withdraw", "loosen"])
    def test_are_pressed_and_not_followed(self, client, sign_in, version, name):
        question = ask(version)
        sign_in(("Translator", "en"))
        args = [version.pk, question.pk, name]
        url = reverse("admin:articles_version_question", args=args)
        assert client.get(url).status_code == 405

    def test_of_another_story_are_not_found(self, client, sign_in, version):
        question = ask(make.a_version(language="en"))
        sign_in(("Translator", "en"))
        for name in ("withdraw", "nonsense"):
            args = [version.pk, question.pk, name]
            url = reverse("admin:articles_version_question", args=args)
            assert client.post(url).status_code == 404
