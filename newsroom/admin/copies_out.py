"""Who has what of a story: copies sent, our own posts, notices about them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Version
from exports.actions.ordering import POST
from exports.actions.telling_partners import SEND, record_post
from exports.models import Artifact, OwnPost, Platform, Recall
from exports.recipients import recipients_of
from newsroom import partner_desk
from newsroom.admin.deeds import REFUSALS, acting, deed, one_seen, reasons
from people.permissions import may

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin

SEE = "exports.view_delivery"
LONGEST_KEY = 18


class PostForm(forms.Form):
    """Asks for the address of a post of ours."""

    version: "forms.ModelChoiceField[Version]" = forms.ModelChoiceField(
        Version.objects.none()
    )
    platform = forms.ChoiceField(choices=Platform.choices)
    url = forms.URLField(max_length=500, assume_scheme="https")

    def __init__(self, article: Article, *args: Any) -> None:
        super().__init__(*args)
        versions: Any = self.fields["version"]
        versions.queryset = article.versions.all()
        for name, label in (
            ("version", _("Version")),
            ("platform", _("Platform")),
            ("url", _("Address of the post")),
        ):
            self.fields[name].label = label


def post_form(request: HttpRequest, article: Article) -> PostForm:
    """Note the post whose address was sent; a refused form comes back as it was."""
    form = PostForm(article, request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form
    said = form.cleaned_data
    try:
        record_post(
            version=said["version"],
            platform=Platform(said["platform"]),
            url=said["url"],
            by=acting(request),
            at=timezone.now(),
        )
    except REFUSALS as refusal:
        form.add_error(None, reasons(refusal))
        return form
    messages.success(request, _("The post is noted."))
    return PostForm(article)


def copies_view(
    shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any
) -> HttpResponse:
    """Show who has what, and note a post of ours."""
    article = one_seen(shown, request, pk)
    by = acting(request)
    form = post_form(request, article)
    may_see = may(by, SEE)
    context = {
        **shown.admin_site.each_context(request),
        "opts": shown.opts,
        "title": _("Who has what"),
        "article": article,
        "back": reverse("admin:articles_article_change", args=[article.pk]),
        "may_see": may_see,
        "recipients": recipients_of(article) if may_see else (),
        "own_posts": OwnPost.objects.filter(version__article=article),
        "recalls": Recall.objects.filter(article=article) if may_see else (),
        "form": form if may(by, POST) else None,
        "may_replace": may(by, SEND),
    }
    return render(request, "admin/articles/copies.html", context)


def replace_view(
    shown: "ModelAdmin[Article]", request: HttpRequest, pk: Any
) -> HttpResponse:
    """Say that a partner uses one copy instead of another."""
    article = one_seen(shown, request, pk)
    copies = Artifact.objects.filter(version__article=article).select_related(
        "version__article"
    )
    former, instead = (
        get_object_or_404(copies, pk=_key(request, name))
        for name in ("former", "instead")
    )
    return deed(
        request,
        lambda: partner_desk.replace_copy(
            former=former, instead=instead, by=acting(request), at=timezone.now()
        ),
        done=_(
            "The former copy is given out no more. A notice to the partner waits for "
            "your review."
        ),
        then=reverse("admin:articles_article_copies", args=[article.pk]),
    )


def _key(request: HttpRequest, name: str) -> int | None:
    typed = request.POST.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < LONGEST_KEY else None
