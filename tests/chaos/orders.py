"""Run inside a newsroom under attack: places orders, counts, judges the outcome.

Words: `place ITEMS [POISONED]`, `judge`; each prints one line of JSON.
"""

import hashlib
import json
import os
import sys
import time
from collections import Counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db.models import Q  # noqa: E402
from django.utils import timezone, translation  # noqa: E402

from articles.models import Approval, Revision, RevisionOccasion, Version  # noqa: E402
from exports.actions.ordering import order_export  # noqa: E402
from exports.actions.releasing import artifact_path  # noqa: E402
from exports.formats import FORMATS, format_named  # noqa: E402
from exports.licensing import Wanted  # noqa: E402
from exports.models import Artifact, Delivery, ExportItem  # noqa: E402
from rights.actions.granting import let_outlet_use_its_own  # noqa: E402
from rights.lookup import notice_of  # noqa: E402
from rights.terms import Act  # noqa: E402
from tests import factories as make  # noqa: E402
from worklist.doorbell import ring  # noqa: E402
from worklist.models import WorkState  # noqa: E402

PAIRS, POISONED = 5, 1
# The number of a revision that no code can read.
POISON = 99
CODES = [form.code for form in FORMATS]


def place(items: int, poisoned: int = POISONED) -> dict[str, int]:
    """Write stories and order so many good copies of them, and some poisoned ones."""
    make.count_from(time.time_ns() // 1_000_000)
    outlet = make.an_outlet()
    wanted = Wanted(
        let_outlet_use_its_own(outlet=outlet, at=timezone.now()),
        frozenset({Act.ELECTRONIC}),
    )
    versions = []
    for _pair in range(PAIRS):
        story = make.a_story(outlet=outlet)
        versions += [
            make.published(make.a_version(article=story, language=language))
            for language in ("km", "en")
        ]
    broken = [_poisoned(outlet) for _each in range(poisoned)]
    rounds = max(1, items // (len(versions) * len(CODES)))
    for chosen in (*[broken] * bool(broken), *[versions] * rounds):
        order_export(
            versions=chosen, formats=CODES, wanted=wanted, by=None, at=timezone.now()
        )
        ring(ExportItem.kind())
    return {"placed": (rounds * len(versions) + poisoned) * len(CODES)}


def _poisoned(outlet: object) -> Version:
    """Publish a version whose stored text no code can read."""
    version = make.published(make.a_version(article=make.a_story(outlet=outlet)))
    broken = Revision.objects.create(
        version=version,
        number=POISON,
        blocks=[{"poison": 1}],
        occasion=RevisionOccasion.SAVED,
        made_at=timezone.now(),
    )
    Approval.objects.create(version=version, revision=broken, is_afterwards=True)
    Version.objects.filter(pk=version.pk).update(
        released_revision=broken, current_revision=broken
    )
    return version


def judge() -> dict[str, object]:
    """Look at every item, delivery and file."""
    poison = Q(version__released_revision__number=POISON)
    done = set(
        ExportItem.objects.filter(state=WorkState.DONE).values_list("pk", flat=True)
    )
    delivered = Counter(Delivery.objects.values_list("item", flat=True))
    without_notice = 0
    for artifact in Artifact.objects.select_related("notice_edition__rights_holder"):
        content = artifact_path(artifact).read_bytes()
        found = format_named(artifact.format).read(content)
        proven = hashlib.sha256(content).hexdigest() == artifact.sha256
        notice = notice_of(artifact.notice_edition)
        if not proven or not notice.appears_everywhere_in(found.notice_slots):
            without_notice += 1
    call_command("verify_ledger", stdout=sys.stderr)
    return {
        "done": len(done),
        "good_but_not_done": ExportItem.objects.exclude(poison)
        .exclude(state=WorkState.DONE)
        .count(),
        "poison_but_not_parked": ExportItem.objects.filter(poison)
        .exclude(state=WorkState.PARKED)
        .count(),
        "lost": len(done - set(delivered)),
        "doubled": sum(count > 1 for count in delivered.values()),
        "undone_but_delivered": len(set(delivered) - done),
        "without_notice": without_notice,
        "reasons": sorted(
            {
                line
                for item in ExportItem.objects.filter(state=WorkState.PARKED)
                for line in item.reasons
            }
        ),
    }


if __name__ == "__main__":
    word, *rest = sys.argv[1:]
    translation.activate("en")
    answer = {"place": place, "judge": judge}[word](*map(int, rest))
    print(json.dumps(answer))
    # The doorbell rings from a thread of its own; give it a moment.
    sys.stdout.flush()
