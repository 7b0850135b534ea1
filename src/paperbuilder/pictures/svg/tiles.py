"""Patterns: hatchings and dots, as tiles beside each other.

In: the element of a pattern, the path that it fills. Out: where each tile stands. Fails with `CannotDraw`.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Steps
from paperbuilder.pictures.svg.gate import CannotDraw
from paperbuilder.pictures.svg.numbers import (
    SAME,
    Matrix,
    box_of,
    inverse,
    length,
    moved,
    scaled,
    through,
    times,
    transform,
)
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.viewports import box_path, fitted

MOST = 4_000  # tiles of one shape


@dataclass(frozen=True)
class Tiling:
    """The element whose children are on each tile; for each the matrix of its corner; their size, and what fits it."""

    content: Element
    corners: list[Matrix]
    size: tuple[float, float]
    inner: Matrix


def tiling(pattern: Element, source: Source, steps: Steps, matrix: Matrix, view: tuple[float, float]) -> Tiling | None:
    """None if there is nothing to fill, or nothing to fill it with. Raises CannotDraw."""
    chain, box = source.chain(pattern), box_of(steps)
    given = Element("pattern", {key: value for one in reversed(chain) for key, value in one.attrib.items()})
    content = next((one for one in chain if len(one)), None)
    if box is None or content is None:
        return None
    of_shape = given.get("patternUnits") != "userSpaceOnUse"
    own = times(matrix, transform(given.get("patternTransform", "")))
    whole = (box[2] - box[0], box[3] - box[1])
    x, y, width, height = (
        length(given.get(key, "0"), 1.0) * whole[i % 2] if of_shape else length(given.get(key, "0"), view[i % 2])
        for i, key in enumerate(("x", "y", "width", "height"))
    )
    back = inverse(own)
    if width <= 0 or height <= 0 or back is None:
        return None
    left, top = (box[0] + x, box[1] + y) if of_shape else (x, y)
    seen = box_of(through(back, through(matrix, box_path(box)))) or box
    columns = floor((seen[0] - left) / width), ceil((seen[2] - left) / width)
    rows = floor((seen[1] - top) / height), ceil((seen[3] - top) / height)
    if (columns[1] - columns[0]) * (rows[1] - rows[0]) > MOST:
        raise CannotDraw("has a pattern of too many tiles; make the drawing simpler, or save it as PNG")
    corners = [
        times(own, moved(left + column * width, top + row * height))
        for column in range(*columns)
        for row in range(*rows)
    ]
    return Tiling(content, corners, (width, height), _inner(given, (width, height), whole))


def _inner(given: Element, size: tuple[float, float], whole: tuple[float, float]) -> Matrix:
    """From the units of what is on a tile to those of the tile."""
    if given.get("viewBox"):
        return fitted(given, size)
    return scaled(*whole) if given.get("patternContentUnits") == "objectBoundingBox" else SAME
