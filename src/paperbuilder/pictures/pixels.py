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
    from PIL import Image, UnidentifiedImageError

    bomb = Image.DecompressionBombWarning
    too_many = ValueError(f"the picture {path.name} has more than {MAX_PIXELS // 1_000_000} million pixels")
    try:
        with warnings.catch_warnings(action="error", category=bomb), Image.open(path, formats=[kind]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise too_many
            if max(image.size) > MAX_SIDE:
                size = f"{image.width} by {image.height} pixels"
                raise ValueError(f"the picture {path.name} has {size}; a side can have {MAX_SIDE} at most")
            return _flat(image)
    except (Image.DecompressionBombError, bomb):
        raise too_many from None
    except (UnidentifiedImageError, OSError, SyntaxError):
        raise ValueError(f"{path.name} is not a {kind} picture that can be read") from None


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
