"""What somebody sent with a form, kept so that the same form can be sent again.

It lives in the answer to that one request and nowhere else: it is not stored, put
into a session or written to a log.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Of the form with which somebody signs in while their text waits.
SIGN_IN = "sign-in"
# Carries "field/name of a file" past the signing in, where no file can be kept.
MENTIONED = f"{SIGN_IN}-mentioned"
# Words that are sealed: no page ever shows them again, whatever failed.
SEALED_WORDS = "sealed_words"
MULTIPART = "multipart/form-data"
# What replaces a character that no page can show; the text then says so.
STAND_IN = "\N{REPLACEMENT CHARACTER}"
SHORT = 40
CHARACTERS_IN_A_ROW, MOST_ROWS = 60, 16
# What a page remembers for itself, however long: nobody typed it.
NOT_TYPED = frozenset({"base", "links"})
LABELS = {
    "headline_text": _("Headline"),
    "standfirst": _("Deck"),
    "dateline": _("Dateline"),
    "body": _("Body"),
    "caption": _("Caption"),
    "reason": _("reason"),
    "source_headline": _("Headline of the source"),
    "source_standfirst": _("Deck of the source"),
    "source_body": _("The whole source"),
}

_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_SECRET = re.compile(rf"passw|^csrfmiddlewaretoken$|^{SEALED_WORDS}$", re.IGNORECASE)
_PASSWORD = re.compile(r"passw", re.IGNORECASE)
_KHMER = re.compile("[\u1780-\u17ff]")


@dataclass(frozen=True)
class KeptField:
    """One value of a form, as it was sent."""

    name: str
    value: str

    @property
    def label(self) -> str | Promise:
        """What the field is called on its form, or else its name."""
        return LABELS.get(self.name, self.name)

    @property
    def is_shown(self) -> bool:
        """Whether there is something to read or to copy."""
        if self.name in NOT_TYPED:
            return False
        is_known = self.name in LABELS and self.value != ""
        return is_known or len(self.value) > SHORT or "\n" in self.value

    @property
    def rows(self) -> int:
        """How high the text is shown, in lines."""
        lines = self.value.split("\n")
        needed = sum(1 + len(line) // CHARACTERS_IN_A_ROW for line in lines)
        return min(needed, MOST_ROWS)

    @property
    def language(self) -> str:
        """Khmer, or not known."""
        return "km" if _KHMER.search(self.value) else ""


@dataclass(frozen=True)
class KeptFiles:
    """Files that were sent with one field; what is in them cannot be given back."""

    name: str
    file_names: tuple[str, ...]

    @property
    def are_many(self) -> bool:
        """Whether the field took several files."""
        return len(self.file_names) > 1


@dataclass(frozen=True)
class KeptForm:
    """A form that was sent and not carried out.

    Attributes:
        address: Path and query that it was sent to.
        fields: Values in the order of the form; no password, no
            words to be sealed, no token.
        files: To be chosen again.
        is_multipart: Whether it must be sent as one that carries files.
        lost_passwords: Whether a password was left out.
        lost_identity: Whether words that were to be sealed were left out.
        lost_characters: Whether a character that no text can hold was replaced.
    """

    address: str
    fields: tuple[KeptField, ...]
    files: tuple[KeptFiles, ...] = ()
    is_multipart: bool = False
    lost_passwords: bool = False
    lost_identity: bool = False
    lost_characters: bool = False

    @property
    def shown(self) -> list[KeptField]:
        """The fields to read, with all that share a name: their order counts."""
        names = {field.name for field in self.fields if field.is_shown}
        return [field for field in self.fields if field.name in names]

    @property
    def hidden(self) -> list[KeptField]:
        """All other fields."""
        names = {field.name for field in self.shown}
        return [field for field in self.fields if field.name not in names]


def keep(request: HttpRequest) -> KeptForm:
    """Keep what a request sent.

    Every value stays as it is, zero-width spaces and line breaks included. Left out
    are passwords, words to be sealed, the token of the form and what was typed to sign
    in.
    """
    sent = list(_values(request))
    return KeptForm(
        address=request.get_full_path(),
        fields=tuple(
            KeptField(_UNSTORABLE.sub(STAND_IN, name), _UNSTORABLE.sub(STAND_IN, value))
            for name, value in sent
            if not _SECRET.search(name)
        ),
        files=tuple(
            KeptFiles(name, tuple(files)) for name, files in _files(request).items()
        ),
        is_multipart=request.content_type == MULTIPART,
        lost_passwords=any(_PASSWORD.search(name) for name, _value in sent),
        lost_identity=SEALED_WORDS in request.POST,
        lost_characters=any(_UNSTORABLE.search(text) for pair in sent for text in pair),
    )


def _values(request: HttpRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if not name.startswith(f"{SIGN_IN}-"):
            yield from ((name, value) for value in values)


def _files(request: HttpRequest) -> dict[str, list[str]]:
    found = {
        name: [str(file.name) for file in files]
        for name, files in request.FILES.lists()
    }
    for mention in request.POST.getlist(MENTIONED):
        name, _slash, file_name = mention.partition("/")
        found.setdefault(name, []).append(file_name)
    return found


def came_from_us(request: HttpRequest) -> bool:
    """Tell whether a page of this very site sent a form.

    A page with somebody else's words and a valid token would lead whoever trusts the
    page to send them: only what our own pages sent is shown again. All headers that
    the browser sends must agree, and one must be there.

    References:
        Fetch Standard §3.2 (Origin); W3C Fetch Metadata §2.1 (Sec-Fetch-Site).
    """
    ours = f"{request.scheme}://{request.get_host()}"
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    referer = request.headers.get("Referer")
    answers = [
        *([site == "same-origin"] if site is not None else []),
        *([origin == ours] if origin is not None else []),
        *([_origin_of(referer) == ours] if referer is not None else []),
    ]
    return bool(answers) and all(answers)


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
