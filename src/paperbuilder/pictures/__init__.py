"""Pictures: checked before they are decoded, then made ready to print.

In: a file name, the folders it may stand in, the printed width (pt). Out: a `Picture`. Fails with `ValueError` in
plain words. PNG and JPEG become pixels of at most 300 dpi; SVG is drawn as vectors, of plain shapes only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

MAX_BYTES = {"PNG": 5_000_000, "JPEG": 5_000_000, "SVG": 1_000_000}  # an SVG of a million takes a second
MAX_HEIGHT = 20  # of its width
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
            return open_picture(path, width)
    raise ValueError(f"there is no picture {name}")


def open_picture(path: Path, width: float) -> Picture:
    """Raises ValueError as `find_picture` does."""
    if not path.is_file():
        raise ValueError(f"there is no picture {path.name}")
    return _read(path, path.stat().st_mtime_ns, round(width, 2))


@lru_cache(maxsize=32)
def _read(path: Path, _changed: int, width: float) -> Picture:
    from paperbuilder.pictures.drawings import read_drawing
    from paperbuilder.pictures.pixels import read_pixels

    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise ValueError(f"{path.name} is not a PNG, JPEG or SVG file")
    if path.stat().st_size > MAX_BYTES[kind]:
        raise ValueError(f"the picture {path.name} is larger than {MAX_BYTES[kind] // 1_000_000} MB")
    read = read_drawing if kind == "SVG" else read_pixels
    source, height = read(path, width)
    if height > MAX_HEIGHT * width:
        raise ValueError(f"the picture {path.name} is more than {MAX_HEIGHT} times as high as it is wide")
    return Picture(source, height, kind == "SVG")
