"""Have a machine draft a paragraph; a person asks for it, and a person confirms it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from articles.actions.writing import open_to
from articles.models import Version
from articles.text.blocks import RESERVED, Block, block_text, fingerprint, parse_body
from ledger.actions.recording import MOST_IN_A_LIST, record
from ledger.salting import salted_digest
from people.models import Account
from translations.actions.anchoring import (
    UnitRefused,
    locked,
    refuse_moved,
    source_text_of,
)
from translations.actions.translating import write_unit
from translations.formats.inline import Cut, cut
from translations.glossary import wanted_in
from translations.lookup import sources_held
from translations.models import Draft, MachineDraft, Unit, UnitState
from translations.readings import put_in
from translations.suggest import Backend
from translations.suggest.marks import marked, sewn
from translations.terms.concepts import WantedTerm


class MachineRefused(UnitRefused):
    """No machine may be asked; lists every reason."""


@dataclass(frozen=True)
class Asked:
    """What is sent to a machine.

    Attributes:
        unit: The unit, as stored.
        source: What it is translated from.
        cuttings: Its source paragraphs, in order; never empty.
        source_keys: The fingerprint of each.
    """

    unit: Unit
    source: Version
    cuttings: tuple[Cut, ...]
    source_keys: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """What is sent: text with marks where the markup was."""
        return tuple(marked(each) for each in self.cuttings)


@dataclass(frozen=True)
class Given:
    """What a machine gave for a unit.

    Attributes:
        unit: As stored.
        html: Its paragraphs.
        is_filled: They stand in the translation now; else they are only shown.
        is_plain: Markup of the source was lost on the way.
    """

    unit: Unit
    html: str
    is_filled: bool
    is_plain: bool

    @property
    def text(self) -> str:
        """The same as plain text, a line for each paragraph."""
        return "\n".join(block_text(block) for block in parse_body(self.html))


def draft_unit(
    *, unit: Unit, seen: str, service: Backend | None, by: Account, at: datetime
) -> Given:
    """Have a machine draft a unit: into an empty one, else only to be shown beside it.

    What is sent is in the ledger before it leaves. No transaction is open while the
    service is waited for; whoever writes meanwhile keeps what they wrote.

    Args:
        unit: One with a source in the body.
        seen: Fingerprint of the source that the asker had before them.
        service: Who is asked; None where the outlet wants no machine.
        by: Must be allowed to write the translation in the state it is in.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in.
        WritingRefused: Nobody may: it is approved or withdrawn.
        MachineRefused: The story is restricted, its source is not `by`'s to know of,
            it is a headline, there is no service; every reason.
        SourceMoved: The source is another one than the asker had before them.
        ServiceError: The service gave no translation.
    """
    with transaction.atomic():
        version = open_to(version=unit.version, by=by)
        refuse_machine(version, service, by)
        asked = asked_of(locked(unit, version))
        refuse_moved(asked.unit, seen)
        note_sending(version, service, [asked], by)
        terms = note_terms(service, asked, by)
    given = answered(asked, service, terms)
    return take_over(asked=asked, given=given, service=service, by=by, at=at)


def refuse_machine(version: Version, service: Backend | None, by: Account) -> None:
    """Refuse to send a word of a translation's sources to a machine.

    Args:
        version: The translation, with its article as stored.
        service: Who would be asked; None where the outlet wants no machine.
        by: Who asks.

    Raises:
        MachineRefused: Lists every reason.
    """
    against = tuple(_against(version, service, by))
    if against:
        raise MachineRefused("\n".join(against))


def _against(version: Version, service: Backend | None, by: Account) -> Iterator[str]:
    if service is None:
        yield _(
            "This newsroom has no machine translation. "
            "Whoever runs the server can choose a service (MACHINE_BACKEND)."
        )
    sources = [link.source_version for link in sources_held(version)]
    held = [source for source in sources if source is not None]
    if version.article.is_restricted or any(s.article.is_restricted for s in held):
        yield _("The story is restricted: no word of it goes to a machine.")
    known = Version.objects.visible_to(by).filter(pk__in=[s.pk for s in held])
    if known.count() < len(held):
        yield _("You may not know of the text that this is translated from.")


def asked_of(unit: Unit) -> Asked:
    """Gather what a machine is sent of a unit.

    Args:
        unit: As stored, with its version.

    Raises:
        MachineRefused: It is a headline or the like, it has no source, or it is left
            out; every reason.
    """
    against = [
        words
        for stands, words in (
            (
                not {*RESERVED}.isdisjoint((*unit.source_ids, *unit.target_ids)),
                _("Headline, deck, dateline and caption are written by people."),
            ),
            (
                unit.source_version is None or not unit.source_ids,
                _("There is no source here that could be translated."),
            ),
            (unit.is_dropped, _("The paragraph is left out. Take it up again first.")),
        )
        if stands
    ]
    text = source_text_of(unit)
    blocks = [text.blocks[each] for each in unit.source_ids if each in text.blocks]
    if not blocks and not against:
        against.append(_("The source no longer has this paragraph."))
    if against or unit.source_version is None:
        raise MachineRefused("\n".join(against))
    return Asked(
        unit,
        unit.source_version,
        tuple(cut(block.html) for block in blocks),
        tuple(fingerprint([block]) for block in blocks),
    )


def note_sending(
    version: Version, service: Backend | None, asked: Iterable[Asked], by: Account
) -> None:
    """Write into the ledger which paragraphs a service is about to get: no word of it.

    Args:
        version: The translation.
        service: Who gets them.
        asked: Of one source.
        by: Who asked.
    """
    if service is None:
        return
    by_source: dict[int, list[str]] = {}
    for each in asked:
        by_source.setdefault(each.source.pk, []).extend(each.source_keys)
    for source, keys in by_source.items():
        digests = [salted_digest(key) for key in keys]
        for at in range(0, len(digests), MOST_IN_A_LIST):
            record(
                kind="text.sent_to_machine",
                subject=f"urn:spean:version:{version.pk}",
                facts={
                    "service": service.code,
                    "source": source,
                    "language": version.language,
                    "blocks": digests[at : at + MOST_IN_A_LIST],
                    "account": f"account:{by.pk}",
                },
            )


def note_terms(
    service: Backend | None, asked: Asked, by: Account
) -> tuple[WantedTerm, ...]:
    """Choose what a service is told of the glossary, and write that into the ledger.

    Whoever sends calls it just before: the glossary may be another one since the
    paragraphs were noted.

    Args:
        service: Who is told.
        asked: What is about to be sent to it.
        by: Who asked.

    Returns:
        What the paragraphs name; empty for a service that takes no terms.
    """
    if service is None or not service.takes_terms:
        return ()
    version = asked.unit.version
    terms = wanted_in(
        [each.text for each in asked.cuttings], asked.source.language, version.language
    )[:MOST_IN_A_LIST]
    if terms:
        record(
            kind="terms.sent_to_machine",
            subject=f"urn:spean:version:{version.pk}",
            facts={
                "service": service.code,
                "source": asked.source.pk,
                "language": version.language,
                "terms": [_digest(each) for each in terms],
                "account": f"account:{by.pk}",
            },
        )
    return terms


def _digest(term: WantedTerm) -> str:
    return salted_digest("\n".join((term.said, term.wanted, *term.unwanted)))


@dataclass(frozen=True)
class Answer:
    """What a machine gave for one paragraph.

    Attributes:
        html: One whole element.
        is_plain: Markup of the source was lost on the way.
    """

    html: str
    is_plain: bool


def answered(
    asked: Asked, service: Backend | None, terms: Sequence[WantedTerm]
) -> tuple[Answer, ...]:
    """Ask a machine, and sew what it gives into the markup of the source.

    Args:
        asked: What is sent.
        service: Who is asked; nothing is given where there is none.
        terms: From `note_terms`.

    Raises:
        ServiceError: The service gave no translation.
    """
    if service is None:
        return ()
    texts = service.translate(
        asked.texts, asked.source.language, asked.unit.version.language, terms
    )
    sewings = (
        sewn(text, cutting) for text, cutting in zip(texts, asked.cuttings, strict=True)
    )
    return tuple(Answer(each.html, each.is_plain) for each in sewings)


@transaction.atomic
def take_over(
    *,
    asked: Asked,
    given: Sequence[Answer],
    service: Backend | None,
    by: Account,
    at: datetime,
) -> Given:
    """Put what a machine gave into a unit that nobody has written, and note it down.

    Args:
        asked: What was sent.
        given: A paragraph for each of it.
        service: Who gave it.
        by: Who asked.
        at: Timezone-aware.

    Raises:
        PermissionRefused: `by` may not write it in the state it is in by now.
        WritingRefused: Nobody may: it was approved or withdrawn meanwhile.
        MachineRefused: The story was restricted meanwhile.
        UnitRefused: Somebody joined or split the unit meanwhile.
    """
    version = open_to(version=asked.unit.version, by=by)
    refuse_machine(version, service, by)
    stored = locked(asked.unit, version)
    html = "".join(each.html for each in given)
    # An empty unit, and nothing else: what a person wrote stays.
    is_filled = stored.state == UnitState.UNTRANSLATED and not stored.target_ids
    blocks: Sequence[Block] = parse_body(html)
    if is_filled:
        seen = asked.unit.source_now
        written = write_unit(unit=stored, html=html, base=(), seen=seen, by=by, at=at)
        stored, blocks = written.unit or stored, written.base
        put_in(stored, Draft.MACHINE, blocks)
        stored.save()
    is_plain = any(each.is_plain for each in given)
    MachineDraft.objects.bulk_create(
        MachineDraft(
            version=version,
            block_id=block.id if is_filled else "",
            key=fingerprint([block]),
            source_key=asked.unit.source_now,
            service=service.code if service else "",
            model=service.model if service else "",
            is_plain=is_plain,
            asked_by=by,
            given_at=at,
        )
        for block in blocks
    )
    return Given(stored, html, is_filled, is_plain)
