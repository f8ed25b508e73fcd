"""A single value without a name: one small function for each rule of the policy."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from articles.languages import interface_language
from articles.text.finding import findable
from articles.text.names import Names
from articles.text.slugs import SlugError, slugify
from ledger.salting import salted_digest
from newsroom.forgetting.policy import Rule

KHMER = ("\u1780", "\u17ff")
HIDDEN_DIGITS = 24


@dataclass(frozen=True)
class Instead:
    """A name to be removed, and what stands there afterwards.

    Attributes:
        names: Its spellings.
        words: By BCP 47 tag; at least one.
        is_credited: It goes from the contributors too.
    """

    names: Names
    words: Mapping[str, str]
    is_credited: bool = False

    def chooser(self, language: str) -> Callable[[str], str]:
        """Return what chooses the words for a language.

        Args:
            language: BCP 47 tag; where it is empty, the script of the name decides.
        """

        def choose(stood: str) -> str:
            tag = language or ("km" if _is_khmer(stood) else "en")
            near = self.words.get(tag) or self.words.get(interface_language(tag))
            return near or next(iter(self.words.values()))

        return choose


@dataclass(frozen=True)
class Where:
    """What must be known of a value to rewrite it.

    Attributes:
        key: A sign of the row, the same in its history.
        language: BCP 47 tag of its words; empty where nothing says it.
        longest: Most characters it may have; None for as many as there are.
    """

    key: str
    language: str = ""
    longest: int | None = None


def rewritten(value: str, rule: Rule | None, instead: Instead, where: Where) -> str:
    """Return a value without the name, as the rule of its column wants it.

    Args:
        value: Holds the name.
        rule: Of its column; None is WORDS, or JSON where it is that.
        instead: The name, and the words for it.
        where: It stands.
    """
    rewrite = _REWRITES.get(rule or Rule.JSON, _words)
    fitted = rewrite(value, instead, where)
    return fitted if where.longest is None else fitted[: where.longest].rstrip()


def stays(rule: Rule | None, instead: Instead) -> bool:
    """Say whether a rule leaves the name where it is."""
    if rule in (Rule.IF_ASKED, Rule.OPAQUE_IF_ASKED):
        return not instead.is_credited
    return rule in (Rule.CODE, Rule.KEPT)


def hidden_name(path: str) -> str:
    """Return a file name that says nothing, in the same folder, the same each time."""
    former = PurePosixPath(path)
    digest = salted_digest(path)[:HIDDEN_DIGITS]
    return str(former.with_name(f"{digest}{former.suffix}"))


def _words(value: str, instead: Instead, where: Where) -> str:
    return instead.names.replaced_in(value, instead.chooser(where.language))


def _html(value: str, instead: Instead, where: Where) -> str:
    choose = instead.chooser(where.language)
    return instead.names.replaced_in(value, choose, is_html=True)


def _found(value: str, instead: Instead, where: Where) -> str:
    return findable(*_words(value, instead, where).split("\n"))


def _document(value: str, instead: Instead, where: Where) -> str:
    try:
        document = json.loads(value)
    except ValueError:
        return _words(value, instead, where)
    if isinstance(document, str | int | float):
        return _words(value, instead, where)
    return json.dumps(_walked(document, instead, where), ensure_ascii=False)


def _walked(part: object, instead: Instead, where: Where, *, of: str = "") -> object:
    if isinstance(part, str):
        rewrite = _html if of == "html" else _words
        return rewrite(part, instead, where)
    if isinstance(part, list):
        return [_walked(each, instead, where) for each in part]
    if isinstance(part, dict):
        return {
            _words(name, instead, where): _walked(each, instead, where, of=name)
            for name, each in part.items()
        }
    return part


def _slug(value: str, instead: Instead, where: Where) -> str:
    try:
        return slugify(instead.names.replaced_in(value, lambda _stood: "-"))
    except SlugError:
        return _opaque(value, instead, where)


def _opaque(_value: str, _instead: Instead, where: Where) -> str:
    return f"removed-{where.key}"


def _empty(_value: str, _instead: Instead, _where: Where) -> str:
    return ""


def _file(value: str, _instead: Instead, _where: Where) -> str:
    return hidden_name(value)


_REWRITES: Mapping[Rule, Callable[[str, Instead, Where], str]] = {
    Rule.HTML: _html,
    Rule.FOUND: _found,
    Rule.JSON: _document,
    Rule.SLUG: _slug,
    Rule.OPAQUE: _opaque,
    Rule.OPAQUE_IF_ASKED: _opaque,
    Rule.EMPTY: _empty,
    Rule.FILE: _file,
}


def _is_khmer(text: str) -> bool:
    return any(KHMER[0] <= sign <= KHMER[1] for sign in text)
