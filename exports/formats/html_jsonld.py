"""The JSON-LD of an HTML copy: the notice in every language, credits, links."""

import json
from collections.abc import Mapping
from typing import Any, Final

from exports.formats.phrases import credit_line, one_line
from exports.package import LicensedPackage, Story, VersionLink

_PROPERTIES: Final[Mapping[str, str]] = {
    "author": "author",
    "reporter": "author",
    "translator": "translator",
    "editor": "editor",
}


def script_text(package: LicensedPackage) -> str:
    """Describe a copy so that it cannot end the script element it stands in.

    References:
        schema.org NewsArticle; JSON-LD 1.1 §4.2.4 for texts in several languages.
    """
    text = json.dumps(described(package), ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def described(package: LicensedPackage) -> dict[str, Any]:
    """Describe a copy in the words of schema.org."""
    story, notice = package.story, package.notice
    updated = story.updated_at or story.first_published_at
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": one_line(story.schema_type),
        "@id": story.canonical_url,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "urn", "value": story.urn},
            {
                "@type": "PropertyValue",
                "propertyID": "trace",
                "value": package.trace_code,
            },
        ],
        "version": str(story.revision),
        "inLanguage": story.language,
        "headline": one_line(story.headline),
        "articleSection": one_line(story.section),
        "datePublished": story.first_published_at.isoformat(),
        "dateModified": updated.isoformat(),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": one_line(story.outlet),
        },
        "copyrightYear": notice.year,
        "copyrightHolder": {
            "@type": "Organization",
            "name": _tagged(notice.rights_holder),
        },
        "copyrightNotice": _tagged(
            {tag: text.full for tag, text in notice.texts.items()}
        ),
        "usageInfo": package.license_url,
        "acquireLicensePage": package.rights_url,
        "creditText": "; ".join(credit_line(line) for line in story.credits),
        **_people(story),
    }
    if story.sources:
        told["translationOfWork"] = [_work(link) for link in story.sources]
    if story.translations:
        told["workTranslation"] = [_work(link) for link in story.translations]
    if story.photo is not None and story.photo.url is not None:
        told["image"] = {
            "@type": "ImageObject",
            "url": story.photo.url,
            "creditText": one_line(story.photo.credit),
        }
    return told


def _tagged(texts: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": one_line(text)} for tag, text in texts.items()]


def _work(link: VersionLink) -> dict[str, str]:
    return {"@type": "NewsArticle", "@id": link.url, "inLanguage": link.language}


def _people(story: Story) -> dict[str, list[dict[str, str]]]:
    people: dict[str, list[dict[str, str]]] = {}
    for line in story.credits:
        named = people.setdefault(_PROPERTIES.get(line.role, "contributor"), [])
        for creditor in line.creditors:
            kind = "Person" if creditor.is_person else "Organization"
            named.append({"@type": kind, "name": one_line(creditor.name)})
    return people
