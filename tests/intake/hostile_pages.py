"""Pages made to cost time and memory, a kind a name; the largest file is 5 MB."""

from collections.abc import Callable

from intake.sources.files import LARGEST

HEAD = "<!doctype html><title>Rain</title><h1>Rain</h1><p>It rained.</p>"


def full(piece: str, *, before: str = "", after: str = "") -> str:
    """Repeat a piece until the file is as large as any that is read."""
    rest = LARGEST - len((HEAD + before + piece + after).encode())
    return HEAD + before + piece * (rest // len(piece.encode())) + after


def times(number: int, piece: str, *, before: str = "", after: str = "") -> str:
    """Repeat a piece."""
    return HEAD + before + piece * number + after


# Refused, with the words that say the limit.
REFUSED: dict[str, tuple[str, Callable[[], str]]] = {
    "deep": ("512 elements", lambda: full("<div>")),
    "deep_inline": ("256 elements", lambda: times(9_000, "<b>x")),
    "deep_lists": ("512 elements", lambda: full("<ul><li>")),
    "tables_never_closed": ("512 elements", lambda: full("<table><tr><td>x")),
    "ends_inside_deep": ("60,000 tags", lambda: full("</p>", before="<div>" * 500)),
    "rules_inside_deep": ("60,000 tags", lambda: full("<hr>", before="<div>" * 500)),
    "headings_inside_deep": (
        "60,000 tags",
        lambda: full("<h2></h2>", before="<div>" * 500),
    ),
    "unclosed_inline": ("60,000 tags", lambda: full("<b>x")),
    "unclosed_links": ("60,000 tags", lambda: full("<a href=/x>y")),
    "empty_paragraphs": ("60,000 tags", lambda: full("<p>")),
    "ends_of_nothing": ("60,000 tags", lambda: full("</div>")),
    "closing_themselves": ("60,000 tags", lambda: full("<a/>")),
    "line_breaks": ("60,000 tags", lambda: full("<br>")),
    "comments": ("60,000 tags", lambda: full("<!---->")),
    "declarations": ("60,000 tags", lambda: full("<![if x]>")),
    "metas": ("60,000 tags", lambda: full("<meta property=og:title content=x>")),
    "skipped_in_skipped": ("60,000 tags", lambda: full("<aside>")),
    "million_paragraphs": ("20,000 paragraphs", lambda: full("<p>x")),
    "embeds": ("20,000 paragraphs", lambda: full("<iframe></iframe>")),
    "articles": ("20,000 paragraphs", lambda: full("<article>x</article>")),
    "short_paragraphs": ("2,000 lines", lambda: times(19_000, "<p>x")),
    "headlines": ("2,000 lines", lambda: times(19_000, "<h1>x</h1>")),
    "attributes": ("200,000 attributes", lambda: full("a=1 ", before="<p ")),
    "attributes_without_value": (
        "200,000 attributes",
        lambda: full("a ", before="<p "),
    ),
    "attributes_of_quotes": ("200,000 attributes", lambda: full("a='", before="<p ")),
    "one_long_word": ("1,000,000 characters", lambda: full("a", before="<p>")),
    "spaces": ("1,000,000 characters", lambda: full(" ", after="<p>x")),
    "ampersands": ("1,000,000 characters", lambda: full("&")),
    "references": ("1,000,000 characters", lambda: full("&ampx")),
    "number_without_end": ("1,000,000 characters", lambda: full("1", before="&#")),
    "less_than_signs": ("1,000,000 characters", lambda: full("< ")),
    "brackets": ("1,000,000 characters", lambda: full("[")),
    "brackets_with_attributes": ("1,000,000 characters", lambda: full("[a b='")),
    "quoted_brackets": ("250,000 characters", lambda: times(90_000, "[a b='")),
    "underscores": ("250,000 characters", lambda: times(1, "[" + "_" * 600_000)),
    "khmer_signs": ("1,000,000 characters", lambda: full("ា", before="<p>ក")),
    "combining_marks": ("1,000,000 characters", lambda: full("\u0301\u0316")),
    "invisible": ("1,000,000 characters", lambda: full("\u202e\u200b", before="<p>")),
    "address_in_a_link": (
        "250,000 characters",
        lambda: full("x", before="<p><a href='https://a.example/", after="'>y</a>"),
    ),
    "shortcodes": ("1,000 things", lambda: times(30_000, "[audio]")),
    "loose_links": ("1,000 things", lambda: times(4_900, "<a href=/x>y</a>")),
    "bylines": ("1,000 things", lambda: times(1_900, "<p>By Chan Thida")),
    "captions": ("1,000 things", lambda: times(1_900, "<figcaption>x</figcaption>")),
    "headline": ("400 characters", lambda: f"<title>{'a' * 200_000}</title><p>x"),
}
# Taken in; "It rained." and "The lake rose." are found in the text.
END = "<p>The lake rose.</p>"
TAKEN: dict[str, Callable[[], str]] = {
    "title_attribute": lambda: full("x", before="<p title='", after=f"'></p>{END}"),
    "tag_name": lambda: full("a", before="<", after=f">{END}"),
    "classes": lambda: full("a ", before="<p class='", after=f"'></p>{END}"),
    "styles": lambda: full("display : none;", before="<br style='", after=f"'>{END}"),
    "slashes": lambda: full("/ ", before="<p ", after=f"></p>{END}"),
    "references_in_a_value": lambda: full(
        "&ampx", before="<b title='", after=f"'>{END}"
    ),
    "script": lambda: full("</scrip", before="<script>", after=f"</script>{END}"),
    "comment": lambda: full("<!-", before="<!--", after=f"-->{END}"),
    "comment_without_end": lambda: full("<!--", before=END),
    "tag_without_end": lambda: times(150_000, "<a ", before=f"{END}<b "),
    "quote_without_end": lambda: full("<p>", before=f"{END}<b c='"),
    "declaration_without_end": lambda: full("<!", before=END),
    "picture_in_its_address": lambda: full(
        "QUJD", before="<img src='data:image/png;base64,", after=f"'>{END}"
    ),
    "shared_title": lambda: full(
        "x ", before="<meta property=og:title content='", after=f"'>{END}"
    ),
    "number_of_digits": lambda: times(90_000, "1", before="<p>&#", after=f";{END}"),
    "paragraphs": lambda: times(
        1_900, "<p>ទឹកឡើង។ The water came up to the road. ", after=END
    ),
    "items": lambda: times(
        1_900, "<li>One palm, two palms, three.", before="<ul>", after=f"</ul>{END}"
    ),
    "breaks_in_a_paragraph": lambda: times(9_900, "x<br>", before="<p>", after=END),
    "marks_in_a_paragraph": lambda: times(4_900, "<b>x</b>", before="<p>", after=END),
    "links_in_a_paragraph": lambda: times(
        4_900, "<a href='https://a.example/?a=1&b=2'>x</a>", before="<p>", after=END
    ),
    "links_through_a_base": lambda: times(
        4_900,
        "<a href=x>x</a>",
        before="<base href='https://a.example/y/'><p>",
        after=END,
    ),
    "languages": lambda: times(
        4_900, "<span lang=km>ក</span>", before="<p>", after=END
    ),
    "khmer_paragraph": lambda: times(40_000, "ក្រើ្ត", before="<p>", after=END),
    "letter_of_signs": lambda: times(240_000, "ា", before="<p>ក", after=END),
    "letter_of_marks": lambda: times(120_000, "\u0301\u0316", before="<p>a", after=END),
    "almost_notes": lambda: times(
        500, f"<p>{'Translated and edited, ' * 20}</p>", after=END
    ),
    "almost_bylines": lambda: times(
        1_700, f"<p>By {'Aa and Bb, ' * 13}x</p>", after=END
    ),
    "almost_credits": lambda: times(
        430, f"<p>{'handout ' * 40}{'.' * 240}x</p>", after=END
    ),
    "almost_a_notice": lambda: times(
        17_000, "permission of ", before="<p>© ", after=END
    ),
    "openings_of_a_holder": lambda: times(
        240_000, "(", before="<p>© permission ", after=END
    ),
    "days": lambda: times(900, "<p>January 8, 2020</p>", after=END),
}
