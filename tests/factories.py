"""Makes stories and people for tests, each with a sensible rest."""

import io
import itertools
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyrage
import soundfile
from django.contrib.auth.models import Group
from PIL import Image

from articles.actions import (
    boarding,
    correcting,
    crediting,
    hiding,
    linking,
    notifying,
    opening,
    picturing,
    publishing,
    replying,
    reviewing,
    voicing,
    writing,
)
from articles.actions.backgrounding import keep_background
from articles.models import (
    Article,
    ArticleKind,
    Background,
    Correction,
    CorrectionKind,
    CreditRole,
    Notification,
    NotificationKind,
    Origin,
    Outlet,
    Photo,
    PhotoOwnership,
    Recording,
    ReplyDecision,
    ReplyRequest,
    RightsBasis,
    Section,
    Status,
    Version,
)
from articles.text.blocks import Block, BlockKind, parse_body, parse_inline
from people.models import (
    Account,
    Consent,
    Contributor,
    ContributorKind,
    RoleGrant,
    SealedIdentity,
)
from people.sealing import fingerprint, seal
from rights.actions.drafting import start_draft
from rights.actions.issuing import issue_house_wording
from rights.models import NoticeDraft, NoticeEdition, Organisation

NOW = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
_numbers = itertools.count(1)


def count_from(number: int) -> None:
    """Begin slugs and names at a number, where another process made some before."""
    global _numbers  # noqa: PLW0603 - one counter for the whole process
    _numbers = itertools.count(number)


TEXTS = {
    "km": ("ទឹកទន្លេឡើងខ្ពស់", ("ទឹកទន្លេបានឡើងខ្ពស់នៅថ្ងៃនេះ។", "អ្នកភូមិបានរើទៅទីទួល។")),
    "en": (
        "The river has risen",
        ("The river rose today.", "Villagers moved to high ground."),
    ),
}


def an_account(*roles: tuple[str, str], is_superuser: bool = False) -> Account:
    """Make an account that holds roles, each a (group, language) pair."""
    account = Account.objects.create_user(
        f"staff-{next(_numbers)}", is_superuser=is_superuser
    )
    for group, language in roles:
        RoleGrant.objects.create(
            account=account,
            group=Group.objects.get(name=group),
            language=language,
            granted_at=NOW,
        )
    return account


def a_chief() -> Account:
    """Make an account that may do everything."""
    return an_account(is_superuser=True)


def an_outlet(*, with_notice: bool = True) -> Outlet:
    """Make an outlet, with its first notice unless told otherwise."""
    number = next(_numbers)
    outlet = Outlet.objects.create(
        slug=f"outlet-{number}", name_km="ផ្សារ", name_en="The Market"
    )
    if with_notice:
        a_notice(outlet)
    return outlet


def a_notice(outlet: Outlet) -> NoticeEdition:
    """Issue one more wording of an outlet's notice."""
    holder, _made = Organisation.objects.get_or_create(
        slug=outlet.slug,
        defaults={
            "name_km": "សមាគមផ្សារ",
            "name_en": "Market Association",
            "address": "rights@market.example",
        },
    )
    return issue_house_wording(outlet=outlet, rights_holder=holder, at=NOW)


def a_draft(outlet: Outlet, *, by: Account | None = None) -> NoticeDraft:
    """Begin the next wording of an outlet that has one, in the house sentences."""
    return start_draft(
        outlet=outlet,
        rights_holder=Organisation.objects.get(slug=outlet.slug),
        is_house_wording=True,
        by=by or a_chief(),
        at=NOW,
    )


def a_section() -> Section:
    """Make a section."""
    return Section.objects.create(
        slug=f"section-{next(_numbers)}", name_km="សង្គម", name_en="Society"
    )


def a_person(name: str = "Sok Dara", *, consents: Iterable[str] = ()) -> Contributor:
    """Make a person who agreed to be named in some languages."""
    person = Contributor.objects.create(
        kind=ContributorKind.PERSON,
        slug=f"person-{next(_numbers)}",
        name_km=f"{name} (ខ្មែរ)",
        name_en=name,
    )
    for language in consents:
        Consent.objects.create(contributor=person, language=language, given_at=NOW)
    return person


def a_desk(name: str = "News desk") -> Contributor:
    """Make a desk."""
    return Contributor.objects.create(
        kind=ContributorKind.DESK,
        slug=f"desk-{next(_numbers)}",
        name_km="ការិយាល័យព័ត៌មាន",
        name_en=name,
    )


def a_story(
    *, outlet: Outlet | None = None, section: Section | None = None, **facts: object
) -> Article:
    """Make a story without any text."""
    article = Article.objects.create(
        **{
            "outlet": outlet or an_outlet(),
            "section": section or a_section(),
            "kind": ArticleKind.NEWS,
            **facts,
        }
    )
    boarding.note_story(article=article, at=article.created_at)
    return article


def blocks(headline: str, paragraphs: Iterable[str], **apart: str) -> tuple[Block, ...]:
    """Make a whole text: the headline, parts that stand apart, paragraphs."""
    parts = {"headline": headline, **apart}
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        *(
            Block(id=k, kind=BlockKind(k), html=parse_inline(text))
            for k, text in parts.items()
        ),
        *parse_body(body),
    )


def a_version(
    *,
    article: Article | None = None,
    language: str = "km",
    origin: Origin | None = None,
    text: tuple[Block, ...] | None = None,
    by: Account | None = None,
) -> Version:
    """Make a version that lacks nothing but being published.

    The first of a story is its original, later ones are translations of it.
    """
    article, by = article or a_story(), by or a_chief()
    original = article.versions.filter(origin=Origin.ORIGINAL).first()
    if origin is None:
        origin = Origin.TRANSLATION if original else Origin.ORIGINAL
    version = opening.start_version(
        article=article,
        language=language,
        origin=origin,
        rights_basis=RightsBasis.STAFF,
        by=by,
    )
    described(version, by=by)
    write(version, text or blocks(*TEXTS.get(language, TEXTS["en"])), by=by)
    if origin == Origin.TRANSLATION and original is not None:
        linking.link_source(version=version, source=original, by=by)
    role = (
        CreditRole.TRANSLATOR if origin == Origin.TRANSLATION else CreditRole.REPORTER
    )
    credit(version, (a_desk(), role), by=by)
    return version


def described(version: Version, *, by: Account | None = None) -> None:
    """Give a version an address and a rights basis."""
    opening.describe_version(
        version=version,
        slug=f"story-{next(_numbers)}",
        rights_basis=RightsBasis.STAFF,
        by=by or a_chief(),
        at=NOW,
    )


def write(
    version: Version, text: tuple[Block, ...], *, by: Account | None = None
) -> None:
    """Write and save a whole text."""
    by = by or a_chief()
    writing.write_working_copy(version=version, blocks=text, by=by, at=NOW)
    writing.save_revision(version=version, by=by, at=NOW)


def credit(
    version: Version,
    *entries: tuple[Contributor, CreditRole],
    by: Account | None = None,
) -> None:
    """Set the credits of a version."""
    crediting.set_credits(
        version=version,
        entries=[crediting.CreditEntry(person, role) for person, role in entries],
        by=by or a_chief(),
    )


def published(
    version: Version, *, at: datetime = NOW, by: Account | None = None
) -> Version:
    """Let a second person approve the newest text, and publish it."""
    approved(version, at=at)
    return publishing.publish(version=version, by=by or a_chief(), at=at)


def submitted(version: Version, *, at: datetime = NOW) -> Version:
    """Submit a draft."""
    return reviewing.submit(version=version, by=a_chief(), at=at)


def approved(version: Version, *, at: datetime = NOW) -> Version:
    """Let a second person approve the newest text, unless there is none to read."""
    version.refresh_from_db()
    if version.current_revision is None or version.status == Status.WITHDRAWN:
        return version
    if version.status == Status.DRAFT:
        version = submitted(version, at=at)
    if version.status == Status.APPROVED:
        return version
    return reviewing.approve(version=version, by=a_chief(), at=at)


def hidden(
    article: Article, *, by: Account | None = None, at: datetime = NOW
) -> Article:
    """Hide a story."""
    hiding.hide(article=article, by=by or a_chief(), at=at)
    return article


def taken_down(article: Article, *, at: datetime = NOW) -> Article:
    """Let one person hide a story and a second one take it down."""
    hidden(article, at=at)
    publishing.take_down(article=article, by=a_chief(), at=at)
    return article


def proposed(
    article: Article,
    kind: CorrectionKind = CorrectionKind.CORRECTION,
    *,
    by: Account | None = None,
    **wordings: str,
) -> Correction:
    """Propose a note on a story; worded in Khmer and English unless told otherwise."""
    return correcting.propose_correction(
        article=article,
        kind=kind,
        wordings=wordings or {"km": "លេខត្រូវបានកែ។", "en": "A figure was corrected."},
        by=by or a_chief(),
        at=NOW,
    )


def corrected(
    article: Article,
    kind: CorrectionKind = CorrectionKind.CORRECTION,
    *,
    at: datetime = NOW,
    **wordings: str,
) -> Correction:
    """Let one person word a note on a story and a second one publish it."""
    return correcting.publish_correction(
        correction=proposed(article, kind, **wordings), by=a_chief(), at=at
    )


def asked_to_reply(
    article: Article, *, by: Account | None = None, **facts: object
) -> ReplyRequest:
    """Enter that somebody wants to reply to a story."""
    filled = {
        "claimant": "Chan Rith",
        "demand": "I was never at the river.",
        "received_at": NOW,
        **facts,
    }
    return replying.receive_reply(
        request=ReplyRequest(article=article, **filled), by=by or a_chief(), at=NOW
    )


def decided(
    request: ReplyRequest, decision: ReplyDecision, *, by: Account | None = None
) -> ReplyRequest:
    """Let a second person decide a request for a reply."""
    return replying.decide_reply(
        request=request,
        decision=decision,
        answer="It was said in court.",
        wordings={"km": "លោក ច័ន្ទ មិនយល់ស្របទេ។", "en": "Mr Chan disagrees."},
        by=by or a_chief(),
        at=NOW,
    )


def a_published_pair() -> tuple[Version, Version]:
    """Make a story that readers find in Khmer and, translated, in English."""
    original = published(a_version(language="km"))
    translation = published(a_version(article=original.article, language="en"))
    return original, translation


def a_jpeg(width: int = 1200, height: int = 800, **saved: Any) -> bytes:
    """Make a small picture file."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), (120, 90, 60)).save(file, "JPEG", **saved)
    return file.getvalue()


def a_photo(**facts: Any) -> Photo:
    """Store a photo; what is given as empty is emptied past the form's checks."""
    filled = {
        "ownership": PhotoOwnership.OWN,
        "credit_km": "ស្រី មុំ",
        "credit_en": "Srey Mom",
        "description_km": "ទន្លេ",
        "description_en": "A river",
        **{name: value or "x" for name, value in facts.items()},
    }
    photo = picturing.store_photo(
        photo=Photo(**filled), content=a_jpeg(), by=None, at=NOW
    )
    emptied = {name: "" for name, value in facts.items() if value == ""}
    if emptied:
        Photo.objects.filter(pk=photo.pk).update(**emptied)
        photo.refresh_from_db()
    return photo


def told(
    version: Version,
    account: Account,
    kind: NotificationKind = NotificationKind.RETURNED,
    **facts: Any,
) -> Notification:
    """Tell somebody that something happened to a version."""
    given = {"by": None, "at": NOW, **facts}
    notifying.notify(accounts=[account.pk], kind=kind, version=version, **given)
    return Notification.objects.filter(account=account).latest("pk")


def a_sound(
    seconds: float = 2,
    *,
    form: str = "WAV",
    rate: int = 44_100,
    channels: int = 1,
    loudness: float = 0.3,
    **saved: Any,
) -> bytes:
    """Make a small sound file: a tone that swells."""
    moments = np.arange(round(rate * seconds)) / rate
    tone = np.sin(2 * np.pi * 220 * moments) * loudness * np.sin(np.pi * moments) ** 2
    file = io.BytesIO()
    samples = np.repeat(tone[:, None], channels, axis=1)
    soundfile.write(file, samples, rate, format=form, **saved)
    return file.getvalue()


def recorded(
    version: Version, content: bytes | None = None, *, by: Account | None = None
) -> Recording:
    """Store a recording of a version, read by the desk unless a voice is credited."""
    if not version.credits.filter(role=CreditRole.VOICE).exists():
        credited = [(c.contributor, CreditRole(c.role)) for c in version.credits.all()]
        credit(version, *credited, (a_desk(), CreditRole.VOICE))
    return voicing.store_recording(
        version=version,
        file=io.BytesIO(content or a_sound()),
        by=by or a_chief(),
        at=NOW,
    )


def a_key_pair() -> tuple[Any, str]:
    """Make a private key, as a computer elsewhere holds it, and its public one."""
    private = pyrage.x25519.Identity.generate()
    return private, str(private.to_public())


def a_sealed_identity(
    account: Account | None = None, *, key: str = "", words: str = "Chan Rith"
) -> SealedIdentity:
    """Seal who the bearer of an account is, to a key of its own unless given one."""
    key = key or a_key_pair()[1]
    return SealedIdentity.objects.create(
        account=account or an_account(),
        ciphertext=seal(words, [key]),
        keys=[fingerprint(key)],
        sealed_at=NOW,
        sealed_by=a_chief(),
    )


def a_background(
    subject: str = "", *, texts: Mapping[str, str] | None = None, days: int = 180
) -> Background:
    """Keep a background paragraph."""
    return keep_background(
        subject=subject or f"subject {next(_numbers)}",
        texts=texts or {"km": "តុលាការ\u200bបាន\u200bរំលាយ។", "en": "The court ruled."},
        review_days=days,
        by=a_chief(),
        at=NOW,
    )
