"""A copy without permission is noted with what was seen, and followed to its end."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from articles.models import Article
from exports.actions.complaining import issue_complaint
from exports.actions.erasing import erase_cases, remove_erased_captures
from exports.actions.pursuing import (
    CaseRefused,
    Sighting,
    add_capture,
    capture_path,
    find_source,
    note_case,
    say_source,
    take_step,
)
from exports.actions.releasing import artifact_path
from exports.cases import LACKS, NEXT_STATES, codes_in
from exports.models import (
    Artifact,
    CaseState,
    CopySource,
    Lack,
)
from exports.tracing import copy_traced
from ledger.models import Entry
from ledger.verifying import stored_links, verify
from people.permissions import PermissionRefused
from rights.actions.granting import Scope, give_grant, revoke_grant
from rights.models import Licensee
from rights.terms import Act, Terms
from tests import factories as make

pytestmark = pytest.mark.django_db

PNG = b"\x89PNG\r\n\x1a\n picture"
DAY = timedelta(days=1)


@pytest.fixture
def copy(made):
    """A copy that a partner was sent, and that carries its code."""
    version = make.a_published_pair()[1]
    made(version, formats=["text"])
    return Artifact.objects.get()


def code_of(artifact):
    return codes_in(artifact_path(artifact).read_text())[0]


def seen(version=None, **changed):
    facts = {
        "version": version,
        "url": "https://copied.example/ទន្លេ?id=1",
        "publisher": "Copied Daily",
        "contact": "desk@copied.example",
        "lacks": frozenset({Lack.NOTICE, Lack.WORDS}),
        "captures": ("អត្ថបទដែលគេយក".encode(),),
        **changed,
    }
    return Sighting(**facts)


def noted(version=None, **changed):
    return note_case(sighting=seen(version, **changed), by=make.a_chief(), at=make.NOW)


def stepped(case, state, words="They wrote back.", **more):
    return take_step(
        case=case, state=state, words=words, by=make.a_chief(), at=make.NOW, **more
    )


def a_grant(article, **terms):
    partner = Licensee.objects.create(slug="late", name_km="យឺត", name_en="Late")
    return give_grant(
        licensee=partner,
        scope=Scope(article.outlet, article=article),
        terms=Terms(
            frozenset({Act.ELECTRONIC}),
            frozenset({"*"}),
            make.NOW,
            ends_at=make.NOW + 30 * DAY,
            **terms,
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


class TestNoteCase:
    def test_keeps_what_was_seen_with_its_digest_and_moment(self):
        version = make.a_published_pair()[0]
        case = noted(version, captures=("ទំព័រ".encode(), PNG))
        text, picture = case.captures.all()
        assert text.sha256 == hashlib.sha256("ទំព័រ".encode()).hexdigest()
        assert (text.media_type, picture.media_type) == ("text/plain", "image/png")
        assert capture_path(picture).read_bytes() == PNG
        assert text.captured_at == make.NOW
        assert case.source == CopySource.UNKNOWN
        assert case.lacks == ["notice", "words"]

    def test_tells_the_ledger_nothing_but_ids(self):
        version = make.a_published_pair()[0]
        case = noted(version)
        entry = Entry.objects.get(kind="case.noted")
        assert entry.subject == version.article.urn
        assert entry.facts == {"case": case.pk, "language": "km"}
        assert set(Entry.objects.get(kind="case.captured").facts) == {
            "case",
            "capture",
            "sha256",
        }
        assert verify(stored_links()).kind is None

    def test_names_the_copy_whose_code_was_saved_with_the_page(self, copy):
        page = f'<a href="https://x.example/#copy-{code_of(copy)}">'.encode()
        case = noted(captures=(page,))
        assert (case.source, case.artifact) == (CopySource.CODE, copy)
        assert case.version == copy.version
        assert Entry.objects.get(kind="case.noted").facts["artifact"] == copy.pk

    def test_names_the_copy_whose_code_was_typed(self, copy):
        case = noted(code=f"#copy-{code_of(copy).upper()}")
        assert case.artifact == copy

    def test_lists_every_reason_against_it(self):
        with pytest.raises(CaseRefused) as refused:
            noted(url="ftp://x", publisher=" ", captures=(), code="ab" * 16)
        assert len(str(refused.value).splitlines()) == 5

    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "empty"),
            (b" \n", "empty"),
            (b"\x00\x01 binary", "no PDF"),
            (b"\xff\xfe", "no PDF"),
            (b"a" * 20_000_001, "larger than 20 MB"),
        ],
    )
    def test_refuses_what_is_no_capture(self, content, reason):
        version = make.a_published_pair()[0]
        with pytest.raises(CaseRefused, match=reason):
            noted(version, captures=(content,))

    def test_refuses_a_code_of_another_story(self, copy):
        with pytest.raises(CaseRefused, match="another story"):
            noted(make.a_published_pair()[0], code=code_of(copy))

    def test_refuses_an_address_that_is_none(self):
        with pytest.raises(ValidationError):
            noted(make.a_published_pair()[0], url="https://no address")

    def test_does_not_tell_of_a_story_that_nobody_may_know_of(self, copy):
        Article.objects.update(is_restricted=True)
        desk = make.an_account(("Rights desk", ""))
        with pytest.raises(CaseRefused) as refused:
            note_case(sighting=seen(code=code_of(copy)), by=desk, at=make.NOW)
        assert "No copy has that code" in str(refused.value)

    def test_is_not_for_editors(self):
        version = make.a_published_pair()[0]
        with pytest.raises(PermissionRefused):
            note_case(
                sighting=seen(version), by=make.an_account(("Editor", "")), at=make.NOW
            )


class TestSource:
    def test_is_found_by_a_code_afterwards(self, copy):
        case = noted(copy.version)
        by = make.a_chief()
        assert (
            find_source(case=case, code=code_of(copy), by=by, at=make.NOW).artifact
            == copy
        )
        assert Entry.objects.get(kind="case.traced").facts["source"] == "code"

    def test_is_found_in_what_is_saved_afterwards(self, copy):
        case = noted(copy.version)
        add_capture(
            case=case, content=code_of(copy).encode(), by=make.a_chief(), at=make.NOW
        )
        case.refresh_from_db()
        assert case.artifact == copy

    def test_is_said_by_hand(self, copy):
        case, by = noted(copy.version), make.a_chief()
        say_source(case=case, source=CopySource.HAND, artifact=copy, by=by, at=make.NOW)
        said = say_source(
            case=case, source=CopySource.PAGE, artifact=None, by=by, at=make.NOW
        )
        assert (said.source, said.artifact) == (CopySource.PAGE, None)

    @pytest.mark.parametrize(
        ("source", "has_copy", "reason"),
        [
            (CopySource.HAND, False, "Choose the copy"),
            (CopySource.PAGE, True, "taken from no copy"),
            (CopySource.CODE, True, "Type the code"),
        ],
    )
    def test_is_refused_where_it_contradicts_itself(
        self, copy, source, has_copy, reason
    ):
        with pytest.raises(CaseRefused, match=reason):
            say_source(
                case=noted(copy.version),
                source=source,
                artifact=copy if has_copy else None,
                by=make.a_chief(),
                at=make.NOW,
            )

    def test_is_no_copy_of_another_story(self, copy):
        case, by = noted(make.a_published_pair()[0]), make.a_chief()
        with pytest.raises(CaseRefused, match="another story"):
            say_source(
                case=case, source=CopySource.HAND, artifact=copy, by=by, at=make.NOW
            )
        with pytest.raises(CaseRefused, match="No copy of this story"):
            find_source(case=case, code=code_of(copy), by=by, at=make.NOW)

    def test_is_told_by_no_other_digits(self, copy):
        code = code_of(copy)
        assert copy_traced(f"x{code}") == copy
        assert copy_traced(f"0{code}") is None
        assert copy_traced(code[:-1]) is None
        assert copy_traced("") is None


class TestStep:
    def test_leads_from_a_letter_to_an_end(self):
        case = noted(make.a_published_pair()[0])
        issue_complaint(case=case, by=make.a_chief(), at=make.NOW)
        for state in (CaseState.SENT, CaseState.ANSWERED, CaseState.SETTLED):
            stepped(case, state)
        case.refresh_from_db()
        assert (case.state, case.closed_at) == (CaseState.SETTLED, make.NOW)
        kinds = Entry.objects.order_by("pk").values_list("kind", flat=True)
        assert list(kinds)[-3:] == ["case.sent", "case.answered", "case.settled"]
        assert "wrote back" not in str([e.facts for e in Entry.objects.all()])

    def test_names_the_permission_that_was_given_afterwards(self):
        version = make.a_published_pair()[0]
        grant, case = a_grant(version.article), noted(version)
        stepped(case, CaseState.LICENSED, words="", grant=grant)
        case.refresh_from_db()
        assert case.grant == grant
        assert Entry.objects.get(kind="case.licensed").facts["grant"] == grant.pk

    @pytest.mark.parametrize(
        ("state", "reason"),
        [
            (CaseState.SENT, "No letter was issued"),
            (CaseState.ANSWERED, "does not become"),
            (CaseState.NOTED, "does not become"),
            (CaseState.LICENSED, "Choose the permission"),
            (CaseState.SETTLED, "few words"),
            (CaseState.GIVEN_UP, "few words"),
        ],
    )
    def test_is_refused_with_its_reason(self, state, reason):
        with pytest.raises(CaseRefused, match=reason):
            stepped(noted(make.a_published_pair()[0]), state, words=" ")

    def test_is_refused_for_a_permission_of_something_else(self):
        case = noted(make.a_published_pair()[0])
        other = a_grant(make.a_published_pair()[0].article)
        with pytest.raises(CaseRefused, match="not for this story"):
            stepped(case, CaseState.LICENSED, grant=other)
        with pytest.raises(CaseRefused, match="Only a case"):
            stepped(case, CaseState.SETTLED, grant=other)

    def test_is_refused_for_a_permission_taken_back(self):
        version = make.a_published_pair()[0]
        grant, by = a_grant(version.article), make.a_chief()
        revoke_grant(grant=grant, by=by, at=make.NOW)
        with pytest.raises(CaseRefused, match="not in force"):
            stepped(noted(version), CaseState.LICENSED, grant=grant)

    def test_is_the_last_where_the_case_is_closed(self):
        case = noted(make.a_published_pair()[0])
        stepped(case, CaseState.GIVEN_UP)
        for act in (
            lambda: stepped(case, CaseState.SETTLED),
            lambda: add_capture(
                case=case, content=b"later", by=make.a_chief(), at=make.NOW
            ),
        ):
            with pytest.raises(CaseRefused, match="closed"):
                act()

    def test_has_a_way_on_from_every_open_state(self):
        ends = {CaseState.SETTLED, CaseState.LICENSED, CaseState.GIVEN_UP}
        assert set(NEXT_STATES) == set(CaseState) - ends
        assert all(ends <= set(map(CaseState, ways)) for ways in NEXT_STATES.values())

    def test_knows_every_lack(self):
        assert list(LACKS) == Lack.values


class TestForgetting:
    def closed(self):
        case = noted(make.a_published_pair()[0], captures=(PNG, b"text"))
        stepped(case, CaseState.SETTLED)
        return case

    def test_erases_contact_words_and_captures_of_what_is_closed(
        self, django_capture_on_commit_callbacks
    ):
        case = self.closed()
        paths = [capture_path(each) for each in case.captures.all()]
        digests = set(case.captures.values_list("sha256", flat=True))
        with django_capture_on_commit_callbacks(execute=True):
            gone = erase_cases(article=case.version.article, at=make.NOW)
        case.refresh_from_db()
        assert gone == 4
        assert (case.contact, case.steps.get().words) == ("", "")
        assert not any(path.exists() for path in paths)
        assert set(case.captures.values_list("sha256", flat=True)) == digests
        assert case.publisher == "Copied Daily"
        assert erase_cases(article=case.version.article, at=make.NOW) == 0

    def test_leaves_what_is_open_or_too_young(self):
        case = noted(make.a_published_pair()[0])
        article = case.version.article
        assert erase_cases(article=article, at=make.NOW) == 0
        stepped(case, CaseState.SETTLED)
        assert erase_cases(article=article, at=make.NOW - DAY) == 0

    def test_removes_files_that_a_crash_left(self):
        case = self.closed()
        erase_cases(article=case.version.article, at=make.NOW)
        assert remove_erased_captures() == 2
        assert remove_erased_captures() == 0
