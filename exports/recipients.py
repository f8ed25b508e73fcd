"""Who has what of a story, and what each of them is told."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from articles.addresses import absolute
from articles.languages import in_each_language
from articles.models import Article, Outlet, Version
from exports.models import (
    Artifact,
    Delivery,
    OwnPost,
    Recall,
    RecallKind,
    RecallNotice,
)
from exports.outdated import outdated_artifacts
from exports.recalls import ListedCopy, notice_text, subject
from exports.tombstones import Withdrawn
from rights.lookup import current_notice
from rights.models import Licensee, NoticeEdition

_signer = Signer(salt="exports.recall")


@dataclass(frozen=True)
class Recipient:
    """A partner with the copies that they were sent.

    Attributes:
        licensee: Who.
        deliveries: Newest first, one a file.
    """

    licensee: Licensee
    deliveries: tuple[Delivery, ...]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The files, in the same order."""
        return tuple(delivery.artifact for delivery in self.deliveries)

    def only(self, artifacts: Container[int]) -> "Recipient | None":
        """Return the partner with some of the files alone; None where none is left."""
        held = tuple(d for d in self.deliveries if d.artifact_id in artifacts)
        return Recipient(self.licensee, held) if held else None


def recipients_of(article: Article) -> tuple[Recipient, ...]:
    """List every partner that was ever sent a copy of a story, in any language.

    Returns:
        By the partner's slug; an outlet that took its own stories is not among them.
    """
    return _grouped(_sent_to_partners().filter(artifact__version__article=article))


def recipients_under(present: NoticeEdition) -> tuple[Recipient, ...]:
    """List the partners that hold copies under an older wording than the present one.

    Returns:
        By the partner's slug, each with just those copies.
    """
    older = outdated_artifacts(present).values("pk")
    return _grouped(_sent_to_partners().filter(artifact__in=older))


def _sent_to_partners() -> QuerySet[Delivery]:
    return (
        Delivery.objects.filter(artifact__licensee__outlet=None)
        .select_related(
            "artifact__article_terms",
            "artifact__licensee",
            "artifact__version__article",
            "artifact__revision",
        )
        .order_by("-delivered_at", "-pk")
    )


def recipients_for(recall: Recall) -> tuple[Recipient, ...]:
    """List the partners that a recall concerns."""
    if recall.notice_edition is not None:
        return recipients_under(recall.notice_edition)
    if recall.article is None:
        return ()
    everyone = recipients_of(recall.article)
    if recall.kind == RecallKind.REPLACED:
        former = set(recall.replacements.values_list("former", flat=True))
        return tuple(part for each in everyone if (part := each.only(former)))
    if recall.grant is None:
        return everyone
    theirs = recall.grant.licensee_id
    return tuple(each for each in everyone if each.licensee.pk == theirs)


def posts_for(recall: Recall) -> QuerySet[OwnPost]:
    """Find our own posts that a recall concerns, oldest first.

    Of a story all of them; of a new wording those that went up before it was issued,
    of what readers still have. What partners alone have concerns none.
    """
    posts = OwnPost.objects.select_related("version").order_by("pk")
    if recall.notice_edition is not None:
        return posts.filter(
            version__in=Version.objects.public(),
            version__article__outlet=recall.notice_edition.outlet_id,
            recorded_at__lt=recall.notice_edition.issued_at,
        )
    if recall.grant is not None or recall.kind == RecallKind.REPLACED:
        return posts.none()
    return posts.filter(version__article=recall.article)


def _grouped(sent: Iterable[Delivery]) -> tuple[Recipient, ...]:
    by_partner: dict[Licensee, dict[int, Delivery]] = defaultdict(dict)
    for delivery in sent:
        held = by_partner[delivery.artifact.licensee]
        held.setdefault(delivery.artifact_id, delivery)
    return tuple(
        Recipient(licensee, tuple(held.values()))
        for licensee, held in sorted(by_partner.items(), key=lambda it: it[0].slug)
    )


def text_for(notice: RecallNotice, *, is_reminder: bool = False) -> str:
    """Word what a partner is told of a stored notice."""
    sent = Delivery.objects.filter(artifact__in=notice.copies.all()).select_related(
        "artifact__version__article"
    )
    return text_of(
        notice.recall,
        sent.order_by("pk"),
        done_url=done_url(notice),
        is_reminder=is_reminder,
        feed_url=feed_url(notice),
    )


def text_of(
    recall: Recall,
    deliveries: Iterable[Delivery],
    *,
    done_url: str,
    is_reminder: bool = False,
    feed_url: str = "",
) -> str:
    """Word what a partner is told of some deliveries."""
    instead = _instead_of(recall)
    return notice_text(
        recall.kind,
        (
            replace(_listed(delivery), instead=instead.get(delivery.artifact_id))
            for delivery in deliveries
        ),
        done_url=done_url,
        pieces_stay=recall.grant is not None and recall.grant.pieces_stay,
        is_reminder=is_reminder,
        feed_url=feed_url,
    )


def subject_of(recall: Recall) -> str:
    """Word the subject of the mail."""
    return subject(in_each_language(outlet_of(recall), "name"))


def outlet_of(recall: Recall) -> Outlet:
    """Return whose copies a recall is about.

    Raises:
        LookupError: It is about nothing, which the database lets no recall be.
    """
    about = recall.article or recall.notice_edition
    if about is None:
        msg = f"notice to partners no. {recall.pk} is about nothing"
        raise LookupError(msg)
    return about.outlet


def done_url(notice: RecallNotice) -> str:
    """Return the whole address at which a partner says that it is done."""
    return absolute(reverse("recall", kwargs={"token": token_of(notice)}))


def feed_url(notice: RecallNotice) -> str:
    """Return where a partner's programs learn of a take-down; empty for other kinds."""
    if notice.recall.kind != RecallKind.TAKEN_DOWN:
        return ""
    return absolute(reverse("recall_atom", kwargs={"token": token_of(notice)}))


def withdrawn_by(notice: RecallNotice) -> Withdrawn | None:
    """Return what a partner's programs are told; None for what is no take-down."""
    recall = notice.recall
    if recall.kind != RecallKind.TAKEN_DOWN or recall.article is None:
        return None
    rights = current_notice(recall.article.outlet)
    if rights is None:
        return None
    languages = notice.copies.values_list("version__language", flat=True)
    token = token_of(notice)
    return Withdrawn(
        urn=recall.article.urn,
        at=timezone.localtime(
            recall.reviewed_at or recall.drafted_at, timezone.get_default_timezone()
        ),
        outlet=in_each_language(recall.article.outlet, "name"),
        notice=rights,
        atom_url=feed_url(notice),
        ninjs_urls={
            tag: absolute(
                reverse("recall_ninjs", kwargs={"token": token, "language": tag})
            )
            for tag in sorted(set(languages))
        },
    )


def token_of(notice: RecallNotice) -> str:
    """Return the signed name of a notice, which only its partner is told."""
    return _signer.sign(str(notice.pk))


def notice_named(token: str) -> RecallNotice | None:
    """Find the notice of a signed link; None where nobody signed it."""
    try:
        key = _signer.unsign(token)
    except BadSignature:
        return None
    return RecallNotice.objects.select_related("recall").filter(pk=key).first()


def _instead_of(recall: Recall) -> dict[int, ListedCopy]:
    """Find what takes the place of each replaced copy, as it was first sent."""
    pairs = list(recall.replacements.values_list("former", "instead"))
    sent = Delivery.objects.filter(
        artifact__in=[instead for _former, instead in pairs]
    ).select_related("artifact__version__article")
    listed = {each.artifact_id: _listed(each) for each in sent.order_by("-pk")}
    return {former: listed[instead] for former, instead in pairs}


def _listed(delivery: Delivery) -> ListedCopy:
    artifact = delivery.artifact
    return ListedCopy(
        urn=artifact.version.article.urn,
        language=artifact.version.language,
        format=artifact.format,
        sha256=artifact.sha256,
        sent_date=timezone.localdate(
            delivery.delivered_at, timezone.get_default_timezone()
        ),
    )
