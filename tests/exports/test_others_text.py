"""What belongs to others leaves only by their word: texts, paragraphs, photos."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone, translation

from articles.actions.basing import paragraphs_of, set_block_bases
from articles.actions.writing import WritingRefused
from articles.models import BlockBasis, Photo, PhotoOwnership, RightsBasis, Version
from exports.actions.handing import PHOTO_STAYS, reasons_against
from exports.actions.releasing import artifact_path, perform
from exports.licensing import Wanted
from exports.models import Delivery, ExportItem
from exports.preflight import preflight
from ledger.models import Entry
from newsroom.admin.lifting import lift_of
from rights.actions.keeping import (
    Allowed,
    FilingRefused,
    file_permission,
    withdraw_permission,
)
from rights.models import FiledPermission
from rights.terms import Act
from tests import factories as make
from tests.exports.test_telling_partners import a_partner, granted
from worklist.actions.failing import WorkRefused
from worklist.models import WorkState

pytestmark = pytest.mark.django_db
USES = frozenset({Act.ELECTRONIC})


@pytest.fixture
def version():
    return make.a_published_pair()[1]


@pytest.fixture
def partner(version):
    partner = a_partner(1)
    granted(partner, version.article.outlet)
    return partner


def filed(about, **facts):
    allowed = {"holder": "The Agency", "acts": USES, "starts_at": make.NOW, **facts}
    return file_permission(
        about=about,
        allowed=Allowed(**allowed),
        content=make.a_jpeg(),
        by=make.a_chief(),
        at=make.NOW,
    )


def deliver_for_a_moment(item, like):
    """Note a delivery past our own code, as the database lets it, and undo it."""
    with transaction.atomic():
        Delivery.objects.create(
            item=item,
            artifact=like.artifact,
            grant=like.grant,
            sent_sha256=like.sent_sha256,
        )
        transaction.set_rollback(True)


def codes(version, partner):
    (look,) = preflight([version.pk], Wanted(partner, USES)).looks
    return [reason.code for reason in look.reasons]


class TestText:
    @pytest.fixture
    def second(self, version):
        """The second paragraph, which is an agency's."""
        block = paragraphs_of(version)[1]
        bases = {block.id: RightsBasis.AGENCY}
        set_block_bases(version=version, bases=bases, by=make.a_chief())
        return block

    def test_says_which_paragraph_holds_it_back_and_who_lifts_it(
        self, version, partner, order, second
    ):
        wanted = Wanted(partner, USES)
        (look,) = preflight([version.pk], wanted).looks
        (reason,) = look.reasons
        lift = lift_of(reason, version, wanted)
        assert lift.message.endswith("¶ 2")
        assert lift.roles == ("Rights desk",)
        assert lift.url.endswith(f"/version/{version.pk}/rights/")
        item = order(version, formats=["text"], licensee=partner).items.get()
        with pytest.raises(WorkRefused) as refused:
            perform(item)
        # Kept for readers of either language, with its place.
        stopped = ExportItem(state=WorkState.PARKED, reason=refused.value.reasons[0])
        with translation.override("km"):
            (told,) = stopped.reasons
        assert told.endswith(" ¶ 2")
        assert "paragraph" not in told

    def test_leaves_when_there_is_a_word_for_each_part(
        self, version, partner, order, second
    ):
        # Of the whole text or of another paragraph, it is no word about this one.
        filed(version)
        filed(version, block_id=paragraphs_of(version)[0].id)
        filed(version, block_id=second.id, acts=frozenset({Act.PRINT}))
        filed(version, block_id=second.id, ends_at=make.NOW + timedelta(days=1))
        assert codes(version, partner) == ["paragraph_basis"]
        word = filed(version, block_id=second.id)
        assert codes(version, partner) == []
        item = order(version, formats=["text"], licensee=partner).items.get()
        perform(item)

        withdraw_permission(permission=word, by=make.a_chief(), at=timezone.now())
        (why,) = reasons_against([item.delivery]).values()
        assert why[0].endswith("¶ 2")
        Version.objects.filter(pk=version.pk).update(rights_basis=RightsBasis.AGENCY)
        assert codes(version, partner) == ["paragraph_basis"]
        FiledPermission.objects.exclude(pk=word.pk).update(
            withdrawn_at=make.NOW, withdrawn_by=make.a_chief()
        )
        assert codes(version, partner) == ["rights_basis", "paragraph_basis"]
        set_block_bases(version=version, bases={second.id: None}, by=make.a_chief())
        assert codes(version, partner) == ["rights_basis"]

    def test_is_refused_by_the_database_itself(self, version, partner, order):
        items = order(version, formats=["text", "html"], licensee=partner).items
        item, again = items.order_by("pk")
        perform(item)

        def deliver():
            deliver_for_a_moment(again, like=item.delivery)

        block = paragraphs_of(version)[0]
        BlockBasis.objects.create(version=version, block_id=block.id, basis="agency")
        with pytest.raises(DatabaseError, match="not ours to give away"):
            deliver()
        word = filed(version, block_id=block.id)
        deliver()
        withdraw_permission(permission=word, by=make.a_chief(), at=make.NOW)
        with pytest.raises(DatabaseError, match="not ours to give away"):
            deliver()
        BlockBasis.objects.all().delete()
        deliver()
        Version.objects.filter(pk=version.pk).update(rights_basis="partner")
        with pytest.raises(DatabaseError, match="not ours to give away"):
            deliver()

    def test_has_words_on_file_that_only_end(self, version):
        word = filed(version)
        withdraw_permission(permission=word, by=make.a_chief(), at=make.NOW)
        rows = FiledPermission.objects.filter(pk=word.pk)
        forbidden = {
            "never changes": lambda: rows.update(acts=["print"]),
            "never removed": rows.delete,
            "stays": lambda: rows.update(withdrawn_at=None, withdrawn_by=None),
        }
        for words, move in forbidden.items():
            with pytest.raises(DatabaseError, match=words), transaction.atomic():
                move()
        with pytest.raises(FilingRefused, match="already"):
            withdraw_permission(permission=word, by=make.a_chief(), at=make.NOW)
        kinds = Entry.objects.filter(kind__startswith="permission.").order_by("seq")
        assert [entry.kind.partition(".")[2] for entry in kinds] == [
            "filed",
            "withdrawn",
        ]
        assert "Agency" not in str([entry.facts for entry in kinds])

    def test_is_noted_and_filed_with_every_reason_against_it(self, version):
        with pytest.raises(WritingRefused, match="gone"):
            set_block_bases(
                version=version, bases={"no": RightsBasis.STAFF}, by=make.a_chief()
            )
        wrong = Allowed(holder=" ", starts_at=make.NOW, ends_at=make.NOW, block_id="no")
        with pytest.raises(FilingRefused) as refused:
            file_permission(
                about=version,
                allowed=wrong,
                content=b"words",
                by=make.a_chief(),
                at=make.NOW,
            )
        assert len(str(refused.value).splitlines()) == 4


class TestPhoto:
    def test_goes_along_by_its_own_word_in_every_format(self, partner, order):
        photo = make.a_photo(
            ownership=PhotoOwnership.THIRD_PARTY,
            post_owner="Somebody",
            fetched_date=make.NOW.date(),
            asked_whom="Somebody",
        )
        article = make.a_story(lead_photo=photo)
        version = make.published(make.a_version(article=article, language="en"))
        granted(partner, article.outlet)

        def deliveries():
            items = list(order(version, licensee=partner).items.all())
            for item in items:
                perform(item)
            return [item.delivery for item in items]

        def with_photo(copies):
            sign = str(photo.pk).encode()
            return {
                copy.artifact.format
                for copy in copies
                if sign in artifact_path(copy.artifact).read_bytes()
            }

        (look,) = preflight([version.pk], Wanted(partner, USES)).looks
        assert look.leaves_photo_home
        assert not with_photo(deliveries())
        word = filed(photo)
        (look,) = preflight([version.pk], Wanted(partner, USES)).looks
        assert not look.leaves_photo_home
        copies = deliveries()
        assert {"html", "ninjs", "atom"} <= with_photo(copies)
        waiting = order(version, licensee=partner, formats=["html"]).items.get()
        (same,) = (it for it in copies if it.artifact.format == "html")
        deliver_for_a_moment(waiting, like=same)
        Photo.objects.filter(pk=photo.pk).update(stays_home=True)
        assert not with_photo(deliveries())
        # The database itself judges the bytes that are there.
        with pytest.raises(DatabaseError, match="must stay home"):
            deliver_for_a_moment(waiting, like=same)
        Photo.objects.filter(pk=photo.pk).update(stays_home=False)
        withdraw_permission(permission=word, by=make.a_chief(), at=timezone.now())
        with pytest.raises(DatabaseError, match="must stay home"):
            deliver_for_a_moment(waiting, like=same)
        # What went along before is handed out no more.
        assert all(PHOTO_STAYS in why for why in reasons_against(copies).values())
