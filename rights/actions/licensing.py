"""Set by which terms a story goes: the house's, a licence, or another publisher's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.languages import in_each_language
from articles.models import Article, BlockBasis, Status
from articles.permissions import require_cleared
from ledger.actions.recording import record
from people.models import Account
from people.permissions import require
from rights.clearing import LEAVES
from rights.commons import Commons, commons_wording
from rights.models import ArticleTerms, NoticeEdition, TermsKind
from rights.wording import (
    SHORT_LIMIT,
    WORDING_LANGUAGES,
    NoticeParameters,
    NoticeText,
    is_address,
    is_one_line,
    is_year,
)

SET_TERMS = "rights.add_articleterms"


class TermsRefused(Exception):  # noqa: N818 - refusals are not errors
    """A story cannot go by such terms; a line for each reason."""


@dataclass(frozen=True)
class ForeignTerms:
    """What another publisher wants said of a text of theirs.

    Attributes:
        holder: Their name, by language tag.
        address: Where to ask them: an e-mail address or an http(s) URL.
        year: Of first publication.
        full: Their notice with its conditions, by language tag.
        short: The same for small places, by language tag.
    """

    holder: Mapping[str, str]
    address: str
    year: int | None
    full: Mapping[str, str] = field(default_factory=dict)
    short: Mapping[str, str] = field(default_factory=dict)


_LINES = {
    "km": "ចុះផ្សាយនៅទីនេះតាមលក្ខខណ្ឌរបស់ {holder} ។ ចំពោះអ្នកដទៃទៀត៖",
    "en": "Published here on the terms of {holder}. For everyone else:",
}
_PLAIN = {
    "km": "អត្ថបទនេះជារបស់ {holder} ។ លោកអ្នកអាចចែករំលែកតំណភ្ជាប់មកកាន់ទំព័រនេះ។ "
    "បើត្រូវការលើសពីនេះ សូមសុំការអនុញ្ញាតពីគេជាមុនតាម៖ {address} ។ "
    "អ្វីដែលច្បាប់អនុញ្ញាតឱ្យលោកអ្នកធ្វើ នៅតែធ្វើបានដដែល។",
    "en": "This text belongs to {holder}. You may freely share a link to this page. "
    "For anything more, please ask them first: {address}. "
    "Whatever the law lets you do, you may still do.",
}


@transaction.atomic
def set_terms(
    *,
    article: Article,
    terms: Commons | ForeignTerms | None,
    by: Account,
    at: datetime,
) -> ArticleTerms:
    """Let a story go by other terms from now on; every page says so at once.

    Copies that are out keep the words they have; what was licensed to everybody stays
    licensed to whoever took it before.

    Args:
        article: The story, in every language.
        terms: A licence, what another publisher wants, or None for the house's.
        by: Who says so.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not, or not know of the story.
        TermsRefused: Something is missing, or they are its terms already; lists every
            reason.
    """
    require(by, SET_TERMS)
    require_cleared(by, article)
    stored = Article.objects.select_for_update().get(pk=article.pk)
    newest = ArticleTerms.objects.filter(article=stored).first()
    edition = NoticeEdition.objects.current_of(stored.outlet)
    reasons = [*_faults(terms, newest, edition)]
    if isinstance(terms, Commons) and not _is_ours(stored):
        reasons.append(
            _(
                "Not all of this story is ours to license: look at the rights basis of "
                "each language and of its paragraphs."
            )
        )
    if reasons or edition is None:
        raise TermsRefused("\n".join(reasons))
    row = ArticleTerms(
        article=stored,
        number=1 if newest is None else newest.number + 1,
        kind=_kind_of(terms),
        set_by=by,
        set_at=at,
    )
    if isinstance(terms, Commons):
        row.licence = terms.value
        _fill_commons(row, terms, edition)
    elif terms is not None:
        _fill_foreign(row, terms)
    row.save(force_insert=True)
    record(
        kind="story.terms_set",
        subject=stored.urn,
        facts={
            "terms": row.pk,
            "kind": row.kind,
            **({"licence": terms.word} if isinstance(terms, Commons) else {}),
        },
    )
    return row


def _is_ours(article: Article) -> bool:
    texts = article.versions.exclude(status=Status.WITHDRAWN)
    apart = BlockBasis.objects.filter(version__in=texts)
    return not (
        texts.exclude(rights_basis__in=LEAVES).exists()
        or apart.exclude(basis__in=LEAVES).exists()
    )


def _kind_of(terms: Commons | ForeignTerms | None) -> TermsKind:
    if terms is None:
        return TermsKind.HOUSE
    return TermsKind.COMMONS if isinstance(terms, Commons) else TermsKind.FOREIGN


def _faults(
    terms: Commons | ForeignTerms | None,
    newest: ArticleTerms | None,
    edition: NoticeEdition | None,
) -> Iterator[str]:
    if edition is None:
        yield _("The outlet has no rights notice. Issue its first wording.")
    was = TermsKind.HOUSE if newest is None else newest.kind
    is_same_licence = newest is not None and terms == newest.licence
    if was == _kind_of(terms) and (terms is None or is_same_licence):
        yield _("The story goes by these terms already.")
    if isinstance(terms, ForeignTerms):
        yield from _foreign_faults(terms)


def _foreign_faults(terms: ForeignTerms) -> Iterator[str]:
    if not all(is_one_line(terms.holder.get(tag, "")) for tag in WORDING_LANGUAGES):
        yield _("Name the publisher in Khmer and in English, each on one line.")
    texts = [
        texts.get(tag, "") for texts in (terms.full, terms.short) for tag in _LINES
    ]
    if not all(text.strip() for text in texts):
        yield _("Write their notice in full and in short, in both languages.")
    if any(len(text) > SHORT_LIMIT for text in terms.short.values()):
        yield _("The short text has at most 200 characters.")
    if not is_address(terms.address):
        yield _("Write where to ask: an e-mail address or a web address.")
    if terms.year is None or not is_year(terms.year):
        yield _("Write the year of first publication.")


def _fill_commons(row: ArticleTerms, licence: Commons, edition: NoticeEdition) -> None:
    names = in_each_language(edition.rights_holder, "name")
    texts = commons_wording(
        licence,
        NoticeParameters(
            names,
            in_each_language(edition.outlet, "name"),
            edition.address,
            edition.year,
        ),
    )
    _fill(row, names, edition.address, edition.year, texts)


def _fill_foreign(row: ArticleTerms, terms: ForeignTerms) -> None:
    texts = {
        tag: NoticeText(
            full=terms.full[tag].strip(),
            short=terms.short[tag].strip(),
            licensed_line=_LINES[tag].format(holder=terms.holder[tag].strip()),
            plain_words=_PLAIN[tag].format(
                holder=terms.holder[tag].strip(), address=terms.address
            ),
        )
        for tag in WORDING_LANGUAGES
    }
    _fill(row, terms.holder, terms.address, terms.year, texts)


def _fill(
    row: ArticleTerms,
    holder: Mapping[str, str],
    address: str,
    year: int | None,
    texts: Mapping[str, NoticeText],
) -> None:
    if any(len(text.short) > SHORT_LIMIT for text in texts.values()):
        raise TermsRefused(_("The short text has at most 200 characters."))
    row.address, row.year = address, year
    for tag, text in texts.items():
        for name, words in (
            ("holder", holder[tag].strip()),
            ("full_text", text.full),
            ("short_text", text.short),
            ("licensed_line", text.licensed_line),
            ("plain_words", text.plain_words),
        ):
            setattr(row, f"{name}_{tag}", words)
