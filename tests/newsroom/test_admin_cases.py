"""Copies without permission at the desk: noted, followed, and summed up by month."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from exports.actions.complaining import issue_complaint
from exports.actions.pursuing import Sighting, note_case, take_step
from exports.models import Case, CaseLetter, CaseState, CopySource, Lack
from tests import factories as make

pytestmark = pytest.mark.django_db

ADD = "admin:exports_case_add"
PNG = b"\x89PNG\r\n\x1a\n picture"


@pytest.fixture(autouse=True)
def artifacts_of_its_own(settings, tmp_path):
    settings.ARTIFACT_DIR = tmp_path / "artifacts"


@pytest.fixture
def version():
    return make.a_published_pair()[0]


@pytest.fixture
def case(version):
    seen = Sighting(
        version=version,
        url="https://copied.example/",
        publisher="=1+1 Daily",
        lacks=frozenset({Lack.NOTICE}),
        captures=(b"<script>alert(1)</script>",),
    )
    return note_case(sighting=seen, by=make.a_chief(), at=timezone.now())


def form(version, **changed):
    return {
        "version": version.pk,
        "url": "https://copied.example/a",
        "publisher": "Copied Daily",
        "contact": "",
        "missing": ["notice", "words"],
        "page_text": "អត្ថបទ\r\nដែលគេយក",
        "code": "",
        **changed,
    }


def place(name, *args):
    return reverse(f"admin:exports_case_{name}", args=args)


class TestNoting:
    def test_keeps_text_and_file(self, client, sign_in, version):
        sign_in(("Rights desk", ""))
        picture = SimpleUploadedFile("screen.png", PNG)
        answer = client.post(reverse(ADD), form(version, page_file=picture))
        case = Case.objects.get()
        assert answer.status_code == 302
        assert case.lacks == ["notice", "words"]
        assert [each.size for each in case.captures.all()] == [
            len("អត្ថបទ\nដែលគេយក".encode()),
            len(PNG),
        ]

    def test_comes_back_with_all_that_was_typed_and_every_reason(
        self, client, sign_in, version
    ):
        sign_in(("Rights desk", ""))
        typed = form(version, code="ab" * 16, publisher="Typed Daily")
        page = client.post(reverse(ADD), typed).content.decode()
        assert "No copy has that code." in page
        assert 'value="Typed Daily"' in page
        assert "ដែលគេយក" in page
        assert not Case.objects.exists()


class TestPage:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_leads_to_everything_that_can_be_done(
        self, client, sign_in, case, language
    ):
        sign_in(("Rights desk", ""), language=language)
        page = client.get(place("change", case.pk)).content.decode()
        for verb in ("capture", "source", "issue", "step"):
            assert place(verb, case.pk) in page
        take_step(
            case=case,
            state=CaseState.GIVEN_UP,
            words="No answer.",
            by=make.a_chief(),
            at=timezone.now(),
        )
        page = client.get(place("change", case.pk)).content.decode()
        assert "No answer." in page
        assert place("step", case.pk) not in page
        assert client.get(place("step", case.pk)).status_code == 404

    def test_hands_over_a_saved_page_as_text(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        answer = client.get(place("saved", case.pk, case.captures.get().pk))
        assert answer["Content-Type"] == "text/plain"
        assert "attachment" in answer["Content-Disposition"]
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"

    def test_issues_a_letter_and_hands_it_over(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        client.post(place("issue", case.pk))
        letter = CaseLetter.objects.get()
        answer = client.get(place("letter", case.pk, letter.pk))
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")

    def test_asks_how_it_went_on_and_loses_no_word(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        said = {"state": "sent", "words": "Sent by post.", "grant": ""}
        page = client.post(place("step", case.pk), said).content.decode()
        assert "No letter was issued." in page
        assert "Sent by post." in page
        issue_complaint(case=case, by=make.a_chief(), at=timezone.now())
        client.post(place("step", case.pk), said)
        case.refresh_from_db()
        assert case.state == CaseState.SENT

    def test_asks_where_the_text_is_from(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        client.post(place("source", case.pk), {"code": "", "source": "page"})
        case.refresh_from_db()
        assert case.source == CopySource.PAGE
        page = client.post(
            place("source", case.pk), {"code": "typed", "source": ""}
        ).content.decode()
        assert "No copy of this story has that code." in page
        assert 'value="typed"' in page

    def test_keeps_the_page_once_more(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        client.post(place("capture", case.pk), {"page_text": "later"})
        assert case.captures.count() == 2
        page = client.post(place("capture", case.pk), {}).content.decode()
        assert "The capture is empty." in page

    def test_is_not_there_for_who_must_not_know_of_the_story(
        self, client, sign_in, case
    ):
        Article.objects.update(is_restricted=True)
        sign_in(("Rights desk", ""))
        for name in ("change", "step", "source", "capture"):
            assert client.get(place(name, case.pk)).status_code in (302, 404)
        assert "Daily" not in client.get(place("changelist")).content.decode()


class TestSheet:
    def test_says_what_is_known_and_what_cannot_be(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        page = client.get(place("sheet")).content.decode()
        assert "=1+1 Daily" in page
        assert "What this sheet cannot say" in page
        before = client.get(f"{place('sheet')}?month=2020-01").content.decode()
        assert "Nothing is known of this month." in before

    def test_is_a_table_that_no_spreadsheet_runs(self, client, sign_in, case):
        sign_in(("Rights desk", ""))
        answer = client.get(place("sheet_file"))
        assert answer["Content-Type"].startswith("text/csv")
        text = answer.content.decode("utf-8-sig")
        head, row = csv.reader(io.StringIO(text))
        assert len(head) == len(row)
        assert row[4] == "'=1+1 Daily"
        assert row[5] == "https://copied.example/"

    @pytest.mark.parametrize("month", ["x", "2026-13", "1-1"])
    def test_is_of_no_other_month_than_one(self, client, sign_in, month):
        sign_in(("Rights desk", ""))
        assert client.get(f"{place('sheet')}?month={month}").status_code == 404

    def test_is_not_for_editors(self, client, sign_in):
        sign_in(("Editor", ""))
        assert client.get(place("sheet")).status_code == 403

    def test_costs_the_same_however_much_there_is(
        self, client, sign_in, case, django_assert_max_num_queries
    ):
        sign_in(("Rights desk", ""))
        for number in range(5):
            seen = Sighting(
                version=case.version,
                url=f"https://copied.example/{number}",
                publisher="Copied Daily",
                lacks=frozenset(),
                captures=(b"seen",),
            )
            note_case(sighting=seen, by=make.a_chief(), at=timezone.now())
        with django_assert_max_num_queries(16):
            client.get(place("sheet"))
        with django_assert_max_num_queries(20):
            client.get(place("changelist"))
