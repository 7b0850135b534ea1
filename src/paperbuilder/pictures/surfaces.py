"""Paper to draw and write on: graph paper, squares, dots, staves, a number line, axes, a map's frame.

In: a kind of paper, its size. Out: a `Sketch`. Lengths in pt. Cannot fail. Lines are grey: dark enough for a copier in
black and white to keep, lighter than a pencil.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from paperbuilder.pictures.sketch import (
    BLACK,
    WHITE,
    Path,
    Sketch,
    Step,
    Words,
    closed_line,
    open_line,
    rectangle,
)
from paperbuilder.units import MM

FINE, FINE_GREY = 0.3, (0.6, 0.6, 0.6)
HEAVY, HEAVY_GREY = 0.7, (0.5, 0.5, 0.5)
DOT, DOT_GREY = 1.3, (0.4, 0.4, 0.4)
AXIS, TICK = 0.9, 1.5 * MM
ARROW = (1.4 * MM, 3.2 * MM)  # half its width, its length
STAFF, STAFF_EVERY = 8 * MM, 20 * MM  # five lines; from the top of one to that of the next
PAIR, PAIR_EVERY = 26 * MM, 38 * MM  # two staves with 10 mm between them


@dataclass(frozen=True)
class Area:
    """What a paper is drawn on: its size, its squares, what is printed on it, the size of the type."""

    width: float
    height: float
    square: float
    labels: Sequence[str]
    size: float


Shapes = list[Path | Words]


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


def _frame(area: Area, line: float, inset: float = 0) -> Path:
    return Path(rectangle(inset, inset, area.width - 2 * inset, area.height - 2 * inset), line)


def _box(area: Area) -> Shapes:
    return [_frame(area, 0.6)]


def _lined(area: Area) -> Shapes:
    steps: list[Step] = []
    for i in range(1, int(area.height / area.square + 0.001) + 1):
        steps += open_line([(0, i * area.square), (area.width, i * area.square)])
    return [Path(tuple(steps), 0.5, ink=HEAVY_GREY)]


def _squared(area: Area) -> Shapes:
    return [Path(tuple(_upright(area, area.square)), 0.5, ink=HEAVY_GREY)]


def _graph(area: Area) -> Shapes:
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


def _dotted(area: Area) -> Shapes:
    rows = [i * area.square for i in range(int(area.height / area.square + 1.001))]
    return [_dots([(-DOT / 2, y, area.width + DOT / 2, y) for y in rows], area.square)]


def _isometric(area: Area) -> Shapes:
    """Dots at the corners of triangles, in columns straight up."""
    step = area.square * sqrt(3) / 2
    columns = [(i * step, area.square / 2 * (i % 2)) for i in range(int(area.width / step + 1.001))]
    return [_dots([(x, y - DOT / 2, x, area.height + DOT / 2) for x, y in columns], area.square)]


def _staff(left: float, right: float, top: float) -> list[Step]:
    return [step for i in range(5) for step in open_line([(x, top + i * STAFF / 4) for x in (left, right)])]


def _tops(height: float, own: float, every: float) -> list[float]:
    """Where staves begin so that they fill a height, no closer than `every`."""
    count = int((height - own) / every + 0.001) + 1
    apart = (height - own) / (count - 1) if count > 1 else 0
    return [i * apart for i in range(count)]


def _staves(area: Area) -> Shapes:
    steps = [step for top in _tops(area.height, STAFF, STAFF_EVERY) for step in _staff(0, area.width, top)]
    return [Path(tuple(steps), 0.5)]


def _grand_staves(area: Area) -> Shapes:
    shapes: Shapes = []
    left = 3.5 * MM
    for top in _tops(area.height, PAIR, PAIR_EVERY):
        lines = [step for y in (top, top + PAIR - STAFF) for step in _staff(left, area.width, y)]
        ends = [s for x in (left, area.width) for s in open_line([(x, top), (x, top + PAIR)])]
        shapes += [Path((*lines, *ends), 0.5), _brace(left - 0.6 * MM, top, PAIR)]
    return shapes


def _brace(x: float, top: float, height: float) -> Path:
    """A brace whose tip points left."""
    middle, reach = top + height / 2, 2.4 * MM
    steps: list[Step] = [("m", x, top)]
    for thick in (0.0, 0.7 * MM):
        bend = reach - thick
        half = [
            ("c", x - bend, top + height * 0.16, x - bend * 0.1, top + height * 0.34, x - reach, middle),
            ("c", x - bend * 0.1, middle + height * 0.16, x - bend, middle + height * 0.34, x, top + height),
        ]
        steps += (
            half
            if not thick
            else [
                ("c", x - bend, middle + height * 0.34, x - bend * 0.1, middle + height * 0.16, x - reach, middle),
                ("c", x - bend * 0.1, top + height * 0.34, x - bend, top + height * 0.16, x, top),
            ]
        )
    return Path((*steps, ("h",)), 0.3, fill=BLACK)


def _arrow(x: float, y: float, across: float, up: float) -> Path:
    """The head of an arrow with its tip at (x, y)."""
    half, long = ARROW
    back = (x - across * long, y + up * long)
    sides = [(back[0] + up * half * s, back[1] + across * half * s) for s in (1, -1)]
    return Path(closed_line([(x, y), *sides]), 0, fill=BLACK)


def _number_line(area: Area) -> Shapes:
    y, inset = 4 * MM, 9 * MM
    marks = [re.sub(r"^-(?=\d)", "−", text) for text in area.labels] or [""] * 11
    apart = (area.width - 2 * inset) / (len(marks) - 1)
    places = [inset + i * apart for i in range(len(marks))]
    ticks = [step for x in places for step in open_line([(x, y - TICK), (x, y + TICK)])]
    line = Path((*open_line([(0, y), (area.width, y)]), *ticks), AXIS)
    words = [
        Words(text, x, y + TICK + area.size * 1.1, area.size, anchor="middle")
        for text, x in zip(marks, places, strict=True)
        if text
    ]
    return [line, _arrow(0, y, -1, 0), _arrow(area.width, y, 1, 0), *words]


def _axes(area: Area) -> Shapes:
    return _crossed(area, 6 * MM, area.height - 6 * MM)


def _cross_axes(area: Area) -> Shapes:
    return _crossed(area, area.width / 2, area.height / 2)


def _crossed(area: Area, x: float, y: float) -> Shapes:
    """Two axes that cross at (x, y), each named at its end."""
    gap = area.size * 1.4 if area.labels else 0
    lines = Path((*open_line([(0, y), (area.width, y)]), *open_line([(x, area.height), (x, gap)])), AXIS)
    names: Shapes = []
    if area.labels:
        across, up = area.labels
        names = [
            Words(across, area.width, y - area.size * 0.6, area.size, anchor="end"),
            Words(up, max(x, 0), area.size * 0.9, area.size, anchor="start" if x < area.width / 3 else "middle"),
        ]
    return [lines, _arrow(area.width, y, 1, 0), _arrow(x, gap, 0, 1), *names]


def _map(area: Area) -> Shapes:
    """A frame with a neat line inside it, a north arrow at the top right, a scale bar at the foot."""
    north, *ends = area.labels
    x, foot = area.width - 9 * MM, 17 * MM
    half = closed_line([(x, 5 * MM + area.size), (x + 2.2 * MM, foot + area.size), (x, foot + area.size - 2.5 * MM)])
    other = closed_line([(x, 5 * MM + area.size), (x - 2.2 * MM, foot + area.size), (x, foot + area.size - 2.5 * MM)])
    shapes: Shapes = [_frame(area, 1.2), _frame(area, 0.4, 1.5 * MM), Path(half, 0.6, fill=BLACK), Path(other, 0.6)]
    shapes.append(Words(north, x, 4 * MM + area.size, area.size, bold=True, anchor="middle"))
    left, top, long = 7 * MM, area.height - 6 * MM, 10 * MM
    for i in range(4):
        fill = BLACK if i % 2 == 0 else WHITE
        shapes.append(Path(rectangle(left + i * long, top, long, 1.6 * MM), 0.5, fill=fill))
    return shapes + [
        Words(text, left + i * 4 * long, top - 1.5 * MM, area.size, anchor="middle") for i, text in enumerate(ends)
    ]


@dataclass(frozen=True)
class Surface:
    """How a paper is drawn; `square` is the usual one, `whole` what its width is a multiple of by itself."""

    draw: Callable[[Area], Shapes]
    square: float = 0
    whole: float = 0


SURFACES = {
    "box": Surface(_box),
    "lined": Surface(_lined, 8 * MM),
    "squared": Surface(_squared, 5 * MM),
    "graph": Surface(_graph, whole=10 * MM),
    "dotted": Surface(_dotted, 5 * MM),
    "isometric": Surface(_isometric, 10 * MM),
    "staves": Surface(_staves),
    "grand-staves": Surface(_grand_staves),
    "number-line": Surface(_number_line),
    "axes": Surface(_axes),
    "cross-axes": Surface(_cross_axes),
    "map": Surface(_map),
}


def sheet(
    paper: str,
    width: float | None,
    height: float,
    room: float,
    square: float | None,
    labels: Sequence[str],
    size: float,
) -> Sketch:
    """A sheet of paper, `room` wide if no width is given, in whole squares; `size` is that of the type."""
    found = SURFACES[paper]
    square = square or found.square
    whole = found.whole or (square if paper in ("squared", "dotted") else 0)
    if width is None:
        width = int(room / whole + 0.001) * whole if whole else room
    area = Area(width, height, square, labels, size)
    return Sketch(width, height, tuple(found.draw(area)))
