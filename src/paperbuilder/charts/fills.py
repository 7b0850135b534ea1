"""What tells areas, points and lines apart without colour, on a copy of a copy too.

In: a path and its bounds, or a point. Out: shapes. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from paperbuilder.pictures.sketch import (
    BLACK,
    WHITE,
    Path,
    Point,
    Steps,
    circle,
    closed_line,
    open_line,
    parallels,
    rectangle,
)


@dataclass(frozen=True)
class Fill:
    """A grey (0 is black) with lines over it at `angles`, `pitch` pt apart, broken into dots by `dash`."""

    grey: float = 1.0
    angles: tuple[float, ...] = ()
    pitch: float = 3.6
    line: float = 0.6
    dash: tuple[float, ...] = ()


FILLS = (
    Fill(0.65),
    Fill(),
    Fill(angles=(45,)),
    Fill(0.25),
    Fill(angles=(0,), pitch=2.6, line=1.0, dash=(1.0, 1.6)),
    Fill(angles=(45, -45), pitch=4.2, line=0.5),
    Fill(angles=(0,), pitch=2.8),
    Fill(angles=(-45,), pitch=2.2, line=0.8),
)
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2), (1.4, 1.6), (7, 2, 1.4, 2), (10, 3), (3, 3))
MARKERS = ("disc", "square", "cross", "ring", "triangle", "diamond")


def filled(steps: Steps, bounds: tuple[float, float, float, float], fill: Fill, outline: float) -> list[Path]:
    """An area in a fill, with a line around it; `bounds` are x, y, width and height of a rectangle that holds it."""
    found = [Path(steps, line=0, fill=(fill.grey,) * 3)]
    for angle in fill.angles:
        hatching = parallels(*bounds, angle, fill.pitch)
        found.append(Path(hatching, line=fill.line, dash=fill.dash, within=steps))
    return [*found, Path(steps, line=outline)]


def bar(x: float, y: float, width: float, height: float, fill: Fill, outline: float) -> list[Path]:
    """A bar from its top left corner."""
    box = (x, y, width, height)
    return filled(rectangle(*box), box, fill, outline) if width > 0 and height > 0 else []


def marker(name: str, at: Point, radius: float, line: float) -> list[Path]:
    """The mark of a point."""
    (x, y), r = at, radius
    if name == "cross":
        return [Path(open_line([(x - d * r, y - r), (x + d * r, y + r)]), line=line * 1.1) for d in (1, -1)]
    if name in ("disc", "ring"):
        return [Path(circle(x, y, r), line=line, fill=BLACK if name == "disc" else WHITE)]
    corners: dict[str, Sequence[Point]] = {
        "square": [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)],
        "triangle": [(x, y - 1.2 * r), (x + 1.15 * r, y + 0.9 * r), (x - 1.15 * r, y + 0.9 * r)],
        "diamond": [(x, y - 1.35 * r), (x + 1.35 * r, y), (x, y + 1.35 * r), (x - 1.35 * r, y)],
    }
    return [Path(closed_line(corners[name]), line=line, fill=BLACK if name == "triangle" else WHITE)]
