"""Finds what a command names: outlet, section, account, contributors.

Nobody and nothing is invented: what is not there is refused, all of it at once.
"""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from articles.actions.crediting import CreditEntry
from articles.models import CreditRole, Outlet, Section
from intake.sources.refusals import IntakeRefused
from people.models import Account, Contributor


def outlet_named(slug: str | None) -> Outlet:
    """Return an outlet by its slug; without one the only outlet there is.

    Raises:
        IntakeRefused: there is none, or several and none was named.
    """
    outlets = list(Outlet.objects.order_by("slug"))
    if slug is None and len(outlets) == 1:
        return outlets[0]
    found = next((outlet for outlet in outlets if outlet.slug == slug), None)
    if found is not None:
        return found
    slugs = ", ".join(outlet.slug for outlet in outlets)
    if not outlets:
        message = "There is no outlet yet. Make one in the admin."
    elif slug is None:
        message = f"There are several outlets. Name one with --outlet: {slugs}."
    else:
        message = f"There is no outlet “{slug}”. There are: {slugs}."
    raise IntakeRefused(message)


def section_named(slug: str | None) -> Section:
    """Return a section by its slug; without one the first of the paper.

    Raises:
        IntakeRefused: there is none of that name, or none at all.
    """
    sections = list(Section.objects.order_by("position", "slug"))
    if not sections:
        message = "There is no section yet. Make one in the admin."
        raise IntakeRefused(message)
    if slug is None:
        return sections[0]
    found = next((section for section in sections if section.slug == slug), None)
    if found is None:
        slugs = ", ".join(section.slug for section in sections)
        message = f"There is no section “{slug}”. There are: {slugs}."
        raise IntakeRefused(message)
    return found


def account_named(username: str | None) -> Account:
    """Return an account by its name; without one the only one that runs the server.

    Raises:
        IntakeRefused: there is none of that name, or it was deactivated, or several
            run the server and none was named.
    """
    active = Account.objects.filter(is_active=True)
    if username is not None:
        named = active.filter(username=username).first()
        if named is None:
            message = f"There is no active account “{username}”. Check --by."
            raise IntakeRefused(message)
        return named
    superusers = list(active.filter(is_superuser=True).order_by("username")[:2])
    if len(superusers) != 1:
        message = "Say who takes the story in: --by USERNAME."
        raise IntakeRefused(message)
    return superusers[0]


def credits_named(asked: Sequence[str]) -> tuple[CreditEntry, ...]:
    """Return credits for contributors that exist.

    Args:
        asked: each "role=name", the name a slug or exactly a name in one language.

    Raises:
        IntakeRefused: a role or a contributor is unknown, or several have the name;
            lists all of them.
    """
    entries: list[CreditEntry] = []
    faults: list[str] = []
    for each in asked:
        role, _equals, name = (part.strip() for part in each.partition("="))
        role = role.replace("-", "_")
        people = list(_contributors(name)) if name else []
        if role not in CreditRole.values:
            faults.append(f"“{each}”: the roles are {', '.join(CreditRole.values)}")
        elif not people:
            faults.append(f"“{each}”: no contributor has this name")
        elif len(people) > 1:
            slugs = ", ".join(person.slug for person in people)
            faults.append(f"“{each}”: several have this name, use a slug ({slugs})")
        else:
            entries.append(CreditEntry(people[0], CreditRole(role)))
    if faults:
        message = f"Nobody is invented. Not credited: {'; '.join(faults)}."
        raise IntakeRefused(message)
    return tuple(entries)


def _contributors(name: str) -> Iterable[Contributor]:
    by_slug = Contributor.objects.filter(slug=name)
    if by_slug:
        return by_slug
    return Contributor.objects.filter(Q(name_km=name) | Q(name_en=name)).order_by(
        "slug"
    )
