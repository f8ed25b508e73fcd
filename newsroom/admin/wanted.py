"""In which languages a story is wanted, as its page says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from articles.languages import name_of
from articles.models import Article, Origin, Status, Version
from articles.permissions import is_cleared, may_on
from articles.text.dates import written_moment
from articles.workflow import EDIT
from people.models import Account
from people.permissions import may
from translations.models import Decision, LanguageDecision

# What one press says; the rest has a page of its own.
_PRESSED = (
    (Decision.FULL, gettext_lazy("In full")),
    (Decision.BRIEF, gettext_lazy("As a brief")),
    (Decision.NOT_WANTED, gettext_lazy("Not wanted")),
)


@dataclass(frozen=True)
class Press:
    """A button that decides at once.

    Attributes:
        value: Of the decision.
        label: On it.
    """

    value: str
    label: str


@dataclass(frozen=True)
class Decided:
    """What a story's page says about one language that readers do not have.

    Attributes:
        tag: BCP 47.
        name: Of the language, in the interface language.
        words: What is decided.
        merged_with: Name of the other story; empty where there is none, and for who
            may not know of it.
        merged_url: Of its page; empty with the name.
        when: Who decided, and when; empty before.
        presses: What the person may decide at once; empty for who may not.
        url: Of the page with everything else that may be decided.
    """

    tag: str
    name: str
    words: str
    merged_with: str
    merged_url: str
    when: str
    presses: tuple[Press, ...]
    url: str


@dataclass(frozen=True)
class Wanted:
    """What a story's page says about languages.

    Attributes:
        languages: Those that readers do not have; those of the interface first.
        another_url: Where to decide about a language that is not among them; empty
            for who may not.
    """

    languages: tuple[Decided, ...]
    another_url: str


def wanted(article: Article, by: Account) -> Wanted | None:
    """Gather what is decided about the languages of a story.

    Returns:
        None before the story has its first version: there is nothing to translate.
    """
    versions = list(article.versions.all())
    if not versions:
        return None
    stored = LanguageDecision.objects.filter(article=article)
    decided = {
        each.language: each
        for each in stored.select_related("decided_by", "merge_with")
    }
    # Asked once for all languages first: most people may decide in none.
    may_edit = may(by, EDIT)
    rows = tuple(
        _row(article, tag, decided.get(tag), by, may_edit=may_edit)
        for tag in _missing(versions, decided)
    )
    return Wanted(rows, _decide_url(article) if may_edit else "")


def _missing(
    versions: Sequence[Version], decided: Mapping[str, LanguageDecision]
) -> tuple[str, ...]:
    """List the languages to decide about: ours, the begun ones, those decided about."""
    tags = dict.fromkeys(code for code, _name in settings.LANGUAGES)
    tags.update(dict.fromkeys(sorted(each.language for each in versions)))
    tags.update(dict.fromkeys(sorted(decided)))
    settled = {
        each.language
        for each in versions
        if each.origin == Origin.ORIGINAL or each.status == Status.PUBLISHED
    }
    return tuple(tag for tag in tags if tag not in settled)


def _row(
    article: Article,
    tag: str,
    decided: LanguageDecision | None,
    by: Account,
    *,
    may_edit: bool,
) -> Decided:
    may_decide = may_edit and may_on(by, EDIT, Version(article=article, language=tag))
    now = Decision(decided.decision) if decided else Decision.UNDECIDED
    other = decided.merge_with if decided else None
    is_known = other is not None and is_cleared(by, other)
    return Decided(
        tag=tag,
        name=named_here(tag),
        words=str(now.label),
        merged_with=label_of(other) if other and is_known else "",
        merged_url=story_url(other) if other and is_known else "",
        when=_when(decided) if decided else "",
        presses=tuple(
            Press(each.value, str(label))
            for each, label in _PRESSED
            if may_decide and each != now
        ),
        url=f"{_decide_url(article)}?{urlencode({'language': tag})}",
    )


def _when(decided: LanguageDecision) -> str:
    zone = timezone.get_current_timezone()
    return _("decided by %(who)s, %(when)s") % {
        "who": decided.decided_by,
        "when": written_moment(decided.decided_at, _speaking(), zone=zone),
    }


def label_of(article: Article) -> str:
    """Name a story for who may know of it: working title, else headline, else URN."""
    told = (each.headline or each.slug for each in article.versions.all())
    return article.slugline or next(filter(None, told), article.urn)


def _speaking() -> str:
    return get_language() or settings.LANGUAGE_CODE


def named_here(tag: str) -> str:
    """Name a language in the language of the interface."""
    return name_of(tag, in_language=_speaking())


def story_url(article: Article) -> str:
    """Return the path of a story's page in the admin."""
    return reverse("admin:articles_article_change", args=[article.pk])


def _decide_url(article: Article) -> str:
    return reverse("admin:articles_article_decide", args=[article.pk])
