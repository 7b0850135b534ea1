"""Pictures: checked before they are decoded, then made ready to print.

In: a file name, the folders it may stand in, the printed width (pt). Out: a `Picture`. Fails with `ValueError` in
plain words. PNG and JPEG become pixels of at most 300 dpi; SVG is drawn as vectors, of plain shapes only.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.parsers import expat

MAX_BYTES = 5_000_000
MAX_PIXELS = 40_000_000
MAX_SHAPES = 5_000
DPI = 300
SHAPES = {"svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon"}
KINDS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".svg": "SVG"}


@dataclass(frozen=True)
class Picture:
    """What the pen draws, and its height for the width asked for (pt)."""

    source: Any
    height: float
    vector: bool


def find_picture(name: str, folders: Sequence[Path], width: float) -> Picture:
    """Raises ValueError for a file that is missing, too large, of another kind, or not what its name says."""
    for folder in folders:
        path = folder / name
        if path.is_file():
            if not path.resolve().is_relative_to(folder.resolve()):
                raise ValueError(f"the picture {name} lies outside its folder")
            return _read(path, path.stat().st_mtime_ns, round(width, 2))
    raise ValueError(f"there is no picture {name}")


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, width: float) -> Picture:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ValueError(f"{path.name} is not a PNG, JPEG or SVG file")
    if path.stat().st_size > MAX_BYTES:
        raise ValueError(f"the picture {path.name} is larger than {MAX_BYTES // 1_000_000} MB")
    return _vector(path, width) if kind == "SVG" else _pixels(path, kind, width)


def _pixels(path: Path, kind: str, width: float) -> Picture:
    from PIL import Image, UnidentifiedImageError
    from reportlab.lib.utils import ImageReader

    bomb = Image.DecompressionBombWarning
    too_many = ValueError(f"the picture {path.name} has more than {MAX_PIXELS // 1_000_000} million pixels")
    try:
        with warnings.catch_warnings(action="error", category=bomb), Image.open(path, formats=[kind]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise too_many
            height = width * image.height / image.width
            size = (max(1, round(width / 72 * DPI)), max(1, round(height / 72 * DPI)))
            flat = Image.new("RGB", image.size, "white")
            colours = image.convert("RGBA")
            flat.paste(colours, mask=colours.getchannel("A"))
            flat.thumbnail(size)
    except (Image.DecompressionBombError, bomb):
        raise too_many from None
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise ValueError(f"{path.name} is not a {kind} picture that can be read") from None
    return Picture(ImageReader(flat), height, False)


def _vector(path: Path, width: float) -> Picture:
    _check_shapes(path)
    from svglib.svglib import svg2rlg

    drawing = svg2rlg(str(path))
    if drawing is None or not drawing.width or not drawing.height:
        raise ValueError(f"{path.name} is not an SVG drawing that can be read")
    scale = width / drawing.width
    drawing.scale(scale, scale)
    return Picture(drawing, drawing.height * scale, True)


def _check_shapes(path: Path) -> None:
    """Only plain shapes: no text (turn it into paths), no pictures, links, styles or entities."""
    parser = expat.ParserCreate(namespace_separator=" ")
    count = 0

    def start(tag: str, _attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        name = tag.rpartition(" ")[2]
        if name not in SHAPES:
            raise ValueError(f"{path.name} has a <{name}>; only plain shapes can be printed (turn text into paths)")
        if count > MAX_SHAPES:
            raise ValueError(f"{path.name} has more than {MAX_SHAPES} shapes")

    def doctype(*_: object) -> None:
        raise ValueError(f"{path.name} has a document type; save it as plain SVG")

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(path.read_bytes(), True)
    except expat.ExpatError:
        raise ValueError(f"{path.name} is not well-formed SVG") from None
