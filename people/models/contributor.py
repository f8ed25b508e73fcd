"""Whom a story can credit: a person, a desk or an agency."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.account import Account


class ContributorKind(models.TextChoices):
    """What stands behind a credited name."""

    PERSON = "person", _("person")
    DESK = "desk", _("desk")
    AGENCY = "agency", _("agency")

    @property
    def needs_consent(self) -> bool:
        """Whether the name may appear only where its bearer said yes."""
        return self is ContributorKind.PERSON


class ContributorQuerySet(models.QuerySet["Contributor"]):
    """Contributors, and whose name may appear."""

    def nameable_in(self, language: str) -> "ContributorQuerySet":
        """Keep those whose public name may appear in a language.

        Args:
            language: BCP 47 tag of the page or copy.
        """
        return self.filter(
            ~models.Q(kind=ContributorKind.PERSON)
            | models.Q(consents__language=language, consents__withdrawn_at=None)
        ).distinct()


class Contributor(models.Model):
    """A public name that a story can carry.

    Never holds the real name of somebody who must be protected: such a person
    has a public name of their choice here, and no link to an account.
    """

    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=ContributorKind.choices,
        default=ContributorKind.PERSON,
    )
    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=200)
    biography = models.TextField(_("biography"), blank=True)
    account = models.OneToOneField(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="contributor",
        verbose_name=_("account"),
    )

    objects: ClassVar[ContributorQuerySet] = ContributorQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ("slug",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(account=None)
                | models.Q(kind=ContributorKind.PERSON),
                name="only_a_person_has_an_account",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.slug
