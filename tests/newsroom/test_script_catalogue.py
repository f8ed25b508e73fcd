"""Django's own scripts in the admin speak the language of whoever reads them."""

import json
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import polib  # type: ignore[import-untyped] # ships no types
import pytest
from django.contrib.admin import site
from django.contrib.admin.widgets import AutocompleteSelect
from django.urls import reverse
from django.utils import translation

from articles.models import Article
from articles.text.khmer import canonical

PROJECT = Path(__file__).resolve().parents[2]
CATALOGUE = PROJECT / "newsroom" / "locale" / "km" / "LC_MESSAGES" / "djangojs.po"
# A text as gettext keys it: context, singular, plural.
Text = tuple[str | None, str, str | None]

_STRING = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(
    rf"\b(n?p?gettext)(?:_noop)?\(\s*{_STRING}(?:\s*,\s*{_STRING})?", re.DOTALL
)
_PLACEHOLDER = re.compile(r"%\(\w+\)s|%s")


def texts_of_script(source: str) -> Iterator[Text]:
    """Yield the texts that gettext and its family mark in a script."""
    for name, first, second in _CALL.findall(source):
        one, two = (re.sub(r"\\(.)", r"\1", text[1:-1]) for text in (first, second))
        if name == "pgettext":
            yield one, two, None
        elif name == "ngettext":
            yield None, one, two
        else:
            yield None, one, None


def texts_of_django() -> set[Text]:
    """Collect what the admin's scripts say, besides the libraries among them."""
    spec = find_spec("django")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "contrib/admin/static/admin/js"
    return {
        text
        for path in folder.rglob("*.js")
        if "vendor" not in path.parts
        for text in texts_of_script(path.read_text(encoding="utf-8"))
    }


def _entries() -> polib.POFile:
    return polib.pofile(str(CATALOGUE))


def _translations(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


class TestCatalogueOfScripts:
    def test_is_compiled_as_it_stands(self) -> None:
        assert CATALOGUE.with_suffix(".mo").read_bytes() == _entries().to_binary()

    def test_knows_every_text_of_the_scripts_and_no_other(self) -> None:
        ours = {(e.msgctxt, e.msgid, e.msgid_plural or None) for e in _entries()}
        assert ours == texts_of_django()
        assert len(ours) == len(_entries())

    def test_is_written_in_khmer_of_normal_form_with_every_placeholder(self) -> None:
        wrong = [
            entry.msgid
            for entry in _entries()
            for text in _translations(entry)
            if not re.search("[\u1780-\u17b3]", text)
            or text != canonical(text)
            or sorted(_PLACEHOLDER.findall(text))
            != sorted(_PLACEHOLDER.findall(entry.msgid))
        ]
        assert wrong == []

    def test_reads_calls_over_lines_with_contexts_and_plurals(self) -> None:
        source = """gettext("a \\"b\\""); pgettext('c', 'd'); gettext_noop('e');
            ngettext(
                '%s f',
                '%s g', n); gettext(name); x('h')"""
        assert set(texts_of_script(source)) == {
            (None, 'a "b"', None),
            ("c", "d", None),
            (None, "e", None),
            (None, "%s f", "%s g"),
        }


@pytest.mark.django_db
class TestScripts:
    @pytest.mark.parametrize(("language", "said"), [("km", "ថ្ងៃនេះ"), ("en", None)])
    def test_get_the_words_of_the_account(self, client, sign_in, language, said):
        sign_in(is_superuser=True, language=language)
        response = client.get(reverse("admin:jsi18n"))
        assert response["Content-Type"].startswith("text/javascript")
        found = re.search(r'"Today": "(.*?)"', response.content.decode())
        assert (found and json.loads(f'"{found[1]}"')) == said

    def test_get_every_word_in_khmer(self, client, sign_in):
        sign_in(is_superuser=True, language="km")
        script = client.get(reverse("admin:jsi18n")).content.decode()
        for entry in _entries():
            assert json.dumps(_translations(entry)[0]) in script

    @pytest.mark.parametrize("language", ["km", "en"])
    def test_get_the_words_of_the_search_box(self, language):
        with translation.override(language):
            widget = AutocompleteSelect(Article._meta.get_field("series"), site)
            assert f"select2/i18n/{language}.js" in str(widget.media)
