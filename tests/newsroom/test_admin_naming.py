"""Every input of a form has a name for those who do not see the form."""

import re

import pytest
from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.urls import reverse

from newsroom.admin.naming import named

pytestmark = pytest.mark.django_db


def names(page):
    return re.findall(r'aria-label="([^"]*)"[^>]*id="id_embargoed_until_[01]"', page)


class TestDayAndTime:
    @pytest.mark.parametrize(
        ("language", "expected"),
        [
            ("en", ["Embargoed until · Date", "Embargoed until · Time"]),
            ("km", ["ហាមចុះផ្សាយមុន · កាលបរិច្ឆេទ", "ហាមចុះផ្សាយមុន · ម៉ោង"]),
        ],
    )
    def test_are_told_apart_in_the_language_of_the_reader(
        self, client, sign_in, language, expected
    ):
        sign_in(("Reporter", "km"), language=language)
        page = client.get(reverse("admin:articles_article_add")).content.decode()
        assert names(page) == expected

    def test_of_one_request_do_not_stay_for_the_next(self, client, sign_in):
        sign_in(("Reporter", "km"), language="km")
        client.get(reverse("admin:articles_article_add"))
        sign_in(("Reporter", "km"), language="en")
        page = client.get(reverse("admin:articles_article_add")).content.decode()
        assert "Embargoed until · Date" in names(page)


class TestOtherFields:
    def test_stay_as_they_are(self):
        field = forms.CharField(label="a")
        assert named(field) is field
        assert "aria-label" not in field.widget.attrs
        assert named(None) is None

    def test_lose_no_part_of_a_moment(self):
        field = named(forms.SplitDateTimeField(label="a", widget=AdminSplitDateTime()))
        assert [p.attrs["aria-label"] for p in field.widget.widgets] == [
            "A · Date",
            "A · Time",
        ]
