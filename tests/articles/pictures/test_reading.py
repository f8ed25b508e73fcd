"""Uploaded pictures become pixels, and hostile ones cost next to nothing."""

import io
import struct
import subprocess
import sys
import time
import zlib

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from articles import pictures
from articles.pictures import reading
from articles.pictures.reading import PictureError, read_picture
from tests import factories as make

LONGEST_SECONDS, MOST_MEGABYTES = 2, 256


def with_place():
    exif = Image.Exif()
    exif[0x0110] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return make.a_jpeg(exif=exif, comment=b"SecretComment")


def a_png(image=None, **saved):
    file = io.BytesIO()
    (image or Image.new("RGB", (400, 300), (120, 90, 60))).save(file, "PNG", **saved)
    return file.getvalue()


def a_flat_jpeg(width, height, **saved):
    file = io.BytesIO()
    Image.new("L", (width, height), 90).save(file, "JPEG", **saved)
    return file.getvalue()


def a_flat_png(width, height):
    """Make a picture of one colour, which weighs next to nothing."""

    def chunk(name, content):
        checked = name + content
        size, check = len(content), zlib.crc32(checked)
        return struct.pack(">I", size) + checked + struct.pack(">I", check)

    row = b"\0" * (1 + width * 3)
    packer, packed = zlib.compressobj(9), []
    for _row in range(height):
        packed.append(packer.compress(row))
    packed.append(packer.flush())
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
        + chunk(b"IDAT", b"".join(packed))
        + chunk(b"IEND", b"")
    )


def claiming(png, width, height):
    """Let a PNG claim to be larger than it is."""
    head = b"IHDR" + struct.pack(">II", width, height) + png[24:29]
    return png[:12] + head + struct.pack(">I", zlib.crc32(head)) + png[33:]


def many_scans():
    """Repeat the last scan of a progressive JPEG a thousand times."""
    content = a_flat_jpeg(800, 800, progressive=True)
    last = content.rindex(b"\xff\xda")
    return content[:last] + content[last:-2] * 1000 + b"\xff\xd9"


def moving(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (60, 40), (shade, 0, 0)) for shade in (0, 200)]
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=100)
    return file.getvalue()


def a_heic():
    return struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0mif1heic" + b"\0" * 500


HOSTILE = {
    "nothing": b"",
    "text": b"no picture",
    "cut off": make.a_jpeg()[:400],
    "cut in its pixels": a_png(Image.effect_noise((300, 300), 80))[:-4000],
    "another kind": b"GIF89a" + b"\0" * 50,
    "drawing with a script": b"<svg onload='alert(1)'/>",
    "page": b"<!doctype html><script>alert(1)</script>",
    "archive": b"PK\x03\x04" + b"\0" * 500,
    "a JPEG's beginning alone": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 40,
    "a marker without its length": b"\xff\xd8\xff\xe1",
    "a thousand scans": many_scans(),
    "a PNG without its rows": claiming(a_png(), 4000, 3000),
    "a WebP without its pixels": b"RIFF\x10\0\0\0WEBPVP8 \x04\0\0\0\0\0\0\0",
}
FLOODS = {
    "PNG that claims four thousand million": claiming(a_png(), 65_000, 65_000),
    "PNG that claims all there can be": claiming(a_png(), 2**31 - 1, 2**31 - 1),
    "PNG of one colour": a_flat_png(12_000, 8_000),
    "JPEG": a_flat_jpeg(10_000, 9_000),
    "progressive JPEG": a_flat_jpeg(8_000, 5_000, progressive=True),
}


class TestReadPicture:
    def test_drops_place_camera_and_comment(self):
        content = with_place()
        assert b"SecretCamera" in content
        for extension in pictures.CONTENT_TYPES:
            bare = pictures.encode(read_picture(content), extension)
            assert b"Secret" not in bare
            assert not Image.open(io.BytesIO(bare)).getexif()

    @pytest.mark.parametrize("orientation", range(1, 9))
    def test_turns_the_picture_upright(self, orientation):
        exif = Image.Exif()
        exif[0x0112] = orientation
        # A dark corner, top left as it was seen.
        seen = Image.new("L", (400, 200), 220)
        seen.paste(20, (0, 0, 100, 100))
        stored = seen
        for undo in {
            1: (),
            2: (Image.Transpose.FLIP_LEFT_RIGHT,),
            3: (Image.Transpose.ROTATE_180,),
            4: (Image.Transpose.FLIP_TOP_BOTTOM,),
            5: (Image.Transpose.TRANSPOSE,),
            6: (Image.Transpose.ROTATE_90,),
            7: (Image.Transpose.TRANSVERSE,),
            8: (Image.Transpose.ROTATE_270,),
        }[orientation]:
            stored = stored.transpose(undo)
        file = io.BytesIO()
        stored.save(file, "JPEG", exif=exif)
        upright = read_picture(file.getvalue())
        assert upright.size == (400, 200)
        assert upright.getpixel((50, 50))[0] < 60
        assert upright.getpixel((350, 150))[0] > 180

    @pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
    def test_reads_a_picture_whose_camera_wrote_nonsense(self):
        content = make.a_jpeg()
        nonsense = b"\xff\xe1\0\x14Exif\0\0MM\0*\0\0\0\x08\xff\xff\xff\xff"
        assert read_picture(content[:2] + nonsense + content[2:]).size == (1200, 800)

    @pytest.mark.parametrize("name", HOSTILE)
    def test_refuses_what_is_no_picture_in_words(self, name):
        with pytest.raises(PictureError, match="JPEG, PNG or WebP"):
            read_picture(HOSTILE[name])

    @pytest.mark.parametrize("name", FLOODS)
    def test_refuses_a_flood_of_pixels_before_decoding_it(self, name):
        with pytest.raises(PictureError, match="too many pixels"):
            read_picture(FLOODS[name])

    @pytest.mark.parametrize(("width", "height"), [(9000, 1000), (10, 4000), (1, 60)])
    def test_refuses_a_strip(self, width, height):
        with pytest.raises(PictureError, match="strip"):
            read_picture(a_png(Image.new("RGB", (width, height))))

    def test_takes_a_long_capture_of_a_whole_post(self):
        long = a_png(Image.new("RGB", (400, 9000)))
        assert read_picture(long, pictures.CAPTURE).size == (400, 9000)
        with pytest.raises(PictureError, match="two parts"):
            read_picture(a_png(Image.new("RGB", (100, 9000))), pictures.CAPTURE)

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_refuses_a_moving_picture(self, kind):
        with pytest.raises(PictureError, match="picture moves"):
            read_picture(moving(kind))

    def test_says_what_to_do_with_the_file_of_a_newer_phone(self):
        with pytest.raises(PictureError, match="Most Compatible"):
            read_picture(a_heic())

    def test_refuses_a_file_that_is_too_heavy(self):
        with pytest.raises(PictureError, match="30 MB"):
            read_picture(b"\xff\xd8" + b"\0" * reading.LARGEST_UPLOAD)

    def test_reads_by_content_whatever_else_the_file_could_be(self):
        polyglot = make.a_jpeg() + b"PK\x03\x04<script>Secret</script>"
        bare = pictures.encode(read_picture(polyglot), "jpg")
        assert b"Secret" not in bare

    def test_puts_what_is_transparent_on_white(self):
        clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
        palette = Image.new("P", (40, 40), 0)
        assert read_picture(a_png(clear)).getpixel((5, 5)) == (255, 255, 255)
        shown = read_picture(a_png(palette, transparency=0))
        assert shown.getpixel((5, 5)) == (255, 255, 255)

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
    def test_reads_every_kind_of_png(self, mode):
        image = Image.new(mode, (40, 30))
        picture = read_picture(a_png(image))
        assert (picture.mode, picture.size) == ("RGB", (40, 30))

    def test_keeps_sixteen_bits_of_grey_as_grey(self):
        grey = Image.new("I;16", (40, 30), 0x8000)
        assert read_picture(a_png(grey)).getpixel((5, 5)) == (128, 128, 128)

    def test_keeps_the_colours_that_a_profile_means(self):
        linear = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
        plain = Image.new("RGB", (40, 40), (90, 120, 60))
        shown = read_picture(a_png(plain, icc_profile=b"damaged" + linear))
        assert shown.getpixel((5, 5)) == (90, 120, 60)
        srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
        same = read_picture(a_png(plain, icc_profile=srgb)).getpixel((5, 5))
        assert max(abs(a - b) for a, b in zip(same, (90, 120, 60), strict=True)) < 3

    def test_refuses_text_that_unpacks_without_end(self):
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", "a" * 30_000_000, zip=True)
        with pytest.raises(PictureError, match="JPEG, PNG or WebP"):
            read_picture(a_png(pnginfo=told))

    def test_makes_the_same_bytes_each_time(self):
        picture = read_picture(make.a_jpeg())
        assert pictures.encode(picture, "webp", 480) == pictures.encode(
            picture, "webp", 480
        )


LARGEST = {
    "JPEG": "Image.effect_noise((9000, 6600), 40).convert('RGB').save(f, 'JPEG')",
    "progressive JPEG": (
        "Image.effect_noise((5900, 4000), 40).convert('RGB')"
        ".save(f, 'JPEG', progressive=True)"
    ),
    "PNG": "Image.new('RGBA', (5900, 4000), (9, 9, 9, 9)).save(f, 'PNG')",
    "WEBP": "Image.new('RGBA', (3900, 3000), (9, 9, 9, 9)).save(f, 'WEBP')",
    "capture": "Image.new('RGB', (700, 25000)).save(f, 'PNG')",
}
MEASURED = """
import re, resource, sys
from articles.pictures import CAPTURE, PHOTO, PictureError, encode, read_picture
content = open(sys.argv[1], "rb").read()
try:
    encode(read_picture(content, CAPTURE if sys.argv[2] == "capture" else PHOTO), "jpg")
except PictureError:
    pass
# What this program took, and not the one that started it.
peak = re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]
print(int(peak) // 1024)
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
"""


class TestTheLargestThereMayBe:
    @pytest.mark.parametrize("name", LARGEST)
    def test_costs_little_memory_and_time(self, tmp_path, name):
        path = tmp_path / "picture"
        opened = f"from PIL import Image\nf = open({str(path)!r}, 'wb')"
        making = f"{opened}\n{LARGEST[name]}"
        subprocess.run([sys.executable, "-c", making], check=True)  # noqa: S603 - ours
        self.measure(path, name)

    @pytest.mark.parametrize("name", [*HOSTILE, *FLOODS])
    def test_refusing_costs_less(self, name):
        content = {**HOSTILE, **FLOODS}[name]
        begun = time.process_time()
        with pytest.raises(PictureError):
            read_picture(content)
        assert time.process_time() - begun < LONGEST_SECONDS

    def measure(self, path, name):
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", MEASURED, str(path), name],
            check=True,
            capture_output=True,
            text=True,
        )
        megabytes, seconds = map(float, done.stdout.split())
        assert megabytes <= MOST_MEGABYTES
        assert seconds <= LONGEST_SECONDS
