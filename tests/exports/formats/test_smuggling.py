"""Nothing is smuggled into a copy: no picture that stays home, no script, no link."""

import json
import re
from pathlib import Path

import pytest

from exports.formats import format_named
from exports.formats.base import Format, verify
from exports.formats.faults import (
    ForbiddenContentError,
    PhotoLeakError,
    SealRefused,
    UnreadableCopyError,
)
from exports.package import LicensedPackage
from tests.exports.packages import (
    a_package,
)

FORMATS_DIR = Path(__file__).resolve().parents[3] / "exports" / "formats"


def kinds(package: LicensedPackage, fmt: Format, file_bytes: bytes) -> set[type]:
    with pytest.raises(SealRefused) as refused:
        verify(package, fmt, file_bytes)
    assert refused.value.format_code == fmt.code
    return {type(fault) for fault in refused.value.faults}


SMUGGLED_INTO_HTML = (
    '<img src="https://a.example/1.jpg" alt="">',
    '<p><a href="https://a.example/1.jpg">photo</a></p>',
    '<picture><source srcset="https://a.example/1"></picture>',
    '<video poster="https://a.example/1"></video>',
    '<p style="background:url(https://a.example/1.jpg)">x</p>',
    '<object data="https://a.example/1"></object>',
    '<svg><image href="https://a.example/1"/></svg>',
    '<iframe src="https://a.example/1"></iframe>',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<a href="javascript:alert(1)">x</a>',
    '<p onclick="alert(1)">x</p>',
    "<script>alert(1)</script>",
    '<form action="https://a.example/"></form>',
)
SMUGGLED_INTO_HEAD = (
    '<meta property="og:image" content="https://a.example/1">',
    '<meta name="twitter:image" content="https://a.example/1">',
    '<link rel="preload" as="image" href="https://a.example/1">',
    '<link rel="icon" href="https://a.example/1">',
    '<link rel="stylesheet" href="https://a.example/1">',
)


class TestSmuggling:
    @pytest.mark.parametrize("markup", SMUGGLED_INTO_HTML)
    def test_into_html_is_refused(self, markup):
        package, fmt = a_package(), format_named("html")
        bad = fmt.write(package).replace(b"<footer", f"{markup}<footer".encode())
        assert kinds(package, fmt, bad) & {PhotoLeakError, ForbiddenContentError}

    @pytest.mark.parametrize("markup", SMUGGLED_INTO_HEAD)
    def test_into_the_head_is_refused(self, markup):
        package, fmt = a_package(), format_named("html")
        bad = fmt.write(package).replace(b"</head>", f"{markup}</head>".encode())
        assert kinds(package, fmt, bad) & {PhotoLeakError, ForbiddenContentError}

    @pytest.mark.parametrize(
        "member",
        [
            '"image":"https://a.example/1"',
            '"image":{"@type":"ImageObject","url":"https://a.example/1"}',
            '"thumbnailUrl":["https://a.example/1"]',
            '"video":{"contentUrl":"https://a.example/1"}',
            '"mentions":"https://a.example/1.webp"',
        ],
    )
    def test_into_json_ld_is_refused(self, member):
        package, fmt = a_package(), format_named("html")
        bad = fmt.write(package).replace(
            b'ld+json">{', f'ld+json">{{{member},'.encode()
        )
        assert PhotoLeakError in kinds(package, fmt, bad)

    def test_of_a_second_description_is_refused(self):
        package, fmt = a_package(), format_named("html")
        script = re.search(rb"<script.*?</script>", fmt.write(package))[0]
        bad = fmt.write(package).replace(script, script + script)
        assert kinds(package, fmt, bad) == {UnreadableCopyError}

    @pytest.mark.parametrize(
        "line", ["Photo: https://a.example/1.JPG", "(https://a.example/1.webp?w=9)."]
    )
    def test_into_text_is_refused(self, line):
        package, fmt = a_package(), format_named("text")
        note = package.story.note
        bad = fmt.write(package).decode().replace(note, f"{note}\n{line}").encode()
        assert kinds(package, fmt, bad) == {PhotoLeakError}

    @pytest.mark.parametrize(
        "extra",
        [
            {"renditions": [{"name": "main", "href": "https://a.example/1"}]},
            {"associations": [{"name": "x", "uri": "https://a.example/1"}]},
            {
                "associations": [
                    {
                        "name": "photo",
                        "uri": "https://a.example/1",
                        "rel": "photo",
                        "type": "picture",
                        "by": "x",
                        "renditions": [{"name": "main", "href": "https://a.example/1"}],
                    }
                ]
            },
            {"edNote": "https://a.example/1.jpg"},
        ],
        ids=["renditions", "association", "photo", "note"],
    )
    def test_into_ninjs_is_refused(self, extra):
        package, fmt = a_package(), format_named("ninjs")
        told = json.loads(fmt.write(package))
        for key, value in extra.items():
            told[key] = told.get(key, []) + value if isinstance(value, list) else value
        found = kinds(package, fmt, json.dumps(told).encode())
        assert found & {PhotoLeakError, UnreadableCopyError}
