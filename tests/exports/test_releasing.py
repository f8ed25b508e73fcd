"""A copy leaves only proven, permitted at that moment, and once."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from articles.models import CreditRole, PhotoOwnership, RightsBasis, Version
from exports.actions import releasing
from exports.actions.ordering import order_export
from exports.actions.releasing import StoredOtherwiseError, artifact_path, perform
from exports.formats import FORMATS, base, format_named
from exports.licensing import ExportRefused, Wanted
from exports.models import Artifact, ArtifactState, Delivery
from ledger.models import Entry
from people.permissions import PermissionRefused
from rights.actions.granting import Scope, give_grant, revoke_grant
from rights.lookup import current_notice
from rights.models import Grant, Licensee
from rights.terms import Act, Terms
from tests import factories as make
from tests.exports.killers.archives import exchanged
from worklist.actions.failing import WorkRefused

pytestmark = pytest.mark.django_db


@pytest.fixture
def partner():
    return Licensee.objects.create(slug="partner", name_km="ដៃគូ", name_en="Partner")


def a_grant(partner, outlet, **changed):
    terms = {"acts": frozenset({Act.ELECTRONIC}), "languages": frozenset({"*"})}
    return give_grant(
        licensee=partner,
        scope=Scope(outlet),
        terms=Terms(
            **{
                **terms,
                "starts_at": make.NOW,
                "review_date": make.NOW.date(),
                **changed,
            }
        ),
        asked_by=None,
        by=make.a_chief(),
        at=make.NOW,
    )


class TestRelease:
    @pytest.mark.parametrize("language", ["km", "en", "zh-Hans", "vi"])
    def test_proves_the_notice_in_every_format(self, made, language):
        original, translation = make.a_published_pair()
        version = {"km": original, "en": translation}.get(language)
        if version is None:
            third = make.a_version(article=original.article, language=language)
            version = make.published(third)
        notice = current_notice(original.article.outlet)
        items = made(version)
        assert len(items) == len(FORMATS)
        for item in items:
            artifact = item.delivery.artifact
            stored = artifact_path(artifact).read_bytes()
            assert hashlib.sha256(stored).hexdigest() == artifact.sha256
            found = format_named(item.format).read(stored)
            assert notice.appears_everywhere_in(found.notice_slots)
            assert artifact.state == ArtifactState.RELEASED

    def test_twice_finds_the_first_delivery(self, made):
        (item, *_rest) = made(make.a_published_pair()[1])
        before = Delivery.objects.count(), Entry.objects.count()
        perform(item)
        assert before == (Delivery.objects.count(), Entry.objects.count())

    def test_hands_over_nothing_but_what_was_proved(self, order, monkeypatch):
        item = order(make.a_published_pair()[1], formats=["text"]).items.get()
        put = releasing.write_durably
        with monkeypatch.context() as patched:
            patched.setattr(
                releasing, "write_durably", lambda path, _told: put(path, b"Free.")
            )
            with pytest.raises(StoredOtherwiseError):
                perform(item)
        assert not Delivery.objects.exists()
        assert not Artifact.objects.exists()
        # Another try writes it anew; its bytes are read once, and compared after that.
        read, verify = [], base.verify
        monkeypatch.setattr(base, "verify", lambda *it: read.append(it) or verify(*it))
        perform(item)
        artifact = Artifact.objects.get()
        stored = hashlib.sha256(artifact_path(artifact).read_bytes()).hexdigest()
        assert stored == artifact.found["sha256"] == item.delivery.sent_sha256
        assert len(read) == 1

    def test_makes_the_same_bytes_for_the_same_copy(self, made):
        version = make.a_published_pair()[1]
        first, second = made(version), made(version)
        pairs = zip(first, second, strict=True)
        assert all(a.delivery.artifact == b.delivery.artifact for a, b in pairs)

    def test_leaves_an_entry_in_the_ledger_without_a_name(self, made):
        version = make.a_published_pair()[1]
        made(version, formats=["text"])
        entry = Entry.objects.latest("seq")
        assert entry.subject == version.article.urn
        assert "Market" not in str(entry.facts)

    def test_keeps_a_borrowed_photo_home(self, made):
        photo = make.a_photo(
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Somebody",
            fetched_date=make.NOW.date(),
            asked_whom="Somebody",
        )
        article = make.a_story(lead_photo=photo)
        version = make.published(make.a_version(article=article, language="en"))
        for item in made(version):
            stored = artifact_path(item.delivery.artifact).read_bytes()
            assert str(photo.pk).encode() not in stored

    def test_names_nobody_without_consent(self, made):
        version = make.a_published_pair()[1]
        person = make.a_person("Sok Dara", consents=["km"])
        make.credit(version, (person, CreditRole.TRANSLATOR))
        for item in made(version):
            stored = artifact_path(item.delivery.artifact).read_bytes()
            assert b"Sok Dara" not in stored


class TestRefusals:
    def refused(self, order, version, **options):
        item = order(version, formats=["text"], **options).items.get()
        with pytest.raises(WorkRefused) as refused:
            perform(item)
        assert not Delivery.objects.exists()
        return refused.value.reasons

    def test_without_a_permission(self, order, partner):
        reasons = self.refused(order, make.a_published_pair()[1], licensee=partner)
        assert reasons == ("No written permission for this partner covers the story.",)

    def test_after_the_permission_ended(self, order, partner):
        version = make.a_published_pair()[1]
        a_grant(partner, version.article.outlet, ends_at=make.NOW + timedelta(days=1))
        reasons = self.refused(order, version, licensee=partner)
        assert reasons == ("The permission has ended.",)

    def test_after_the_permission_was_taken_back(self, order, partner):
        version = make.a_published_pair()[1]
        grant = a_grant(partner, version.article.outlet)
        item = order(version, formats=["text"], licensee=partner).items.get()
        revoke_grant(grant=grant, by=make.a_chief(), at=timezone.now())
        with pytest.raises(WorkRefused, match="taken back"):
            perform(item)

    @pytest.mark.parametrize("basis", RightsBasis.values)
    def test_of_a_text_that_belongs_to_others(self, order, partner, basis):
        version = make.a_published_pair()[1]
        Version.objects.filter(pk=version.pk).update(rights_basis=basis)
        a_grant(partner, version.article.outlet)
        item = order(version, formats=["text"], licensee=partner).items.get()
        if basis in ("staff", "assigned", "official"):
            perform(item)
            return
        with pytest.raises(WorkRefused, match="not ours to give away"):
            perform(item)
        # What the outlet takes for itself goes to nobody else.
        perform(order(version, formats=["html"]).items.get())

    def test_of_what_is_embargoed(self, order):
        version = make.a_published_pair()[1]
        version.article.embargoed_until = timezone.now() + timedelta(hours=1)
        version.article.save()
        assert "embargo" in self.refused(order, version)[0]

    def test_of_what_was_taken_down_since_it_was_ordered(self, order):
        version = make.a_published_pair()[1]
        item = order(version, formats=["text"]).items.get()
        make.taken_down(version.article)
        with pytest.raises(WorkRefused):
            perform(item)

    def test_of_what_was_hidden_since_it_was_ordered(self, order):
        version = make.a_published_pair()[1]
        item = order(version, formats=["text"]).items.get()
        make.hidden(version.article)
        with pytest.raises(WorkRefused, match="Readers cannot see this version"):
            perform(item)
        assert not Artifact.objects.exists()

    @pytest.mark.parametrize("code", [each.code for each in FORMATS])
    def test_of_a_writer_that_forgets_the_notice(self, order, monkeypatch, code):
        version = make.a_published_pair()[1]
        form = format_named(code)
        full = current_notice(version.article.outlet).text_for("en").full
        write = type(form).write

        def forgetful(self, package):
            return exchanged(write(self, package), full[:40].encode(), b"")

        monkeypatch.setattr(type(form), "write", forgetful)
        item = order(version, formats=[code]).items.get()
        with pytest.raises(WorkRefused):
            perform(item)
        assert not Artifact.objects.exists()

    def test_lists_all_that_is_wrong_with_an_order(self):
        wanted = Wanted(Licensee(slug="x"), frozenset({Act.PRINT}))
        with pytest.raises(ExportRefused) as refused:
            order_export(
                versions=[], formats=["pdf?"], wanted=wanted, by=None, at=make.NOW
            )
        assert [r.code for r in refused.value.reasons] == [
            "no_version",
            "unknown_format",
        ]

    def test_an_order_by_who_may_not(self):
        version = make.a_published_pair()[1]
        wanted = Wanted(Licensee(slug="x"), frozenset({Act.PRINT}))
        with pytest.raises(PermissionRefused):
            order_export(
                versions=[version],
                formats=["text"],
                wanted=wanted,
                by=make.an_account(("Reporter", "")),
                at=make.NOW,
            )


def raises_refusal(message):
    return pytest.raises((DatabaseError, IntegrityError), match=message)


class TestTheDatabase:
    """The app role itself cannot make the forbidden moves."""

    @pytest.fixture
    def artifact(self, made):
        (item,) = made(make.a_published_pair()[1], formats=["text"])
        return item.delivery.artifact

    @pytest.fixture
    def built(self, artifact):
        artifact.pk, artifact.sha256 = None, "0" * 64
        artifact.state, artifact.found = ArtifactState.BUILT, {}
        artifact.save(force_insert=True)
        return artifact

    def test_runs_as_the_app_role(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user")
            assert cursor.fetchone() == ("spean_app",)

    def test_lets_no_artifact_begin_as_released(self, artifact):
        artifact.pk, artifact.sha256 = None, "1" * 64
        with raises_refusal("starts as built"), transaction.atomic():
            artifact.save(force_insert=True)

    @pytest.mark.parametrize("state", ["released", "recalled"])
    def test_lets_no_artifact_jump_over_the_proof(self, built, state):
        with raises_refusal("does not go from built"), transaction.atomic():
            Artifact.objects.filter(pk=built.pk).update(state=state)

    @pytest.mark.parametrize(
        ("found", "message"),
        [
            ({}, "own bytes were read back"),
            ({"sha256": "1" * 64}, "own bytes were read back"),
            ({"sha256": "0" * 64, "notice": {}}, "not edition 1 in every language"),
            ({"sha256": "0" * 64, "notice": {"en": "x", "km": "y"}}, "not edition 1"),
        ],
    )
    def test_verifies_nothing_without_the_notice_of_the_edition(
        self, built, found, message
    ):
        with raises_refusal(message), transaction.atomic():
            Artifact.objects.filter(pk=built.pk).update(
                state="verified",
                found=found,
                verified_by="somebody",
                verified_at=make.NOW,
            )

    @pytest.mark.parametrize(
        "change", [{"sha256": "2" * 64}, {"size": 1}, {"format": "x"}]
    )
    def test_lets_nothing_change_what_an_artifact_is(self, artifact, change):
        with raises_refusal("never changes"), transaction.atomic():
            Artifact.objects.filter(pk=artifact.pk).update(**change)

    def test_keeps_artifacts_and_deliveries(self, artifact):
        with raises_refusal("append-only"), transaction.atomic():
            Delivery.objects.all().delete()
        with raises_refusal("append-only"), transaction.atomic():
            Delivery.objects.update(sent_sha256="3" * 64)
        with (
            raises_refusal("artifacts are kept"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM exports_artifact")

    def deliver(self, order, artifact, version, **changed):
        item = order(version, formats=["text"]).items.get()
        grant = Grant.objects.get(licensee=artifact.licensee)
        facts = {"artifact": artifact, "grant": grant, "sent_sha256": artifact.sha256}
        return Delivery.objects.create(item=item, **{**facts, **changed})

    def test_delivers_no_other_bytes_than_were_verified(self, order, artifact):
        with raises_refusal("not the bytes verified"), transaction.atomic():
            self.deliver(order, artifact, artifact.version, sent_sha256="4" * 64)

    def test_delivers_nothing_that_is_only_built(self, order, built):
        with raises_refusal("is built, not released"), transaction.atomic():
            self.deliver(order, built, built.version)

    @pytest.mark.parametrize(
        "change",
        [
            {"acts": []},
            {"acts": ["print"]},
            {"languages": ["km"]},
            {"languages": []},
            {"media": []},
            {"territories": ["KH"]},
            {"ends_at": make.NOW + timedelta(minutes=1)},
            {"revoked_at": make.NOW},
            {"starts_at": make.NOW.replace(year=2999)},
            {"is_denial": True},
        ],
        ids=str,
    )
    def test_delivers_nothing_that_the_permission_does_not_cover(
        self, order, artifact, change
    ):
        order(artifact.version, formats=["html"])
        Grant.objects.filter(licensee=artifact.licensee).update(**change)
        with raises_refusal("does not cover this delivery"), transaction.atomic():
            self.deliver(order, artifact, artifact.version)

    def test_delivers_nothing_against_a_written_no(self, order, artifact):
        a_grant(artifact.licensee, artifact.version.article.outlet, is_denial=True)
        own = Grant.objects.get(licensee=artifact.licensee, is_denial=False)
        with raises_refusal("written no"), transaction.atomic():
            item = order(artifact.version, formats=["text"]).items.get()
            Delivery.objects.create(
                item=item, artifact=artifact, grant=own, sent_sha256=artifact.sha256
            )

    def test_delivers_nothing_before_its_hour(self, order, artifact):
        story = artifact.version.article
        story.embargoed_until = timezone.now() + timedelta(minutes=5)
        story.save()
        with raises_refusal("not public"), transaction.atomic():
            self.deliver(order, artifact, artifact.version)
