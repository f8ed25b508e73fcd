"""The feeds that readers and players follow."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.feedgenerator import Enclosure, Rss201rev2Feed
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from articles.addresses import absolute
from articles.languages import interface_language
from articles.models import Outlet, Recording, Version
from articles.provenance import printed_credits_of
from articles.sound.tags import SoundTags
from articles.text.blocks import from_json, plain_text
from rights.lookup import current_notice
from website.files import is_known
from website.pages.lists import newsroom
from website.pages.sounds import COPY_KIND, COPY_NAME, sent_file, sound_url, tags_of
from website.views import page_not_found

EPISODES_SHOWN = 50
# Apple asks for a square of at least 1,400 pixels.
CHANNEL_IMAGE = "website/podcast.png"
_APPLE = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class PodcastFeed(Rss201rev2Feed):
    """RSS 2.0 with what podcast players ask for beside it.

    References:
        RSS 2.0 (rssboard.org); Apple, "Podcast RSS feed requirements".
    """

    content_type = "application/rss+xml; charset=utf-8"

    def rss_attributes(self) -> dict[str, str]:
        """Declare the words of Apple's."""
        return {
            **super().rss_attributes(),
            "xmlns:itunes": _APPLE,
            "xmlns:dc": _DUBLIN_CORE,
        }

    def latest_post_date(self) -> datetime:
        """Return when the newest episode came out, never the moment of asking.

        Two answers would never be the same then.
        """
        moments = [item["pubdate"] for item in self.items if item["pubdate"]]
        return max(moments, default=_NEVER)

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Say of the channel what players show of it."""
        super().add_root_elements(handler)
        for name in ("author", "summary"):
            handler.addQuickElement(f"itunes:{name}", self.feed[name])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:type", "episodic")
        handler.addQuickElement("itunes:category", None, {"text": "News"})
        handler.addQuickElement("itunes:image", None, {"href": self.feed["image"]})
        handler.startElement("image", AttributesImpl({}))
        for name, value in (
            ("url", self.feed["image"]),
            ("title", self.feed["title"]),
            ("link", self.feed["link"]),
        ):
            handler.addQuickElement(name, value)
        handler.endElement("image")

    def add_item_elements(
        self, handler: SimplerXMLGenerator, item: dict[str, Any]
    ) -> None:
        """Say of an episode how long it is, who made it and whose it is."""
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:duration", str(item["seconds"]))
        handler.addQuickElement("itunes:author", item["credit"])
        if item["rights"]:
            handler.addQuickElement("dc:rights", item["rights"])
        handler.addQuickElement("itunes:explicit", "false")


@require_safe
def podcast(request: HttpRequest, language: str) -> HttpResponse:
    """Give the stories of a language that a voice reads, the newest first.

    An asker who knows these very bytes gets 304. A moment (If-Modified-Since) is not
    asked about: what was taken down since changes the feed and leaves no newer one.
    """
    recordings = list(
        Recording.objects.filter(
            version__in=Version.objects.public().filter(language=language)
        )
        .select_related(
            "version__article__outlet",
            "version__article__section",
            "version__released_revision",
        )
        .order_by("-version__published_at", "-version_id")[:EPISODES_SHOWN]
    )
    outlet = newsroom()
    spoken = {code for code, _name in settings.LANGUAGES}
    if outlet is None or (not recordings and language not in spoken):
        return page_not_found(request)
    with translation.override(interface_language(language)):
        feed = _channel(outlet, language)
        for recording, tags in _with_tags(recordings, language):
            feed.add_item(**_episode(recording, tags))
        content = feed.writeString("utf-8").encode()
    tag = f'"{sha256(content).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, no-cache"}
    if moments := [moment for each in recordings for moment in _moments(each)]:
        headers["Last-Modified"] = http_date(max(moments).timestamp())
    if is_known(request, tag):
        return HttpResponse(status=304, headers=headers)
    return HttpResponse(content, content_type=feed.content_type, headers=headers)


def _with_tags(
    recordings: Sequence[Recording], language: str
) -> Iterator[tuple[Recording, SoundTags]]:
    """Pair recordings with their words, in two queries more for each outlet."""
    versions = [recording.version for recording in recordings]
    credits = printed_credits_of(versions, language=language)
    outlets = {version.article.outlet for version in versions}
    notices = {outlet.pk: current_notice(outlet) for outlet in outlets}
    for recording in recordings:
        version = recording.version
        notice = notices[version.article.outlet_id]
        yield recording, tags_of(version, credits[version.pk], notice)


def _channel(outlet: Outlet, language: str) -> PodcastFeed:
    name = str(outlet)
    words = outlet.motto or _("Stories read aloud")
    notice = current_notice(outlet)
    return PodcastFeed(
        title=_("%(outlet)s · read aloud") % {"outlet": name},
        link=absolute(reverse("home", kwargs={"language": language})),
        description=words,
        language=language,
        feed_url=absolute(reverse("podcast", kwargs={"language": language})),
        feed_copyright=notice.text_for(language).short if notice else None,
        author=name,
        summary=words,
        image=absolute(staticfiles_storage.url(CHANNEL_IMAGE)),
    )


def _episode(recording: Recording, tags: SoundTags) -> dict[str, Any]:
    version = recording.version
    sent = sent_file(recording, COPY_NAME, tags)
    length = sent.length if sent else recording.size
    parts = (
        _standfirst(version),
        tags.artist,
        tags.copyright,
        _("Text and rights: %(address)s") % {"address": tags.rights_address},
    )
    address = absolute(sound_url(recording, COPY_NAME))
    return {
        "title": tags.title,
        "link": tags.address,
        "description": "\n\n".join(part for part in parts if part),
        # Of the telling, so that a new recording of it is no second episode.
        "unique_id": f"{tags.identifier}#{version.language}",
        "unique_id_is_permalink": False,
        "pubdate": version.published_at,
        "enclosures": [Enclosure(address, str(length), COPY_KIND)],
        "rights": tags.copyright,
        "seconds": recording.seconds,
        "credit": tags.artist,
    }


def _standfirst(version: Version) -> str:
    block = version.released_revision and version.released_revision.standfirst
    return plain_text(from_json([block])[0].html) if block else ""


def _moments(recording: Recording) -> Iterator[datetime]:
    yield recording.stored_at
    for moment in (recording.version.published_at, recording.version.released_at):
        if moment is not None:
            yield moment
