"""Walks over every address of the project, and tells what changed on a page."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any

from django.contrib.admin import site
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from articles.models import Article
from tests.newsroom.canary import Planted, absent

# What changes from one request to the next, whoever asks.
FRESH = re.compile(
    r'name="csrfmiddlewaretoken" value="\w+"|"csrfmiddlewaretoken": "\w+"|'
    r'data-token="[^"]*"|preview/[^/"]+/|value="\d\d:\d\d:\d\d"'
)
# When something happens to what is planted: its month, week and day.
# Says when whoever reads it was last seen: the clock goes on from look to look.
SAYS_WHEN_SEEN = "/admin/sign-in/"
CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b")
PLANNED = ("month=2026-03", "week=2026-W09", "day=2026-03-01")
# The ledger proves by its numbers that nothing was cut out; it holds no word.
PROVES_BY_NUMBERS = "/admin/ledger/"


# What readers find in a language, whichever stories there are, and what else it takes.
OF_A_LANGUAGE: dict[str, dict[str, Any]] = {
    "home": {},
    "search": {},
    "podcast": {},
    "about": {},
    "archive": {},
    "corrections": {},
    "rights": {},
    "feed": {"kind": "atom.xml"},
}
OF_A_TIME: dict[str, dict[str, Any]] = {
    "month": {"year": 2026, "month": 3},
    "sitemap": {"year": 2026},
}


def patterns(
    resolver: Any = None, prefix: str = ""
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the full name of every address, with the converters of its parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from patterns(pattern, space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            parts = dict(pattern.pattern.converters)
            # Addresses that are written as expressions name their parts there.
            parts |= dict.fromkeys(pattern.pattern.regex.groupindex, None)
            yield f"{prefix}{pattern.name}", {**parts, **pattern.pattern.converters}


def open_addresses(word: str) -> list[str]:
    """List every address without a part to fill in; lists also as searches."""
    found = []
    for name, parts in patterns():
        if parts or name in {"admin:logout", "admin:autocomplete", "readyz"}:
            continue
        path = reverse(name)
        found.append(path)
        if name == "admin:calendar":
            found += [f"{path}?{days}" for days in PLANNED]
        if name.endswith("_changelist") or name == "admin:index":
            found += [f"{path}?q={word}", f"{path}?_facets=True&e=1"]
    public = (
        reverse(name, kwargs={"language": language, **more})
        for name, more in (OF_A_LANGUAGE | OF_A_TIME).items()
        for language in ("km", "en", "fr")
    )
    asked = [
        f"{reverse('search', kwargs={'language': language})}?q={word}"
        for language in ("km", "en")
    ]
    return sorted({*found, *autocompletes(word), *public, *asked})


# What addresses say beside the story they are about.
NOT_OF_A_STORY = frozenset(
    (
        *(
            "name",
            "row",
            "id",
            "key",
            "paper",
            "notice",
            "task",
            "handed",
            "back",
            "copy",
        ),
        *("kind", "year", "month", "tag", "series", "person"),
    )
)


def autocompletes(word: str) -> list[str]:
    """List what the fields that complete themselves ask for."""
    found = []
    for shown in site._registry.values():
        for each in (shown, *(inline(shown.model, site) for inline in shown.inlines)):
            for field in each.autocomplete_fields:
                labels = each.model._meta
                for term in (word, ""):
                    found.append(
                        reverse(
                            "admin:autocomplete",
                            query={
                                "app_label": labels.app_label,
                                "model_name": labels.model_name,
                                "field_name": field,
                                "term": term,
                            },
                        )
                    )
    return found


def model_of(name: str) -> type[Model] | None:
    """Return the model that the name of an address begins with."""
    bare = name.removeprefix("admin:")
    return next(
        (
            model
            for model in site._registry
            if bare.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
        ),
        None,
    )


def addresses_of(planted: Planted, *, is_there: bool = True) -> dict[str, str]:
    """Fill every address with the keys of a story, or with keys that nothing has."""
    article, (original, english, _draft) = planted.article, planted.versions
    filled = {}
    for name, parts in patterns():
        apart = {"admin:app_list", *OF_A_LANGUAGE}
        if not parts or name in apart or "account" in parts:
            continue
        model = model_of(name)
        key = planted.rows.get(model) if model else None
        if model and key is None and {"pk", "object_id"} & parts.keys():
            continue  # A table of which the story has no row.
        is_numbered = name.startswith(("admin:pair", "admin:put_in", "admin:memory"))
        of_its_own = english.pk if is_numbered else article.pk
        known = {
            "photo_id": article.lead_photo_id,
            "article_id": article.pk,
            "kind": "atom.xml",
            "year": 2026,
            "month": 3,
            "tag": "no-tag",
            "series": "no-series",
            "person": "nobody",
            "recording_id": article.pk,
            "token": planted.token,
            "name": "480.jpg" if "photo" in name else "submit",
            "language": original.language,
            "section": article.section.slug,
            "slug": original.slug,
            "version_pk": english.pk,
            "row": 1,
            "told": planted.told,
            "paper": 0,
            "notice": 0,
            "task": 0,
            "handed": 0,
            "back": 0,
            "copy": 0,
            "policy_id": article.pk,
            "id": 0,
            "article": article.pk,
            "key": "headline",
            "pk": key if key is not None else of_its_own,
            "object_id": key,
        }
        arguments = {part: known[part] for part in parts}
        if not is_there:
            arguments = {
                part: value if part in NOT_OF_A_STORY else _nowhere(value)
                for part, value in arguments.items()
            }
        filled[name] = reverse(name, kwargs=arguments)
    return filled


def _nowhere(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) < 4 else "nowhere"
    return absent(value)


def seen(client: Any, addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Open addresses; return what each answers, without what is fresh each time."""
    answers = {}
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        answers[address] = (
            answer.status_code,
            FRESH.sub("", body.decode("utf-8", "replace")),
        )
    return answers


def changes(before: Any, after: Any, address: str) -> list[str]:
    """List the lines of an answer that changed; none where they may."""
    if address.startswith(PROVES_BY_NUMBERS) or before[address] == after[address]:
        return []
    told = [f"{status}\n{body}" for status, body in (before[address], after[address])]
    if address == SAYS_WHEN_SEEN:
        told = [CLOCK.sub("", each) for each in told]
    lines = (each.splitlines() for each in told)
    changed = [it for it in unified_diff(*lines, n=0) if it[0] in "+-"]
    return [address, *changed] if changed else []


def everything_of(planted: Planted) -> str:
    """Write down all rows of a story."""
    article = planted.article
    return str(
        [
            *Article.objects.filter(pk=article.pk).values(),
            *article.versions.order_by("pk").values(),
            *article.corrections.order_by("pk").values(),
            *article.preview_links.order_by("pk").values(),
            *article.legal_holds.values(),
            *article.hidings.values(),
            *article.reply_requests.values(),
            *article.questions.values(),
            *article.language_decisions.values(),
            *article.grants.values(),
            *(
                row
                for version in article.versions.order_by("pk")
                for rows in (
                    version.revisions,
                    version.working_blocks,
                    version.transitions,
                    version.sources,
                    version.sittings,
                    version.export_items,
                )
                for row in rows.order_by("pk").values()
            ),
        ]
    )
