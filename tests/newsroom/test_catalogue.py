"""The Khmer catalogue is complete, compiled, and knows every text of ours."""

import ast
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib  # type: ignore[import-untyped] # ships no types
import pytest

from articles.text.khmer import canonical

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUE = PROJECT / "newsroom" / "locale" / "km" / "LC_MESSAGES" / "django.po"
ROOMS = (
    "newsroom",
    "website",
    "exports",
    "intake",
    "translations",
    "rights",
    "articles",
    "people",
    "ledger",
    "worklist",
)
# A text as gettext keys it: context, singular, plural.
Text = tuple[str | None, str, str | None]

# How many leading arguments are texts, and whether the first is a context.
_CALLS = {
    "_": (1, False),
    "gettext": (1, False),
    "gettext_lazy": (1, False),
    "gettext_noop": (1, False),
    "ngettext": (2, False),
    "ngettext_lazy": (2, False),
    "pgettext": (2, True),
    "pgettext_lazy": (2, True),
    "npgettext": (3, True),
    "npgettext_lazy": (3, True),
}
_STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_TRANSLATE = re.compile(rf"{{%\s*trans(?:late)?\s+{_STRING}([^%]*)%}}")
_UNDERSCORE = re.compile(rf"_\({_STRING}\)")
_BLOCK = re.compile(
    r"{%\s*blocktrans(?:late)?\b(.*?)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_CONTEXT = re.compile(rf"\bcontext\s+{_STRING}")
_VARIABLE = re.compile(r"{{\s*(.*?)\s*}}")
_PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}")


def texts_of_python(source: str) -> Iterator[Text]:
    """Yield the texts that calls of gettext and its family mark."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        count, has_context = _CALLS.get(name, (0, False))
        words = [_constant(argument) for argument in node.args[:count]]
        if not count or len(words) < count or None in words:
            continue
        context = words.pop(0) if has_context else None
        yield context, words[0] or "", words[1] if len(words) > 1 else None


def _constant(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def texts_of_template(source: str) -> Iterator[Text]:
    """Yield the texts that translate, blocktranslate and _() mark in a template."""
    source = re.sub(r"{#.*?#}", "", source)
    source = re.sub(
        r"{%\s*comment.*?%}.*?{%\s*endcomment\s*%}", "", source, flags=re.DOTALL
    )
    for literal, rest in _TRANSLATE.findall(source):
        yield _context(rest), _unquoted(literal).replace("%", "%%"), None
    for literal in _UNDERSCORE.findall(source):
        yield None, _unquoted(literal).replace("%", "%%"), None
    for options, body in _BLOCK.findall(source):
        trimmed = "trimmed" in options.split()
        forms = [_block_text(form, trimmed=trimmed) for form in _PLURAL.split(body)]
        yield _context(options), forms[0], forms[1] if len(forms) > 1 else None


def _context(options: str) -> str | None:
    found = _CONTEXT.search(options)
    return _unquoted(found[1]) if found else None


def _unquoted(literal: str) -> str:
    return re.sub(r"\\(.)", r"\1", literal[1:-1])


def _block_text(body: str, *, trimmed: bool) -> str:
    body = _VARIABLE.sub(r"%(\1)s", body.replace("%", "%%"))
    if not trimmed:
        return body
    return " ".join(line.strip() for line in body.splitlines() if line.strip())


def texts_of_the_project() -> dict[Text, str]:
    """Collect every marked text of our rooms, and one file that has it."""
    found: dict[Text, str] = {}
    for room in ROOMS:
        for path in sorted((PROJECT / room).rglob("*")):
            reader = {".py": texts_of_python, ".html": texts_of_template}.get(
                path.suffix, texts_of_template if path.suffix == ".txt" else None
            )
            if reader is None or not path.is_file():
                continue
            if path.suffix != ".py" and "templates" not in path.parts:
                continue
            for text in reader(path.read_text(encoding="utf-8")):
                found.setdefault(text, str(path.relative_to(PROJECT)))
    return found


def _catalogue() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def _key(entry: polib.POEntry) -> Text:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


class TestCatalogue:
    def test_is_compiled_as_it_stands(self) -> None:
        assert CATALOGUE.with_suffix(".mo").read_bytes() == _catalogue().to_binary()

    def test_is_complete(self) -> None:
        catalogue = _catalogue()
        assert [entry.msgid for entry in catalogue if entry.fuzzy] == []
        assert [e.msgid for e in catalogue if not all(_translations(e))] == []
        assert [entry.msgid for entry in catalogue if entry.obsolete] == []

    def test_has_each_text_once(self) -> None:
        keys = [(entry.msgctxt, entry.msgid) for entry in _catalogue()]
        assert len(keys) == len(set(keys))

    def test_has_the_one_plural_form_of_khmer(self) -> None:
        catalogue = _catalogue()
        assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
        plurals = [entry for entry in catalogue if entry.msgid_plural]
        assert [e.msgid for e in plurals if set(e.msgstr_plural) != {0}] == []

    def test_keeps_every_placeholder(self) -> None:
        wrong = [
            entry.msgid
            for entry in _catalogue()
            for translation in _translations(entry)
            if sorted(_PLACEHOLDER.findall(translation))
            != sorted(_PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        ]
        assert wrong == []

    def test_keeps_every_tag(self) -> None:
        tags = re.compile(r"</?\w+[^>]*>")
        wrong = [
            entry.msgid
            for entry in _catalogue()
            for translation in _translations(entry)
            if sorted(tags.findall(translation)) != sorted(tags.findall(entry.msgid))
        ]
        assert wrong == []

    def test_is_written_in_khmer(self) -> None:
        foreign = [
            entry.msgid
            for entry in _catalogue()
            for translation in _translations(entry)
            if not re.search("[\u1780-\u17b3]", translation)
        ]
        assert foreign == []

    def test_hides_no_characters(self) -> None:
        hidden = re.compile("[\u200b-\u200d\u2060\ufeff\u00a0]")
        assert [e.msgid for e in _catalogue() if hidden.search(e.msgstr)] == []

    def test_spells_khmer_in_its_normal_form(self) -> None:
        texts = [text for entry in _catalogue() for text in _translations(entry)]
        assert [text for text in texts if text != canonical(text)] == []

    def test_spells_the_months_as_the_press_does(self) -> None:
        months = {
            "January": "មករា",
            "February": "កុម្ភៈ",
            "March": "មីនា",
            "April": "មេសា",
            "May": "ឧសភា",
            "June": "មិថុនា",
            "July": "កក្កដា",
            "August": "សីហា",
            "September": "កញ្ញា",
            "October": "តុលា",
            "November": "វិច្ឆិកា",
            "December": "ធ្នូ",
        }
        for context in (None, "alt. month"):
            ours = {e.msgid: e.msgstr for e in _catalogue() if e.msgctxt == context}
            assert {month: ours.get(month) for month in months} == months

    def test_knows_every_text_of_the_project(self) -> None:
        known = {_key(entry) for entry in _catalogue()}
        missing = {
            text: path
            for text, path in texts_of_the_project().items()
            if text not in known
        }
        assert missing == {}

    def test_overrides_only_what_django_says(self) -> None:
        spec = find_spec("django")
        assert spec is not None
        assert spec.origin is not None
        for part in ("contrib/admin", "contrib/auth", "conf"):
            source = Path(spec.origin).parent / part / "locale/en/LC_MESSAGES/django.po"
            theirs = {_key(entry) for entry in polib.pofile(str(source))}
            ours = {
                _key(entry)
                for entry in _catalogue()
                if (f"django/{part}", "") in entry.occurrences
            }
            assert ours
            assert ours - theirs == set()


class TestTextsOfPython:
    def test_finds_plain_plural_and_context_calls(self) -> None:
        source = (
            "_('one' ' text')\nngettext('a', 'b', n)\npgettext_lazy('c', 'd')\n"
            "npgettext('c', 'e', 'f', n)\ntranslation.gettext('g')\n"
        )
        assert set(texts_of_python(source)) == {
            (None, "one text", None),
            (None, "a", "b"),
            ("c", "d", None),
            ("c", "e", "f"),
            (None, "g", None),
        }

    def test_leaves_computed_texts_and_other_calls_alone(self) -> None:
        assert list(texts_of_python("_(name)\nprint('x')\ngettext()[0]")) == []


class TestTextsOfTemplate:
    @pytest.mark.parametrize(
        ("source", "text"),
        [
            ("{% translate 'Home' %}", (None, "Home", None)),
            ('{% trans "Say \\"yes\\"" as x %}', (None, 'Say "yes"', None)),
            ('{% translate "May" context "month" %}', ("month", "May", None)),
            ('{% include "a.html" with label=_("Menu") %}', (None, "Menu", None)),
            (
                "{% blocktranslate with m=n %}{{ m }} of 5%{% endblocktranslate %}",
                (None, "%(m)s of 5%%", None),
            ),
            (
                "{% blocktrans count n=n trimmed %}\n  {{ n }}\n  day\n{% plural %}"
                "\n{{ n }} days\n{% endblocktrans %}",
                (None, "%(n)s day", "%(n)s days"),
            ),
        ],
    )
    def test_finds_the_text(self, source: str, text: Text) -> None:
        assert list(texts_of_template(source)) == [text]

    def test_leaves_comments_and_variables_alone(self) -> None:
        source = (
            "{# {% translate 'a' %} #}{% comment %}{% translate 'b' %}{% endcomment %}"
            "{% translate name %}"
        )
        assert list(texts_of_template(source)) == []
