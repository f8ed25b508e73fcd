"""Sections, tags and series: labels in every interface language."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

# Words that are addresses of their own below /<language>/ (docs/urls.md).
RESERVED_SECTION_SLUGS = frozenset(
    (
        "search",
        "series",
        "tag",
        "people",
        "pair",
        "corrections",
        "rights",
        "about",
        "archive",
        "feeds",
        "lite",
        "partner",
        "verify",
    )
)

ascii_slug = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use lower-case Latin letters, digits and hyphens."),
)


def refuse_reserved_slug(slug: str) -> None:
    """Refuse a section address that another page already has.

    Raises:
        ValidationError: The word is reserved.
    """
    if slug in RESERVED_SECTION_SLUGS:
        raise ValidationError(
            _("“%(slug)s” is an address of another page. Choose a different word."),
            params={"slug": slug},
        )


class Section(models.Model):
    """A part of the paper; its slug is the same in the address of every language."""

    slug = models.CharField(
        _("slug"),
        max_length=60,
        unique=True,
        validators=[ascii_slug, refuse_reserved_slug],
    )
    name = models.CharField(_("name"), max_length=100)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ("position", "slug")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SECTION_SLUGS)),
                name="section_slug_is_not_reserved",
            ),
            models.CheckConstraint(
                condition=models.Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                name="section_slug_is_ascii",
            ),
        )

    def __str__(self) -> str:
        return self.name or self.slug


class Tag(models.Model):
    """A subject that stories share."""

    slug = models.CharField(
        _("slug"), max_length=60, unique=True, validators=[ascii_slug]
    )
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.name or self.slug


class Series(models.Model):
    """Stories that belong together and are read in an order."""

    slug = models.CharField(
        _("slug"), max_length=60, unique=True, validators=[ascii_slug]
    )
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.title or self.slug
