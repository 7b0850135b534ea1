"""Sketches as pixels, coarsely: enough to see which colours stand beside which.

In: a `Sketch`. Out: a picture of a pixel to a pt, with its areas; no words, no thin lines. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from paperbuilder.pictures.sketch import WHITE, Colour, Path, Shape, Sketch, Steps, Words, corners

if TYPE_CHECKING:
    from PIL.Image import Image

THICK = 2  # pt: thinner lines are no areas
SMALL = 8  # pt
ON_CURVE = 8  # corners that a curve is drawn with


def painted(sketch: Sketch) -> Image:
    from PIL import Image

    image = Image.new("RGB", (max(1, round(sketch.width)), max(1, round(sketch.height))), "white")
    _paint(image, sketch.shapes)
    return image


def _paint(image: Image, shapes: Sequence[Shape]) -> None:
    from PIL import Image

    for shape in shapes:
        if isinstance(shape, Path):
            _paint_path(image, shape)
        elif not isinstance(shape, Words) and _is_large(shape.within):
            inner = image.copy()
            _paint(inner, shape.shapes)
            mask = Image.new("L", image.size, 0)
            _fill(mask, shape.within, 255)
            image.paste(inner, mask=mask)


def _paint_path(image: Image, path: Path) -> None:
    from PIL import ImageDraw

    if path.fill:
        _fill(image, path.steps, _mixed(path.fill, path.opacity))
    if path.line > THICK:
        for points in corners(path.steps, ON_CURVE):
            ImageDraw.Draw(image).line(points, _mixed(path.ink, path.opacity), round(path.line))


def _is_large(steps: Steps) -> bool:
    """Whether a part is large enough to have an even colour: tiles of a hatching are not."""
    points = [point for part in corners(steps, ON_CURVE) for point in part]
    wide = [max(n) - min(n) for n in zip(*points, strict=True)]
    return bool(wide) and min(wide) > SMALL


def _mixed(ink: Colour, opacity: float) -> tuple[int, int, int]:
    red, green, blue = (round(255 * (a * opacity + b * (1 - opacity))) for a, b in zip(ink, WHITE, strict=True))
    return red, green, blue


def _fill(image: Image, steps: Steps, colour: int | tuple[int, int, int]) -> None:
    """Holes are filled too."""
    from PIL import ImageDraw

    for points in corners(steps, ON_CURVE):
        if len(points) > 1:
            ImageDraw.Draw(image).polygon(points, colour)
