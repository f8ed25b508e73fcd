"""The recording of a version as a page offers it and as it is served."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from articles.addresses import absolute, version_url
from articles.languages import interface_language
from articles.models import Credit, Recording, Version
from articles.provenance import lines_of, printed_credits
from articles.sound.encoding import BARE_HEAD
from articles.sound.tags import SoundTags, flac_head, mp3_head
from articles.text.dates import written_number
from rights.lookup import notice_for
from rights.notices import Notice
from website.files import SentFile

# How the addresses of a recording end.
COPY_NAME, MASTER_NAME = "voice.mp3", "voice.flac"
COPY_KIND, MASTER_KIND = "audio/mpeg", "audio/flac"
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Sound:
    """A recording with its addresses, in the digits of the page.

    Attributes:
        url: Path of the small file.
        master_url: Path of the lossless file.
        button: "Listen", its length and what it costs to hear it.
        master_button: The same of the lossless file.
        seconds: Its length.
        size: Of the small file, bytes without its head.
    """

    url: str
    master_url: str
    button: str
    master_button: str
    seconds: int
    size: int

    @property
    def duration(self) -> str:
        """Its length as ISO 8601.

        >>> Sound("", "", "", "", 200, 0).duration
        'PT3M20S'
        """
        minutes, seconds = divmod(self.seconds, 60)
        return f"PT{minutes}M{seconds}S"


def sound_of(version: Version) -> Sound | None:
    """Prepare the recording of a version in the active interface language.

    Args:
        version: Its recording loaded, so that nothing is fetched.
    """
    recording: Recording | None = getattr(version, "recording", None)
    if recording is None:
        return None
    length = length_in_words(recording.seconds, version.language)
    return Sound(
        url=sound_url(recording, COPY_NAME),
        master_url=sound_url(recording, MASTER_NAME),
        button=_("Listen · %(length)s · %(size)s")
        % {
            "length": length,
            "size": size_in_words(recording.size, version.language),
        },
        master_button=_("Better sound (FLAC) · %(size)s")
        % {"size": size_in_words(recording.master_size, version.language)},
        seconds=recording.seconds,
        size=recording.size,
    )


def length_in_words(seconds: int, language: str) -> str:
    """Write a length in the active interface language, with the digits of another."""
    minutes, rest = divmod(seconds, 60)
    words = {
        "minutes": written_number(minutes, language),
        "seconds": written_number(rest, language),
    }
    if not minutes:
        return _("%(seconds)s s") % words
    return _("%(minutes)s min %(seconds)s s") % words


def size_in_words(size: int, language: str) -> str:
    """Write a number of bytes in megabytes, a tenth at least."""
    tenths = f"{max(size / _MEGABYTE, 0.1):.1f}"
    if interface_language(language) == "km":
        tenths = tenths.replace(".", ",")
    return _("%(size)s MB") % {"size": written_number(tenths, language)}


def sound_url(recording: Recording, name: str) -> str:
    """Return the path of a file of a recording, while its version is public."""
    return reverse("recording", kwargs={"recording_id": recording.pk, "name": name})


def public_recording(recording_id: UUID) -> Recording | None:
    """Fetch a recording that readers may hear; None for any other."""
    return (
        Recording.objects.filter(pk=recording_id, version__in=Version.objects.public())
        .select_related("version__article__outlet", "version__article__section")
        .first()
    )


def sent_file(
    recording: Recording, name: str, tags: SoundTags | None = None
) -> SentFile | None:
    """Prepare a file of a recording with its words on it, as they are right now.

    Args:
        recording: With its version, article, outlet and section.
        name: As its address ends.
        tags: Its words, where somebody has gathered them already.

    Returns:
        None where there is no file of that name.
    """
    if name not in (COPY_NAME, MASTER_NAME):
        return None
    if tags is None:
        version = recording.version
        credits = printed_credits(version)
        tags = tags_of(version, credits, notice_for(version.article))
    if name == COPY_NAME:
        stored, head, skipped = str(recording.sound), mp3_head(tags), 0
        size, mark, kind = recording.size, recording.sha256, COPY_KIND
    else:
        stored, skipped = str(recording.master), BARE_HEAD
        size, mark, kind = recording.master_size, recording.master_sha256, MASTER_KIND
        head = flac_head(tags, _beginning(stored))
    return SentFile(
        head=head,
        path=Path(default_storage.path(stored)),
        skipped=skipped,
        size=size,
        kind=kind,
        mark=sha256(head + mark.encode()).hexdigest()[:32],
    )


def tags_of(
    version: Version, credits: Sequence[Credit], notice: Notice | None
) -> SoundTags:
    """Word what is written on a recording.

    Args:
        version: With its article, outlet and section.
        credits: From `articles.provenance`: nobody who did not agree is named.
        notice: Of the outlet.
    """
    with translation.override(interface_language(version.language)):
        outlet = str(version.article.outlet)
        lines = lines_of(version, credits)
    address = absolute(version_url(version)) if version.slug else ""
    out = version.published_at
    return SoundTags(
        title=version.headline,
        artist="; ".join(line.text for line in lines),
        publisher=outlet,
        copyright=notice.text_for(version.language).short if notice else "",
        language=version.language,
        address=address,
        rights_address=f"{address}#rights-title" if address else "",
        identifier=version.article.urn,
        date=localdate(out).isoformat() if out else "",
    )


def _beginning(stored: str) -> bytes:
    try:
        with default_storage.open(stored) as file:
            return bytes(file.read(BARE_HEAD))
    except FileNotFoundError:
        return b""
