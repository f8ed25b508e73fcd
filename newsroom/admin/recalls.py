"""Notices to partners: reviewed here, sent, and followed until each is done."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles.models import Article
from exports.actions import telling_partners
from exports.actions.ordering import POST
from exports.actions.telling_partners import SEND
from exports.models import Recall, RecallNotice, RecallPost, RecallState
from exports.recipients import posts_for, recipients_for, text_for, text_of
from newsroom import partner_desk
from newsroom.admin.deeds import acting, deed, one_seen
from newsroom.admin.reading import ReadingAdmin
from newsroom.admin.rights import copies_url
from newsroom.admin.work import STANDING, WorkItemAdmin
from people.permissions import may

LINK_LATER = "…"


class RecallAdmin(ReadingAdmin[Recall]):
    """What partners are told to do; nothing leaves before a person read it."""

    list_display = ("__str__", "about", "state", "drafted_at", "answers_shown")
    list_filter = ("state", "kind")
    list_select_related = ("article", "notice_edition__outlet")
    fields = ("about", "kind", "state", "drafted_at", "reviewed_by", "reviewed_at")
    change_form_template = "admin/exports/recall/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recall]:
        """Leave out stories that the reader may not know of; count the answers."""
        known = Article.objects.visible_to(acting(request))
        done = Count("notices", filter=Q(notices__done_at__isnull=False), distinct=True)
        return (
            super()
            .get_queryset(request)
            .filter(Q(article__in=known) | Q(article=None))
            .annotate(told=Count("notices", distinct=True), answered=done)
        )

    @admin.display(description=gettext_lazy("about"))
    def about(self, recall: Recall) -> str:
        """Name the story, or the wording."""
        return str(recall.article or recall.notice_edition)

    @admin.display(description=gettext_lazy("done"))
    def answers_shown(self, recall: Recall) -> str:
        """Return how many of the partners said that it is done."""
        counted = vars(recall)
        return f"{counted['answered']} / {counted['told']}"

    def get_urls(self) -> list[URLPattern]:
        """Add what the buttons do."""
        view = self.admin_site.admin_view
        verbs = (
            ("<int:pk>/send/", self.send_view, "send"),
            ("<int:pk>/drop/", self.drop_view, "drop"),
            ("<int:pk>/done/<int:notice>/", self.done_view, "done"),
            ("<int:pk>/post/<int:task>/", self.post_view, "post"),
        )
        ours = [
            path(place, view(require_POST(it)), name=f"exports_recall_{name}")
            for place, it, name in verbs
        ]
        return [*ours, *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Show text, recipients and posts; of a sent one what became of each."""
        recall: Recall = context["original"]
        by = acting(request)
        context["may_send"], context["may_post"] = may(by, SEND), may(by, POST)
        if recall.state == RecallState.DRAFT:
            context["recipients"] = recipients_for(recall)
            context["texts"] = [
                (one, text_of(recall, one.deliveries, done_url=LINK_LATER))
                for one in context["recipients"]
            ]
            context["own_posts"] = posts_for(recall)
            if recall.notice_edition is not None:
                context["copies_url"] = copies_url(recall.notice_edition)
        else:
            notices = recall.notices.select_related("licensee").order_by("pk")
            context["notices"] = [(one, text_for(one)) for one in notices]
            context["tasks"] = recall.posts.select_related("post__version", "done_by")
        return super().render_change_form(request, context, *args, **kwargs)

    def send_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send a notice to those who are ticked."""
        recall = one_seen(self, request, pk)
        ticked = {int(key) for key in request.POST.getlist("to") if key.isdecimal()}
        everyone = {each.licensee.pk for each in recipients_for(recall)}
        return deed(
            request,
            lambda: partner_desk.send_recall(
                recall=recall,
                left_out=everyone - ticked,
                by=acting(request),
                at=timezone.now(),
            ),
            done=_("The notice goes out. Each partner says here when it is done."),
            then=_page_of(pk),
        )

    def drop_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Tell nobody."""
        recall = one_seen(self, request, pk)
        return deed(
            request,
            lambda: telling_partners.drop_recall(
                recall=recall, by=acting(request), at=timezone.now()
            ),
            done=_("The notice is dropped. Nobody is told."),
            then=_page_of(pk),
        )

    def done_view(self, request: HttpRequest, pk: int, notice: int) -> HttpResponse:
        """Note what a partner said on another way."""
        recall = one_seen(self, request, pk)
        told = get_object_or_404(RecallNotice, pk=notice, recall=recall)
        return deed(
            request,
            lambda: telling_partners.note_done(
                notice=told, by=acting(request), at=timezone.now()
            ),
            done=_("Noted."),
            then=_page_of(pk),
        )

    def post_view(self, request: HttpRequest, pk: int, task: int) -> HttpResponse:
        """Note that a post of ours was removed or changed."""
        recall = one_seen(self, request, pk)
        found = get_object_or_404(RecallPost, pk=task, recall=recall)
        return deed(
            request,
            lambda: telling_partners.change_post(
                task=found, by=acting(request), at=timezone.now()
            ),
            done=_("Noted."),
            then=_page_of(pk),
        )


class RecallNoticeAdmin(WorkItemAdmin[RecallNotice]):
    """Mails to partners; what to do about one stands on its notice."""

    list_select_related = ("licensee", "recall")
    fields = ("recall", "licensee", "mails", "mailed_at", "done_at", *STANDING)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RecallNotice]:
        """Leave out notices about stories that the reader may not know of."""
        known = Article.objects.visible_to(acting(request))
        is_known = Q(recall__article__in=known) | Q(recall__article=None)
        rows = super().get_queryset(request).filter(is_known)
        return rows.select_related("licensee", "recall")

    @admin.display(description=gettext_lazy("what is to be done"))
    def told(self, item: RecallNotice) -> str:
        """Say who is told what."""
        return f"{item.recall} · {item.licensee}"


def _page_of(pk: int) -> str:
    return reverse("admin:exports_recall_change", args=[pk])
