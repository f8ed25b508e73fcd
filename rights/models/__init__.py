"""The tables of rights, one model a file."""

from rights.models.grant import Grant
from rights.models.licensee import Licensee
from rights.models.notice_edition import NoticeEdition
from rights.models.organisation import Organisation

__all__ = ["Grant", "Licensee", "NoticeEdition", "Organisation"]
