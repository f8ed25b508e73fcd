"""Who somebody really is, sealed to keys that are not here."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models.account import Account
from people.models.contributor import Contributor
from people.sealing import BEGINS_WITH

# The database itself takes nothing that is not sealed.
_BEGINNING = models.Func(
    models.Func(
        models.F("ciphertext"),
        models.Value(1),
        models.Value(len(BEGINS_WITH)),
        function="substring",
        output_field=models.BinaryField(),
    ),
    models.Value("escape"),
    function="encode",
    output_field=models.TextField(),
)


# Outside the history on purpose: what is not copied need not be erased.
class SealedIdentity(models.Model):
    """Words that only the holders of private keys can read, elsewhere.

    There is none unless somebody seals one. The clear words exist in the request that
    seals them, and nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.OneToOneField(
        Account,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sealed_identity",
        verbose_name=_("account"),
    )
    contributor = models.OneToOneField(
        Contributor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sealed_identity",
        verbose_name=_("contributor"),
    )
    ciphertext = models.BinaryField()
    keys = ArrayField(
        models.CharField(max_length=16),
        verbose_name=_("sealed to the keys"),
        help_text=_("Fingerprints of the public keys."),
    )
    sealed_at = models.DateTimeField(_("sealed"))
    sealed_by = models.ForeignKey(
        Account,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sealed by"),
    )

    class Meta:
        verbose_name = _("sealed identity")
        verbose_name_plural = _("sealed identities")
        ordering = ("-sealed_at",)
        permissions = (("open_sealedidentity", "Can ask for a sealed identity"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(account__isnull=False)
                ^ models.Q(contributor__isnull=False),
                name="identity_is_of_an_account_or_a_contributor",
            ),
            models.CheckConstraint(
                condition=models.lookups.Exact(_BEGINNING, models.Value(BEGINS_WITH)),
                name="identity_is_sealed",
            ),
            models.CheckConstraint(
                condition=models.Q(keys__len__gt=0), name="identity_is_sealed_to_a_key"
            ),
        )

    def __str__(self) -> str:
        return f"{_('sealed identity')} {str(self.pk)[:8]}"

    @property
    def urn(self) -> str:
        """How the ledger names it: by nothing that leads to a person."""
        return f"urn:spean:identity:{self.pk}"
