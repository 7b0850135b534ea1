"""Pictures of pixels: PNG, JPEG and WebP, upright, on white, no finer than a printer prints.

In: a file, its kind, its printed width (pt). Out: a picture in memory, or its `Pixels` and printed height (pt). Fails
with `ValueError` in plain words.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from paperbuilder.pictures.packing import Pixels, pack

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_PIXELS = {"PNG": 40_000_000, "JPEG": 64_000_000, "WEBP": 40_000_000}  # a JPEG is made smaller while it is read
MAX_SIDE = 20_000  # every row takes memory of its own, however short it is
DPI = 300
LINE_DPI = 600  # up to which black and white keeps its own pixels: it looks ragged when it is made smaller
LYING = (5, 6, 7, 8)  # what a camera notes when it was held upright
COLOURLESS = 2  # of 255: what the colours of a grey picture may differ by
Size = tuple[int, int]


def read_pixels(path: Path, kind: str, width: float) -> tuple[Pixels, float]:
    """Raises ValueError."""
    upright = size_of(path, kind)
    height = width * upright[1] / upright[0]
    image = load(path, kind, _pixels_at(DPI, width, height), _pixels_at(LINE_DPI, width, height))
    return pack(image, photo=kind == "JPEG"), width * image.height / image.width


def _pixels_at(dpi: int, width: float, height: float) -> Size:
    return max(1, round(width / 72 * dpi)), max(1, round(height / 72 * dpi))


def size_of(path: Path, kind: str) -> Size:
    """Pixels across and down, upright. Raises ValueError for a picture that is too large, or damaged in its head."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=[kind]) as image:
            across, down = image.size
            fault = _too_large(across, down, kind)
            turned = not fault and (kind != "PNG" or "exif" in image.info) and image.getexif().get(0x0112) in LYING
    except Image.DecompressionBombError:
        fault = _too_many(kind)
    except Exception:  # Pillow raises whatever a damaged file leads it to
        raise _damaged(path, kind) from None
    if fault:
        raise ValueError(f"the picture {path.name} has {fault}")
    return (down, across) if turned else (across, down)


def _too_large(across: int, down: int, kind: str) -> str:
    """What a picture has too many of."""
    if across * down > MAX_PIXELS[kind]:
        return _too_many(kind)
    sides = f"{across} by {down} pixels; a side can have {MAX_SIDE} at most"
    return sides if max(across, down) > MAX_SIDE else ""


def _too_many(kind: str) -> str:
    return f"more than {MAX_PIXELS[kind] // 1_000_000} million pixels; save it smaller"


def _damaged(path: Path, kind: str) -> ValueError:
    name = "WebP" if kind == "WEBP" else kind
    return ValueError(f"{path.name} is not a {name} picture that can be read; it may be damaged: save it again")


def load(path: Path, kind: str, most: Size, most_black: Size) -> Image:
    """The picture in black and white (`1`), grey (`L`) or colour (`RGB`), upright, at most `most` large.

    One of black and white alone may be as large as `most_black`. Raises ValueError.
    """
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings(action="ignore"), Image.open(path, formats=[kind]) as image:
            image.draft(None, (max(most), max(most)))
            image.load()
            flat, profile = _flat(image), image.info.get("icc_profile")
            ImageOps.exif_transpose(flat, in_place=True)
            flat.info.clear()
            return _smaller(flat, most, most_black, profile)
    except Exception:  # Pillow raises whatever a damaged file leads it to
        raise _damaged(path, kind) from None


def _smaller(flat: Image, most: Size, most_black: Size, profile: bytes | None) -> Image:
    black = _black_and_white(flat)
    if black and black.width <= most_black[0]:
        return black
    shown = flat.convert("L") if flat.mode == "1" else flat
    shown.thumbnail(most, reducing_gap=3.0)
    return _grey_if_it_is(_in_srgb(shown, profile))


def _flat(image: Image) -> Image:
    """Without transparency, in eight bits, in `1`, `L`, `RGB` or `CMYK`."""
    from PIL import ImageChops

    if image.mode.startswith(("I", "F")):  # grey in 16 bits
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode == "CMYK":
        inked = image if "adobe" in image.info else ImageChops.invert(image)  # Pillow takes all for Adobe's
        inked.info.update(image.info)
        return inked
    if "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info:
        return _on_white(image)
    return image if image.mode in ("1", "L", "RGB") else image.convert("RGB")


def _on_white(image: Image) -> Image:
    from PIL import Image

    colours = image.convert("RGBA")
    flat = Image.new("RGB", colours.size, "white")
    flat.paste(colours, mask=colours.getchannel("A"))
    flat.info.update({key: value for key, value in image.info.items() if key != "transparency"})
    return flat


def _black_and_white(flat: Image) -> Image | None:
    """A picture of black and white alone, in one bit."""
    if flat.mode == "1":
        return flat
    from PIL.Image import Dither

    found = {colour for _, colour in flat.getcolors(2) or ()}
    if found and (found <= {0, 255} or found <= {(0, 0, 0), (255, 255, 255)}):
        return flat.convert("L").convert("1", dither=Dither.NONE)
    return None


def _in_srgb(image: Image, profile: bytes | None) -> Image:
    """Its colours as a screen shows them; a profile that does not fit or cannot be read is passed over."""
    if profile and image.mode in ("RGB", "CMYK"):
        from PIL import ImageCms

        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            made = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            if made:
                return made
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass
    return image if image.mode == "L" else image.convert("RGB")


def _grey_if_it_is(image: Image) -> Image:
    from PIL import ImageChops

    if image.mode == "L":
        return image
    red, green, blue = image.split()
    tones = [255 * (value > COLOURLESS) for value in range(256)]
    differs = (ImageChops.difference(red, other).point(tones).getbbox() for other in (green, blue))
    return image if any(differs) else green
