"""Pictures as plain bytes: read, masked, encoded, and told whose they are."""

from articles.pictures.masking import Area, AreaError, Shape, masked
from articles.pictures.packet import Claim, PhotoWords, packet
from articles.pictures.reading import (
    CAPTURE,
    LARGEST_UPLOAD,
    NO_ROOM,
    PHOTO,
    Kind,
    PictureError,
    read_picture,
)
from articles.pictures.renditions import (
    CONTENT_TYPES,
    MASTER,
    RENDITIONS,
    Rendition,
    encode,
    encode_all,
    file_path,
    folder_of,
    rendition_names,
)
from articles.pictures.splicing import (
    SplicingError,
    foreign_parts,
    packet_of,
    with_packet,
)
from articles.pictures.xmp import by_language, element, listed, text

__all__ = [
    "CAPTURE",
    "CONTENT_TYPES",
    "LARGEST_UPLOAD",
    "MASTER",
    "NO_ROOM",
    "PHOTO",
    "RENDITIONS",
    "Area",
    "AreaError",
    "Claim",
    "Kind",
    "PhotoWords",
    "PictureError",
    "Rendition",
    "Shape",
    "SplicingError",
    "by_language",
    "element",
    "encode",
    "encode_all",
    "file_path",
    "folder_of",
    "foreign_parts",
    "listed",
    "masked",
    "packet",
    "packet_of",
    "read_picture",
    "rendition_names",
    "text",
    "with_packet",
]
