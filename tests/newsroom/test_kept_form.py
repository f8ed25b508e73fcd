"""A kept form is the form that was sent, to the last byte, and only our own is kept."""

import string

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from newsroom.kept_form import STAND_IN, came_from_us, keep
from newsroom.rescue import csrf_failure
from people.models import Account
from tests.sending import as_sent, file_fields, form_in, many

HERE = "/admin/articles/version/7/change/"
OURS = {"HTTP_ORIGIN": "http://testserver"}
KHMER = "ទឹកទន្លេ\u200bបានឡើង\r\n\r\n«ខ្ពស់» & <b>'\""
URLENCODED = "application/x-www-form-urlencoded"

letters = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
texts = st.text(letters | st.sampled_from("\u200b\r\n<>&\"'ក្រុំ"), max_size=80)
names = st.text(string.ascii_letters + "-_0123456789", min_size=1, max_size=12)
forms = st.lists(st.tuples(names, texts.map(as_sent)), max_size=12)


def sent(fields, **headers):
    body = QueryDict(mutable=True)
    for name, value in fields:
        body.appendlist(name, value)
    request = RequestFactory().post(
        f"{HERE}?from=list",
        body.urlencode(),
        content_type=URLENCODED,
        **(headers or OURS),
    )
    request.user = Account(username="dara")
    return request


def page_for(request):
    return csrf_failure(request).content.decode()


class TestKeep:
    @given(forms)
    def test_gives_back_byte_for_byte_what_was_sent(self, fields):
        again = many(form_in(page_for(sent(fields)), class_="rescue"))
        again.pop("csrfmiddlewaretoken")
        kept = [
            (name, value)
            for name, value in fields
            if "passw" not in name.lower() and name != "csrfmiddlewaretoken"
        ]
        assert again == many(kept)

    def test_keeps_a_line_break_that_begins_a_text(self):
        request = sent([("body", "\r\n\r\nLater")])
        fields = form_in(page_for(request), class_="rescue")
        assert ("body", "\r\n\r\nLater") in fields

    def test_keeps_address_and_query(self):
        assert keep(sent([])).address == f"{HERE}?from=list"

    def test_runs_nothing_that_was_typed(self):
        page = page_for(sent([("body", "</textarea><script>x()</script>" * 3)]))
        assert "<script>x()" not in page
        assert page.count("</textarea>") == 1

    @pytest.mark.parametrize(
        "name", ["password", "new_password1", "sign-in-password", "csrfmiddlewaretoken"]
    )
    def test_leaves_out_passwords_and_tokens(self, name):
        page = page_for(sent([(name, "river-bank-9"), ("body", KHMER)]))
        assert "river-bank-9" not in page
        assert ("body", KHMER) in form_in(page, class_="rescue")

    def test_says_that_a_password_is_asked_for_again(self):
        assert keep(sent([("password1", "x")])).lost_passwords
        assert not keep(sent([("body", "x")])).lost_passwords

    def test_says_that_it_replaced_what_no_text_can_hold(self):
        kept = keep(sent([("body", "one\0two")]))
        assert kept.fields[0].value == f"one{STAND_IN}two"
        assert kept.lost_characters
        assert "no text can hold" in page_for(sent([("body", "one\0two")]))

    def test_asks_for_files_again_by_name(self):
        files = [SimpleUploadedFile(f"ទន្លេ-{n}.jpg", b"...") for n in (1, 2)]
        request = RequestFactory().post(
            HERE, {"original": files, "credit_km": "ស្រី"}, **OURS
        )
        request.user = Account(username="dara")
        kept, page = keep(request), page_for(request)
        assert kept.is_multipart
        assert kept.files[0].file_names == ("ទន្លេ-1.jpg", "ទន្លេ-2.jpg")
        assert file_fields(page) == ["original"]
        assert "ទន្លេ-1.jpg, ទន្លេ-2.jpg" in page
        assert ("credit_km", "ស្រី") in form_in(page, enctype="multipart/form-data")


class TestKeptField:
    def test_shows_long_texts_and_named_ones_in_their_language(self):
        kept = keep(
            sent([("headline_text", "ខ្លី"), ("reason_x", "a" * 41), ("slug", "b")])
        )
        assert [field.name for field in kept.shown] == ["headline_text", "reason_x"]
        assert [field.language for field in kept.shown] == ["km", ""]

    def test_hides_what_nobody_typed(self):
        assert keep(sent([("base", "[" * 500)])).shown == []

    def test_is_high_enough_to_read_but_no_higher_than_the_window(self):
        low, high = keep(sent([("body", "one"), ("caption", "line\n" * 99)])).fields
        assert (low.rows, high.rows) == (1, 16)


class TestCameFromUs:
    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "http://testserver"},
            {"HTTP_REFERER": "http://testserver/admin/"},
            {"HTTP_SEC_FETCH_SITE": "same-origin"},
            {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://testserver"},
        ],
    )
    def test_agrees_for_our_own_pages(self, headers):
        assert came_from_us(sent([], **headers))

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "null"},
            {"HTTP_ORIGIN": "https://testserver"},
            {"HTTP_ORIGIN": "http://testserver:81"},
            {"HTTP_ORIGIN": "http://testserver.example"},
            {"HTTP_REFERER": "http://other.example/http://testserver/"},
            {"HTTP_REFERER": "http://["},
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site", "HTTP_ORIGIN": "http://testserver"},
            {"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "http://other"},
            {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://other/"},
            {"HTTP_ACCEPT": "text/html"},
        ],
    )
    def test_refuses_all_others_and_whoever_does_not_say(self, headers):
        assert not came_from_us(sent([], **headers))
