"""The board shows every story that one may know of, and what is next in it."""

from datetime import datetime, timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from articles.actions import linking, opening, publishing, reviewing
from articles.models import Article, BoardLine, Origin, RightsBasis, Version
from newsroom.admin import board_rows
from newsroom.board import filters, paging
from newsroom.board.filters import FILTERS
from tests import factories as make
from translations.actions import deciding
from translations.models import Decision

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def board(client, **asked):
    response = client.get(f"{reverse('admin:index')}?{urlencode(asked)}")
    assert response.status_code == 200
    return response.context["board"]


def stories(client, **asked):
    return [row.pk for row in board(client, **asked).rows]


def counted(client, code):
    (link,) = [
        link
        for link in board(client).filters
        if f"show={code}" in link.url or (code == "all" and "show=" not in link.url)
    ]
    return link.count


def shown(client, article, **asked):
    (row,) = [r for r in board(client, **asked).rows if r.pk == str(article.pk)]
    return row


def a_draft(language="km", *, by=None, **facts):
    return make.a_version(
        article=make.a_story(**facts), language=language, by=by or make.a_chief()
    )


def many(number):
    """Make stories that moved a second after each other, the first one last."""
    made = []
    for each in range(number):
        article = make.a_story(slugline=f"story {each}")
        BoardLine.objects.filter(article=article).update(
            moved_at=make.NOW - timedelta(seconds=each)
        )
        made.append(str(article.pk))
    return made


class TestRow:
    def test_shows_both_headlines_before_anything_is_out(self, client, sign_in):
        original = a_draft(slugline="river")
        make.a_version(article=original.article, language="en")
        sign_in(is_superuser=True)
        row = shown(client, original.article)
        assert [side.headline for side in row.sides] == [
            make.TEXTS["km"][0],
            make.TEXTS["en"][0],
        ]
        assert [side.state for side in row.sides] == ["draft", "draft"]

    def test_shows_the_original_first_whatever_was_begun_first(self, client, sign_in):
        article = make.a_story()
        make.a_version(article=article, language="en", origin=Origin.COUNTERPART)
        make.a_version(article=article, language="zh-Hans", origin=Origin.ORIGINAL)
        make.a_version(article=article, language="km")
        sign_in(is_superuser=True)
        row = shown(client, article)
        assert [side.tag for side in row.sides] == ["zh-Hans", "km"]
        assert [side.tag for side in row.others] == ["en"]

    def test_shows_what_readers_have_beside_what_was_changed(self, client, sign_in):
        version = make.published(a_draft())
        make.write(version, make.blocks("ចំណងជើងថ្មី", ["អត្ថបទ។"]))
        sign_in(is_superuser=True)
        side = shown(client, version.article).sides[0]
        assert side.headline == make.TEXTS["km"][0]
        assert "changed since it was published" in side.lines

    def test_says_how_much_of_a_translation_is_there(self, client, sign_in):
        original = make.a_version(text=make.blocks("ក", ["១។", "២។", "៣។", "៤។"]))
        make.a_version(
            article=original.article, language="en", text=make.blocks("A", ["1."])
        )
        sign_in(is_superuser=True)
        assert "≈ 25 % translated" in shown(client, original.article).sides[1].lines

    def test_counts_the_paragraphs_that_changed_since(self, client, sign_in):
        original, translation_ = make.a_published_pair()
        make.write(original, make.blocks("ក", [make.TEXTS["km"][1][0], "ថ្មី។"]))
        sign_in(is_superuser=True)

        def lines():
            return shown(client, original.article).sides[1].lines

        assert not any("changed since" in line for line in lines())
        make.published(original)
        # One was taken out and one came in: the draft of a source was no news.
        assert "2 paragraphs of the source changed since" in lines()
        linking.link_source(
            version=translation_, source=version_now(original), by=make.a_chief()
        )
        assert not any("changed since" in line for line in lines())

    def test_says_who_has_it_and_until_when(self, client, sign_in):
        holder, chief = make.an_account(("Reporter", "km")), make.a_chief()
        late, early = a_draft(), a_draft()
        for version, due_at in (
            (late, timezone.now() - HOUR),
            (early, timezone.now() + HOUR),
        ):
            reviewing.hand_over(version=version, to=holder, by=chief, due_at=due_at)
        sign_in(is_superuser=True)
        lines = shown(client, late.article).sides[0].lines
        assert lines[0] == f"in the hands of {holder.username}"
        assert lines[1].startswith("late since ")
        assert shown(client, early.article).sides[0].lines[1].startswith("due ")

    def test_marks_what_holds_for_the_whole_story(self, client, sign_in):
        hour = timezone.now() + HOUR
        version = make.published(a_draft(embargoed_until=hour))
        make.hidden(version.article)
        Article.objects.update(is_restricted=True)
        sign_in(is_superuser=True)
        codes = [code for code, _words in shown(client, version.article).marks]
        assert codes == ["hidden", "restricted", "embargo"]

    def test_says_of_a_language_that_nobody_began_what_was_decided(
        self, client, sign_in
    ):
        version = a_draft()
        sign_in(is_superuser=True)
        missing = shown(client, version.article).sides[1]
        assert (missing.tag, missing.state) == ("en", "not begun")
        assert missing.lines == ("undecided",)
        decide(version.article, Decision.BRIEF)
        assert shown(client, version.article).sides[1].lines == ("wanted as a brief",)

    def test_says_in_khmer_how_long_ago_it_changed(self):
        now = make.NOW
        with translation.override("km"):
            ages = [
                board_rows.age(now - timedelta(minutes=m), now)
                for m in (0, 5, 125, 4000)
            ]
        assert not any(each.isascii() for each in ages)
        assert "២" in ages[2]
        assert [
            board_rows.age(now - timedelta(minutes=m), now) for m in (-5, 1, 59, 60)
        ] == ["just now", "1 minute ago", "59 minutes ago", "1 hour ago"]


def decide(article, decision, language="en"):
    deciding.decide_language(
        article=article,
        language=language,
        decision=decision,
        by=make.a_chief(),
        at=timezone.now(),
    )


def of_all_sorts(me):
    """Make a story for each filter; returns them by the filter's code."""
    now, chief = timezone.now(), make.a_chief()
    mine = a_draft(by=me)
    read = make.submitted(a_draft())
    late = a_draft()
    reviewing.hand_over(version=late, to=None, by=chief, due_at=now - HOUR)
    wanted = a_draft()
    decide(wanted.article, Decision.FULL)
    scheduled = make.approved(a_draft())
    publishing.publish(
        version=scheduled, by=chief, at=now, visible_from=now + 100 * HOUR
    )
    hidden = make.published(a_draft())
    make.hidden(hidden.article)
    alone = publishing.publish_at_once(
        version=a_draft(), reason="Flood.", by=chief, at=now
    )
    done, _translation = make.a_published_pair()
    others = (mine, read, late, scheduled, hidden, alone, done)
    for version in (mine, read, late, scheduled, hidden, alone):
        decide(version.article, Decision.NOT_WANTED)
    open_ = a_draft()
    return {
        "mine": {mine},
        "second-read": {read},
        "wanted": {wanted},
        "undecided": {open_},
        "due": {late},
        "held-back": {scheduled},
        "hidden": {hidden},
        "unconfirmed": {alone},
        "all": {*others, wanted, open_},
    }


class TestFilters:
    def test_keep_what_they_say_and_nothing_else(self, client, sign_in):
        me = sign_in(("Reporter", "km"), ("Reporter", "en"))
        sorts = of_all_sorts(me)
        assert sorts.keys() == {each.code for each in FILTERS}
        for code, versions in sorts.items():
            wanted = {str(version.article_id) for version in versions}
            assert set(stories(client, show=code)) == wanted, code
            count = "" if code in {"all", "undecided"} else str(len(wanted))
            assert counted(client, code) == count, code

    def test_ask_of_the_chosen_language_alone(self, client, sign_in):
        sign_in(is_superuser=True)
        original = make.submitted(a_draft())
        translated = make.a_version(
            article=make.published(a_draft()).article, language="en"
        )
        make.submitted(translated)
        assert stories(client, show="second-read", language="en") == [
            str(translated.article_id)
        ]
        assert stories(client, show="second-read", language="KM") == [
            str(original.article_id)
        ]
        assert stories(client, language="vi") == []

    def test_count_a_change_after_publication_as_waiting_for_its_reader(
        self, client, sign_in
    ):
        sign_in(is_superuser=True)
        version = make.published(a_draft())
        assert stories(client, show="second-read") == []
        make.write(version, make.blocks("ក", ["ថ្មី។"]))
        assert stories(client, show="second-read") == [str(version.article_id)]
        make.approved(version)
        reviewing.approve(version=version, by=make.a_chief(), at=make.NOW)
        assert stories(client, show="second-read") == []

    def test_wait_for_no_language_that_is_out_merged_or_taken_down(
        self, client, sign_in
    ):
        sign_in(is_superuser=True)
        original = make.published(a_draft())
        decide(original.article, Decision.FULL)
        assert stories(client, show="wanted") == [str(original.article_id)]
        make.published(make.a_version(article=original.article, language="en"))
        assert stories(client, show="wanted") == []
        make.taken_down(original.article)
        assert stories(client, show="wanted") == []
        assert stories(client, show="undecided") == []

    def test_forget_what_is_undecided_after_a_month(self, client, sign_in):
        sign_in(is_superuser=True)
        version = a_draft()
        assert stories(client, show="undecided") == [str(version.article_id)]
        BoardLine.objects.update(moved_at=timezone.now() - timedelta(days=31))
        assert stories(client, show="undecided") == []

    def test_count_no_further_than_a_page_can_say(self, client, sign_in):
        sign_in(is_superuser=True)
        outlet, section = make.an_outlet(), make.a_section()
        for _each in range(100):
            make.a_story(outlet=outlet, section=section)
        BoardLine.objects.update(is_unread=True)
        assert counted(client, "second-read") == "99+"

    def test_fall_back_to_all_stories_and_all_languages(self, client, sign_in):
        version = a_draft()
        sign_in(is_superuser=True)
        for asked in ({"show": "no-such"}, {"language": "not a tag"}):
            assert stories(client, **asked) == [str(version.article_id)]
        page = client.get("/admin/?language=not+a+tag").content.decode()
        assert "There is no such language." in page


class TestSearch:
    @pytest.mark.parametrize(
        "asked",
        ["ភ្នំពេញ", "ភ្នំ\u200bពេញ", "ភ្នំ ពេញ", "ពេញ ២០២៦", "2026", "RIVER", "iv 26"],
    )
    @pytest.mark.parametrize("most_found", [filters.MOST_FOUND, 0])
    def test_finds_a_story_however_it_is_spelt(
        self, client, sign_in, monkeypatch, asked, most_found
    ):
        # The second way is that of words which very many stories have.
        monkeypatch.setattr(filters, "MOST_FOUND", most_found)
        article = make.a_story()
        make.a_version(article=article, text=make.blocks("ភ្នំ\u200bពេញ ឆ្នាំ២០២៦", ["ក។"]))
        make.a_version(
            article=article, language="en", text=make.blocks("The River", ["A."])
        )
        a_draft()
        sign_in(is_superuser=True)
        assert stories(client, q=asked) == [str(article.pk)]

    def test_finds_the_slugline_and_both_headlines_of_a_changed_text(
        self, client, sign_in
    ):
        version = make.published(a_draft(slugline="flood one"))
        make.write(version, make.blocks("ចំណងជើងថ្មី", ["ក។"]))
        sign_in(is_superuser=True)
        for asked in ("flood", "ថ្មី", "ទន្លេ"):
            assert stories(client, q=asked) == [str(version.article_id)]
        make.published(version)
        assert stories(client, q="ទន្លេ") == []

    @pytest.mark.parametrize("asked", ["zzqq", "%", "_", "river%", "\\", "'"])
    def test_finds_nothing_by_what_no_headline_has(self, client, sign_in, asked):
        make.a_version(language="en")
        sign_in(is_superuser=True)
        assert stories(client, q=asked) == []
        # The way to words that very many stories have.
        assert not BoardLine.objects.newest().of_stories_about(asked).exists()

    def test_leads_to_all_stories_where_the_filter_has_none(self, client, sign_in):
        version = make.a_version(language="en")
        sign_in(is_superuser=True)
        found = board(client, q="river", show="hidden")
        assert found.rows == ()
        assert stories(client, q="river") == [str(version.article_id)]
        assert found.everywhere == f"{reverse('admin:index')}?q=river"

    def test_ends_with_what_was_looked_for_in_the_box(self, client, sign_in):
        sign_in(is_superuser=True)
        page = client.get("/admin/?q=%22%3E%3Cb%3E").content.decode()
        assert 'value="&quot;&gt;&lt;b&gt;"' in page


class TestWhoMayNotKnow:
    def test_finds_no_trace_of_a_restricted_story(self, client, sign_in, monkeypatch):
        me = sign_in(("Editor", ""), ("Publisher", ""))
        version = make.submitted(a_draft(slugline="secretslug"))
        decide(version.article, Decision.FULL)
        alone = publishing.publish_at_once(
            version=a_draft(), reason="Now.", by=make.a_chief(), at=make.NOW
        )
        Article.objects.update(is_restricted=True)
        for each in FILTERS:
            assert stories(client, show=each.code) == []
            assert counted(client, each.code) in {"", "0"}
        for asked in ("secretslug", "ទន្លេ"):
            assert stories(client, q=asked) == []
            monkeypatch.setattr(filters, "MOST_FOUND", 0)
            assert stories(client, q=asked) == []
        page = client.get("/admin/?q=river").content.decode()
        assert str(version.article_id) not in page
        for each in (version, alone):
            each.article.cleared_people.add(me)
        assert len(stories(client)) == 2
        assert counted(client, "wanted") == "1"
        assert counted(client, "unconfirmed") == "1"
        assert stories(client, q="secretslug") == [str(version.article_id)]

    def test_sees_no_board_without_the_right_to_see_stories(self, client, sign_in):
        a_draft()
        sign_in()
        assert board(client) is None
        assert client.get("/admin/").status_code == 200


class TestPages:
    def test_neither_skip_nor_repeat_while_stories_come_in(
        self, client, sign_in, monkeypatch
    ):
        monkeypatch.setattr(paging, "PAGE", 3)
        sign_in(is_superuser=True)
        wanted, seen, asked = many(8), [], {}
        while True:
            page = board(client, **asked)
            seen += [row.pk for row in page.rows]
            make.a_story(slugline="just in")
            older = [url for _label, url, relation in page.ways if relation == "next"]
            if not older:
                break
            asked = dict([older[0].partition("?")[2].split("=")])
        assert seen == wanted

    def test_lead_back_the_way_they_came(self, client, sign_in, monkeypatch):
        monkeypatch.setattr(paging, "PAGE", 3)
        sign_in(is_superuser=True)
        wanted = many(8)
        last = board(client, oldest="1")
        assert [row.pk for row in last.rows] == wanted[-3:]
        assert [relation for *_rest, relation in last.ways] == ["first", "prev"]
        before = client.get(last.ways[1][1]).context["board"]
        assert [row.pk for row in before.rows] == wanted[2:5]
        assert [relation for *_rest, relation in before.ways] == [
            "first",
            "prev",
            "next",
            "last",
        ]
        after = client.get(before.ways[2][1]).context["board"]
        assert [row.pk for row in after.rows] == wanted[5:]

    def test_keep_the_order_of_stories_that_moved_in_the_same_moment(
        self, client, sign_in, monkeypatch
    ):
        monkeypatch.setattr(paging, "PAGE", 2)
        sign_in(is_superuser=True)
        wanted = set(many(5))
        BoardLine.objects.update(moved_at=make.NOW)
        first = board(client)
        second = client.get(first.ways[0][1]).context["board"]
        third = client.get(second.ways[2][1]).context["board"]
        seen = [row.pk for page in (first, second, third) for row in page.rows]
        assert len(seen) == 5
        assert set(seen) == wanted

    @pytest.mark.parametrize(
        "place",
        [
            "x",
            "1",
            "1-",
            "-1-1",
            "9" * 17 + "-1",
            "1-" + "9" * 19,
            "1-1' OR 1=1",
            "១-១",
        ],
    )
    @pytest.mark.parametrize("name", ["after", "before"])
    def test_begin_anew_at_a_place_that_is_none(self, client, sign_in, name, place):
        version = a_draft()
        sign_in(is_superuser=True)
        response = client.get("/admin/", {name: place})
        assert [row.pk for row in response.context["board"].rows] == [
            str(version.article_id)
        ]
        assert "names no place on the board" in response.content.decode()

    def test_name_places_to_the_microsecond(self):
        place = paging.Place(datetime.fromisoformat("2026-03-01T02:00:00.123457Z"), 7)
        assert paging.Place.read(str(place)) == place
        assert paging.Place.read("9999999999999999-1").moved_at.year == 2286


class TestCost:
    def test_is_six_queries_however_much_there_is(self, client, sign_in):
        roles = (("Rights desk", ""), ("Editor", "km"), ("Reporter", "en"))
        me = sign_in(*roles)
        of_all_sorts(me)
        numbers = []
        for _round in range(2):
            with CaptureQueriesContext(connection) as captured:
                client.get("/admin/", {"q": "ទន្លេ", "show": "all"})
            numbers.append(len(captured))
            of_all_sorts(me)
        # Session, account, roles, parked work; the rows; rights and counts.
        assert numbers == [6, 6]


class TestNextStep:
    @pytest.mark.parametrize(
        ("role", "stage", "label"),
        [
            ("Reporter", "draft", "Submit · Khmer"),
            ("Reporter", "submitted", None),
            ("Editor", "submitted", "Take into edit · Khmer"),
            ("Editor", "in_edit", "Approve · Khmer"),
            ("Editor", "approved", "Decide · English"),
            ("Publisher", "approved", "Publish · Khmer"),
            ("Publisher", "published", "Decide · English"),
            ("Reporter", "published", None),
            ("Editor", "changed", "Approve the change · Khmer"),
            ("Publisher", "change approved", "Publish · Khmer"),
            ("Editor", "at once", "Confirm · Khmer"),
            ("Reporter", "at once", None),
        ],
    )
    def test_is_what_the_role_may_do(self, client, sign_in, role, stage, label):
        version = at_stage(stage)
        sign_in((role, ""))
        action = shown(client, version.article).action
        assert (action.label if action else None) == label
        if label and "Khmer" in label:
            assert action.url == reverse(
                "admin:articles_version_change", args=[version.pk]
            )

    def test_is_nothing_in_a_language_that_the_role_does_not_cover(
        self, client, sign_in
    ):
        version = at_stage("approved")
        sign_in(("Publisher", "en"))
        assert shown(client, version.article).action.label == "Decide · English"

    def test_is_no_second_read_of_ones_own_text(self, client, sign_in):
        me = sign_in(("Editor", "km"))
        version = make.a_version(by=make.a_chief())
        make.write(version, make.blocks("ក", ["ខ។"]), by=me)
        version = make.submitted(version)
        reviewing.take(version=version, by=make.a_chief(), at=make.NOW)
        assert shown(client, version.article).action is None

    def test_is_no_confirmation_by_who_published_alone(self, client, sign_in):
        me = sign_in(("Publisher", "km"))
        version = publishing.publish_at_once(
            version=a_draft(), reason="Now.", by=me, at=make.NOW
        )
        assert shown(client, version.article).action is None

    def test_is_no_draft_in_other_hands(self, client, sign_in):
        version = a_draft()
        chief = make.a_chief()
        holder = make.an_account(("Reporter", "km"))
        reviewing.hand_over(version=version, to=holder, by=chief)
        sign_in(("Reporter", "km"))
        assert shown(client, version.article).action is None

    def test_is_to_go_on_writing_an_empty_draft(self, client, sign_in):
        me = sign_in(("Reporter", "km"))
        version = opening.start_version(
            article=make.a_story(),
            language="km",
            origin=Origin.ORIGINAL,
            rights_basis=RightsBasis.STAFF,
            by=me,
        )
        assert shown(client, version.article).action.label == "Write · Khmer"

    def test_is_to_start_a_wanted_language(self, client, sign_in):
        version = make.published(a_draft())
        decide(version.article, Decision.BRIEF)
        sign_in(("Translator", "en"))
        action = shown(client, version.article).action
        assert action.label == "Start · English"
        assert f"article={version.article_id}&language=en" in action.url
        assert client.get(action.url).status_code == 200

    def test_is_to_judge_what_somebody_else_hid(self, client, sign_in):
        me = sign_in(("Publisher", "km"))
        theirs, mine = make.published(a_draft()), make.published(a_draft())
        make.hidden(theirs.article)
        make.hidden(mine.article, by=me)
        assert shown(client, theirs.article).action.label == "Judge the hiding"
        assert shown(client, mine.article).action is None


def at_stage(stage):
    version, chief = make.a_version(by=make.a_chief()), make.a_chief()
    reviewing.hand_over(version=version, to=None, by=chief)
    match stage:
        case "submitted" | "in_edit":
            version = make.submitted(version)
            if stage == "in_edit":
                reviewing.take(version=version, by=chief, at=make.NOW)
        case "approved":
            make.approved(version)
        case "published" | "changed" | "change approved":
            make.published(version)
            if stage != "published":
                make.write(version, make.blocks("ក", ["ថ្មី។"]))
            if stage == "change approved":
                reviewing.approve(
                    version=version_now(version), by=make.a_chief(), at=make.NOW
                )
        case "at once":
            publishing.publish_at_once(
                version=version, reason="Now.", by=chief, at=make.NOW
            )
    return version


def version_now(version):
    return Version.objects.get(pk=version.pk)


class TestPage:
    @pytest.mark.parametrize("language", ["km", "en"])
    def test_is_in_the_language_of_whoever_looks(self, client, sign_in, language):
        of_all_sorts(sign_in(is_superuser=True, language=language))
        page = client.get("/admin/").content.decode()
        words = {"en": "Waiting for English", "km": "រង់ចាំ"}
        assert words[language] in page
        if language == "km":
            for english in ("Waiting", "Nothing", "ago", "Mine", "hands", "Search"):
                assert f">{english}" not in page, english

    def test_keeps_every_other_page_of_the_desk_below(self, client, sign_in):
        sign_in(("Reporter", "km"))
        page = client.get("/admin/").content.decode()
        below = page[page.index("<details") :]
        assert reverse("admin:articles_photo_changelist") in below
        assert "Recent actions" not in page
