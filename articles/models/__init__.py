"""The tables of stories, one model a file."""

from articles.models.article import Article, ArticleKind
from articles.models.correction import Correction, CorrectionKind, CorrectionWording
from articles.models.credit import Credit, CreditRole
from articles.models.outlet import Outlet
from articles.models.photo import Photo, PhotoOwnership
from articles.models.recording import Recording
from articles.models.revision import Revision, RevisionOccasion
from articles.models.source import Source
from articles.models.taxonomy import Section, Series, Tag
from articles.models.version import Origin, RightsBasis, Status, Version
from articles.models.working_block import WorkingBlock

__all__ = [
    "Article",
    "ArticleKind",
    "Correction",
    "CorrectionKind",
    "CorrectionWording",
    "Credit",
    "CreditRole",
    "Origin",
    "Outlet",
    "Photo",
    "PhotoOwnership",
    "Recording",
    "Revision",
    "RevisionOccasion",
    "RightsBasis",
    "Section",
    "Series",
    "Source",
    "Status",
    "Tag",
    "Version",
    "WorkingBlock",
]
