"""Reads a Markdown copy: front matter, headline, credits, body, notice."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from exports.formats.readers.found import (
    Found,
    UnreadableError,
    addresses_in,
    decoded,
    headline,
    is_picture_address,
    json_object,
)
from exports.formats.readers.html_tree import HtmlTree, parsed

_FENCE: Final = "---\n"
_END: Final = "\n---\n\n"
_WORDS: Final = frozenset(
    [
        *("title", "lang", "urn", "revision", "outlet", "section", "kind", "date"),
        *("licensee", "updated", "canonical", "rights-holder", "rights-page"),
        *("notice-edition", "tdm-reservation", "trace"),
    ]
)
_LISTS: Final[Mapping[str, frozenset[str]]] = {
    "sources": frozenset({"lang", "url"}),
    "translations": frozenset({"lang", "url"}),
    "credits": frozenset({"role", "name"}),
}
_NOTICES: Final = "rights-notice"
# Shown as text, and in another way by each program, or not at all.
_NEVER: Final = frozenset(
    [
        *("html_block", "html_inline", "image", "code_block", "code_inline"),
        *("fence", "hr"),
    ]
)
_FEWEST_BLOCKS: Final = 4


class _AsWritten(MarkdownIt):
    """Leaves addresses as they were written; which may stand there is judged later."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802 - as the library has it
        return url

    def validateLink(self, url: str) -> bool:  # noqa: N802 - as above
        return True


def read_markdown_file(file_bytes: bytes) -> Found:
    """Read a Markdown copy.

    Of the blocks after the front matter the first is the headline, the second the
    credits and the last the notice. What the text holds is what CommonMark shows of
    it; markup that other readers of Markdown know counts as text here, so that it
    spoils what it stands in.

    Raises:
        UnreadableError: It is not of that form.
    """
    text = decoded(file_bytes)
    told, body = _parts(text)
    shown, tokens, has_hidden = _shown(body)
    if len(shown) < _FEWEST_BLOCKS:
        message = "headline, credits, body and notice are not all there"
        raise UnreadableError(message)
    seen = [each.visible_text.strip("\n") for each in shown]
    links = [link for each in shown for link in each.links]
    named = [*links, *addresses_in("\n".join([*seen, *_strings(told)]))]
    return Found(
        urn=told["urn"],
        revision=told["revision"],
        language=told["lang"],
        headline=headline([told["title"], *shown[0].by_mark.get("h1", [""])]),
        trace_code=told["trace"],
        visible_text="\n".join(seen),
        notice_visible=seen[-1] if _is_paragraph(tokens) else "",
        notice_slots=told[_NOTICES],
        credits=tuple(filter(None, seen[1].split("\n"))),
        creditors=tuple(each["name"] for each in told["credits"]),
        source_urls=tuple(each["url"] for each in told["sources"]),
        translation_urls=tuple(each["url"] for each in told["translations"]),
        links=tuple(links),
        photo_urls=tuple(
            dict.fromkeys(
                (
                    *(url for each in shown for url in each.fetched),
                    *filter(is_picture_address, named),
                )
            )
        ),
        forbidden=(
            *(place for each in shown for place in each.forbidden),
            *_forbidden(tokens, told),
            *(["a definition that nobody sees"] if has_hidden else []),
        ),
    )


def _parts(text: str) -> tuple[dict[str, Any], str]:
    head, end, body = text.removeprefix(_FENCE).partition(_END)
    if not text.startswith(_FENCE) or not end:
        message = "no front matter"
        raise UnreadableError(message)
    told = json_object(head)
    if told.keys() != {*_WORDS, *_LISTS, _NOTICES}:
        message = "front matter of another form"
        raise UnreadableError(message)
    is_known = (
        all(isinstance(told[name], str) for name in _WORDS)
        and all(_is_list(told[name], keys) for name, keys in _LISTS.items())
        and _is_words(told[_NOTICES])
    )
    if not is_known:
        message = "front matter with values of another form"
        raise UnreadableError(message)
    return told, body


def _is_list(value: object, keys: frozenset[str]) -> bool:
    return isinstance(value, list) and all(
        _is_words(each) and each.keys() == keys for each in value
    )


def _is_words(value: object) -> bool:
    return isinstance(value, dict) and all(
        isinstance(each, str) for each in value.values()
    )


def _shown(body: str) -> tuple[list[HtmlTree], list[Token], bool]:
    reader = _AsWritten("commonmark")
    env: dict[str, Any] = {}
    tokens = reader.parse(body, env)
    blocks: list[list[Token]] = []
    for token in tokens:
        if token.level == 0 and token.nesting >= 0:
            blocks.append([])
        blocks[-1].append(token)
    trees = [
        parsed(reader.renderer.render(block, reader.options, env), is_fragment=True)
        for block in blocks
    ]
    return trees, tokens, bool(env.get("references"))


def _is_paragraph(tokens: Sequence[Token]) -> bool:
    # A notice in a list or a heading is not in its place.
    return tokens[-1].type == "paragraph_close" and tokens[-1].level == 0


def _forbidden(tokens: Sequence[Token], told: Mapping[str, Any]) -> Iterator[str]:
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in _NEVER:
                yield f"a piece of {each.type}"
            elif each.attrGet("title"):
                yield "a title that few see"
    if told["tdm-reservation"] != "1":
        yield "no reservation of text and data mining"


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each)
    else:
        yield str(value)
