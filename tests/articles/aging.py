"""What tests of forgetting need: a text that nobody published, and the day it goes."""

from datetime import datetime, timedelta

from articles.actions import writing
from articles.actions.erasing import erase_story
from articles.models import Revision, Version
from tests import factories as make

DAY = timedelta(days=1)
LATER = make.NOW + 31 * DAY
KEPT_FROM = LATER - 30 * DAY
WORDS = "ពាក្យសម្ងាត់"


def erase(version: Version, *, at: datetime = LATER) -> dict[str, int]:
    """Erase what is older than thirty days of a version's story."""
    return erase_story(article=version.article, until=at - 30 * DAY, at=at)


def redrafted(
    version: Version, headline: str = WORDS, *, at: datetime = make.NOW
) -> Version:
    """Write one more text of a version and keep it."""
    by = make.a_chief()
    writing.write_working_copy(
        version=version, blocks=make.blocks(headline, (WORDS,)), by=by, at=at
    )
    writing.save_revision(version=version, by=by, at=at)
    version.refresh_from_db()
    return version


def released_after_drafts() -> Version:
    """Make a version with two drafts before the text that readers have."""
    made = redrafted(make.a_version())
    make.write(made, make.blocks(*make.TEXTS["km"]))
    return make.published(made)


def texts_of(version: Version) -> dict[int, Revision]:
    """Return the kept texts of a version by their number."""
    return {r.number: r for r in version.revisions.order_by("number")}
