"""Who attacks which format; a format without its killers fails the build."""

from tests.exports.killers.atom import AtomKillers
from tests.exports.killers.base import Killers
from tests.exports.killers.docx import DocxKillers
from tests.exports.killers.epub import EpubKillers
from tests.exports.killers.html import HtmlKillers
from tests.exports.killers.json_ld import JsonLdKillers
from tests.exports.killers.markdown import MarkdownKillers
from tests.exports.killers.ninjs import NinjsKillers
from tests.exports.killers.pdf import PdfKillers
from tests.exports.killers.photos import PhotosKillers
from tests.exports.killers.posting import PostingKillers
from tests.exports.killers.rss import RssKillers
from tests.exports.killers.text import TextKillers
from tests.exports.killers.wordpress import WordPressKillers, WxrKillers

KILLERS: dict[str, type[Killers]] = {
    "text": TextKillers,
    "markdown": MarkdownKillers,
    "html": HtmlKillers,
    "ninjs": NinjsKillers,
    "jsonld": JsonLdKillers,
    "epub": EpubKillers,
    "docx": DocxKillers,
    "pdf": PdfKillers,
    "photos": PhotosKillers,
    "atom": AtomKillers,
    "rss": RssKillers,
    "wordpress": WordPressKillers,
    "wxr": WxrKillers,
    "posting": PostingKillers,
}
