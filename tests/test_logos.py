"""A school's logo: printed if it is what it says; else refused before it is decoded, in plain words."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from PIL import Image

from paperbuilder import make, pictures
from paperbuilder.pictures import find_picture
from tests.test_overrides import school

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}</svg>'


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def picture(kind: str, mode: str = "RGB") -> bytes:
    buffer = BytesIO()
    Image.new(mode, (40, 20), "black").save(buffer, kind)
    return buffer.getvalue()


HOSTILE = {
    "bomb.png": (png_that_claims(60_000, 60_000), "million pixels"),
    "large.png": (png_that_claims(10_000, 10_000), "million pixels"),
    "some.png": (png_that_claims(7_000, 7_000), "million pixels"),
    "cut.png": (picture("PNG")[:60], "cannot be read|can be read"),
    "jpeg.png": (picture("JPEG"), "is not a PNG picture"),
    "text.jpg": (b"hello", "is not a JPEG picture"),
    "page.pdf": (b"%PDF-1.7", "not a PNG, JPEG or SVG"),
    "script.svg": (SVG.format("<script>alert(1)</script>").encode(), "has a <script>"),
    "image.svg": (SVG.format('<image href="file:///etc/passwd"/>').encode(), "has a <image>"),
    "use.svg": (SVG.format('<use href="http://example.org/x.svg#a"/>').encode(), "has a <use>"),
    "text.svg": (SVG.format("<text>Our school</text>").encode(), "turn text into paths"),
    "entity.svg": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), "document type"),
    "many.svg": (SVG.format("<g/>" * 6000).encode(), "more than 5000 shapes"),
    "broken.svg": (b"<svg", "not well-formed"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_is_not_safe_is_refused(name: str, tmp_path: Path) -> None:
    data, words = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=words):
        find_picture(name, [tmp_path], 85)


def test_a_picture_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(picture("PNG") + b"\0" * pictures.MAX_BYTES)
    with pytest.raises(ValueError, match="larger than 5 MB"):
        find_picture("large.png", [tmp_path], 85)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(picture("PNG"))
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "logo.png").symlink_to(tmp_path / "outside.png")
    with pytest.raises(ValueError, match="outside its folder"):
        find_picture("logo.png", [tmp_path / "school"], 85)


@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.svg"])
def test_a_logo_prints_at_its_width_with_its_words(name: str, tmp_path: Path) -> None:
    theme = f"schema: 1\nlogo: {{file: {name}, alt: Our gate, width: 30 mm}}\n"
    spec = school(tmp_path, {"theme.yaml": theme})
    drawn = SVG.format('<rect width="40" height="20"/>').encode()
    data = {"logo.png": picture("PNG", "RGBA"), "logo.jpg": picture("JPEG"), "logo.svg": drawn}[name]
    (tmp_path / "templates" / "ours" / name).write_bytes(data)
    path = make(spec, school="ours", only="mark-scheme").paths[0]
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        shown = page.images or [r for r in page.rects if r["height"] > 30]
        assert shown[0]["width"] == pytest.approx(30 * 72 / 25.4, abs=0.5)
        assert shown[0]["height"] == pytest.approx(15 * 72 / 25.4, abs=0.5)
        assert bool(page.images) == (name != "logo.svg")
    with pikepdf.open(path) as pdf:
        assert any(str(o.get("/Alt", "")) == "Our gate" for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
