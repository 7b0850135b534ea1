"""Pictures of pixels: PNG and JPEG, upright, in eight bits a colour, on white.

In: a file and its printed width (pt). Out: pixels, at most 300 to an inch, and their printed height. Fails with
`ValueError` in plain words.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000  # every row takes memory of its own, however short it is
TOO_MANY = f"more than {MAX_PIXELS // 1_000_000} million pixels"
DPI = 300


def read_pixels(path: Path, width: float) -> tuple[Any, float]:
    """Raises ValueError."""
    from reportlab.lib.utils import ImageReader

    flat = _decoded(path, "PNG" if path.suffix.lower() == ".png" else "JPEG")
    height = width * flat.height / flat.width
    flat.thumbnail((max(1, round(width / 72 * DPI)), max(1, round(height / 72 * DPI))))
    return ImageReader(flat), height


def _decoded(path: Path, kind: str) -> Image:
    """Raises ValueError."""
    from PIL import Image

    bomb = Image.DecompressionBombWarning
    try:
        with warnings.catch_warnings(action="error", category=bomb), Image.open(path, formats=[kind]) as image:
            too_large = _too_large(image)
            if not too_large:
                return _flat(image)
    except (Image.DecompressionBombError, bomb):
        too_large = TOO_MANY
    except Exception:  # Pillow raises whatever a damaged file leads it to
        raise ValueError(f"{path.name} is not a {kind} picture that can be read") from None
    raise ValueError(f"the picture {path.name} has {too_large}")


def _too_large(image: Image) -> str:
    """What a picture has too many of."""
    if image.width * image.height > MAX_PIXELS:
        return TOO_MANY
    size = f"{image.width} by {image.height} pixels; a side can have {MAX_SIDE} at most"
    return size if max(image.size) > MAX_SIDE else ""


def _flat(image: Image) -> Image:
    """Turned as its camera says, without transparency."""
    from PIL import ImageOps

    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # grey in 16 bits
        upright = upright.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "A" not in upright.getbands() and "transparency" not in upright.info:
        return upright.convert("RGB")
    return _on_white(upright.convert("RGBA"))


def _on_white(colours: Image) -> Image:
    from PIL import Image

    flat = Image.new("RGB", colours.size, "white")
    flat.paste(colours, mask=colours.getchannel("A"))
    return flat
