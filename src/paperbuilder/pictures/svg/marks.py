"""The markers of SVG: arrowheads and dots at the corners of a line.

In: a line, the steps of its path. Out: its markers, where each stands and how it is turned. Fails with `CannotDraw`.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, cos, degrees, radians, sin
from xml.etree.ElementTree import Element

from paperbuilder.pictures.sketch import Point, Steps
from paperbuilder.pictures.svg.numbers import SAME, Matrix, at, length, moved, scaled, times, turned
from paperbuilder.pictures.svg.source import Source
from paperbuilder.pictures.svg.styles import Style
from paperbuilder.pictures.svg.viewports import fitted

LINES = {"path", "line", "polyline", "polygon"}

Corner = tuple[Point, float | None, float | None]  # a place, the direction in which one comes to it, and leaves it


def markers(e: Element, style: Style, source: Source) -> dict[str, Element]:
    """The markers of a line, at its `start`, `mid` and `end`."""
    if e.tag not in LINES:
        return {}
    found = {where: source.named(style.get(f"marker-{where}", "none")) for where in ("start", "mid", "end")}
    return {where: one for where, one in found.items() if one is not None and one.tag == "marker"}


def placement(marker: Element, where: str, way: float, width: float) -> Matrix:
    """The matrix of a marker on a line of a width, that goes its way there (degrees)."""
    orient = marker.get("orient", "0").removesuffix("deg")
    if orient == "auto-start-reverse" and where == "start":
        way += 180
    elif not orient.startswith("auto"):
        way = length(orient)
    large = SAME if marker.get("markerUnits") == "userSpaceOnUse" else scaled(width, width)
    size = length(marker.get("markerWidth", "3")), length(marker.get("markerHeight", "3"))
    x, y = at(fitted(marker, size), length(marker.get("refX", "0")), length(marker.get("refY", "0")))
    return times(times(turned(way), large), moved(-x, -y))


def places(steps: Steps) -> Iterator[tuple[str, Point, float]]:
    """`start`, `mid` or `end`, a corner, and the direction there in degrees."""
    corners = [one for run in _runs(steps) for one in run]
    for i, (point, come, leave) in enumerate(corners):
        where = "start" if i == 0 else "end" if i == len(corners) - 1 else "mid"
        yield where, point, _between(come, leave)
    if len(corners) == 1:
        point, come, leave = corners[0]
        yield "end", point, _between(come, leave)


def _between(come: float | None, leave: float | None) -> float:
    if come is None or leave is None:
        return leave if leave is not None else come or 0.0
    a, b = radians(come), radians(leave)
    return degrees(atan2(sin(a) + sin(b), cos(a) + cos(b)))


def _runs(steps: Steps) -> Iterator[list[Corner]]:
    run: list[Corner] = []
    for operator, *n in steps:
        if operator == "m":
            yield run
            run = [((n[0], n[1]), None, None)]
        elif operator == "h":
            _add(run, run[0][0], [*run[0][0]])
        else:
            _add(run, (n[-2], n[-1]), n)
    yield run


def _add(run: list[Corner], to: Point, n: list[float]) -> None:
    start, come, _ = run[-1]
    points = [start, *zip(n[::2], n[1::2], strict=True)]
    leave = next((_way(start, other) for other in points[1:] if other != start), None)
    arrive = next((_way(other, to) for other in reversed(points[:-1]) if other != to), None)
    run[-1] = (start, come, leave)
    run.append((to, arrive, None))


def _way(start: Point, end: Point) -> float:
    return degrees(atan2(end[1] - start[1], end[0] - start[0]))
