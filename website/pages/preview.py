"""What a preview of unpublished versions shows."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation

from articles.actions.previewing import ends_at, token_of, versions_shown
from articles.gates import newest_blocks
from articles.languages import interface_language
from articles.models import Origin, Outlet, Photo, PreviewLink, Version
from rights.lookup import notice_for
from rights.notices import Notice
from rights.wording import NoticeText
from translations.disclosing import note_machine_drafts
from translations.lookup import is_stale
from website.pages.moments import Moment, moment
from website.pages.telling import Telling, telling, worded


@dataclass(frozen=True)
class PreviewColumn(Telling):
    """One language of a preview.

    Attributes:
        interface: Of the words around the text.
        ends: When the link ends, in the writing of `interface`.
        notice_text: As readers will see it; None while the outlet has no notice.
        notice_language: The language of that; empty without one.
    """

    interface: str
    ends: Moment
    notice_text: NoticeText | None
    notice_language: str


@dataclass(frozen=True)
class PreviewPage:
    """Everything that the preview template prints.

    Attributes:
        outlet: Whose story it is.
        columns: The original first; never empty.
        banners: A column of each interface language, for the words above all.
    """

    outlet: Outlet
    columns: tuple[PreviewColumn, ...]
    banners: tuple[PreviewColumn, ...]

    @property
    def interface(self) -> str:
        """The language of the words around everything."""
        return self.columns[0].interface


def preview_page(link: PreviewLink) -> PreviewPage | None:
    """Gather what an open link shows: the newest saved text of each version.

    Args:
        link: Open, as `articles.actions.previewing.link_of` found it.

    Returns:
        The page; None where no version has any text to show.
    """
    versions = versions_shown(link)
    if not versions:
        return None
    notice = notice_for(link.article)
    note_machine_drafts(versions)
    columns = tuple(_column(version, link, notice) for version in versions)
    by_interface = {column.interface: column for column in reversed(columns)}
    return PreviewPage(
        outlet=link.article.outlet,
        columns=columns,
        banners=tuple(c for c in columns if by_interface[c.interface] is c),
    )


def _column(
    version: Version, link: PreviewLink, notice: Notice | None
) -> PreviewColumn:
    interface, token = interface_language(version.language), token_of(link)

    def url_of(_photo: Photo, name: str) -> str:
        return reverse("preview_photo", kwargs={"token": token, "name": name})

    with translation.override(interface):
        told = telling(
            version,
            worded(version, newest_blocks(version), anchor=f"{version.language}-p"),
            is_behind=version.origin == Origin.TRANSLATION and is_stale(version),
            url_of=url_of,
        )
    return PreviewColumn(
        **vars(told),
        interface=interface,
        ends=moment(ends_at(link), interface),
        notice_text=None if notice is None else notice.text_for(version.language),
        notice_language="" if notice is None else notice.language_for(version.language),
    )
