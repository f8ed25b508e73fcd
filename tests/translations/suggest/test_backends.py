import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.env import Environment, SettingError
from tests.translations.suggest.servers import Reply, a_server
from translations.suggest import BACKENDS, Service, backend_for
from translations.suggest.base import (
    LONGEST_SOURCE,
    AddressError,
    ServiceError,
    Trouble,
    checked_address,
    checked_answer,
)
from translations.suggest.chat import ChatBackend
from translations.suggest.libre import LibreBackend
from translations.suggest.posting import Patience
from translations.suggest.reversing import ReversingBackend
from translations.terms.concepts import WantedTerm

AT_ONCE = Patience(seconds=5.0, tries=1)
KEY = "sk-never-shown"
TEXTS = ("ទឹក⟦1⟧ឡើង⟦/1⟧។", "ភ្លៀង។")
ENGLISH = ["The water ⟦1⟧rose⟦/1⟧.", "Rain."]


def said(content, ended="stop"):
    text = content if isinstance(content, str) else json.dumps(content)
    return {"choices": [{"message": {"content": text}, "finish_reason": ended}]}


def as_libre(address):
    return LibreBackend(Service("libretranslate", address, KEY), AT_ONCE)


def as_chat(address):
    return ChatBackend(Service("openai", address, KEY, "small-1"), AT_ONCE)


SPEAKERS = (
    (as_libre, lambda answer: {"translatedText": answer}),
    (as_chat, lambda answer: said({"translations": answer})),
)


def trouble(make, body):
    with a_server([Reply(body)]) as server, pytest.raises(ServiceError) as refused:
        make(server.address).translate(TEXTS, "km", "en")
    return refused.value.trouble


@pytest.mark.parametrize(("make", "wrapped"), SPEAKERS)
class TestEveryService:
    def test_gives_a_translation_of_each_text_in_order(self, make, wrapped):
        with a_server([Reply(wrapped(ENGLISH))]) as server:
            given = make(server.address).translate(TEXTS, "km", "en")
        assert given == tuple(ENGLISH)

    @pytest.mark.parametrize("answer", [ENGLISH[:1], [*ENGLISH, "More."], []])
    def test_takes_no_other_number_of_paragraphs(self, make, wrapped, answer):
        assert trouble(make, wrapped(answer)) is Trouble.MISCOUNTED

    @pytest.mark.parametrize(
        "answer", [None, "Rain.", {"0": "a", "1": "b"}, [1, 2], ["a", None], ["a", " "]]
    )
    def test_takes_nothing_else_than_texts(self, make, wrapped, answer):
        assert trouble(make, wrapped(answer)) is Trouble.GARBAGE

    def test_takes_no_flood(self, make, wrapped):
        flood = wrapped(["a" * 5_000, "Rain."])
        assert trouble(make, flood) is Trouble.TOO_LONG

    @pytest.mark.parametrize("body", [[], 1, None, {}, {"error": "no model"}])
    def test_takes_no_other_shape(self, make, wrapped, body):
        del wrapped
        assert trouble(make, body) is Trouble.GARBAGE

    def test_sends_no_more_than_a_paragraph_can_be(self, make, wrapped):
        with a_server([Reply(wrapped(ENGLISH))]) as server:
            with pytest.raises(ServiceError) as refused:
                make(server.address).translate(["a" * (LONGEST_SOURCE + 1)], "km", "en")
            assert server.heard == []
        assert refused.value.trouble is Trouble.SENT_TOO_LONG

    def test_shows_its_key_to_nobody_else(self, make, wrapped):
        del wrapped
        service = Service("x", "http://127.0.0.1:1", KEY)
        assert KEY not in f"{service!r} {make('http://127.0.0.1:1')!r}"


class TestLibreBackend:
    def test_asks_as_the_api_wants_it(self):
        with a_server([Reply({"translatedText": ENGLISH})]) as server:
            as_libre(f"{server.address}/").translate(TEXTS, "km-KH", "en-GB")
        (heard,) = server.heard
        assert heard.path == "/translate"
        assert heard.body == {
            "q": list(TEXTS),
            "source": "km",
            "target": "en",
            "format": "text",
            "api_key": KEY,
        }


class TestChatBackend:
    def test_asks_as_the_api_wants_it(self):
        answer = said({"translations": ENGLISH})
        with a_server([Reply(answer)]) as server:
            as_chat(f"{server.address}/v1").translate(TEXTS, "km", "en")
        (heard,) = server.heard
        assert heard.path == "/v1/chat/completions"
        assert heard.headers["Authorization"] == f"Bearer {KEY}"
        assert (heard.body["model"], heard.body["temperature"]) == ("small-1", 0)
        system, user = heard.body["messages"]
        assert "exactly 2 strings" in system["content"]
        # Never in the instructions: what a story says is no order to anybody.
        assert TEXTS[0] not in system["content"]
        assert json.loads(user["content"]) == {"texts": list(TEXTS)}

    def test_is_told_of_the_glossary_beside_the_texts(self):
        terms = (
            WantedTerm("តុលាការកំពូល", "Supreme Court", ("High Court",)),
            WantedTerm("ទន្លេ", "river"),
        )
        with a_server([Reply(said({"translations": ENGLISH}))]) as server:
            as_chat(server.address).translate(TEXTS, "km", "en", terms)
        system, user = server.heard[0].body["messages"]
        assert json.loads(user["content"]) == {
            "texts": list(TEXTS),
            "terms": [
                {
                    "said": "តុលាការកំពូល",
                    "wanted": "Supreme Court",
                    "not": ["High Court"],
                },
                {"said": "ទន្លេ", "wanted": "river"},
            ],
        }
        # A wording of the glossary is no order either.
        assert "Supreme Court" not in system["content"]
        assert '"not"' in system["content"]

    def test_hears_nothing_of_terms_where_there_are_none(self):
        with a_server([Reply(said({"translations": ENGLISH}))]) as server:
            as_chat(server.address).translate(TEXTS, "km", "en")
        assert "terms" not in server.heard[0].body["messages"][0]["content"]

    @pytest.mark.parametrize("ended", ["length", "content_filter", None])
    def test_takes_nothing_that_was_cut_off(self, ended):
        answer = said({"translations": ENGLISH}, ended)
        assert trouble(as_chat, answer) is Trouble.GARBAGE

    @pytest.mark.parametrize("content", ["Here you are: Rain.", "[]", "3", '"a"'])
    def test_takes_no_chatter(self, content):
        assert trouble(as_chat, said(content)) is Trouble.GARBAGE


class TestReversingBackend:
    @given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=4))
    def test_gives_as_many_as_it_got_and_keeps_every_mark(self, texts):
        marks = re.compile(r"⟦/?\d+⟧")
        given = ReversingBackend().translate(texts, "en", "km")
        assert [marks.findall(t) for t in texts] == [marks.findall(t) for t in given]

    def test_turns_words_round_and_leaves_the_end(self):
        given = ReversingBackend().translate(["One two three."], "en", "km")
        assert given == ("three two One.",)


class TestCheckedAnswer:
    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        )
    )
    def test_gives_a_text_for_each_or_says_why_not(self, answer):
        try:
            given = checked_answer(("one", "two"), answer)
        except ServiceError:
            return
        assert len(given) == 2
        assert all(each.strip() for each in given)


class TestCheckedAddress:
    @pytest.mark.parametrize(
        "address",
        ["https://mt.example/api/", "http://127.0.0.1:5000", "http://[::1]:5000/v1"],
    )
    def test_lets_what_is_encrypted_or_near_through(self, address):
        assert checked_address(address) == address.rstrip("/")

    @pytest.mark.parametrize(
        "address",
        [
            "http://mt.example",
            "http://127.0.0.1.example",
            "http://localhost@mt.example",
            "ftp://mt.example",
            "file:///etc/passwd",
            "https://",
            "https://user:secret@mt.example",
            "https://mt.example?key=secret",
            "https://mt.example#secret",
            "http://[::1",
            "https://mt.example:port",
            "mt.example",
            "",
        ],
    )
    def test_refuses_the_rest_and_repeats_none_of_it(self, address):
        with pytest.raises(AddressError) as refused:
            checked_address(address)
        assert "secret" not in str(refused.value)


def service_of(variables):
    return Environment(variables).machine_service(
        "M_BACKEND", url="M_URL", key="M_KEY", model="M_MODEL"
    )


class TestSettings:
    def test_mean_no_machine_unless_one_is_named(self):
        assert service_of({"M_KEY": KEY}) is None
        assert backend_for(None) is None

    @pytest.mark.parametrize("code", BACKENDS)
    def test_name_a_service(self, code):
        variables = {
            "M_BACKEND": code,
            "M_URL": "https://mt.example",
            "M_KEY": KEY,
            "M_MODEL": "small-1",
        }
        service = service_of(variables)
        assert service == Service(code, "https://mt.example", KEY, "small-1")
        assert backend_for(service).code == code

    def test_say_which_services_there_are(self):
        with pytest.raises(SettingError, match="libretranslate, openai, reversing"):
            service_of({"M_BACKEND": "babel"})

    def test_want_an_address_that_is_safe(self):
        variables = {"M_BACKEND": "openai", "M_URL": "http://mt.example", "M_KEY": KEY}
        with pytest.raises(SettingError, match="M_URL must be https") as refused:
            service_of(variables)
        assert KEY not in str(refused.value)
