"""Offers the other language of a background paragraph that the source was made of."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from articles.backgrounds import edition_for
from articles.models import Version
from articles.text.blocks import block_text
from articles.text.khmer import key
from newsroom.pair.offers.beside import Beside


class BackgroundOffer:
    """Words that the desk keeps, where the source has theirs."""

    def draw(self, beside: Beside) -> SafeString:
        """Show them; nothing where the source is no background paragraph."""
        row = beside.row
        if row.source_version is None or row.is_head:
            return SafeString("")
        edition = edition_for(
            Version(pk=row.source_version),
            [block.id for block in row.source],
            beside.version.language,
        )
        written = "\n".join(block_text(block) for block in row.target)
        if edition is None or key(edition.text) == key(written):
            return SafeString("")
        shown = {"beside": beside, "edition": edition}
        return render_to_string("pair/offers/_background.html", shown, beside.request)
