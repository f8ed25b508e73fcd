"""`manage.py identity_keys`: to which public keys identities are sealed."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from people.actions.identities import is_sealed_to_current_keys
from people.models import SealedIdentity
from people.sealing import fingerprint


class Command(BaseCommand):
    """Prints keys and counts, and the ids of what is sealed to other keys; no name."""

    help = (
        "List the public keys of IDENTITY_KEYS, how many identities each opens, and "
        "the identities that are not sealed to exactly these keys. Keys are made "
        "elsewhere, with age-keygen: see docs/identities.md."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print them."""
        identities = list(SealedIdentity.objects.order_by("sealed_at", "pk"))
        opened = Counter(key for identity in identities for key in identity.keys)
        if not settings.IDENTITY_KEYS:
            self.stdout.write("IDENTITY_KEYS is not set: no identity can be sealed.")
        for key in settings.IDENTITY_KEYS:
            sign = fingerprint(key)
            self.stdout.write(f"{sign}  {key}  opens {opened.pop(sign, 0)}")
        for sign, count in sorted(opened.items()):
            self.stdout.write(f"{sign}  a former key  opens {count}")
        for identity in identities:
            if not is_sealed_to_current_keys(identity):
                self.stdout.write(
                    f"To be sealed anew: {identity.pk} ({identity.sealed_at:%Y-%m-%d})"
                )
