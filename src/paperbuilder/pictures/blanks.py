"""Things to be completed by drawing: a number line, axes, the frame of a map.

In: an `Area`. Out: shapes. Lengths in pt. Cannot fail.
"""

from __future__ import annotations

import re

from paperbuilder.pictures.areas import Area, Shapes, frame
from paperbuilder.pictures.sketch import BLACK, WHITE, Path, Words, closed_line, open_line, rectangle
from paperbuilder.units import MM

AXIS, TICK = 0.9, 1.5 * MM
ARROW = (1.4 * MM, 3.2 * MM)  # half its width, its length


def _arrow(x: float, y: float, across: float, up: float) -> Path:
    """The head of an arrow with its tip at (x, y)."""
    half, long = ARROW
    back = (x - across * long, y + up * long)
    sides = [(back[0] + up * half * s, back[1] + across * half * s) for s in (1, -1)]
    return Path(closed_line([(x, y), *sides]), 0, fill=BLACK)


def number_line(area: Area) -> Shapes:
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


def axes(area: Area) -> Shapes:
    return _crossed(area, 6 * MM, area.height - 6 * MM)


def cross_axes(area: Area) -> Shapes:
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


def map_paper(area: Area) -> Shapes:
    """A frame with a neat line inside it, a north arrow at the top right, a scale bar at the foot."""
    north, *ends = area.labels
    x, foot = area.width - 9 * MM, 17 * MM
    half = closed_line([(x, 5 * MM + area.size), (x + 2.2 * MM, foot + area.size), (x, foot + area.size - 2.5 * MM)])
    other = closed_line([(x, 5 * MM + area.size), (x - 2.2 * MM, foot + area.size), (x, foot + area.size - 2.5 * MM)])
    shapes: Shapes = [frame(area, 1.2), frame(area, 0.4, 1.5 * MM), Path(half, 0.6, fill=BLACK), Path(other, 0.6)]
    shapes.append(Words(north, x, 4 * MM + area.size, area.size, bold=True, anchor="middle"))
    left, top, long = 7 * MM, area.height - 6 * MM, 10 * MM
    for i in range(4):
        fill = BLACK if i % 2 == 0 else WHITE
        shapes.append(Path(rectangle(left + i * long, top, long, 1.6 * MM), 0.5, fill=fill))
    return shapes + [
        Words(text, left + i * 4 * long, top - 1.5 * MM, area.size, anchor="middle") for i, text in enumerate(ends)
    ]
