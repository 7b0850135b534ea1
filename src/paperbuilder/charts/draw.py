"""A chart as a sketch.

In: a `Chart`, its size (pt), the face of its words. Out: a `Sketch`. Cannot fail.
"""

from __future__ import annotations

from collections.abc import Callable

from paperbuilder.charts.bars import draw_bars, draw_histogram, draw_lying
from paperbuilder.charts.chart import Chart
from paperbuilder.charts.climate import draw_climate
from paperbuilder.charts.lettering import Face
from paperbuilder.charts.lines import draw_lines, draw_scatter
from paperbuilder.charts.pie import draw_pie
from paperbuilder.charts.pyramid import draw_pyramid
from paperbuilder.pictures.sketch import Sketch

DRAWERS: dict[str, Callable[[Chart, Chart, float, float, Face], Sketch]] = {
    "line": draw_lines,
    "bar": draw_bars,
    "stacked-bar": draw_bars,
    "horizontal-bar": draw_lying,
    "histogram": draw_histogram,
    "scatter": draw_scatter,
    "pie": draw_pie,
    "population-pyramid": draw_pyramid,
    "climate": draw_climate,
}
HIGH = {"pie": 0.38, "population-pyramid": 0.44}  # of the width
USUAL_HIGH, AROUND = 0.46, 4  # of the width, and of the size of the words beside the figures
LARGE = 8  # more for each pt by which the words are larger than 9 pt
ON_PAPER = 0.6  # of the width, for graph paper
LYING = 2.2  # the height of a lying bar with what is free around it, of the size of its words


def draw(chart: Chart, width: float, height: float, face: Face, filled: bool = True) -> Sketch:
    """The chart, or what pupils are given who are to draw the rest of it."""
    shown = chart if filled else chart.started
    return DRAWERS[chart.type](chart, shown, width, height, face)


def usual_height(chart: Chart, width: float, face: Face) -> float:
    """How high a chart of a width is if its author does not say."""
    if chart.type == "horizontal-bar":
        bars = len(chart.labels) * (1 + 0.5 * (len(chart.series) - 1))
        return bars * LYING * face.size + (7 + 2 * (len(chart.series) > 1)) * face.size
    share = ON_PAPER if chart.grid == "graph-paper" else HIGH.get(chart.type, USUAL_HIGH)
    usual = share * width + AROUND * face.size + LARGE * max(0.0, face.size - 9)
    return max(usual, len(chart.labels) * 1.25 * face.size + 6 * face.size) if "pyramid" in chart.type else usual
