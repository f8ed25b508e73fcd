"""Versions: the text, its credits and sources, and the way to readers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django_prose_editor.widgets import AdminProseEditorWidget

from articles.actions import crediting, linking, writing
from articles.gates import objections
from articles.models import Credit, CreditRole, Origin, RightsBasis, Source, Version
from articles.text.blocks import (
    Block,
    BlockKind,
    body_blocks,
    parse_body,
    plain_text,
)
from articles.text.slugs import is_slug
from newsroom import desk
from newsroom.admin.deeds import DeedAdmin, acting, deed

EDITOR = {
    "extensions": {
        "Bold": True,
        "Italic": True,
        "Heading": {"levels": [2]},
        "BulletList": True,
        "OrderedList": True,
        "Blockquote": True,
        "Link": {"protocols": ["http", "https", "mailto"]},
        "HardBreak": True,
        "History": True,
        "HTML": True,
    }
}
# Form fields that are blocks of their own, in reading order.
APART = {
    "headline": BlockKind.HEADLINE,
    "standfirst": BlockKind.STANDFIRST,
    "caption": BlockKind.CAPTION,
    "dateline": BlockKind.DATELINE,
}
