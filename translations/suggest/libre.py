"""LibreTranslate, and whatever else answers as it does."""

from collections.abc import Mapping, Sequence
from typing import Any

from translations.suggest.base import (
    Service,
    ServiceError,
    Trouble,
    checked_address,
    checked_answer,
    refuse_too_long,
)
from translations.suggest.posting import Patience, post_json
from translations.terms.concepts import WantedTerm


class LibreBackend:
    """Speaks to a server of LibreTranslate, one's own or another's.

    References:
        LibreTranslate API, `POST /translate`: https://docs.libretranslate.com

    Attributes:
        code: As in BACKENDS.
        model: Empty: a server has one model for a pair of languages.
        takes_terms: Never: its interface has no place for them.
    """

    code = "libretranslate"
    takes_terms = False

    def __init__(self, service: Service, patience: Patience | None = None) -> None:
        self.model = service.model
        self._address = checked_address(service.address)
        self._key = service.key
        self._patience = patience

    def translate(
        self,
        texts: Sequence[str],
        source_language: str,
        target_language: str,
        _terms: Sequence[WantedTerm] = (),
    ) -> tuple[str, ...]:
        """Translate some texts, as `Backend` says."""
        refuse_too_long(texts)
        payload: dict[str, Any] = {
            "q": list(texts),
            "source": _bare(source_language),
            "target": _bare(target_language),
            "format": "text",
        }
        if self._key:
            payload["api_key"] = self._key
        answer = post_json(
            f"{self._address}/translate", payload, patience=self._patience
        )
        if not isinstance(answer, Mapping):
            raise ServiceError(Trouble.GARBAGE)
        return checked_answer(texts, answer.get("translatedText"))


def _bare(tag: str) -> str:
    """Return the language of a BCP 47 tag, without script and region."""
    return tag.partition("-")[0]
