"""What may be used in a row of a pair: one module a section of the panel."""

from newsroom.pair.offers.background import BackgroundOffer
from newsroom.pair.offers.beside import Beside, Offer
from newsroom.pair.offers.machine import MachineOffer
from newsroom.pair.offers.matches import MatchesOffer
from newsroom.pair.offers.terms import TermsOffer

OFFERS: tuple[Offer, ...] = (
    BackgroundOffer(),
    MatchesOffer(),
    TermsOffer(),
    MachineOffer(),
)
"""The sections in the order of the panel."""

__all__ = ["OFFERS", "Beside", "Offer"]
