"""Our scripts and styles leave without comments, and say the same."""

from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from newsroom.lean import LeanStorage, lean

OURS = sorted(
    (name, Path(storage.path(name)))
    for finder in finders.get_finders()
    for name, storage in finder.list([])
    if name.startswith(("newsroom/", "website/")) and name.endswith((".js", ".css"))
)


def words(text):
    return [line.strip() for line in text.splitlines()]


class TestScripts:
    def test_lose_no_word_that_runs(self):
        scripts = [(n, p.read_text()) for n, p in OURS if n.endswith(".js")]
        assert len(scripts) > 5
        for name, text in scripts:
            kept = [line for line in words(text) if not line.startswith("//")]
            # A literal over several lines would keep its file as it is: none has one.
            assert words(lean(name, text)) == kept, name

    def test_keep_a_literal_as_it_is(self):
        text = "// why\nsay(`one\n  // two\n`);\n"
        assert lean("newsroom/a.js", text) == text

    def test_of_others_stay(self):
        assert (
            lean("admin/js/core.js", "// theirs\n  go();\n") == "// theirs\n  go();\n"
        )


class TestStyles:
    @pytest.mark.parametrize(
        ("text", "left"),
        [
            ("/* why\n so */\na{b:c}\n", "a{b:c}\n"),
            ("a{\n  b:c /* d */}\n", "a{\nb:c }\n"),
            ("a::before{content:'/* no */'}\n", "a::before{content:'/* no */'}\n"),
            ('a::before{content:"/*"}/* x */b{}', 'a::before{content:"/*"}b{}'),
        ],
    )
    def test_lose_comments_alone(self, text, left):
        assert lean("website/a.css", text) == left

    def test_keep_every_brace(self):
        for name, path in OURS:
            text = path.read_text()
            assert lean(name, text).count("{") <= text.count("{"), name
            assert lean(name, text).count("{") == lean(name, text).count("}"), name


def test_what_is_collected_is_lean_under_a_name_of_its_own(tmp_path):
    sources, collected = tmp_path / "sources", tmp_path / "collected"
    for name in ("newsroom/a.js", "admin/b.js"):
        # What is named anew was collected before.
        for place in (sources / name, collected / name):
            place.parent.mkdir(parents=True)
            place.write_text("// why\n  go();\n" * 40)
    there = FileSystemStorage(sources)
    storage = LeanStorage(location=collected, base_url="/static/")
    paths = {name: (there, name) for name in ("newsroom/a.js", "admin/b.js")}
    assert all(done for _name, _named, done in storage.post_process(paths))
    named = {name: storage.stored_name(name) for name in paths}
    ours, theirs = (
        (collected / named[name]).read_text()
        for name in ("newsroom/a.js", "admin/b.js")
    )
    assert ours == "go();\n" * 40
    assert theirs.startswith("// why")
    assert named["newsroom/a.js"] != "newsroom/a.js"
    assert (collected / f"{named['newsroom/a.js']}.gz").exists()
