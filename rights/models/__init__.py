"""The tables of rights, one model a file."""

from rights.models.notice_edition import NoticeEdition
from rights.models.organisation import Organisation

__all__ = ["NoticeEdition", "Organisation"]
