"""A story as one file: its style, its letters and its photo are in it.

It is passed on by hand and read without a network; what leads elsewhere leads to the
newspaper's own address.
"""

import re
from base64 import b64encode
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.core.files.storage import default_storage

from articles.addresses import absolute
from articles.models import Photo
from articles.pictures import RENDITIONS, file_path
from website.pages.article import ArticlePage
from website.pages.pictures import Picture, picture

STYLE = "website/site.css"
# Wide enough for a phone, small enough to be passed on.
WIDEST = 960

_FONT = re.compile(r"url\((fonts/[\w.-]+\.woff2)\)")
_OURS = re.compile(r'(?<= href=")(?=/(?!/))')
_KHMER = re.compile("[\u1780-\u17ff]")
_LETTERS = re.compile(r'@font-face\{font-family:"Spean Khmer";[^}]*\}\s*')
# For the one link to the Khmer version.
_NAME = re.compile(r'@font-face\{font-family:"Spean Khmer Name"[^}]*\}\s*')


@dataclass(frozen=True)
class SinglePage(ArticlePage):
    """An article page that needs nothing beside itself.

    Attributes:
        style: The whole style sheet.
    """

    style: str


def single_file(page: ArticlePage) -> SinglePage:
    """Put into a page what it would fetch; a voice and other people's photos stay out.

    Raises:
        OSError: The photo's file cannot be read.
    """
    alone = replace(
        page,
        sound=None,
        picture=_inlined(page),
        # What is not published yet may be by the time that somebody reads this.
        languages=tuple(link for link in page.languages if link.url),
    )
    texts = (page.headline, page.body, page.notice_text.full, page.standfirst)
    return SinglePage(
        **vars(alone),
        style=style(
            has_letters=any(map(_KHMER.search, texts)),
            # A page in Khmer names no Khmer version.
            has_name=any(link.tag == "km" for link in alone.languages),
        ),
    )


def standing_alone(html: str) -> str:
    """Let every address of ours be a whole one.

    >>> standing_alone('<a href="/en/">')
    '<a href="http://127.0.0.1:8000/en/">'
    """
    return _OURS.sub(absolute("/").rstrip("/"), html)


@cache
def style(*, has_letters: bool, has_name: bool) -> str:
    """Return the style sheet with the Khmer letters that a page needs in it.

    On a site letters that come late are left for the next page; here there is none.

    Args:
        has_letters: Whether any of the story is Khmer.
        has_name: Whether there is a link to a Khmer version.
    """
    path = Path(str(finders.find(STYLE)))
    sheet = path.read_text("utf-8")
    if not has_letters:
        sheet = _LETTERS.sub("", sheet)
    if not has_name:
        sheet = _NAME.sub("", sheet)
    inlined = _FONT.sub(
        lambda found: (
            f"url({_data('font/woff2', (path.parent / found[1]).read_bytes())})"
        ),
        sheet,
    )
    return inlined.replace("font-display:optional", "font-display:block")


def _inlined(page: ArticlePage) -> Picture | None:
    photo = page.version.article.lead_photo
    if photo is None or page.picture is None or page.picture.is_third_party:
        return None
    fitting = [it for it in RENDITIONS if it.width <= min(photo.width, WIDEST)]
    width = max((it.width for it in fitting), default=RENDITIONS[0].width)
    shown = picture(photo, page.picture.caption)
    if shown is None:
        return None
    return replace(
        shown,
        webp="",
        url=_data("image/jpeg", _bytes(photo, f"{width}.jpg")),
        width=width,
        height=round(photo.height * width / photo.width),
    )


def _bytes(photo: Photo, name: str) -> bytes:
    with default_storage.open(file_path(photo.pk, photo.edition, name)) as file:
        return bytes(file.read())


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode()}"
