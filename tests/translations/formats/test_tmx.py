"""TMX goes round unharmed, at any length, and is read as other tools write it."""

import io

import polib  # type: ignore[import-untyped] # ships no types
from hypothesis import given

from tests.translations.formats import toolkit
from tests.translations.formats.texts import NOTICE, one_block
from translations.formats import marked, tmx14
from translations.formats.inline import Mark, Side, cut
from translations.formats.tmx14 import Entry


def an_entry(source="<p>ភ្លៀង</p>", target="<p>Rain</p>", **facts):
    codes = cut(source)
    return Entry(
        source=codes,
        target=cut(target, codes.codes.values()),
        source_language="km",
        target_language="en",
        **facts,
    )


def written(*entries):
    return b"".join(tmx14.write(entries, source_language="km", notices=NOTICE.values()))


def read(data):
    stream = io.BytesIO(data)
    return list(tmx14.read(stream, source_language="km", target_language="en"))


class TestRoundTrip:
    @given(one_block(), one_block())
    def test_changes_nothing(self, source, target):
        entry = an_entry(source, target)
        (found,) = read(written(entry))
        assert found.source.tokens == entry.source.tokens
        assert found.target.tokens == entry.target.tokens

    def test_keeps_what_is_known_of_a_pair(self):
        (found,) = read(
            written(an_entry(facts={"segment": "u1"}, changed="20260930T120000Z"))
        )
        assert (found.facts, found.changed) == ({"segment": "u1"}, "20260930T120000Z")

    def test_carries_the_notice(self):
        assert marked.carries(written(an_entry()), NOTICE.values())

    def test_reads_a_long_one_without_keeping_it(self):
        entries = (an_entry(f"<p>{n}</p>", f"<p>no {n}</p>") for n in range(5_000))
        stream = io.BytesIO(
            b"".join(tmx14.write(entries, source_language="km", notices=()))
        )
        found = tmx14.read(stream, source_language="km", target_language="en")
        assert sum(1 for _each in found) == 5_000


class TestOtherTools:
    def test_either_direction_and_regions_are_read(self):
        data = """<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
        <header srclang="en-US"/><body><tu><tuv xml:lang="EN-US"><seg>Rain</seg></tuv>
        <tuv lang="km-KH"><seg>ភ្លៀង</seg></tuv><tuv xml:lang="fr"><seg>Pluie</seg></tuv>
        </tu><tu><tuv xml:lang="fr"><seg>Rien</seg></tuv></tu></body></tmx>""".encode()
        (found,) = read(data)
        assert tmx14.text_in(found.source) == "ភ្លៀង"
        assert tmx14.text_in(found.target) == "Rain"

    def test_codes_find_their_partner(self):
        data = (
            b"<tmx><body><tu><tuv xml:lang='km'><seg>a</seg></tuv><tuv xml:lang='en'>"
            b"<seg>x <bpt i='4' x='2'>&lt;b></bpt>y<ept i='4'>&lt;/b></ept>"
            b"<ph x='3'/><hi>z</hi></seg></tuv></tu></body></tmx>"
        )
        (found,) = read(data)
        assert found.target.tokens == (
            "x ",
            Mark("2", Side.OPEN),
            "y",
            Mark("2", Side.CLOSE),
            Mark("3", Side.ALONE),
            "z",
        )


class TestTranslateToolkit:
    def test_reads_what_we_write(self, tmp_path):
        (tmp_path / "a.tmx").write_bytes(written(an_entry(), an_entry("<p>ក</p>")))
        said = toolkit.run("pocount", "--csv", tmp_path / "a.tmx")
        assert "a.tmx" in said
        assert said.strip().splitlines()[-1].split(",")[1].strip() == "2"

    def test_writes_what_we_read(self, tmp_path):
        told = polib.POFile()
        told.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        told.append(polib.POEntry(msgid="ភ្លៀង", msgstr="Rain"))
        told.save(str(tmp_path / "a.po"))
        out = tmp_path / "a.tmx"
        toolkit.run(
            "po2tmx", "--source-language=km", "-l", "en", tmp_path / "a.po", out
        )
        (found,) = read(out.read_bytes())
        assert (tmx14.text_in(found.source), tmx14.text_in(found.target)) == (
            "ភ្លៀង",
            "Rain",
        )
