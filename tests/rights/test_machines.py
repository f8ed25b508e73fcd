"""Every signal to machines is read by a reader of its own, and all say the same."""

import json
import re
from collections.abc import Callable
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest

from articles.addresses import absolute, version_url
from rights.machines import MINERS
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["reserved", "free"])
def is_reserved(request: pytest.FixtureRequest, settings: Any) -> bool:
    settings.TDM_RESERVED = request.param
    return bool(request.param)


@pytest.fixture
def page() -> str:
    return version_url(make.published(make.a_version(language="en")))


def usage_of(value: str) -> dict[str, str]:
    return dict(part.strip().split("=", 1) for part in value.split(","))


def _robots(client: Any, page: str) -> bool:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    assert parser.can_fetch("Googlebot", absolute(page))
    assert parser.can_fetch("facebookexternalhit/1.1", absolute(page))
    assert not parser.can_fetch("Googlebot", absolute("/admin/"))
    answers = {not parser.can_fetch(name, absolute(page)) for name in MINERS}
    assert len(answers) == 1
    return answers.pop()


def _robots_words(client: Any, page: str) -> bool:
    """For people who open the file: the same as its own head says."""
    del page
    answer = client.get("/robots.txt")
    text = answer.content.decode()
    (line,) = re.findall(r"^# Content-Usage, .*: (.*)$", text, re.MULTILINE)
    assert line == answer["Content-Usage"]
    assert usage_of(line)["search"] == "y"
    is_reserved = usage_of(line)["train-ai"] == "n"
    assert (absolute("/rights/policy/mining.jsonld") in text) == is_reserved
    return is_reserved


def _usage(client: Any, page: str) -> bool:
    said = usage_of(client.get(page)["Content-Usage"])
    assert said["search"] == "y"
    return said["train-ai"] == "n"


def _header(client: Any, page: str) -> bool:
    answer = client.get(page)
    is_reserved = answer["tdm-reservation"] == "1"
    assert answer.has_header("tdm-policy") == is_reserved
    return is_reserved


def _well_known(client: Any, page: str) -> bool:
    (rule,) = json.loads(client.get("/.well-known/tdmrep.json").content)
    assert page.startswith(rule["location"])
    assert ("tdm-policy" in rule) == (rule["tdm-reservation"] == 1)
    return rule["tdm-reservation"] == 1


def _meta(client: Any, page: str) -> bool:
    html = client.get(page).content.decode()
    metas = dict(re.findall(r'<meta name="(tdm-[a-z]+)" content="([^"]+)">', html))
    assert ("tdm-policy" in metas) == (metas["tdm-reservation"] == "1")
    return metas["tdm-reservation"] == "1"


def _policy(client: Any, page: str) -> bool:
    del page
    policy = json.loads(client.get("/rights/policy/mining.jsonld").content)
    assert policy["profile"] == "http://www.w3.org/ns/tdmrep"
    assert policy["assigner"]["uid"] == "mailto:rights@market.example"
    (permission,) = policy["permission"]
    assert permission["action"] == "tdm:mine"
    return permission.get("duty") == [{"action": "obtainConsent"}]


SIGNALS: tuple[Callable[[Any, str], bool], ...] = (
    _robots,
    _robots_words,
    _usage,
    _header,
    _well_known,
    _meta,
    _policy,
)


class TestSignals:
    def test_all_give_the_one_answer(self, client, page, is_reserved):
        found = {signal.__name__: signal(client, page) for signal in SIGNALS}
        assert found == dict.fromkeys(found, is_reserved)

    def test_robots_txt_holds_only_lines_that_every_reader_knows(self, client):
        lines = client.get("/robots.txt").content.decode().splitlines()
        said = {line.partition(":")[0] for line in lines if line and line[0] != "#"}
        assert said == {"User-agent", "Disallow", "Sitemap"}

    def test_name_the_policy_that_is_there(self, client, page):
        named = {
            client.get(page)["tdm-policy"],
            json.loads(client.get("/.well-known/tdmrep.json").content)[0]["tdm-policy"],
        }
        (address,) = named
        policy = client.get(address.removeprefix(absolute("")))
        assert json.loads(policy.content)["uid"] == address

    @pytest.mark.parametrize("kind", ["robots", "feed", "card", "lite", "missing"])
    def test_are_in_the_head_of_every_public_answer(self, client, page, kind):
        path = {
            "robots": "/robots.txt",
            "feed": "/en/feeds/atom.xml",
            "card": f"{page}card.png",
            "lite": f"{page}lite/",
            "missing": "/en/nothing/here/",
        }[kind]
        answer = client.get(path)
        assert answer["tdm-reservation"] == "1"
        assert usage_of(answer["Content-Usage"]) == {"search": "y", "train-ai": "n"}

    def test_say_nothing_of_the_desk(self, client):
        assert not client.get("/admin/login/").has_header("Content-Usage")

    def test_there_is_no_policy_before_the_first_notice(self, client):
        make.an_outlet(with_notice=False)
        assert client.get("/rights/policy/mining.jsonld").status_code == 404
