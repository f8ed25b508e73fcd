"""Picture files that betray where and by whom they were made, one way each."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageCms, PngImagePlugin

from tests import factories as make
from tests.exiftool import written

SECRET = "SokDaraSecret"  # noqa: S105 - a word to look for
_XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/'
    '22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.'
    f'com/photoshop/1.0/" photoshop:City="{SECRET}"/></rdf:RDF></x:xmpmeta>'
).encode()


def _after_head(content: bytes, *segments: tuple[int, bytes]) -> bytes:
    """Put APP or COM segments behind a JPEG's own first one."""
    at = 4 + struct.unpack(">H", content[4:6])[0]
    more = b"".join(
        bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body
        for marker, body in segments
    )
    return content[:at] + more + content[at:]


def _jpeg_with(*segments: tuple[int, bytes]) -> Callable[[Path], bytes]:
    return lambda _path: _after_head(make.a_jpeg(), *segments)


def _tagged(*tags: str) -> Callable[[Path], bytes]:
    return lambda path: written(make.a_jpeg(), path.with_suffix(".jpg"), *tags)


def _exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = SECRET, SECRET
    exif[0x013B], exif[0x8298] = SECRET, SECRET
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (11.0, 33.0, 22.0)
    place[3], place[4] = "E", (104.0, 55.0, 11.0)
    return exif


def _thumbnail(path: Path) -> bytes:
    small = path.with_name("small.jpg")
    small.write_bytes(make.a_jpeg(160, 120, comment=SECRET.encode()))
    tag = f"-ThumbnailImage<={small}"
    return written(make.a_jpeg(exif=_exif()), path.with_suffix(".jpg"), tag)


def _maker_note(_path: Path) -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Apple"
    exif.get_ifd(0x8769)[0x927C] = b"Apple iOS\0\0\1MM\0\1" + SECRET.encode() * 4
    return make.a_jpeg(exif=exif)


def _serial_numbers(_path: Path) -> bytes:
    exif = Image.Exif()
    camera = exif.get_ifd(0x8769)
    camera[0xA430], camera[0xA431], camera[0x9286] = SECRET, SECRET, SECRET.encode()
    camera[0x9003], camera[0x9011] = "2026:03:01 09:10:11", "+07:00"
    return make.a_jpeg(exif=exif)


def _profile() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    name = "sRGB built-in".encode("utf-16-be")
    return profile.replace(name, SECRET.encode("utf-16-be"))


def _extended_xmp(_path: Path) -> bytes:
    sign = b"0" * 32
    main = _XMP.replace(
        b"photoshop:City",
        b'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" '
        b'xmpNote:HasExtendedXMP="' + sign + b'" photoshop:City',
    )
    more = sign + struct.pack(">II", len(_XMP), 0) + _XMP
    return _after_head(
        make.a_jpeg(),
        (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + main),
        (0xE1, b"http://ns.adobe.com/xmp/extension/\0" + more),
    )


def _resource(number: int, content: bytes) -> bytes:
    padded = content + b"\0" * (len(content) % 2)
    head = b"8BIM" + struct.pack(">HHI", number, 0, len(content))
    return b"Photoshop 3.0\0" + head + padded


def _multi_picture(_path: Path) -> bytes:
    file = io.BytesIO()
    second = Image.new("RGB", (80, 60), (1, 2, 3))
    Image.new("RGB", (1200, 800), (120, 90, 60)).save(
        file, "MPO", save_all=True, append_images=[second], exif=_exif()
    )
    return file.getvalue() + SECRET.encode()


def _behind_the_end(_path: Path) -> bytes:
    film = struct.pack(">I", 8 + 16) + b"ftypmp42" + b"\0" * 12 + SECRET.encode()
    return make.a_jpeg() + film


def _box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content) + 8) + name + content


def _signed_provenance(_path: Path) -> bytes:
    label = b"c2pa\0\x11\0\x10\x80\0\0\xaa\0\x38\x9b\x71\x03c2pa\0"
    claim = _box(b"json", b'{"claim_generator": "' + SECRET.encode() + b'"}')
    told = _box(b"jumb", _box(b"jumd", label) + claim)
    return _after_head(make.a_jpeg(), (0xEB, b"JP\0\1" + b"\0\0\0\1" + told))


def _jfif_thumbnail(_path: Path) -> bytes:
    small = SECRET.encode() + b"\0" * (12 * 9 * 3 - len(SECRET))
    content = make.a_jpeg()
    head = content[6:18] + bytes([12, 9]) + small
    return b"\xff\xd8\xff\xe0" + struct.pack(">H", len(head) + 2) + head + content[20:]


def _jfxx_thumbnail(_path: Path) -> bytes:
    small = make.a_jpeg(80, 60, comment=SECRET.encode())
    return _after_head(make.a_jpeg(), (0xE0, b"JFXX\0\x10" + small))


def _a_png(**saved: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), (120, 90, 60)).save(file, "PNG", **saved)
    return file.getvalue()


def _png_with(name: bytes, content: bytes) -> Callable[[Path], bytes]:
    def made(_path: Path) -> bytes:
        png, checked = _a_png(), name + content
        size, check = struct.pack(">I", len(content)), zlib.crc32(checked)
        return png[:33] + size + checked + struct.pack(">I", check) + png[33:]

    return made


def _png_text(*, is_packed: bool) -> Callable[[Path], bytes]:
    def made(_path: Path) -> bytes:
        told = PngImagePlugin.PngInfo()
        told.add_text("Author", SECRET, zip=is_packed)
        return _a_png(pnginfo=told)

    return made


def _png_xmp(_path: Path) -> bytes:
    told = PngImagePlugin.PngInfo()
    told.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    return _a_png(pnginfo=told)


def _a_webp(**saved: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1200, 800), (120, 90, 60)).save(file, "WEBP", **saved)
    return file.getvalue()


def _webp_chunk(_path: Path) -> bytes:
    webp, secret = _a_webp(exif=_exif()), SECRET.encode()
    more = b"note" + struct.pack("<I", len(secret)) + secret + b"\0" * (len(secret) % 2)
    body = webp[8:] + more
    return b"RIFF" + struct.pack("<I", len(body)) + body


CARRIERS: dict[str, Callable[[Path], bytes]] = {
    "EXIF: place, camera, owner": lambda _path: make.a_jpeg(exif=_exif()),
    "EXIF: serial numbers and hours": _serial_numbers,
    "EXIF: note of the maker": _maker_note,
    "EXIF: small picture": _thumbnail,
    "IPTC IIM": _tagged(f"-IPTC:City={SECRET}", f"-IPTC:By-line={SECRET}"),
    "XMP": _jpeg_with((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP)),
    "XMP: faces and place": _tagged(
        f"-XMP-mwg-rs:RegionName={SECRET}", "-XMP-exif:GPSLatitude=11.55"
    ),
    "XMP that goes on": _extended_xmp,
    "ICC profile with a name": lambda _path: make.a_jpeg(icc_profile=_profile()),
    "comment": lambda _path: make.a_jpeg(comment=SECRET.encode()),
    "Photoshop resources": _jpeg_with((0xED, _resource(0x040B, SECRET.encode()))),
    "JFIF: small picture": _jfif_thumbnail,
    "JFXX: small picture": _jfxx_thumbnail,
    "FlashPix": _jpeg_with((0xE2, b"FPXR\0\0\1" + SECRET.encode())),
    "APP segments of makers": _jpeg_with(
        (0xE4, SECRET.encode()), (0xEC, b"Ducky" + SECRET.encode())
    ),
    "more than one picture": _multi_picture,
    "film behind the end": _behind_the_end,
    "C2PA": _signed_provenance,
    "PNG: text": _png_text(is_packed=False),
    "PNG: packed text": _png_text(is_packed=True),
    "PNG: XMP": _png_xmp,
    "PNG: EXIF": lambda _path: _a_png(exif=_exif()),
    "PNG: profile": lambda _path: _a_png(icc_profile=_profile()),
    "PNG: hour": _png_with(b"tIME", struct.pack(">HBBBBB", 2026, 3, 1, 9, 10, 11)),
    "PNG: chunk of a maker": _png_with(b"seCr", SECRET.encode()),
    "PNG: behind the end": lambda _path: _a_png() + SECRET.encode(),
    "WebP: EXIF": lambda _path: _a_webp(exif=_exif()),
    "WebP: XMP": lambda _path: _a_webp(xmp=_XMP),
    "WebP: profile": lambda _path: _a_webp(icc_profile=_profile()),
    "WebP: chunk of a maker": _webp_chunk,
}
"""Thirty, of which promise 10 asks for twelve."""
