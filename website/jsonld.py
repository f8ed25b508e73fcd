"""An article as schema.org JSON-LD, with its notice in every language."""

import json
from typing import Any

from articles.addresses import absolute, path_to
from articles.credits import CreditLine
from articles.languages import interface_language
from articles.models import ArticleKind
from website.pages.article import ArticlePage
from website.pages.sounds import COPY_KIND

# Which schema.org property names the people of a role (https://schema.org/NewsArticle).
PROPERTIES = {
    "author": "author",
    "reporter": "author",
    "additional_reporting": "contributor",
    "translator": "translator",
    "editor": "editor",
    "copy_editor": "contributor",
    "fact_checker": "contributor",
    "photographer": "contributor",
    "voice": "contributor",
}


def news_article(page: ArticlePage) -> dict[str, Any]:
    """Describe an article page for machines.

    Args:
        page: What the page shows.

    Returns:
        A schema.org NewsArticle, or a more exact type, ready for `to_script`;
        `copyrightNotice` holds every language of the edition as language-tagged
        strings (JSON-LD 1.1, section 4.2.4).
    """
    version, notice = page.version, page.notice
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": ArticleKind(version.article.kind).schema_type,
        "@id": absolute(page.url),
        "url": absolute(page.url),
        "identifier": version.article.urn,
        "inLanguage": page.language,
        "headline": page.headline,
        "articleSection": str(version.article.section),
        "datePublished": page.published.at.isoformat(),
        "dateModified": (page.updated or page.published).at.isoformat(),
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": str(version.article.outlet),
        },
        "copyrightHolder": {
            "@type": "Organization",
            "name": _tagged(notice.rights_holder),
        },
        "copyrightYear": notice.year,
        "copyrightNotice": _tagged(
            {tag: text.full for tag, text in notice.texts.items()}
        ),
        "creditText": "; ".join(line.text for line in page.credits),
        "usageInfo": absolute(path_to("rights", language=_words(page))),
        "acquireLicensePage": absolute(path_to("ask", **_place(page))),
        **_people(page.credits, page.language),
    }
    if notice.licence is not None:
        described["license"] = notice.licence.deed
    if page.topics:
        described["keywords"] = [topic.name for topic in page.topics]
    described |= _links(page)
    if page.picture is not None:
        described["image"] = {
            "@type": "ImageObject",
            "url": absolute(page.picture.url),
            "width": page.picture.width,
            "height": page.picture.height,
            "creditText": page.picture.credit,
        }
    if page.sound is not None:
        described["audio"] = {
            "@type": "AudioObject",
            "contentUrl": absolute(page.sound.url),
            "encodingFormat": COPY_KIND,
            "duration": page.sound.duration,
            "inLanguage": page.language,
            "creditText": "; ".join(line.text for line in page.credits),
            "copyrightNotice": page.notice_text.short,
        }
    if page.corrections:
        described["correction"] = [
            {
                "@type": "CorrectionComment",
                "text": correction.text,
                "datePublished": correction.moment.at.isoformat(),
            }
            for correction in page.corrections
        ]
    return described


def to_script(described: dict[str, Any]) -> str:
    """Write JSON-LD so that it cannot end the script element it stands in."""
    text = json.dumps(described, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _tagged(texts: Any) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": text} for tag, text in texts.items()]


def _words(page: ArticlePage) -> str:
    return interface_language(page.language)


def _place(page: ArticlePage) -> dict[str, str]:
    return {
        "language": page.language,
        "section": page.version.article.section.slug,
        "slug": page.version.slug,
    }


def _people(
    lines: tuple[CreditLine, ...], language: str
) -> dict[str, list[dict[str, str]]]:
    people: dict[str, list[dict[str, str]]] = {}
    for line in lines:
        for person in line.people:
            people.setdefault(PROPERTIES[line.role], []).append(
                {
                    "@type": "Person" if person.is_person else "Organization",
                    "name": person.name,
                    **_page_of(person.slug, language),
                }
            )
    return people


def _page_of(slug: str | None, language: str) -> dict[str, str]:
    if slug is None:
        return {}
    return {"url": absolute(path_to("person", language=language, person=slug))}


def _links(page: ArticlePage) -> dict[str, Any]:
    links: dict[str, Any] = {}
    if page.source_urls:
        links["translationOfWork"] = [{"@id": _whole(url)} for url in page.source_urls]
    if page.translation_urls:
        links["workTranslation"] = [
            {"@id": absolute(url), "inLanguage": tag}
            for tag, url in page.translation_urls.items()
        ]
    return links


def _whole(url: str) -> str:
    return absolute(url) if url.startswith("/") else url
