"""Pictures: checked before they are decoded, then made ready to print.

In: a picture's file, its printed width (pt). Out: a `Picture`, or a `Look` at it before it is printed. Fails with
`ValueError` in plain words. PNG, JPEG and WebP become `Pixels` of at most 300 dpi; SVG becomes a `Sketch`, drawn as
vectors. What a file is tells its content, not its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperbuilder.pictures.packing import Pixels
    from paperbuilder.pictures.sketch import Sketch

MAX_BYTES = {"PNG": 20_000_000, "JPEG": 20_000_000, "WEBP": 20_000_000, "SVG": 2_000_000}
MAX_HEIGHT = 20  # of its width
LEAST_DPI = 150  # below which a picture looks coarse in print
LOOKED_AT = 160  # pixels across, in which colours are compared


@dataclass(frozen=True)
class Picture:
    """What is drawn, and its height for the width asked for (pt); `sketch` if it is drawn as vectors, else `pixels`."""

    height: float
    pixels: Pixels | None = None
    sketch: Sketch | None = None


@dataclass(frozen=True)
class Look:
    """What can be said of a picture before it is printed: pixels across and down (None for a drawing), and a sentence
    for each two colours that a copier in black and white makes the same."""

    size: tuple[int, int] | None
    merges: tuple[str, ...]

    def dpi(self, width: float) -> float:
        """Its pixels to an inch when it is printed `width` pt wide; endless for a drawing."""
        return self.size[0] * 72 / width if self.size else float("inf")


def find_picture(name: str, folders: Sequence[Path], width: float) -> Picture:
    """Raises ValueError for a file that is missing, or cannot be opened as `open_picture` says."""
    for folder in folders:
        path = folder / name
        if path.is_file():
            if not path.resolve().is_relative_to(folder.resolve()):
                raise ValueError(f"the picture {name} lies outside its folder")
            return open_picture(path, width)
    raise ValueError(f"there is no picture {name}")


def open_picture(path: Path, width: float) -> Picture:
    """A picture ready to be printed `width` pt wide.

    Raises ValueError for a file that is missing, too large, of another kind, or damaged.
    """
    return _opened(path, _changed(path), round(width, 2))


def look_at(path: Path) -> Look:
    """Raises ValueError as `open_picture` does."""
    return _looked(path, _changed(path))


def _changed(path: Path) -> tuple[int, int]:
    if not path.is_file():
        raise ValueError(f"there is no picture {path.name}")
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=32)
def _opened(path: Path, _changed: tuple[int, int], width: float) -> Picture:
    kind = _kind(path)
    if kind == "SVG":
        from paperbuilder.pictures.svg.reader import read_drawing

        sketch = read_drawing(path, width)
        made = Picture(sketch.height, sketch=sketch)
    else:
        from paperbuilder.pictures.pixels import read_pixels

        pixels, height = read_pixels(path, kind, width)
        made = Picture(height, pixels=pixels)
    if made.height > MAX_HEIGHT * width:
        raise ValueError(f"the picture {path.name} is more than {MAX_HEIGHT} times as high as it is wide")
    return made


@lru_cache(maxsize=128)
def _looked(path: Path, _changed: tuple[int, int]) -> Look:
    from paperbuilder.pictures.copier import merges

    kind = _kind(path)
    if kind == "SVG":
        from paperbuilder.pictures.painted import painted

        sketch = open_picture(path, LOOKED_AT).sketch
        assert sketch
        return Look(None, merges(painted(sketch), path.name))
    from paperbuilder.pictures.pixels import load, size_of

    size = size_of(path, kind)
    return Look(size, merges(load(path, kind, (LOOKED_AT, LOOKED_AT), (LOOKED_AT, LOOKED_AT)), path.name))


def _kind(path: Path) -> str:
    """What kind of picture a file is, if it is not too large. Raises ValueError."""
    from paperbuilder.pictures.formats import START, kind_of

    with path.open("rb") as file:
        kind = kind_of(path.name, file.read(START))
    if path.stat().st_size > MAX_BYTES[kind]:
        size = f"{path.stat().st_size / 1e6:.1f} MB; it can have {MAX_BYTES[kind] // 1_000_000} MB at most"
        raise ValueError(f"the picture {path.name} has {size}; save it smaller")
    return kind
