"""Looks at the board through the client, and makes a story for each of its filters."""

from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from articles.actions import publishing, reviewing
from articles.models import BoardLine, Version
from tests import factories as make
from tests.translations.pairs import a_source, a_translation, changed, finished
from translations.actions import deciding
from translations.models import Decision

HOUR = timedelta(hours=1)


def board(client, **asked):
    response = client.get(f"{reverse('admin:index')}?{urlencode(asked)}")
    assert response.status_code == 200
    return response.context["board"]


def stories(client, **asked):
    return [row.pk for row in board(client, **asked).rows]


def counted(client, code):
    (link,) = [
        link
        for link in board(client).filters
        if f"show={code}" in link.url or (code == "all" and "show=" not in link.url)
    ]
    return link.count


def shown(client, article, **asked):
    (row,) = [r for r in board(client, **asked).rows if r.pk == str(article.pk)]
    return row


def a_draft(language="km", *, by=None, **facts):
    return make.a_version(
        article=make.a_story(**facts), language=language, by=by or make.a_chief()
    )


def many(number):
    """Make stories that moved a second after each other, the first one last."""
    made = []
    for each in range(number):
        article = make.a_story(slugline=f"story {each}")
        BoardLine.objects.filter(article=article).update(
            moved_at=make.NOW - timedelta(seconds=each)
        )
        made.append(str(article.pk))
    return made


def decide(article, decision, language="en"):
    deciding.decide_language(
        article=article,
        language=language,
        decision=decision,
        by=make.a_chief(),
        at=timezone.now(),
    )


def of_all_sorts(me):
    """Make a story for each filter; returns them by the filter's code."""
    now, chief = timezone.now(), make.a_chief()
    mine = a_draft(by=me)
    read = make.submitted(a_draft())
    late = a_draft()
    reviewing.hand_over(version=late, to=None, by=chief, at=now, due_at=now - HOUR)
    wanted = a_draft()
    decide(wanted.article, Decision.FULL)
    scheduled = make.approved(a_draft())
    publishing.publish(
        version=scheduled, by=chief, at=now, visible_from=now + 100 * HOUR
    )
    hidden = make.published(a_draft())
    make.hidden(hidden.article)
    alone = publishing.publish_at_once(
        version=a_draft(), reason="Flood.", by=chief, at=now
    )
    done, _translation = make.a_published_pair()
    source = a_source()
    stale = finished(a_translation(source))
    changed(source, b="អ្នកភូមិបានត្រឡប់មកវិញ។")
    unasked = a_draft(
        lead_photo=make.a_photo(ownership="third_party", post_owner="Somebody")
    )
    others = (mine, read, late, scheduled, hidden, alone, done, stale, unasked)
    for version in (mine, read, late, scheduled, hidden, alone, unasked):
        decide(version.article, Decision.NOT_WANTED)
    open_ = a_draft()
    return {
        "mine": {mine},
        "second-read": {read},
        "changed": {stale},
        "wanted": {wanted},
        "undecided": {open_},
        "due": {late},
        "held-back": {scheduled},
        "hidden": {hidden},
        "photo-rights": {unasked},
        "unconfirmed": {alone},
        "all": {*others, wanted, open_},
    }


def at_stage(stage):
    version, chief = make.a_version(by=make.a_chief()), make.a_chief()
    reviewing.hand_over(version=version, to=None, by=chief, at=make.NOW)
    match stage:
        case "submitted" | "in_edit":
            version = make.submitted(version)
            if stage == "in_edit":
                reviewing.take(version=version, by=chief, at=make.NOW)
        case "approved":
            make.approved(version)
        case "published" | "changed" | "change approved":
            make.published(version)
            if stage != "published":
                make.write(version, make.blocks("ក", ["ថ្មី។"]))
            if stage == "change approved":
                reviewing.approve(
                    version=version_now(version), by=make.a_chief(), at=make.NOW
                )
        case "at once":
            publishing.publish_at_once(
                version=version, reason="Now.", by=chief, at=make.NOW
            )
    return version


def version_now(version):
    return Version.objects.get(pk=version.pk)
