"""ninjs 3.1: the story as JSON for wires, its notice in five places."""

import json
from collections.abc import Iterator
from typing import Any, ClassVar, Final

from exports.formats.base import Format
from exports.formats.ninjs_rights import ODRL, rights_expression
from exports.formats.phrases import credit_line, element, lines, one_line, photo_lines
from exports.formats.readers.found import Found
from exports.formats.readers.ninjs_file import read_ninjs_file
from exports.package import LicensedPackage, Story, VersionLink

_STANDARD: Final = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}


class NinjsFormat(Format):
    """One JSON object for one version of a story.

    References:
        IPTC ninjs 3.1, https://iptc.org/std/ninjs/
    """

    code: ClassVar[str] = "ninjs"
    file_extension: ClassVar[str] = ".ninjs.json"
    media_type: ClassVar[str] = "application/json"

    def write(self, package: LicensedPackage) -> bytes:
        """Write the object, a property a line."""
        text = json.dumps(_object(package), ensure_ascii=False, indent=1)
        return f"{text}\n".encode()

    def read(self, file_bytes: bytes) -> Found:
        """Read a copy back."""
        return read_ninjs_file(file_bytes)


def _object(package: LicensedPackage) -> dict[str, Any]:
    story, notice = package.story, package.notice
    updated = story.updated_at or story.first_published_at
    written: dict[str, Any] = {
        "standard": _STANDARD,
        "uri": story.urn,
        "type": "text",
        "representationType": "full",
        "profile": "spean-licensed-text",
        "version": str(story.revision),
        "firstCreated": story.first_published_at.isoformat(),
        "versionCreated": updated.isoformat(),
        "pubStatus": "usable",
        "language": story.language,
        "altIds": [
            {"role": "address", "value": package.traced_url},
            {"role": "trace", "value": package.trace_code},
        ],
        "copyrightHolder": one_line(notice.rights_holder[package.notice_language]),
        "copyrightNotice": one_line(package.notice_text),
        "usageTerms": _shown_notice(package),
        "rightsInfo": {"langId": ODRL, "encodedRights": rights_expression(package)},
        "by": "; ".join(credit_line(line) for line in story.credits),
        **_people(story),
        "infoSources": [{"name": one_line(story.outlet), "role": "publisher"}],
        "subjects": [{"name": one_line(story.section), "rel": "section"}],
        "genres": [_genre(story)],
        "headlines": [_part("main", story.headline)],
        "bodies": [
            {"role": role, "contentType": kind, "value": value}
            for role, kind, value in _bodies(package)
        ],
    }
    if standfirst := " ".join(lines(story.standfirst)):
        written["descriptions"] = [_part("standfirst", standfirst)]
    if dateline := one_line(story.dateline):
        written["located"] = dateline
    if associations := list(_associations(story)):
        written["associations"] = associations
    return written


def _part(role: str, text: str) -> dict[str, str]:
    return {"role": role, "contentType": "text/plain", "value": one_line(text)}


def _genre(story: Story) -> dict[str, str]:
    label = one_line(story.kind_label)
    literal = one_line(story.kind)
    return {"literal": literal, "name": label} if label else {"literal": literal}


def _shown_notice(package: LicensedPackage) -> str:
    return f"{one_line(package.licensed_line)}\n{one_line(package.notice_text)}"


def _bodies(package: LicensedPackage) -> Iterator[tuple[str, str, str]]:
    """Yield role, media type and value; nothing but the story itself has markup."""
    story = package.story
    credits = "\n".join(credit_line(line) for line in story.credits)
    yield "credits", "text/plain", credits
    if story.is_stale:
        yield "staleNotice", "text/plain", "\n".join(lines(story.stale))
    html = "\n".join(element(block) for block in story.body)
    yield "main", "text/html", html
    if story.photo is not None:
        yield "photo", "text/plain", "\n".join(photo_lines(package))
    if story.note:
        yield "translationNote", "text/plain", "\n".join(lines(story.note))
    if story.machine:
        yield "machineNotice", "text/plain", "\n".join(lines(story.machine))
    yield "rightsNotice", "text/plain", _shown_notice(package)


def _people(story: Story) -> dict[str, list[dict[str, str]]]:
    # ninjs calls people "individual human beings": a desk is an organisation.
    named: dict[str, list[dict[str, str]]] = {}
    for line in story.credits:
        for creditor in line.creditors:
            kind = "people" if creditor.is_person else "organisations"
            named.setdefault(kind, []).append(
                {"name": one_line(creditor.name), "rel": line.role}
            )
    return named


def _associations(story: Story) -> Iterator[dict[str, Any]]:
    for link in story.sources:
        yield _association(link, "translationOf")
    for link in story.translations:
        yield _association(link, "translation")
    if story.photo is not None and story.photo.url is not None:
        yield {
            "name": "photo",
            "uri": story.photo.url,
            "rel": "photo",
            "type": "picture",
            "by": one_line(story.photo.credit),
            "renditions": [{"name": "main", "href": story.photo.url}],
        }


def _association(link: VersionLink, relation: str) -> dict[str, Any]:
    return {
        "name": one_line(link.title) or link.language,
        "uri": link.url,
        "rel": relation,
        "language": link.language,
    }
