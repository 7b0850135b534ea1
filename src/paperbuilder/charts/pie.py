"""Pies: shares of a whole, from twelve o'clock with the clock, told apart by pattern.

In: a `Chart` of one column, its size (pt), the face of its words. Out: shapes. Cannot fail.
"""

from __future__ import annotations

from math import ceil, cos, pi, sin

from paperbuilder.charts import fills
from paperbuilder.charts.bars import Shapes
from paperbuilder.charts.chart import Chart
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.lines import apart
from paperbuilder.pictures.sketch import BLACK, Path, Point, Sketch, Step, Steps, circle, open_line

OUT = 0.7  # from the edge to where a name hangs, of the size of the words


def draw_pie(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    """Without its figures, a circle with its centre and the first radius, to be divided with a protractor."""
    names = [face.wrapped(text, 0.28 * width) for text in _names(chart)]
    widest = max(map(face.widest, names))
    radius = min(height / 2 - 1.3 * face.leading, width / 2 - widest - (OUT + 1.2) * face.size)
    height = min(height, 2 * radius + 2.6 * face.leading)
    centre = (width / 2, height / 2)
    parts = [value or 0.0 for value in shown.series[0].values]
    if not sum(parts):
        top = Path(open_line([centre, (centre[0], centre[1] - radius)]), line=0.7 * face.scale)
        rim, point = Path(circle(*centre, radius), line=0.8 * face.scale), Path(circle(*centre, 1), fill=BLACK)
        return Sketch(width, height, (rim, top, point))
    whole = sum(value or 0.0 for value in chart.series[0].values)
    found: Shapes = []
    ends: list[tuple[float, float, list[str]]] = []
    start = 0.0
    for row, value in enumerate(chart.series[0].values):
        angle = 2 * pi * (value or 0.0) / whole
        if parts[row]:
            box = (centre[0] - radius, centre[1] - radius, 2 * radius, 2 * radius)
            found += fills.filled(slice_of(centre, radius, start, angle), box, fills.FILLS[row], 0.8 * face.scale)
            ends.append((start + angle / 2, angle, names[row]))
        start += angle
    return Sketch(width, height, (*found, *_named(ends, centre, radius, height, face)))


def _names(chart: Chart) -> list[str]:
    return [f"{label}\u00a0{text}" for label, text in zip(chart.labels, chart.series[0].texts, strict=True)]


def slice_of(centre: Point, radius: float, start: float, angle: float) -> Steps:
    """A slice `angle` wide from `start` on, both in radians with the clock from the top."""
    if angle >= 2 * pi - 1e-9:
        return circle(*centre, radius)
    count = max(1, ceil(angle / (pi / 2)))
    part = angle / count
    handle = 4 / 3 * radius * (1 - cos(part / 2)) / sin(part / 2) if part else 0.0
    at = _on_circle(centre, radius, start)
    steps: list[Step] = [("m", *centre), ("l", *at)]
    for n in range(count):
        begin, end = start + n * part, start + (n + 1) * part
        (x0, y0), (x1, y1) = _on_circle(centre, radius, begin), _on_circle(centre, radius, end)
        h = handle
        first = (x0 + h * cos(begin), y0 + h * sin(begin))
        second = (x1 - h * cos(end), y1 - h * sin(end))
        steps.append(("c", *first, *second, x1, y1))
    return (*steps, ("h",))


def _on_circle(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * sin(angle), centre[1] - radius * cos(angle)


def _named(
    ends: list[tuple[float, float, list[str]]], centre: Point, radius: float, height: float, face: Face
) -> Shapes:
    """The names at both sides, each beside the middle of its slice, with a thin line where it had to give way."""
    found: Shapes = []
    for side in (1, -1):
        here = [end for end in ends if (sin(end[0]) >= 0) == (side > 0)]
        here.sort(key=lambda end: -cos(end[0]))
        wanted = [_on_circle(centre, radius + OUT * face.size, angle)[1] for angle, _, _ in here]
        middles = apart(wanted, [len(lines) * face.leading for _, _, lines in here], 0.0, height)
        for (angle, _, lines), middle in zip(here, middles, strict=True):
            edge = _on_circle(centre, radius, angle)
            x = centre[0] + side * _clear(edge[0] - centre[0], middle - centre[1], radius, len(lines), face)
            found.append(Path(open_line([edge, (x, middle)]), line=0.4 * face.scale))
            anchor = "start" if side > 0 else "end"
            found += face.beside(lines, x + side * 0.3 * face.size, middle, anchor)  # type: ignore[arg-type]
    return found


def _clear(edge: float, y: float, radius: float, lines: int, face: Face) -> float:
    """How far from the middle line a name begins, at a height, that stays clear of the circle and its edge."""
    reach = radius + OUT * face.size
    near = max(0.0, abs(y) - lines * face.leading / 2)
    across = (reach**2 - near**2) ** 0.5 if near < reach else 0.0
    return max(across, abs(edge) + 0.2 * face.size)
