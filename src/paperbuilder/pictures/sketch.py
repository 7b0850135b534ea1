"""Sketches: lines, areas and words to be drawn as vectors, whatever they show.

In: nothing. Out: `Sketch`, and paths of usual forms. Lengths in pt; y runs down from the top. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import cos, hypot, radians, sin
from typing import Literal

Colour = tuple[float, float, float]  # red, green and blue from 0 to 1
Step = tuple[str, *tuple[float, ...]]  # ("m", x, y), ("l", x, y), ("c", x1, y1, x2, y2, x, y) or ("h",), as in PDF
Steps = tuple[Step, ...]
Point = tuple[float, float]
Measure = Callable[[str, float, bool], float]  # text, size, whether it is bold → width in pt
BLACK: Colour = (0.0, 0.0, 0.0)
WHITE: Colour = (1.0, 1.0, 1.0)
BULGE = 0.5522847498  # of a radius: how far the handles of a quarter of a circle reach


@dataclass(frozen=True, slots=True)
class Path:
    """A path with a line `line` pt wide (0 for none), and a fill; shown only `within` another, if that is given."""

    steps: Steps
    line: float = 0.6
    dash: tuple[float, ...] = ()
    ink: Colour = BLACK
    fill: Colour | None = None
    within: Steps = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their baseline at (x, y), turned by `angle` degrees against the clock."""

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    angle: float = 0
    ink: Colour = BLACK


@dataclass(frozen=True, slots=True)
class Sketch:
    """Shapes in the order in which they are drawn, on an area of a stated size."""

    width: float
    height: float
    shapes: tuple[Path | Words, ...]


def open_line(points: Sequence[Point]) -> Steps:
    """Straight lines from point to point."""
    return tuple(("l" if i else "m", x, y) for i, (x, y) in enumerate(points))


def closed_line(points: Sequence[Point]) -> Steps:
    return (*open_line(points), ("h",))


def rectangle(x: float, y: float, width: float, height: float) -> Steps:
    return closed_line([(x, y), (x + width, y), (x + width, y + height), (x, y + height)])


def circle(x: float, y: float, radius: float) -> Steps:
    r, h = radius, radius * BULGE
    return (
        ("m", x + r, y),
        ("c", x + r, y + h, x + h, y + r, x, y + r),
        ("c", x - h, y + r, x - r, y + h, x - r, y),
        ("c", x - r, y - h, x - h, y - r, x, y - r),
        ("c", x + h, y - r, x + r, y - h, x + r, y),
        ("h",),
    )


def parallels(x: float, y: float, width: float, height: float, angle: float, pitch: float) -> Steps:
    """Lines `pitch` apart, at `angle` degrees, that cover a rectangle: a hatching to be shown within something."""
    across, up = cos(radians(angle)), -sin(radians(angle))
    middle, reach = (x + width / 2, y + height / 2), hypot(width, height) / 2
    count = int(reach / pitch) + 1
    found: list[Step] = []
    for n in range(-count, count + 1):
        at = (middle[0] - up * n * pitch, middle[1] + across * n * pitch)
        found += open_line([(at[0] - across * reach, at[1] - up * reach), (at[0] + across * reach, at[1] + up * reach)])
    return tuple(found)


def scaled(sketch: Sketch, scale: float) -> Sketch:
    """The same so many times as large, lines and letters too."""
    if scale == 1:
        return sketch
    shapes = tuple(_scaled(shape, scale) for shape in sketch.shapes)
    return Sketch(sketch.width * scale, sketch.height * scale, shapes)


def _scaled(shape: Path | Words, scale: float) -> Path | Words:
    if isinstance(shape, Words):
        return replace(shape, x=shape.x * scale, y=shape.y * scale, size=shape.size * scale)
    steps, within = (_larger(part, scale) for part in (shape.steps, shape.within))
    dash = tuple(n * scale for n in shape.dash)
    return replace(shape, steps=steps, within=within, line=shape.line * scale, dash=dash)


def _larger(steps: Steps, scale: float) -> Steps:
    return tuple((operator, *(n * scale for n in numbers)) for operator, *numbers in steps)
