"""Lines over time, and points that show whether two things go together.

In: a `Chart`, its size (pt), the face of its words. Out: shapes. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Sequence

from paperbuilder.charts import fills
from paperbuilder.charts.chart import Chart, Series
from paperbuilder.charts.key import Key, line_sample
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.scale import NEAR_ZERO
from paperbuilder.charts.upright import Along, Upright, upright
from paperbuilder.pictures.sketch import Path, Point, Sketch, Words, open_line

Shapes = list[Path | Words]
MARKED = 40  # points; more run into one another
BESIDE = 0.24  # of the width, at most, for the names of lines at their ends
RADIUS = 0.25  # of a point, of the size of the words


def draw_lines(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    """Lines with their names at their ends if there is room, or else with a key."""
    many = len(chart.series) > 1
    direct = many and all(series.values[-1] is not None for series in chart.series)
    names = [face.wrapped(series.name, BESIDE * width) for series in chart.series] if direct else []
    key = None if direct or not many else _key(chart, face, width, lined=True)
    right = max(map(face.widest, names)) + 0.8 * face.size if names else 0.0
    along = None
    if chart.places:
        along = Along(chart.places, chart.labels, NEAR_ZERO, chart.x_least, chart.x_most)
    plot = upright(chart, face, (width, height), chart.values, key, along=along, zero=NEAR_ZERO, right=right)
    figures: Shapes = []
    for number, series in enumerate(shown.series):
        figures += line_of(plot, chart, series, number, face)
    if names and shown.values:
        figures += _names_at_ends(plot, chart, shown, names, face)
    return plot.with_figures(figures, key if shown.values else None)


def line_of(plot: Upright, chart: Chart, series: Series, number: int, face: Face) -> Shapes:
    """A line, broken where a value is missing, with its points."""
    runs: list[list[Point]] = [[]]
    for row in sorted(range(len(series.values)), key=lambda row: plot.place(chart, row)):
        value = series.values[row]
        if value is None:
            runs.append([])
        else:
            runs[-1].append((plot.place(chart, row), plot.up.at(value)))
    dash = tuple(length * face.scale for length in fills.DASHES[number])
    found: Shapes = [Path(open_line(run), line=1.1 * face.scale, dash=dash) for run in runs if len(run) > 1]
    points = [point for run in runs for point in run]
    if len(points) <= MARKED:
        found += _points(points, fills.MARKERS[number], face)
    return found


def _points(points: Sequence[Point], name: str, face: Face) -> list[Path]:
    return [shape for at in points for shape in fills.marker(name, at, RADIUS * face.size, 0.8 * face.scale)]


def _names_at_ends(
    plot: Upright, chart: Chart, shown: Chart, names: Sequence[Sequence[str]], face: Face
) -> list[Words]:
    """The name of each line beside its last point, pushed apart where they would touch."""
    ends = [
        (plot.up.at(value), names[i], plot.place(chart, len(series.values) - 1))
        for i, series in enumerate(shown.series)
        if (value := series.values[-1]) is not None
    ]
    ends.sort(key=lambda end: end[0])
    heights = [len(lines) * face.leading for _, lines, _ in ends]
    middles = apart([at for at, _, _ in ends], heights, plot.frame.top - face.leading / 2, plot.frame.bottom)
    found: list[Words] = []
    for (_, lines, x), middle in zip(ends, middles, strict=True):
        found += face.beside(lines, x + 0.6 * face.size, middle, "start")
    return found


def apart(wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """Middles as near as may be to those wanted (in order from the top) of things that must not overlap, within bounds
    if there is room."""
    middles, floor = [], top
    for at, height in zip(wanted, heights, strict=True):
        middles.append(max(at, floor + height / 2))
        floor = middles[-1] + height / 2
    ceiling = bottom
    for i in range(len(middles) - 1, -1, -1):
        middles[i] = min(middles[i], ceiling - heights[i] / 2)
        ceiling = middles[i] - heights[i] / 2
    return middles


def draw_scatter(chart: Chart, shown: Chart, width: float, height: float, face: Face) -> Sketch:
    key = _key(chart, face, width, lined=False) if len(chart.series) > 1 else None
    along = Along(chart.places, chart.labels, 0.3, chart.x_least, chart.x_most, even=False)
    plot = upright(chart, face, (width, height), chart.values, key, along=along, zero=0.3)
    figures: Shapes = []
    for number, series in enumerate(shown.series):
        known = [(row, value) for row, value in enumerate(series.values) if value is not None]
        points = [(plot.place(chart, row), plot.up.at(value)) for row, value in known]
        figures += _points(points, _scattered(chart, number), face)
        if chart.best_fit and len(known) == len(chart.series[number].known):
            figures += _best_fit(points, plot, fills.DASHES[number], face)
    return plot.with_figures(figures, key if shown.values else None)


def _scattered(chart: Chart, number: int) -> str:
    """Points of one kind are crosses, as pupils draw them."""
    return "cross" if len(chart.series) == 1 else fills.MARKERS[number]


def _best_fit(points: Sequence[Point], plot: Upright, dash: tuple[float, ...], face: Face) -> list[Path]:
    """The straight line with the least squares of the distances upwards, as far as the points reach."""
    count = len(points)
    middle_x, middle_y = sum(x for x, _ in points) / count, sum(y for _, y in points) / count
    spread = sum((x - middle_x) ** 2 for x, _ in points)
    if count < 2 or not spread:
        return []
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / spread
    ends = [(x, middle_y + slope * (x - middle_x)) for x in (min(points)[0], max(points)[0])]
    frame = plot.frame
    inside = (
        ("m", frame.left, frame.top), ("l", frame.right, frame.top), ("l", frame.right, frame.bottom),
        ("l", frame.left, frame.bottom), ("h",),
    )  # fmt: skip
    return [Path(open_line(ends), line=0.9 * face.scale, dash=dash, within=inside)]


def _key(chart: Chart, face: Face, width: float, lined: bool) -> Key:
    names = enumerate(series.name for series in chart.series)
    return Key(face, [(name, line_sample(face, i, True, lined)) for i, name in names], width * 0.85)
