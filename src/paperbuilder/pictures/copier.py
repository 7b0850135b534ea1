"""A copier in black and white: what becomes of colours, and which of them become the same.

In: inks, pixels, pictures. Out: shades of grey; sentences. Cannot fail. Pale tones vanish, dark ones fill in, and the
tones between are spread out, as an office copier does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, islice, product
from typing import TYPE_CHECKING

from paperbuilder.pictures.colour_names import name_of
from paperbuilder.pictures.packing import Pixels, pack, unpack
from paperbuilder.pictures.sketch import Colour

if TYPE_CHECKING:
    from PIL.Image import Image

BLACK_BELOW, WHITE_ABOVE = 0.15, 0.92  # of white: 85 % of ink fill in, 8 % vanish
SAME = 0.10  # shades of grey nearer to each other are not told apart
CLEARLY = 60  # of 255: how far colours must lie apart to mean something
SIZEABLE = 0.008  # of the picture
NEAR = 0.12  # of the picture, from area to area
COARSE = 4  # pixels in one, where only nearness counts
FLAT = 12  # of 255: what the pixels round a pixel of an even area may differ by
TONES = 12  # colours of a drawing that are looked at
DRAWN = 0.7  # of what is even in a drawing has one of these colours
GRADUAL = 4  # steps of four: colours as near as that are one that changes gradually
MOST_TOLD = 3
Bin = tuple[int, int, int]


def tone(colour: Colour) -> float:
    """The grey that a colour is copied as, from 0 (black) to 1."""
    grey = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2]
    return min(1.0, max(0.0, (grey - BLACK_BELOW) / (WHITE_ABOVE - BLACK_BELOW)))


def copied_ink(colour: Colour) -> Colour:
    grey = round(tone(colour), 3)
    return grey, grey, grey


def copied(pixels: Pixels) -> Pixels:
    """A picture as it is copied."""
    if pixels.bits == 1:
        return pixels
    curve = [round(255 * tone((value / 255,) * 3)) for value in range(256)]
    return pack(unpack(pixels).convert("L").point(curve), photo=pixels.lossy)


@dataclass(frozen=True)
class _Area:
    """An even colour of a drawing; `bins` are the colours of all pixels, of a picture of a `size`."""

    bin: Bin
    share: float
    bins: Sequence[Bin]
    size: tuple[int, int]

    @property
    def colour(self) -> Bin:
        red, green, blue = (value * 4 + (value > 31) * 3 for value in self.bin)
        return red, green, blue

    @cached_property
    def mask(self) -> Image:
        """White where it is."""
        from PIL import Image

        mine = set(_beside(self.bin))
        return Image.frombytes("L", self.size, bytes(255 * (other in mine) for other in self.bins))

    @property
    def tone(self) -> float:
        red, green, blue = (value / 255 for value in self.colour)
        return tone((red, green, blue))

    @property
    def is_white(self) -> bool:
        return min(self.colour) > 245

    def near(self, other: _Area) -> bool:
        from PIL import ImageChops, ImageFilter

        mine, others = (area.mask.reduce(COARSE) for area in (self, other))
        reach = 2 * round(NEAR * max(mine.size)) + 1
        grown = mine.filter(ImageFilter.MaxFilter(reach))
        return ImageChops.multiply(grown, others).getbbox() is not None

    def where(self) -> str:
        box = self.mask.getbbox() or (0, 0, *self.mask.size)
        across = ((box[0] + box[2]) / 2 / self.mask.width, "left", "right")
        down = ((box[1] + box[3]) / 2 / self.mask.height, "top", "bottom")
        words = [low if at < 0.4 else high if at > 0.6 else "" for at, low, high in (down, across)]
        return " ".join(word for word in words if word)

    def named(self, placed: bool = True) -> str:
        where = self.where() if placed else ""
        return f"the {name_of(self.colour)}{f' ({where})' if where else ''}"


def merges(image: Image, name: str) -> tuple[str, ...]:
    """A sentence for each two even colours near each other that are copied as the same grey; none of a photograph."""
    if image.mode != "RGB":
        return ()
    areas = sorted(_areas(image), key=lambda area: -area.share)
    pairs = [(a, b) for a, b in combinations(areas, 2) if _merge(a, b) and a.near(b)]
    return tuple(dict.fromkeys(_sentence(a, b, name) for a, b in pairs))[:MOST_TOLD]


def _merge(a: _Area, b: _Area) -> bool:
    apart = sum((x - y) ** 2 for x, y in zip(a.colour, b.colour, strict=True)) ** 0.5
    return apart >= CLEARLY and abs(a.tone - b.tone) < (SAME / 2 if a.is_white or b.is_white else SAME)


def _sentence(a: _Area, b: _Area, name: str) -> str:
    if a.is_white or b.is_white:
        return f"{(b if a.is_white else a).named()} of {name} vanishes on a black-and-white copier: it is too pale"
    a, b = sorted((a, b), key=lambda area: area.mask.getbbox() or ())
    alike = "black" if max(a.tone, b.tone) <= 0.02 else "the same grey"
    apart = a.where() != b.where()
    return f"{a.named(apart)} and {b.named(apart)} of {name} print as {alike} on a black-and-white copier"


def _areas(image: Image) -> list[_Area]:
    """The even colours of a drawing; none of a photograph, whose tones are many and change gradually."""
    colours = list(zip(*[iter(image.tobytes())] * 3, strict=True))
    even = [is_even > 0 for is_even in _even(image).tobytes()]
    bins = [(r >> 2, g >> 2, b >> 2) for r, g, b in colours]
    counted = Counter(one for one, flat in zip(bins, even, strict=True) if flat)
    tones = list(_tones(counted))
    if sum(count for _, count in tones) < DRAWN * sum(counted.values()):
        return []
    return [
        _Area(one, count / len(bins), bins, image.size)
        for one, count in tones
        if count >= SIZEABLE * len(bins) and not _is_gradual(one, count, tones)
    ]


def _even(image: Image) -> Image:
    """White where a pixel is like those round it."""
    from PIL import ImageChops, ImageFilter

    spread = ImageChops.difference(image.filter(ImageFilter.MaxFilter(3)), image.filter(ImageFilter.MinFilter(3)))
    red, green, blue = spread.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 if value <= FLAT else 0 for value in range(256)])


def _tones(counted: Counter[Bin]) -> Iterator[tuple[Bin, int]]:
    """The commonest colours, each with those beside it."""
    left = dict(counted)
    commonest = (one for one, _ in counted.most_common() if one in left)
    for one in islice(commonest, TONES):
        yield one, sum(left.pop(other, 0) for other in _beside(one))


def _beside(one: Bin) -> list[Bin]:
    red, green, blue = one
    return [(red + r, green + g, blue + b) for r, g, b in product((-1, 0, 1), repeat=3)]


def _is_gradual(one: Bin, count: int, tones: Sequence[tuple[Bin, int]]) -> bool:
    """Whether a colour goes over into another that is nearly as common."""
    return any(
        other != one and max(abs(a - b) for a, b in zip(one, other, strict=True)) <= GRADUAL and more > count * 0.3
        for other, more in tones
    )
