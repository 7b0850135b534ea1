"""Sketches: lines, areas and words to be drawn as vectors, whatever they show.

In: nothing. Out: `Sketch`, and paths of usual forms. Lengths in pt; y runs down from the top. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
    """A path with a line `line` pt wide (0 for none), and a fill; shown only `within` another, if that is given.

    `cap` and `join` are those of PDF (0 to 2); a fill that is `even_odd` has holes where the path goes round twice.
    `opacity` is from 0 to 1.
    """

    steps: Steps
    line: float = 0.6
    dash: tuple[float, ...] = ()
    ink: Colour = BLACK
    fill: Colour | None = None
    within: Steps = ()
    cap: int = 0
    join: int = 0
    even_odd: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their baseline at (x, y), turned by `angle` degrees against the clock, `stretch` times as wide.

    If they have a `room`, they are set narrower where they would be wider than that many pt without `stretch`.
    Words `along` a line stand on it, x pt after its beginning, each letter turned as the line is there.
    `then` are words that follow in the same line; their x and y are shifts from where they would stand without.
    """

    text: str
    x: float
    y: float
    size: float
    bold: bool = False
    italic: bool = False
    anchor: Literal["start", "middle", "end"] = "start"
    angle: float = 0
    ink: Colour = BLACK
    stretch: float = 1.0
    room: float = 0
    opacity: float = 1.0
    along: tuple[Point, ...] = ()
    then: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are shown only within a path."""

    shapes: tuple[Shape, ...]
    within: Steps
    even_odd: bool = False


Shape = Path | Words | Group


@dataclass(frozen=True, slots=True)
class Sketch:
    """Shapes in the order in which they are drawn, on an area of a stated size."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


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


def corners(steps: Steps, fine: int) -> list[list[Point]]:
    """The corners of each part of a path, with each curve as `fine` straight lines."""
    parts: list[list[Point]] = []
    for operator, *n in steps:
        if operator == "m":
            parts.append([(n[0], n[1])])
        elif operator == "l":
            parts[-1].append((n[0], n[1]))
        elif operator == "c":
            start = parts[-1][-1]
            parts[-1] += [_on_curve(start, n, i / fine) for i in range(1, fine + 1)]
    return parts


def _on_curve(start: Point, n: Sequence[float], t: float) -> Point:
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
    return a * start[0] + b * n[0] + c * n[2] + d * n[4], a * start[1] + b * n[1] + c * n[3] + d * n[5]


def words_in(shapes: Sequence[Shape]) -> Iterator[str]:
    """Every text of a sketch."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield from words_in(shape.shapes)
        elif isinstance(shape, Words):
            yield from (one.text for one in (shape, *shape.then))


def scaled(sketch: Sketch, scale: float) -> Sketch:
    """The same so many times as large, lines and letters too; its words are straight, and in one look."""
    if scale == 1:
        return sketch
    shapes = tuple(_scaled(shape, scale) for shape in sketch.shapes)
    return Sketch(sketch.width * scale, sketch.height * scale, shapes)


def _scaled(shape: Shape, scale: float) -> Shape:
    if isinstance(shape, Words):
        return replace(shape, x=shape.x * scale, y=shape.y * scale, size=shape.size * scale)
    if isinstance(shape, Group):
        inner = tuple(_scaled(one, scale) for one in shape.shapes)
        return replace(shape, shapes=inner, within=_larger(shape.within, scale))
    steps, within = (_larger(part, scale) for part in (shape.steps, shape.within))
    dash = tuple(n * scale for n in shape.dash)
    return replace(shape, steps=steps, within=within, line=shape.line * scale, dash=dash)


def _larger(steps: Steps, scale: float) -> Steps:
    return tuple((operator, *(n * scale for n in numbers)) for operator, *numbers in steps)
