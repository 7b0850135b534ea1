"""Paper with lines, squares or dots. They are grey: dark enough for a copier in black and white to keep, lighter than a
pencil.

In: an `Area`. Out: shapes. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from paperbuilder.pictures.areas import Area, Shapes, frame
from paperbuilder.pictures.sketch import Path, Step, open_line, rectangle
from paperbuilder.units import MM

FINE, FINE_GREY = 0.3, (0.6, 0.6, 0.6)
HEAVY, HEAVY_GREY = 0.7, (0.5, 0.5, 0.5)
DOT, DOT_GREY = 1.3, (0.4, 0.4, 0.4)


def _upright(area: Area, pitch: float, skip: float = 0) -> list[Step]:
    """Lines from left to right and from the foot up, `pitch` apart; without those that are a multiple of `skip`."""
    steps: list[Step] = []
    every = round(skip / pitch) if skip else 0
    for i in range(int(area.width / pitch + 1.001)):
        if not every or i % every:
            steps += open_line([(i * pitch, 0), (i * pitch, area.height)])
    for i in range(int(area.height / pitch + 1.001)):
        if not every or i % every:
            steps += open_line([(0, area.height - i * pitch), (area.width, area.height - i * pitch)])
    return steps


def box_paper(area: Area) -> Shapes:
    return [frame(area, 0.6)]


def lined_paper(area: Area) -> Shapes:
    steps: list[Step] = []
    for i in range(1, int(area.height / area.square + 0.001) + 1):
        steps += open_line([(0, i * area.square), (area.width, i * area.square)])
    return [Path(tuple(steps), 0.5, ink=HEAVY_GREY)]


def squared_paper(area: Area) -> Shapes:
    return [Path(tuple(_upright(area, area.square)), 0.5, ink=HEAVY_GREY)]


def graph_paper(area: Area) -> Shapes:
    """2 mm squares, every fifth line heavier, and a heavy edge."""
    fine = Path(tuple(_upright(area, 2 * MM, 10 * MM)), FINE, ink=FINE_GREY)
    heavy = Path(tuple(_upright(area, 10 * MM)), HEAVY, ink=HEAVY_GREY)
    return [fine, heavy, Path(rectangle(0, 0, area.width, area.height), HEAVY, ink=HEAVY_GREY)]


def _dots(lines: Sequence[tuple[float, float, float, float]], pitch: float) -> Path:
    """Dots `pitch` apart along lines, from the beginning of each: dashes as long as the line is thick."""
    return Path(
        tuple(s for *start, x, y in lines for s in open_line([(start[0], start[1]), (x, y)])),
        DOT,
        (DOT, pitch - DOT),
        DOT_GREY,
    )


def dotted_paper(area: Area) -> Shapes:
    rows = [i * area.square for i in range(int(area.height / area.square + 1.001))]
    return [_dots([(-DOT / 2, y, area.width + DOT / 2, y) for y in rows], area.square)]


def isometric_paper(area: Area) -> Shapes:
    """Dots at the corners of triangles, in columns straight up."""
    step = area.square * sqrt(3) / 2
    columns = [(i * step, area.square / 2 * (i % 2)) for i in range(int(area.width / step + 1.001))]
    return [_dots([(x, y - DOT / 2, x, area.height + DOT / 2) for x, y in columns], area.square)]
