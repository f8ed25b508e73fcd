"""A translator asks the reporter from a telephone: copies the text, pastes answers."""

import pytest
from django.urls import reverse

from articles.models import Version
from people.models import Account
from translations.models import Question

pytestmark = pytest.mark.journey


class TestAskTheReporter:
    def test_goes_out_as_one_text_and_comes_back_as_one(self, at_the_desk):
        version = Version.objects.get(article__slugline="kite", language="en")
        translator = Account.objects.get(username="translator")
        one = at_the_desk("km", translator, width=390)
        one.goes_to(reverse("admin:articles_version_questions", args=[version.pk]))
        page = one.page
        page.fill("#id_text", "តើវត្តនោះឈ្មោះអ្វី?")
        page.click("button[name=ask]")
        page.get_by_text("សំណួរលេខ ៣").wait_for()
        letter = page.locator("textarea[readonly]").input_value()
        assert letter.splitlines()[-1] == "៣. តើវត្តនោះឈ្មោះអ្វី?"
        page.click("[data-copies]")
        page.get_by_text("បានចម្លង។").wait_for()
        assert not one.scrolls_sideways()
        page.fill("#id_answers", "សួស្ដី\n២) Sim Monyroth\n៣- មិនដឹងទេ")
        page.click("button[name=paste]")
        page.locator("blockquote", has_text="សួស្ដី").wait_for()
        assert one.findings() == []
        assert not one.scrolls_sideways()
        answers = Question.objects.order_by("number").values_list("answer", flat=True)
        assert list(answers)[1:] == ["Sim Monyroth", "មិនដឹងទេ"]
