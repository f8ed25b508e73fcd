"""What must change wherever copies of a story went."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from exports.models.artifact import Artifact
from exports.models.own_post import OwnPost
from people.models import Account
from rights.models import Grant, Licensee, NoticeEdition
from worklist.models import WorkItem


class RecallKind(models.TextChoices):
    """What partners have to do."""

    TAKEN_DOWN = "taken_down", _("remove")
    CORRECTED = "corrected", _("replace: corrected")
    CREDITED = "credited", _("replace: new credit line")
    REVOKED = "revoked", _("publish no more")
    REISSUED = "reissued", _("replace: new rights notice")
    REPLACED = "replaced", _("use the copy that replaces it")


class RecallState(models.TextChoices):
    """How far a recall has come."""

    DRAFT = "draft", _("to be reviewed")
    SENT = "sent", _("sent")
    DROPPED = "dropped", _("dropped")


class Recall(models.Model):
    """One matter; drafted by what happened, sent by a person.

    It is about a story or, of a new wording of the notice, about every story whose
    copies carry an older one: a partner is told once of all of them.
    """

    article = models.ForeignKey(
        Article,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recalls",
        verbose_name=_("story"),
    )
    kind = models.CharField(_("what to do"), max_length=12, choices=RecallKind)
    grant = models.ForeignKey(
        Grant,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recalls",
        verbose_name=_("permission"),
        help_text=_("Filled in where one permission was taken back."),
    )
    notice_edition = models.ForeignKey(
        NoticeEdition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="recalls",
        verbose_name=_("wording"),
        help_text=_("Filled in where copies carry an older wording of the notice."),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=RecallState, default=RecallState.DRAFT
    )
    drafted_at = models.DateTimeField(_("drafted"))
    reviewed_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("notice to partners")
        verbose_name_plural = _("notices to partners")
        ordering = ("-drafted_at", "-pk")
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(state="draft") ^ Q(reviewed_by__isnull=False),
                name="recall_goes_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(kind="revoked") ^ Q(grant=None),
                name="revoking_recall_has_its_grant",
            ),
            models.CheckConstraint(
                condition=Q(kind="reissued", article=None, notice_edition__isnull=False)
                | (~Q(kind="reissued") & Q(article__isnull=False, notice_edition=None)),
                name="recall_is_about_a_story_or_a_wording",
            ),
            models.UniqueConstraint(
                fields=["article", "kind", "grant", "notice_edition"],
                condition=Q(state="draft"),
                nulls_distinct=False,
                name="one_draft_for_a_matter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.drafted_at:%Y-%m-%d}"


class RecallNotice(WorkItem):
    """What one partner is told; mailed by a worker, until they say that it is done."""

    recall = models.ForeignKey(
        Recall,
        on_delete=models.PROTECT,
        related_name="notices",
        verbose_name=_("notice to partners"),
    )
    licensee = models.ForeignKey(
        Licensee,
        on_delete=models.PROTECT,
        related_name="recall_notices",
        verbose_name=_("partner"),
    )
    copies = models.ManyToManyField(
        Artifact, related_name="recall_notices", verbose_name=_("files")
    )
    mails = models.PositiveSmallIntegerField(_("mails sent"), default=0)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)
    done_at = models.DateTimeField(_("said to be done"), null=True, blank=True)
    noted_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("noted by"),
        help_text=_("Empty: the partner said so by the link."),
    )

    class Meta(WorkItem.Meta):
        verbose_name = _("mail to a partner")
        verbose_name_plural = _("mails to partners")
        constraints = (
            *WorkItem.Meta.constraints,
            models.UniqueConstraint(
                fields=["recall", "licensee"], name="one_notice_a_partner"
            ),
        )

    def __str__(self) -> str:
        return f"{self.recall_id} · {self.licensee_id}"


class RecallPost(models.Model):
    """A post of ours that must be removed or changed by hand."""

    recall = models.ForeignKey(
        Recall,
        on_delete=models.PROTECT,
        related_name="posts",
        verbose_name=_("notice to partners"),
    )
    post = models.ForeignKey(
        OwnPost,
        on_delete=models.PROTECT,
        related_name="recalls",
        verbose_name=_("own post"),
    )
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    done_by = models.ForeignKey(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("done by"),
    )

    class Meta:
        verbose_name = _("post to change")
        verbose_name_plural = _("posts to change")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["recall", "post"], name="one_task_a_post"),
            models.CheckConstraint(
                condition=Q(done_at=None) ^ Q(done_by__isnull=False),
                name="done_post_names_who",
            ),
        )

    def __str__(self) -> str:
        return f"{self.recall_id} · {self.post_id}"
