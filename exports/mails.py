"""What a partner reads in the mail that says where their copies lie."""

from typing import Final

from django.urls import reverse

from articles.addresses import absolute
from articles.languages import in_each_language
from articles.models import Outlet
from exports.channel_secrets import token_of
from exports.models import Channel
from rights.lookup import current_notice

MAIL_LANGUAGES: Final = ("km", "en")
_SUBJECTS: Final = {
    "km": "{outlet}៖ ច្បាប់ចម្លង {count} ត្រៀមរួចរាល់",
    "en": "{outlet}: copies ready for you ({count})",
}
_READY: Final = {
    "km": "ច្បាប់ចម្លងចំនួន {count} ត្រៀមរួចរាល់សម្រាប់លោកអ្នក។ សូមទាញយកតាមតំណនេះ៖",
    "en": "Copies ready for you: {count}. Please fetch them by this link:",
}
_KEEP: Final = {
    "km": "តំណនេះសម្រាប់តែលោកអ្នក។ សូមកុំបញ្ជូនបន្ត។ តំណបង្ហាញតែអ្វីដែលការអនុញ្ញាតរបស់"
    "លោកអ្នកគ្របដណ្តប់នៅពេលបើកវា។",
    "en": "The link is yours alone; please do not pass it on. It shows what your "
    "permission covers at the moment you open it.",
}


def mail_subject(outlet: Outlet, count: int) -> str:
    """Word the subject in both languages: a number, no headline."""
    names = in_each_language(outlet, "name")
    words = (_SUBJECTS[tag].format(outlet=names[tag], count=count) for tag in names)
    return " · ".join(words)


def mail_text(channel: Channel, outlet: Outlet, count: int) -> str:
    """Word the mail in both languages, with the notice that stands on every copy.

    Args:
        channel: Whose page is linked.
        outlet: Whose copies they are.
        count: How many.
    """
    url = page_url(channel)
    notice = current_notice(outlet)
    parts = []
    for tag in MAIL_LANGUAGES:
        told = [_READY[tag].format(count=count), url, _KEEP[tag]]
        if notice is not None:
            told.append(notice.texts[tag].full)
        parts.append("\n\n".join(told))
    return "\n\n--\n\n".join(parts) + "\n"


def page_url(channel: Channel) -> str:
    """Return the whole address of a partner's own page."""
    return absolute(reverse("partner", kwargs={"token": token_of(channel)}))


def feed_url(channel: Channel) -> str:
    """Return the whole address of a partner's own feed."""
    return absolute(reverse("partner_feed", kwargs={"token": token_of(channel)}))
