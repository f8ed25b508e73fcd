"""Files packed into one, the same bytes at every time and on every machine."""

import io
import zipfile
from collections.abc import Iterable
from typing import Final

# The first moment that ZIP can tell; a copy says elsewhere when it was published.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3


def packed(
    files: Iterable[tuple[str, bytes]], *, first_is_stored: bool = False
) -> bytes:
    """Pack files in their order.

    Args:
        files: Name and bytes.
        first_is_stored: The first is not compressed, so that programs find it.

    References:
        APPNOTE.TXT 6.3.10; OCF 3.3 §4.3 for what an EPUB wants of its first file.
    """
    packet = io.BytesIO()
    with zipfile.ZipFile(packet, "w") as archive:
        for at, (name, file_bytes) in enumerate(files):
            entry = zipfile.ZipInfo(name, _MOMENT)
            is_stored = first_is_stored and at == 0
            entry.compress_type = (
                zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            )
            # Otherwise Python writes which system it runs on.
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file_bytes)
    return packet.getvalue()
