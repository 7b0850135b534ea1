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
from paperbuilder.pictures.packing import unpack
from paperbuilder.pictures.sketch import Path as Shape
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


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 20)) -> bytes:
    buffer = BytesIO()
    Image.new(mode, size, "black").save(buffer, kind)
    return buffer.getvalue()


HOSTILE = {
    "bomb.png": (png_that_claims(60_000, 60_000), "million pixels"),
    "large.png": (png_that_claims(10_000, 10_000), "million pixels"),
    "some.png": (png_that_claims(7_000, 7_000), "million pixels"),
    "cut.png": (picture("PNG")[:60], "cannot be read|can be read"),
    "text.jpg": (b"hello", "is not a PNG, JPEG, WebP or SVG"),
    "empty.png": (b"", "is empty"),
    "page.pdf": (b"%PDF-1.7", "is a PDF, which cannot be printed; export the page"),
    "phone.jpg": (b"\0\0\0\x18ftypheic", "is an iPhone photo .HEIC., which cannot be printed; .*export it as JPEG"),
    "still.avif": (b"\0\0\0\x18ftypavif", "is an AVIF picture"),
    "moving.gif": (b"GIF89a", "is a GIF, which cannot be printed; save it again as PNG"),
    "paint.bmp": (b"BM", "is a BMP picture"),
    "scan.tif": (b"II*\0", "is a TIFF picture"),
    "packed.svg": (b"\x1f\x8b", "not as SVGZ"),
    "slide.png": (b"PK\x03\x04", "save the picture in it as PNG"),
    "script.svg": (SVG.format("<script>alert(1)</script>").encode(), "has a <script>"),
    "image.svg": (SVG.format('<image href="file:///etc/passwd"/>').encode(), "has a <image>"),
    "use.svg": (SVG.format('<use href="http://example.org/x.svg#a"/>').encode(), "has a <use>"),
    "entity.svg": (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), "document type"),
    "many.svg": (SVG.format("<g/>" * 6000).encode(), "more than 5000 shapes"),
    "broken.svg": (b"<svg", "not well-formed"),
    "rules.svg": (SVG.format("<style>" + ".a{fill:#fff}" * 2000 + "</style>").encode(), "more than 500 rules"),
    "letters.svg": (SVG.format("<text>" + "a" * 200_000 + "</text>").encode(), "more than 100,000 letters"),
    "coding.svg": (b'<?xml version="1.0" encoding="UTF-b"?><svg/>', "not well-formed"),
    "head.png": (png_that_claims(9, 9).replace(b"\0\0\0\rIHDR", b"\0\0\0\x01IHDR"), "not a PNG picture"),
    "thin.png": (png_that_claims(1, 39_000_000), "1 by 39000000 pixels; a side can have 20000"),
    "high.png": (picture("PNG", size=(2, 200)), "more than 20 times as high"),
    "high.svg": (SVG.replace('"20"', '"1e5"').format("").encode(), "more than 20 times as high"),
    "path.svg": (SVG.format('<path d="M0 0' + "L12 34" * 200_000 + '"/>').encode(), "too much to draw"),
    "no-size.svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9"/></svg>', "how large it is"),
    "empty-size.svg": (SVG.replace('"40"', '""').replace('"20"', '""').format("").encode(), "how large it is"),
    "less-than-nothing.svg": (SVG.replace("40", "-40").format("").encode(), "how large it is"),
    "nan-size.svg": (SVG.replace("40", "nan").format("").encode(), "how large it is"),
    "word-size.svg": (SVG.replace("40", "forty").format("").encode(), "how large it is"),
    "nan.svg": (SVG.format('<rect width="nan" height="9"/>').encode(), "a number in it"),
    "endless.svg": (SVG.format('<rect width="1e999" height="9"/>').encode(), "a number in it"),
    "turned.svg": (SVG.format('<g transform="scale(nan)"><rect width="9" height="9"/></g>').encode(), "a number in it"),
    "pen.svg": (SVG.format('<rect stroke-width="nan" width="9" height="9"/>').encode(), "a number in it"),
    "step.svg": (SVG.format('<path d="M 1"/>').encode(), "a path that cannot be drawn"),
    "deep.svg": (SVG.format("<g>" * 4000 + "</g>" * 4000).encode(), "more than 100 deep"),
    "page.svg": (b"<html><body/></html>", "is not an SVG drawing"),
    "part.svg": (b"<g><rect/></g>", "is not an SVG drawing"),
    "metadata.svg": (b"<metadata/>", "is not an SVG drawing"),
    "outside.svg": (SVG.format('<x:g xmlns:x="urn:x"/><image/>').encode(), "has a <image>"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_picture_that_is_not_safe_is_refused(name: str, tmp_path: Path) -> None:
    data, words = HOSTILE[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(ValueError, match=words):
        find_picture(name, [tmp_path], 85)


def test_a_picture_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(picture("PNG") + b"\0" * pictures.MAX_BYTES["PNG"])
    with pytest.raises(ValueError, match="has 20.0 MB; it can have 20 MB at most"):
        find_picture("large.png", [tmp_path], 85)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.png").write_bytes(picture("PNG"))
    (tmp_path / "school").mkdir()
    (tmp_path / "school" / "logo.png").symlink_to(tmp_path / "outside.png")
    with pytest.raises(ValueError, match="outside its folder"):
        find_picture("logo.png", [tmp_path / "school"], 85)


@pytest.mark.parametrize("document", ["worksheet", "mark-scheme"])
@pytest.mark.parametrize("name", ["logo.png", "logo.jpg", "logo.svg"])
def test_a_logo_prints_at_its_width_with_its_words(name: str, document: str, tmp_path: Path) -> None:
    theme = f"schema: 1\nlogo: {{file: {name}, alt: Our gate, width: 30 mm}}\n"
    spec = school(tmp_path, {"theme.yaml": theme})
    drawn = SVG.format('<rect width="40" height="20"/>').encode()
    data = {"logo.png": picture("PNG", "RGBA"), "logo.jpg": picture("JPEG"), "logo.svg": drawn}[name]
    (tmp_path / "templates" / "ours" / name).write_bytes(data)
    path = make(spec, school="ours", only=document).paths[0]
    with pdfplumber.open(path) as pdf:
        page = pdf.pages[0]
        shown = page.images or [r for r in page.rects if r["height"] > 30]
        assert shown[0]["width"] == pytest.approx(30 * 72 / 25.4, abs=0.5)
        assert shown[0]["height"] == pytest.approx(15 * 72 / 25.4, abs=0.5)
        assert bool(page.images) == (name != "logo.svg")
    with pikepdf.open(path) as pdf:
        assert any(str(o.get("/Alt", "")) == "Our gate" for o in pdf.objects if isinstance(o, pikepdf.Dictionary))


def pixels(path: Path) -> Image.Image:
    found = find_picture(path.name, [path.parent], 72).pixels
    assert found
    return unpack(found)


def test_a_photo_is_turned_as_its_camera_says(tmp_path: Path) -> None:
    photo, exif = Image.new("RGB", (100, 300), "white"), Image.Exif()
    photo.paste("red", (0, 200, 100, 300))
    exif[0x0112] = 6  # lies on its right side
    photo.save(tmp_path / "photo.jpg", exif=exif)
    shown = pixels(tmp_path / "photo.jpg")
    assert shown.size == (300, 100) and find_picture("photo.jpg", [tmp_path], 72).height == 24
    at_left, at_right = shown.getpixel((20, 50)), shown.getpixel((280, 50))
    assert at_left[1] < 60 and at_right[1] > 200  # type: ignore[index]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "P", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_pixel_prints_as_it_looks(mode: str, tmp_path: Path) -> None:
    grey = Image.linear_gradient("L")
    name = "grey.jpg" if mode == "CMYK" else "grey.png"
    wide = Image.frombytes("I;16", grey.size, b"".join(bytes([v, v]) for v in grey.tobytes()))
    (wide if mode == "I;16" else grey.convert("RGB").convert(mode)).save(tmp_path / name)
    shown = pixels(tmp_path / name).convert("L")
    dark, light = shown.getpixel((99, 5)), shown.getpixel((99, 250))
    assert dark < 30 and light > 225  # type: ignore[operator]
    assert mode == "1" or 100 < shown.getpixel((99, 128)) < 156  # type: ignore[operator]


def drawn_shapes(folder: Path) -> list[Shape]:
    """The shapes of a logo, all on one page."""
    sketch = find_picture("logo.svg", [folder], 72).sketch
    assert sketch
    return [shape for group in sketch.shapes for shape in group.shapes]  # type: ignore[union-attr, misc]


BOX = '<rect width="40" height="20"/>'
DRAWN = {
    "what Inkscape and Illustrator add": (
        '<x:namedview xmlns:x="urn:x"><x:grid/><image/></x:namedview><metadata><a/></metadata>'
        "<defs><style>.a{fill:#fff}</style></defs>" + BOX.replace("/>", ' class="a"/>'),
        1.0,
    ),
    "shapes in elements that are not SVG": (f'<x:g xmlns:x="urn:x">{BOX}</x:g>', None),
    "a plain shape": (BOX, 0.0),
}


@pytest.mark.parametrize("case", DRAWN)
def test_a_drawing_prints_its_shapes_and_nothing_else(case: str, tmp_path: Path) -> None:
    drawn, grey = DRAWN[case]
    (tmp_path / "logo.svg").write_text(SVG.format(drawn))
    assert [shape.fill for shape in drawn_shapes(tmp_path)] == ([] if grey is None else [(grey, grey, grey)])


@pytest.mark.parametrize("dashes", ["0,0", "0", "-1 3", "none", "0 0 0"])
def test_dashes_without_length_are_a_whole_line(dashes: str, tmp_path: Path) -> None:
    line = f'<line x2="40" y2="20" stroke="black" stroke-dasharray="{dashes}"/>'
    (tmp_path / "logo.svg").write_text(SVG.format(line))
    assert [shape.dash for shape in drawn_shapes(tmp_path)] == [()]


def test_a_drawing_without_size_has_that_of_its_view(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{BOX}</svg>')
    assert find_picture("logo.svg", [tmp_path], 72).height == pytest.approx(36)


@pytest.mark.parametrize("wrong", ['fill="A}#0B2E6B"', 'stroke="nonsense"', 'transform="scale("'])
def test_a_drawing_that_would_lose_something_is_refused(
    wrong: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logo.svg").write_text(SVG.format(BOX.replace("/>", f" {wrong}/>")))
    with pytest.raises(ValueError, match="has a (colour|transform) that cannot be drawn"):
        find_picture("logo.svg", [tmp_path], 72)
    assert capfd.readouterr() == ("", "")
