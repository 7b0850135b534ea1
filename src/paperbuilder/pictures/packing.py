"""Pixels as a PDF holds them: a photograph as JPEG, a drawing without loss, black and white in one bit.

In: an upright picture on white. Out: `Pixels`, the same bytes every time, with nothing in them that a camera noted.
Cannot fail.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITIES = (86, 78, 68)  # of a JPEG: the first that is small enough
SMALL = 0.15  # bytes for a pixel: 230 kB for a photograph 120 mm by 90 mm
OF_A_PHOTO = 0.5  # bytes for a pixel and colour that a photograph needs without loss; drawings need less than half
SAMPLE = 16  # such a part of a picture tells which it is


@dataclass(frozen=True, eq=False)
class Pixels:
    """A picture in shades of grey or in colour; `data` is JPEG if `lossy`, else rows of pixels packed by zlib."""

    width: int
    height: int
    grey: bool
    bits: int
    lossy: bool
    data: bytes


def pack(image: Image, photo: bool = False) -> Pixels:
    """`photo` if it came as a JPEG: it is kept so where that is smaller."""
    rows = image.tobytes()
    bits, grey = 1 if image.mode == "1" else 8, image.mode in ("1", "L")
    if bits == 8 and _is_photo(rows):
        return Pixels(image.width, image.height, grey, 8, True, _jpeg(image))
    plain = zlib.compress(rows)
    jpeg = _jpeg(image) if photo and bits == 8 else plain
    lossy = len(jpeg) < len(plain)
    return Pixels(image.width, image.height, grey, bits, lossy, jpeg if lossy else plain)


def _is_photo(rows: bytes) -> bool:
    """Whether its middle does not get much smaller without loss."""
    middle = len(rows) // 2
    part = rows[middle - len(rows) // SAMPLE : middle + len(rows) // SAMPLE]
    return len(part) > 4_000 and len(zlib.compress(part)) > OF_A_PHOTO * len(part)


def _jpeg(image: Image) -> bytes:
    data = b""
    for quality in QUALITIES:
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= SMALL * image.width * image.height:
            break
    return data


def unpack(pixels: Pixels) -> Image:
    """The picture that was packed."""
    from PIL import Image

    if pixels.lossy:
        return Image.open(BytesIO(pixels.data))
    mode = "1" if pixels.bits == 1 else "L" if pixels.grey else "RGB"
    return Image.frombytes(mode, (pixels.width, pixels.height), zlib.decompress(pixels.data))
