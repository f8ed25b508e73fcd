"""Staff whose role does not reach so far are told so, and keep what they typed."""

import pytest
from django.urls import reverse

from tests.sending import form_in, many

pytestmark = pytest.mark.django_db
OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Ask an administrator"), ("km", "អ្នកគ្រប់គ្រងប្រព័ន្ធ")],
)
def test_a_page_for_another_role_says_what_to_do(client, sign_in, language, said):
    sign_in(("Reporter", "km"), language=language)
    answer = client.get(reverse("admin:accounts"))
    assert answer.status_code == 403
    assert said in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()


def test_a_form_for_another_role_comes_back(client, sign_in):
    account = sign_in(("Reporter", "km"))
    typed = {"reason": "ព្រោះ\r\nគាត់បានចាកចេញ"}
    address = reverse("admin:freeze", args=[account.pk])
    answer = client.post(address, typed, headers=OURS)
    assert answer.status_code == 403
    assert answer["Cache-Control"].count("no-store")
    kept = many(form_in(answer.content.decode(), class_="rescue"))
    assert kept["reason"] == [typed["reason"]]
    account.refresh_from_db()
    assert account.is_active
