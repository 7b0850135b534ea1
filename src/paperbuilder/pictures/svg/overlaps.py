"""Pale groups: only shapes that do not lie over each other can be made pale one by one.

In: shapes. Out: whether they lie over each other. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.pictures.sketch import Group, Path, Shape
from paperbuilder.pictures.svg.numbers import Box, box_of

LETTER = 0.6  # how wide a letter is, of its size
MOST = 300  # shapes that are compared with each other


def overlap(shapes: Sequence[Shape]) -> bool:
    """Whether any lie over each other; many are taken to."""
    boxes = sorted(_box(shape) for shape in shapes)
    if len(boxes) > MOST:
        return True
    return any(_meet(one, other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _box(shape: Shape) -> Box:
    if isinstance(shape, Path):
        left, top, right, bottom = box_of(shape.steps) or (0.0, 0.0, 0.0, 0.0)
        half = shape.line / 2
        return left - half, top - half, right + half, bottom + half
    if isinstance(shape, Group):
        return box_of(shape.within) or (0.0, 0.0, 0.0, 0.0)
    long = LETTER * shape.size * sum(len(one.text) for one in (shape, *shape.then))
    return shape.x - long, shape.y - long, shape.x + long, shape.y + long
