"""Secrets of ways of delivery: derived, never stored, renewed by counting up."""

from django.core.signing import BadSignature, Signer
from django.utils.crypto import salted_hmac

from exports.models import Channel

_signer = Signer(salt="exports.channel")


def secret_of(channel: Channel) -> str:
    """Return what signs the messages of a webhook; 64 hexadecimal digits."""
    told = f"{channel.pk}.{channel.secret_number}"
    return salted_hmac("exports.webhook", told, algorithm="sha256").hexdigest()


def token_of(channel: Channel) -> str:
    """Return what stands in the secret address of a partner's page or feed."""
    return _signer.sign(f"{channel.pk}.{channel.secret_number}")


def channel_named(token: str) -> Channel | None:
    """Find the open way of a secret address; None where nobody signed it."""
    try:
        key, _dot, number = _signer.unsign(token).partition(".")
    except BadSignature:
        return None
    return (
        Channel.objects.select_related("licensee")
        .filter(pk=key, secret_number=number, closed_at=None)
        .first()
    )
